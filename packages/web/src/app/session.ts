import { createAuthClient } from "better-auth/react";

const auth = createAuthClient({ baseURL: window.location.origin });

/** What came of an attempt to sign in. */
export type SignInOutcome =
  | { kind: "signedIn" }
  | { kind: "wrong" }
  | { kind: "tooMany"; seconds: number | null }
  | { kind: "failed"; status: number }
  | { kind: "offline" };

/** Signs in with e-mail address and password; never throws. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  let retryAfter: string | null = null;
  try {
    const { error } = await auth.signIn.email(
      { email, password },
      {
        onError: ({ response }) => {
          retryAfter = response.headers.get("x-retry-after") ?? response.headers.get("retry-after");
        },
      },
    );
    if (!error) return { kind: "signedIn" };
    if (error.status === 429) return { kind: "tooMany", seconds: wholeSeconds(retryAfter) };
    // 400: the address has not the form of one; better-auth tells it apart, a person need not.
    if (error.status === 401 || error.status === 400) return { kind: "wrong" };
    return error.status ? { kind: "failed", status: error.status } : { kind: "offline" };
  } catch {
    return { kind: "offline" };
  }
}

function wholeSeconds(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
}

/** What came of choosing a password with a one-time link. */
export type ChoiceOutcome = "chosen" | "linkUsed" | "offline";

/** Chooses the password of the person whom the link was made for; never throws. */
export async function choosePassword(token: string, newPassword: string): Promise<ChoiceOutcome> {
  try {
    const { error } = await auth.resetPassword({ token, newPassword });
    if (!error) return "chosen";
    return error.status === 400 ? "linkUsed" : "offline";
  } catch {
    return "offline";
  }
}

/** Ends the session; false when the server did not confirm it. */
export async function signOut(): Promise<boolean> {
  try {
    const { error } = await auth.signOut();
    return !error || error.status === 401;
  } catch {
    return false;
  }
}
