/** One property of a CAA record (RFC 8659 4.1). */
export interface CaaProperty {
  /** Who does not understand the tag must not issue. */
  critical: boolean;
  tag: string;
  value: string;
}

// BR 3.2.2.8 and A.1: besides whom it permits, a domain says here how its owner is reached
const understood = ["issue", "issuewild", "iodef", "contactemail", "contactphone"];
// RFC 8657: they narrow a permission to an account or a method, and we have agreed on neither with anybody
const narrowing = ["accounturi", "validationmethods"];

/** The property that keeps a CA of these names from issuing for a DNS name; null: it may. The properties are of one name, the nearest that has any. */
export function forbiddenByCaa(
  properties: readonly CaaProperty[],
  dnsName: string,
  identities: readonly string[],
): CaaProperty | null {
  const strange = properties.find(({ critical, tag }) =>
    critical ? !understood.includes(tag.toLowerCase()) : !/^[a-z0-9]+$/i.test(tag),
  );
  if (strange) return strange;
  const governing = properties.filter(({ tag }) => tag.toLowerCase() === governingTag(properties, dnsName));
  const permitted = governing.some(({ value }) => identities.some((identity) => permits(value, identity)));
  return permitted ? null : (governing[0] ?? null);
}

/** Which properties decide: of a wildcard `issuewild`, when there is any (RFC 8659 4.3). */
export function governingTag(properties: readonly CaaProperty[], dnsName: string): "issue" | "issuewild" {
  const wild = dnsName.startsWith("*.") && properties.some(({ tag }) => tag.toLowerCase() === "issuewild");
  return wild ? "issuewild" : "issue";
}

const issuer = /^[ \t]*([a-z0-9](?:-*[a-z0-9])*(?:\.[a-z0-9](?:-*[a-z0-9])*)*)?[ \t]*(?:;(.*))?$/i;
const parameter = /^([a-z0-9](?:-*[a-z0-9])*)[ \t]*=[ \t]*[\x21-\x3a\x3c-\x7e]*$/i;

const longestValue = 1024;

// RFC 8659 4.2: what is not written as it should be permits nobody.
function permits(value: string, identity: string): boolean {
  if (value.length > longestValue) return false;
  const [, name = "", rest = ""] = issuer.exec(value) ?? [];
  if (name.toLowerCase() !== identity.toLowerCase()) return false;
  const tags = rest.trim() === "" ? [] : rest.split(";").map((one) => parameter.exec(one.trim())?.[1]?.toLowerCase());
  return tags.every((tag) => tag !== undefined && !narrowing.includes(tag));
}

/** A certificate that CAA forbids: for which name, by which record, and which record would permit it; as in a zone file. */
export interface CaaRefusal {
  name: string;
  record: string;
  /** Null: no record beside it helps, the one there has to go. */
  add: string | null;
}

/** As the subject of a refusal, which is one text. */
export function caaSubject({ name, record, add }: CaaRefusal): string {
  return [name, record, add ?? ""].join(" | ");
}

/** The same, read back. */
export function readCaaSubject(subject: string | null): CaaRefusal {
  const [name = "", ...rest] = (subject ?? "").split(" | ");
  const add = rest.pop();
  return { name, record: rest.join(" | "), add: add || null };
}
