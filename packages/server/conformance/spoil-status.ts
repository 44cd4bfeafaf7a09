import { createHash } from "node:crypto";
import { wholeSecond } from "@duplicert/shared/validity";
import { rootCrlAddress } from "../src/ca/addresses.ts";
import { encodeTbsCrl, extensionValue, type TbsCrlParts } from "../src/ca/asn1.ts";
import { encodeOcspResponse, encodeResponseData, type ResponseDataParts } from "../src/ca/asn1-ocsp.ts";
import type { CaWithKey } from "../src/ca/built-in-issuer.ts";
import { newSerial } from "../src/ca/draft.ts";
import { extension } from "../src/ca/extension.ts";
import { keyIdentifierOf, readCertificate, readSpki } from "../src/ca/read-certificate.ts";
import { signatureAlgorithm } from "../src/ca/signature-algorithm.ts";
import { type OrdinaryHouse, pkiUrl } from "./houses.ts";
import type { Item } from "./item.ts";
import type { Shelf } from "./shelf.ts";
import { type Careless, damage, signCarelessly, without } from "./sign-carelessly.ts";

const hour = 3_600_000;
const day = 24 * hour;
const certificateHold = 6;
const sha1Identifier = "300906052b0e03021a0500";

/** CRLs of the root and of the RSA issuing CA, each bad in one way alone. */
export async function spoilCrls({ rsa, root }: OrdinaryHouse, shelf: Shelf, now: Date): Promise<Item[]> {
  const thisUpdate = wholeSecond(now);
  const make = async (id: string, ca: CaWithKey, change: Partial<TbsCrlParts>, how: Careless = {}) => {
    const { facts } = readCertificate(ca.facts.certificateDer);
    const identifier = extensionValue.authorityKeyIdentifier(keyIdentifierOf(facts));
    const own = [extension("authorityKeyIdentifier", identifier), ...(change.extensions ?? [number])];
    const nextUpdate = new Date(thisUpdate.getTime() + 7 * day);
    const good = {
      signatureAlgorithm: signatureAlgorithm("RSA", "SHA256"),
      issuer: facts.subject,
      thisUpdate,
      nextUpdate,
    };
    const der = await signCarelessly(ca, encodeTbsCrl({ ...good, revoked: [], ...change, extensions: own }), how);
    const said = { id, row: "", type: ca === root ? "ARL" : "CRL", crlAddress: rootCrlAddress(pkiUrl) };
    return shelf.crl(der, ca.facts.certificateDer, said);
  };
  const number = extension("cRLNumber", extensionValue.cRLNumber(7n));
  const held = [extension("reasonCode", extensionValue.reasonCode(certificateHold))];
  return [
    await make("a CRL without a number", rsa, { extensions: without([number], "cRLNumber") }),
    await make("a CRL of eleven days", rsa, { nextUpdate: new Date(thisUpdate.getTime() + 11 * day) }),
    await make("a CRL with certificateHold", rsa, {
      revoked: [{ serial: newSerial(), at: thisUpdate, extensions: held }],
    }),
    await make("a root's CRL with a damaged signature", root, {}, { damaged: true }),
  ];
}

/** OCSP responses about a certificate of the RSA issuing CA, each bad in one way alone. */
export async function spoilAnswers(
  { rsa }: OrdinaryHouse,
  shelf: Shelf,
  about: Item,
  serial: Buffer,
  now: Date,
): Promise<Item[]> {
  const { subject, spki } = readCertificate(rsa.facts.certificateDer).facts;
  const digest = (bytes: Buffer) => createHash("sha1").update(bytes).digest();
  const keyHash = digest(readSpki(spki).key);
  const producedAt = wholeSecond(now);
  const good: ResponseDataParts = {
    keyHash,
    producedAt,
    certId: {
      hashAlgorithm: sha1Identifier,
      issuerNameHash: digest(Buffer.from(subject, "hex")),
      issuerKeyHash: keyHash,
      serial,
    },
    revoked: null,
    thisUpdate: producedAt,
    nextUpdate: new Date(producedAt.getTime() + 4 * day),
  };
  const make = async (id: string, change: Partial<ResponseDataParts>, how: (signature: Buffer) => Buffer) => {
    const data = encodeResponseData({ ...good, ...change });
    const signature = how(await rsa.signer.sign(data, "SHA256"));
    const der = encodeOcspResponse(data, signatureAlgorithm("RSA", "SHA256"), signature);
    return shelf.ocsp(der, rsa.facts.certificateDer, { id, row: "", type: "good", about });
  };
  const [soon, past] = [1, -1].map((hours) => new Date(producedAt.getTime() + hours * hour));
  return [
    await make("an OCSP response with a damaged signature", {}, damage),
    await make(
      "an OCSP response that is over before it begins",
      { thisUpdate: soon!, nextUpdate: past! },
      (same) => same,
    ),
  ];
}
