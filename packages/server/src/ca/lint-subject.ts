import { isCountryCode } from "./country-code.ts";
import { Tag } from "./der.ts";
import { brProfiles, type LintCase, type LintRule, rfc5280 } from "./lint-rule.ts";
import type { SubjectField } from "./profile.ts";
import type { ReadAttribute } from "./read-certificate.ts";

const businessCategories = ["Private Organization", "Government Entity", "Business Entity", "Non-Commercial Entity"];
const printable = /^[A-Za-z0-9 '()+,\-./:=?]+$/;
const countries = new Set(["country", "jurisdictionCountry"]);

function fieldOf(the: LintCase, attribute: ReadAttribute): SubjectField | undefined {
  return the.profile.subject.find(({ oid }) => oid === attribute.oid);
}

/** What is wrong with the first attribute that is wrong. */
function firstFault(the: LintCase, fault: (attribute: ReadAttribute, field: SubjectField) => string | null) {
  for (const attribute of the.tbs.attributes) {
    const field = fieldOf(the, attribute);
    const found = field ? fault(attribute, field) : null;
    if (field && found !== null) return `${field.fact}: ${found}`;
  }
  return null;
}

/** Who the certificate speaks for, by the profile that its bytes claim. */
export const subjectRules: readonly LintRule[] = [
  {
    id: "subject-fields-allowed",
    citation: "BR 7.1.2.7.2, 7.1.2.7.4, 7.1.2.7.5; EVG 7.1.4.2",
    since: brProfiles,
    judge: (the) => {
      const oids = the.tbs.attributes.map(({ oid }) => oid);
      const strange = the.tbs.attributes.find((attribute) => !fieldOf(the, attribute));
      if (strange) return `${strange.oid} has no place in a ${the.profile.name} subject`;
      const twice = oids.find((oid, at) => oids.indexOf(oid) !== at);
      return twice ? `${twice} comes twice` : null;
    },
  },
  {
    id: "subject-fields-required",
    citation: "BR 7.1.2.7.4; EVG 7.1.4.2",
    since: brProfiles,
    judge: ({ tbs, profile }) => {
      const has = (oid: string) => tbs.attributes.some((attribute) => attribute.oid === oid);
      const missing = profile.subject.filter(({ oid, required }) => required && !has(oid)).map(({ fact }) => fact);
      if (missing.length > 0) return `without ${missing.join(", ")}`;
      const either = profile.subject.filter(({ fact }) => profile.oneOf.includes(fact));
      return either.length === 0 || either.some(({ oid }) => has(oid)) ? null : `without ${profile.oneOf.join(" or ")}`;
    },
  },
  {
    id: "subject-order",
    citation: "BR 7.1.4.2",
    since: brProfiles,
    judge: ({ tbs, profile }) => {
      const places = tbs.attributes.map(({ oid }) => profile.subject.findIndex((field) => field.oid === oid));
      return places.every((place, at) => at === 0 || place > places[at - 1]!) ? null : "the fields are out of order";
    },
  },
  {
    id: "subject-encoding",
    citation: "BR 7.1.4.2; RFC 5280 §4.1.2.4",
    since: brProfiles,
    judge: (the) =>
      firstFault(the, ({ tag, value }, { encoding }) => {
        if (encoding === "utf8") return tag === Tag.UTF8_STRING ? null : "not a UTF8String";
        return tag === Tag.PRINTABLE_STRING && printable.test(value) ? null : "not a PrintableString";
      }),
  },
  {
    id: "subject-length",
    citation: "RFC 5280 appendix A.1",
    since: rfc5280,
    // Characters, not UTF-16 units.
    judge: (the) =>
      firstFault(the, ({ value }, { longest }) =>
        [...value].length <= longest ? null : `${[...value].length} characters, ${longest} at most`,
      ),
  },
  {
    id: "subject-says-something",
    citation: "BR 7.1.4.2: no metadata such as '.', '-' and ' '",
    since: brProfiles,
    judge: (the) => firstFault(the, ({ value }) => (/[\p{L}\p{N}]/u.test(value) ? null : JSON.stringify(value))),
  },
  {
    id: "subject-clean",
    citation: "RFC 5280 §7.1",
    since: rfc5280,
    judge: (the) =>
      firstFault(the, ({ value }) => (value === value.trim() && !/\p{Cc}/u.test(value) ? null : JSON.stringify(value))),
  },
  {
    id: "country-code",
    citation: "BR 7.1.4.2; EVG 7.1.4.2.4: ISO 3166-1, two capitals",
    since: brProfiles,
    judge: (the) =>
      firstFault(the, ({ value }, { fact }) => (!countries.has(fact) || /^[A-Z]{2}$/.test(value) ? null : value)),
  },
  {
    id: "country-assigned",
    citation: "BR 7.1.2.7.4, 7.1.4.2: ISO 3166-1, or XX where ISO lists none",
    since: brProfiles,
    judge: (the) =>
      firstFault(the, ({ value }, { fact }) => (!countries.has(fact) || isCountryCode(value) ? null : value)),
  },
  {
    id: "business-category",
    citation: "EVG 7.1.4.2.3",
    since: rfc5280,
    judge: (the) =>
      firstFault(the, ({ value }, { fact }) =>
        fact !== "businessCategory" || businessCategories.includes(value) ? null : value,
      ),
  },
];
