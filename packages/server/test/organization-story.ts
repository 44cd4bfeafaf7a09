import { authorityAccount } from "../src/accounts/authority-account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { theProduct, transact } from "../src/foundation/transact.ts";
import { addPerson, type House } from "./house.ts";

/** Adds one of the CA's own people. */
export async function addSpecialist(house: House, name: string): Promise<Viewer> {
  const account = await transact(house.source, theProduct, (tx) => authorityAccount(tx, house.now));
  return addPerson(house, account, "VALIDATION_SPECIALIST", name);
}

export const exampleDetails = {
  legalName: "Example Widgets Ltd",
  streetAddress: "1 Example Street",
  locality: "Taipei",
  country: "tw",
  registrationNumber: "12345678",
  businessCategory: "Private Organization",
  jurisdictionCountry: "TW",
  phone: "+886 2 5550 0100",
};

const verification = `id kind state reason missing secondPersonRequired accountName submittedBy { name } collectedBy { id }
  decidedBy { id name } details { legalName } organization { id legalName validation { status validUntil } contacts { id name verifiedAt } }
  evidence { id kind subjects reference note contact { name } by { id } document { name size sha256 url } }`;

const answers: Record<string, string> = {
  Organization: "id legalName phone addedAt addedBy { name } detailsChangedAt verifications { id state }",
  OrganizationContact: "id name verifiedAt",
  OrganizationVerification: verification,
};

/** Does something of that name, with that input; what it answers, whatever that is. */
export async function doing(house: House, viewer: Viewer, mutation: string, input: object) {
  const Name = mutation[0]!.toUpperCase() + mutation.slice(1);
  const kind =
    /Contact$/.test(mutation) && !/^remove/.test(mutation)
      ? "OrganizationContact"
      : /^(add|change|removeOrganizationContact).*Organization$|^removeOrganizationContact$/.test(mutation)
        ? "Organization"
        : "OrganizationVerification";
  const refused = {
    Organization: "... on OrganizationRefused { reasons { code field subject message remedy } }",
    OrganizationContact: "... on OrganizationRefused { reasons { code field subject message remedy } }",
    OrganizationVerification:
      mutation === "submitOrganization"
        ? "... on OrganizationRefused { reasons { code field } }"
        : /^(add|complete|validate)/.test(mutation)
          ? "... on VerificationRefused { reasons { code subject message remedy } }"
          : "",
  }[kind]!;
  const without = mutation === "removeOrganizationContact" ? "" : refused;
  const { data, errors } = await house.ask(
    viewer,
    `mutation ($input: ${Name}Input!) { answer: ${mutation}(input: $input) {
      __typename ... on Problem { message } ... on ${kind} { ${answers[kind]} } ${without} } }`,
    { input },
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join("\n"));
  return data.answer;
}

export async function verificationSeen(house: House, viewer: Viewer, id: string) {
  const { data } = await house.ask(viewer, `query ($id: ID!) { verification(id: $id) { ${verification} } }`, { id });
  return data.verification;
}

/** What a specialist sees of an organization in ten minutes, each as it is shown best. */
export async function collect(
  house: House,
  specialist: Viewer,
  verificationId: string,
  subjects: readonly string[],
  contactId?: string,
) {
  const kinds: Record<string, string> = { AUTHORITY: "PHONE_CALL", VERIFIED_CONTACT: "PHONE_CALL" };
  let last: { __typename: string; missing: string[] } | null = null;
  for (const subject of subjects) {
    const kind = kinds[subject] ?? "REGISTRY";
    const contact = subject === "VERIFIED_CONTACT" ? { contactId } : {};
    const piece = { verificationId, subjects: [subject], kind, reference: `seen: ${subject}`, ...contact };
    last = await doing(house, specialist, "addVerificationEvidence", piece);
  }
  return last!;
}
