import type { Task, TaskList } from "graphile-worker";
import type { DataSource } from "typeorm";
import type { Issuer } from "../ca/issuer.ts";
import { failIssuance } from "../certificates/fail-issuance.ts";
import { Issuance } from "../certificates/issuance.ts";
import { issueCertificate } from "../certificates/issue-certificate.ts";
import { mailIssued } from "../certificates/mail-issued.ts";
import { mailRevoked } from "../certificates/mail-revoked.ts";
import { publishCrl } from "../certificates/publish-crl.ts";
import { signOcsp } from "../certificates/sign-ocsp.ts";
import { mailKeyCompromised } from "../compromises/mail-key-compromised.ts";
import { revokeCompromised } from "../compromises/revoke-compromised.ts";
import type { Addresses } from "../foundation/context.ts";
import type { JobName, Jobs } from "../foundation/queue.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import type { Post } from "../mail/transport.ts";
import { lapseRequest } from "../requests/lapse-request.ts";
import { mailApprovers } from "../requests/mail-approvers.ts";
import { mailFailed } from "../requests/mail-failed.ts";
import { mailLapsed } from "../requests/mail-lapsed.ts";
import { mailRejected } from "../requests/mail-rejected.ts";

export interface WorkParts {
  source: DataSource;
  issuer: Issuer;
  post: Post;
  addresses: Addresses;
  clock: () => Date;
}

/** Every job, listed, with what does it. */
function jobHandlers({ source, issuer, post, addresses, clock }: WorkParts): {
  [J in JobName]: (told: Jobs[J]) => Promise<void>;
} {
  const surroundings = () => ({ addresses, now: clock() });
  return {
    issueCertificate: (told) => issueCertificate(source, issuer, told, clock),
    publishCrl: (told) => publishCrl(source, issuer, told, addresses.pkiUrl, clock()),
    signOcsp: (told) => signOcsp(source, issuer, told, clock()),
    mailApprovers: (told) => mailApprovers(source, post, told, surroundings()),
    mailRejected: (told) => mailRejected(source, post, told, surroundings()),
    mailIssued: (told) => mailIssued(source, post, told, surroundings()),
    mailRevoked: (told) => mailRevoked(source, post, told, surroundings()),
    mailFailed: (told) => mailFailed(source, post, told, surroundings()),
    mailLapsed: (told) => mailLapsed(source, post, told, surroundings()),
    mailKeyCompromised: (told) => mailKeyCompromised(source, post, told, surroundings()),
    lapseRequest: (told) => lapseRequest(source, told, clock()),
    revokeCompromised: (told) => revokeCompromised(source, told, clock()),
  };
}

/** The same as graphile-worker wants them; an issuance whose last attempt failed is given up in words. */
export function tasks(parts: WorkParts): TaskList {
  const task =
    (handle: (told: never) => Promise<void>): Task =>
    (payload) =>
      handle(payload as never);
  const list = Object.fromEntries(Object.entries(jobHandlers(parts)).map(([name, handle]) => [name, task(handle)]));
  return { ...list, issueCertificate: givenUpAtLast(parts, list.issueCertificate as Task) };
}

function givenUpAtLast({ source, clock }: WorkParts, issue: Task): Task {
  return async (payload, helpers) => {
    try {
      await issue(payload, helpers);
    } catch (error) {
      if (helpers.job.attempts >= helpers.job.max_attempts) {
        const { issuanceId } = payload as Jobs["issueCertificate"];
        await transact(source, theProduct, async (tx) => {
          const issuance = await tx.findOneByOrFail(Issuance, { id: issuanceId });
          const message =
            "The certificate authority could not be reached or failed, several times. Retry the request later.";
          await failIssuance(tx, issuance, { message, reasons: [{ error: (error as Error).message }] }, clock());
        });
      }
      throw error;
    }
  };
}
