import type { TFunction } from "i18next";
import type { DomainNameRefusalCode, DomainValidationRefusalCode } from "../gql/graphql.ts";

/** What is wrong, and what to do about it. */
export interface Spoken {
  message: string;
  remedy: string;
}

/** Why a text may not become a domain, in the viewer's language. */
export function domainNameRefusalWords(t: TFunction, code: DomainNameRefusalCode, wish: string): Spoken {
  const about = { subject: wish.slice(0, 100) || t("domain.nothing"), above: wish.replace(/^\*\./, "") };
  return {
    message: t(`domainNameRefusal.${code}.message`, about),
    remedy: t(`domainNameRefusal.${code}.remedy`, about),
  };
}

/** Why a domain may not be validated in a wished way, in the viewer's language. */
export function domainValidationRefusalWords(
  t: TFunction,
  domain: string,
  { code, subject }: { code: DomainValidationRefusalCode; subject: string | null },
): Spoken {
  const about = { domain, subject: subject ?? "" };
  return {
    message: t(`domainValidationRefusal.${code}.message`, about),
    remedy: t(`domainValidationRefusal.${code}.remedy`, about),
  };
}
