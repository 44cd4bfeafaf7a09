import { CsrNameStatus, csrNames } from "@duplicert/shared/csr-names";
import { duplicateRefusals } from "@duplicert/shared/duplicate-refusals";
import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver, registerEnumType } from "type-graphql";
import { factsOf } from "../certificates/facts-of.ts";
import { CsrFault } from "../csrs/csr-rejected.ts";
import { readCsrForAccount, withLedger } from "../csrs/read-csr-for-account.ts";
import type { Context } from "../foundation/context.ts";
import { findOrder } from "../orders/find-order.ts";
import { DuplicateRefusal } from "../requests/request-problems.ts";

registerEnumType(CsrNameStatus, {
  name: "CsrNameStatus",
  description:
    "How a name in a CSR compares with the order's. Never a fault: the order's names are issued, not the CSR's.",
  valuesConfig: {
    ON_ORDER: { description: "The primary certificate has it." },
    NOT_ON_ORDER: {
      description: "The primary certificate does not have it, or no order was given; it will not be issued.",
    },
    NOT_A_DNS_NAME: { description: "Not a DNS name at all; it will not be issued." },
  },
});

@ObjectType({ description: "A name found in a CSR." })
export class CsrName {
  @Field(() => String, {
    description:
      "A DNS name in lower case and A-labels (the note says how it is written); anything else as it is written.",
  })
  value: string;
  @Field(() => CsrNameStatus, { description: "How it compares with the order's names." }) status: CsrNameStatus;
  @Field(() => String, {
    nullable: true,
    description:
      "What is unusual about it, or why it will not be issued, for people; null when there is nothing to say.",
  })
  note: string | null;
}

@ObjectType({
  description:
    "What a CSR holds, everything that is wrong with it, and whether the order may have a duplicate. Nothing is stored.",
})
export class CsrInspection {
  @Field(() => [CsrFault], { description: "Every fault; empty when it may be used." }) faults: CsrFault[];
  @Field(() => [CsrFault], {
    description:
      "What its sender should know although it may be used: that another has the key, where the account's key policy lets that pass.",
  })
  warnings: CsrFault[];
  @Field(() => [CsrName], { description: "Its names, compared with the order's; notes, never faults." })
  names: CsrName[];
  @Field(() => String, { nullable: true, description: "Its subject, for people; null when unreadable." }) subject:
    | string
    | null;
  @Field(() => String, { nullable: true, description: 'Its key, e.g. "RSA 2048"; null when unreadable.' }) keyAlgorithm:
    | string
    | null;
  @Field(() => String, {
    nullable: true,
    description: "SHA-256 of its SubjectPublicKeyInfo, hexadecimal; null when unreadable.",
  })
  spkiSha256: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'How it is signed, e.g. "sha256WithRSAEncryption"; null when unreadable.',
  })
  signatureAlgorithm: string | null;
  @Field(() => [DuplicateRefusal], {
    description: "Why the order may not have a duplicate now; empty when it may, or when no order was given.",
  })
  refusals: DuplicateRefusal[];
}

@Resolver()
export class InspectCsr {
  @Query(() => CsrInspection, {
    description: "Reads and judges a CSR as `requestDuplicate` would, without asking for anything.",
  })
  inspectCsr(
    @Arg("csr", () => String, { description: "PEM, or base64 of the DER." }) csr: string,
    @Arg("orderNumber", () => Int, {
      nullable: true,
      description: "The order it is meant for; one that is not yours counts as none.",
    })
    orderNumber: number | null,
    @Arg("serverName", () => String, {
      nullable: true,
      description: "The server it is meant for: under the key policy SAME_SERVER it decides on a key used before.",
    })
    serverName: string | null,
    @Ctx() context: Context,
  ): Promise<CsrInspection> {
    return context.look(async (db) => {
      const read = await readCsrForAccount(db, context, csr);
      const { faults, warnings } = await withLedger(db, context, read, serverName);
      const order = orderNumber == null ? null : await findOrder(db, context.viewer, orderNumber);
      const facts = order ? (await factsOf(db, order, context.now)).facts : null;
      return {
        faults: faults.map((fault) => CsrFault.of(fault)),
        warnings: warnings.map((fault) => CsrFault.of(fault)),
        names: read.csr ? csrNames(read.csr, facts?.primary?.dnsNames ?? null) : [],
        subject: read.csr?.subject ?? null,
        keyAlgorithm: read.csr?.keyAlgorithm ?? null,
        spkiSha256: read.csr?.spkiSha256 ?? null,
        signatureAlgorithm: read.csr?.signatureAlgorithm ?? null,
        refusals: facts
          ? duplicateRefusals(facts, null, context.now).map((refusal) => DuplicateRefusal.of(refusal))
          : [],
      };
    });
  }
}
