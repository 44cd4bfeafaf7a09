import type { CrlFacts } from "./crl.ts";
import type { LintedDraft } from "./lint.ts";
import type { CertIdHash, OcspFacts } from "./ocsp.ts";
import type { IssuingCaFacts } from "./profile.ts";

/** PORT: who issues (the built-in CA, or a vendor's). */
export interface Issuer {
  /** Signs once. The to-be-signed bytes in the certificate are those of the draft. */
  issue(linted: LintedDraft): Promise<{ signature: Buffer; der: Buffer }>;
  /** A CRL, as DER, signed by that CA. */
  signCrl(ca: IssuingCaFacts, crl: CrlFacts): Promise<Buffer>;
  /** An OCSP response, as DER, signed by that CA itself, for who names it by that hash. */
  signOcsp(ca: IssuingCaFacts, answer: OcspFacts, hash: CertIdHash): Promise<Buffer>;
}
