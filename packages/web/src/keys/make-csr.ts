import { fromBER, Utf8String } from "asn1js";
import {
  Attribute,
  AttributeTypeAndValue,
  CertificationRequest,
  Extension,
  Extensions,
  GeneralName,
  GeneralNames,
  PublicKeyInfo,
} from "pkijs";
import { hashFor, spkiOf } from "./key-algorithms.ts";
import { pemOf } from "./pem.ts";

/**
 * A PKCS#10 request (RFC 2986), PEM, for a private key that can be exported, signed by it. A common name longer than its
 * field (RFC 5280 Appendix A, ub-common-name) is left out; the names are in the extension anyway.
 */
export async function makeCsr(privateKey: CryptoKey, commonName: string, dnsNames: string[]): Promise<string> {
  const request = new CertificationRequest({ version: 0, attributes: [] });
  if (commonName.length <= 64) {
    const value = new Utf8String({ value: commonName });
    request.subject.typesAndValues.push(new AttributeTypeAndValue({ type: "2.5.4.3", value }));
  }
  request.subjectPublicKeyInfo = new PublicKeyInfo({ schema: fromBER(await spkiOf(privateKey)).result });
  if (dnsNames.length > 0) request.attributes = [extensionRequest(dnsNames)];
  await request.sign(privateKey, hashFor(privateKey));
  return pemOf("CERTIFICATE REQUEST", request.toSchema(true).toBER());
}

/** RFC 2985 §5.4.2, with the names as subjectAltName. */
function extensionRequest(dnsNames: string[]): Attribute {
  const names = new GeneralNames({ names: dnsNames.map((value) => new GeneralName({ type: 2, value })) });
  const extnValue = names.toSchema().toBER();
  const extensions = new Extensions({ extensions: [new Extension({ extnID: "2.5.29.17", extnValue })] });
  return new Attribute({ type: "1.2.840.113549.1.9.14", values: [extensions.toSchema()] });
}
