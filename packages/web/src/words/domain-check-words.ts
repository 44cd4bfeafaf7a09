import type { TFunction } from "i18next";
import type { DomainCheckCode } from "../gql/graphql.ts";

/** What a look at a challenge found: `where` it looked, and what was `seen` there instead. */
export interface SpokenCheck {
  code: DomainCheckCode;
  where: string;
  seen: string | null;
}

/** What was found, and what to do about it, in the viewer's language; nothing to do is "". */
export function domainCheckWords(
  t: TFunction,
  { code, where, seen }: SpokenCheck,
): { message: string; remedy: string } {
  return {
    message: t(`domainCheck.${code}.message`, { where, seen: seen ?? t("domainCheck.unknown") }),
    remedy: t(`domainCheck.${code}.remedy`, { where }),
  };
}
