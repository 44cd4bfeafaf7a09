import type { Task, TaskList } from "graphile-worker";
import type { DataSource } from "typeorm";
import type { Issuer } from "../ca/issuer.ts";
import { CaaUnknown } from "../certificates/check-caa.ts";
import { failIssuance } from "../certificates/fail-issuance.ts";
import { Issuance } from "../certificates/issuance.ts";
import { issueCertificate } from "../certificates/issue-certificate.ts";
import { mailIssued } from "../certificates/mail-issued.ts";
import { mailRevoked } from "../certificates/mail-revoked.ts";
import { publishCrl } from "../certificates/publish-crl.ts";
import { signOcsp } from "../certificates/sign-ocsp.ts";
import { mailKeyCompromised } from "../compromises/mail-key-compromised.ts";
import { revokeCompromised } from "../compromises/revoke-compromised.ts";
import { checkDomainChallenge } from "../domains/check-domain-challenge.ts";
import { sendChallengeMails } from "../domains/send-challenge-mails.ts";
import type { Addresses } from "../foundation/context.ts";
import type { JobName, Jobs } from "../foundation/queue.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { remindOfLapses } from "../lapses/remind-of-lapses.ts";
import type { Post } from "../mail/transport.ts";
import type { Network } from "../network/network.ts";
import { mailSpecialists } from "../organizations/mail-specialists.ts";
import { mailVerificationDecided } from "../organizations/mail-verification-decided.ts";
import { mailRevocationAhead, mailRevocationDue } from "../reissues/mail-revocation-ahead.ts";
import { revokeSuperseded } from "../reissues/revoke-superseded.ts";
import { lapseRequest } from "../requests/lapse-request.ts";
import { mailApprovers } from "../requests/mail-approvers.ts";
import { mailFailed } from "../requests/mail-failed.ts";
import { mailLapsed } from "../requests/mail-lapsed.ts";
import { mailRejected } from "../requests/mail-rejected.ts";
import { mailWaits } from "../requests/mail-waits.ts";
import { proofObtained } from "../requests/proof-obtained.ts";
import { resumeOrder } from "../requests/resume-order.ts";

export interface WorkParts {
  source: DataSource;
  issuer: Issuer;
  network: Network;
  post: Post;
  addresses: Addresses;
  clock: () => Date;
}

/** Every job, listed, with what does it. */
function jobHandlers({ source, issuer, network, post, addresses, clock }: WorkParts): {
  [J in JobName]: (told: Jobs[J]) => Promise<void>;
} {
  const surroundings = () => ({ addresses, now: clock() });
  return {
    issueCertificate: (told) => issueCertificate(source, issuer, network, told, clock),
    publishCrl: (told) => publishCrl(source, issuer, told, addresses.pkiUrl, clock()),
    signOcsp: (told) => signOcsp(source, issuer, told, clock()),
    mailApprovers: (told) => mailApprovers(source, post, told, surroundings()),
    mailRejected: (told) => mailRejected(source, post, told, surroundings()),
    mailIssued: (told) => mailIssued(source, post, told, surroundings()),
    mailRevoked: (told) => mailRevoked(source, post, told, surroundings()),
    mailFailed: (told) => mailFailed(source, post, told, surroundings()),
    mailSpecialists: (told) => mailSpecialists(source, post, told, surroundings()),
    mailVerificationDecided: (told) => mailVerificationDecided(source, post, told, surroundings()),
    mailWaits: (told) => mailWaits(source, post, told, surroundings()),
    resumeOrder: (told) => resumeOrder(source, told, surroundings()),
    proofObtained: (told) => proofObtained(source, told),
    mailLapsed: (told) => mailLapsed(source, post, told, surroundings()),
    mailKeyCompromised: (told) => mailKeyCompromised(source, post, told, surroundings()),
    mailRevocationAhead: (told) => mailRevocationAhead(source, post, told, surroundings()),
    mailRevocationDue: (told) => mailRevocationDue(source, post, told, surroundings()),
    revokeSuperseded: (told) => revokeSuperseded(source, told, clock()),
    remindOfLapses: (told) => remindOfLapses(source, post, told, surroundings()),
    lapseRequest: (told) => lapseRequest(source, told, clock()),
    checkDomainChallenge: (told) => checkDomainChallenge(source, network, told, clock()),
    sendChallengeMails: (told) => sendChallengeMails({ source, network, post }, told, surroundings()),
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

const looksOutside: readonly string[] = ["checkDomainChallenge", "sendChallengeMails"] satisfies JobName[];

/** The same in two: what looks at servers of strangers, who may take their time, and all else, which never waits for that. */
export function inTwo(list: TaskList): [looks: TaskList, others: TaskList] {
  const those = (looks: boolean) =>
    Object.fromEntries(Object.entries(list).filter(([name]) => looksOutside.includes(name) === looks));
  return [those(true), those(false)];
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
          const unknown = { message, reasons: [{ error: (error as Error).message }] };
          await failIssuance(tx, issuance, error instanceof CaaUnknown ? error.failure : unknown, clock());
        });
      }
      throw error;
    }
  };
}
