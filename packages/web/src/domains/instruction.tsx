import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { graphql } from "../gql/index.ts";
import { DnsInstruction } from "./dns-instruction.tsx";
import { FileInstruction } from "./file-instruction.tsx";
import { MailRecipients } from "./mail-recipients.tsx";

const fragment = graphql(`
  fragment Instruction_challenge on DomainChallenge {
    id
    method
    domain {
      id
      name
    }
    instruction {
      recordType
      name
      relativeName
      value
      ttl
    }
    recipients {
      email
      sentAt
      decision
      decidedAt
    }
  }
`);

/** What to do to meet a challenge: a record, a file, or an answer to a mail. */
export function Instruction({ challenge: from }: { challenge: FragmentType<typeof fragment> }) {
  const { data: challenge } = useSuspenseFragment({ fragment, from });
  const { instruction, method, domain, recipients } = challenge;
  if (!instruction) {
    const record = method === "EMAIL_TXT_CONTACT" ? `_validation-contactemail.${domain.name}` : null;
    return <MailRecipients recipients={recipients} contactRecord={record} />;
  }
  const { recordType, name, relativeName, value, ttl } = instruction;
  if (recordType === "FILE") return <FileInstruction url={name} path={relativeName} value={value} />;
  return <DnsInstruction record={{ recordType, name, relativeName, value, ttl: ttl ?? 300 }} />;
}
