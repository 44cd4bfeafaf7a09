import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type { Addresses } from "../foundation/context.ts";
import type { DomainChallenge } from "./domain-challenge.ts";
import { registrableDomain } from "./public-suffix.ts";

const InstructionType = { TXT: "TXT", CNAME: "CNAME", FILE: "FILE" } as const;
registerEnumType(InstructionType, {
  name: "DomainInstructionType",
  description: "What to publish.",
  valuesConfig: {
    TXT: { description: "A TXT record." },
    CNAME: { description: "A CNAME record." },
    FILE: { description: "A file on the web server." },
  },
});

@ObjectType({ description: "What to publish to meet a challenge, part by part to copy." })
export class DomainInstruction {
  @Field(() => InstructionType, { description: "A record, and of which type, or a file." })
  recordType: keyof typeof InstructionType;
  @Field(() => String, { description: "The record's whole name, or the address of the file." }) name: string;
  @Field(() => String, {
    description:
      "The name as most DNS providers want it: without the registered domain, which they add themselves. Of a file its path.",
  })
  relativeName: string;
  @Field(() => String, { description: "What the record or the file holds; of a CNAME its target." }) value: string;
  @Field(() => Int, { nullable: true, description: "Seconds that caches may keep the record; null for a file." })
  ttl: number | null;
}

const filePath = "/.well-known/pki-validation/fileauth.txt";
// short, so that a mistake is soon forgotten
const ttl = 300;

/** Where the record of a challenge is looked for: a name, or the address of a file. */
export function placeOf({ method, value }: Pick<DomainChallenge, "method" | "value">, domain: string): string {
  if (method === "DNS_TXT") return `_duplicert.${domain}`;
  if (method === "DNS_CNAME") return `_${value}.${domain}`;
  if (method === "HTTP_FILE") return `http://${domain}${filePath}`;
  return method === "EMAIL_TXT_CONTACT" ? `_validation-contactemail.${domain}` : domain;
}

/** What a CNAME record has to point to: a name of the CA that stands for us in CAA records. */
export function targetOf(caaIdentity: string): string {
  return `dcv.${caaIdentity}`;
}

/** The first name that stands for us in CAA records. */
export function caaIdentityOf({ caaIdentities, publicUrl }: Addresses): string {
  return caaIdentities?.[0] ?? new URL(publicUrl).hostname;
}

/** What to publish; null where mail asks. */
export function instructionOf(challenge: DomainChallenge, domain: string, target: string): DomainInstruction | null {
  const { method, value } = challenge;
  if (value === null) return null;
  const name = placeOf(challenge, domain);
  const registered = registrableDomain(domain);
  const relativeName = name.endsWith(`.${registered}`) ? name.slice(0, -registered.length - 1) : name;
  const of = (instruction: DomainInstruction) => Object.assign(new DomainInstruction(), instruction);
  if (method === "HTTP_FILE") return of({ recordType: "FILE", name, relativeName: filePath, value, ttl: null });
  if (method === "DNS_CNAME") return of({ recordType: "CNAME", name, relativeName, value: target, ttl });
  return of({ recordType: "TXT", name, relativeName, value, ttl });
}
