import { CsrFaultCode, csrFaultWords, type CsrFault as Fault } from "@duplicert/shared/csr-faults";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Problem } from "../foundation/problem.ts";

registerEnumType(CsrFaultCode, {
  name: "CsrFaultCode",
  description: "What can be wrong with a CSR. A fault means: with this key and proof nothing can be issued.",
  valuesConfig: {
    UNREADABLE: { description: "It cannot be read as anything." },
    NOT_A_CSR: { description: "It is something else: `found` says what." },
    TOO_LARGE: { description: "More than 64 KiB." },
    TRAILING_DATA: { description: "There is something after the CSR's end." },
    BAD_SIGNATURE: {
      description: "Its own signature does not verify (RFC 2986): it was altered, or the key is not the requester's.",
    },
    KEY_TYPE_NOT_ALLOWED: { description: "Not RSA, P-256 or P-384 (BR 6.1.5)." },
    KEY_TOO_SMALL: { description: "RSA of less than 2048 bits (BR 6.1.5)." },
    KEY_TOO_LARGE: { description: "RSA of more than 8192 bits." },
    KEY_MALFORMED: { description: "The key is not a well-formed one of its type (BR 6.1.6)." },
    EXPONENT_NOT_ALLOWED: { description: "The RSA exponent is even or less than 65537 (BR 6.1.6)." },
    WEAK_KEY: {
      description: "The private key can be computed from the public one (BR 6.1.1.3); `found` says by which weakness.",
    },
    KEY_COMPROMISED: { description: "The key is known to be compromised (BR 6.1.1.3)." },
    KEY_ALREADY_USED: { description: "The key is another certificate's or request's: every server has its own." },
    WEAK_SIGNATURE_HASH: { description: "It is signed with SHA-1, MD5 or older." },
  },
});

@ObjectType({ description: "One thing that is wrong with a CSR, and how to mend it." })
export class CsrFault {
  @Field(() => CsrFaultCode, { description: "What is wrong, for programs." }) code: CsrFaultCode;
  @Field(() => String, { description: "What is wrong, in English, for people." }) message: string;
  @Field(() => String, { nullable: true, description: "What to do; where one exists, with the command that mends it." })
  remedy: string | null;
  @Field(() => String, {
    description: 'Where it is written: "BR 6.1.5", "RFC 2986 §4.2"; or our own rule, such as "One key, one server".',
  })
  clause: string;
  @Field(() => String, {
    nullable: true,
    description: 'What was found instead, in a word or two: "certificate", "RSA 1024", "sha1".',
  })
  found: string | null;

  static of(fault: Fault): CsrFault {
    return Object.assign(new CsrFault(), { ...fault, ...csrFaultWords(fault) });
  }
}

@ObjectType({
  implements: Problem,
  description: "The CSR cannot be accepted. Every fault is listed, not the first found.",
})
export class CsrRejected extends Problem {
  @Field(() => [CsrFault], { description: "Every fault, each with what to do." }) readonly faults: CsrFault[];

  constructor(faults: Fault[]) {
    super(`This CSR cannot be accepted: ${faults.map((fault) => csrFaultWords(fault).message).join(" ")}`);
    this.faults = faults.map((fault) => CsrFault.of(fault));
  }
}
