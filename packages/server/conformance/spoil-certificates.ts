import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { longestValidTo, wholeSecond } from "@duplicert/shared/validity";
import { crlAddress } from "../src/ca/addresses.ts";
import { encodeTbs, extensionValue, type TbsParts } from "../src/ca/asn1.ts";
import { newSerial } from "../src/ca/draft.ts";
import { extension } from "../src/ca/extension.ts";
import { planCertificate } from "../src/ca/plan.ts";
import { KeyUsageBit } from "../src/ca/profile.ts";
import { readCertificate } from "../src/ca/read-certificate.ts";
import { type OrdinaryHouse, pkiUrl } from "./houses.ts";
import type { SubjectKey } from "./issue-all.ts";
import type { Item } from "./item.ts";
import { spoiledKind } from "./kinds.ts";
import type { Shelf } from "./shelf.ts";
import { type Careless, instead, signCarelessly, without } from "./sign-carelessly.ts";

const minute = 60_000;
const day = 1440 * minute;
// Neither is known to the product, which cannot be asked to sign so.
const sha1: Careless = { algorithm: "300d06092a864886f70d0101050500", hash: "SHA1" as SignatureHash };
const clientAuth = "1.3.6.1.5.5.7.3.2";

/** One bad certificate of a kind: what is other in it, how it is signed, and for which name it is asked. */
interface Spoiling {
  parts?: Partial<TbsParts>;
  signed?: Careless;
  hostName?: string;
}

function spoilings({ extensions, notBefore }: TbsParts): Record<string, Spoiling> {
  const other = (list: TbsParts["extensions"]): Spoiling => ({ parts: { extensions: list } });
  const forClients = extension("extKeyUsage", extensionValue.extKeyUsage([clientAuth]));
  const signsOnly = extension("keyUsage", extensionValue.keyUsage([KeyUsageBit.digitalSignature]), true);
  const before = (minutes: number) => new Date(notBefore.getTime() - minutes * minute);
  return {
    "a certificate for another name": { hostName: "other.example.net" },
    "a certificate that is over": { parts: { notBefore: before(30), notAfter: before(10) } },
    "a certificate of 398 days": { parts: { notAfter: new Date(notBefore.getTime() + 398 * day - 1000) } },
    "a certificate without subjectAltName": other(without(extensions, "subjectAltName")),
    "a certificate without extKeyUsage": other(without(extensions, "extKeyUsage")),
    "a certificate for TLS clients": other(instead(extensions, forClients)),
    "a certificate with a damaged signature": { signed: { damaged: true } },
    "a certificate signed with SHA-1": { parts: { signatureAlgorithm: sha1.algorithm! }, signed: sha1 },
    "an RSA certificate without keyEncipherment": other(instead(extensions, signsOnly)),
  };
}

/** Certificates of the RSA issuing CA, each bad in one way alone. */
export async function spoilCertificates(
  { rsa }: OrdinaryHouse,
  shelf: Shelf,
  key: SubjectKey,
  now: Date,
): Promise<Item[]> {
  const wish = { ...spoiledKind, spkiDer: key.spkiDer, validTo: longestValidTo(now), signatureHash: "SHA256" as const };
  const plan = planCertificate(wish, rsa.facts, pkiUrl);
  const good: TbsParts = { ...plan, serial: newSerial(), notBefore: wholeSecond(now), notAfter: wish.validTo };
  const said = {
    row: "",
    type: "OV_FINAL_CERTIFICATE",
    hostName: spoiledKind.hostName,
    key: shelf.keys.get(key.name)!,
    crlAddress: crlAddress(pkiUrl, rsa.facts.slug, plan.crlShard ?? 0),
  };
  const made = Object.entries(spoilings(good)).map(async ([id, { parts, signed, hostName = spoiledKind.hostName }]) => {
    const der = await signCarelessly(rsa, encodeTbs({ ...good, serial: newSerial(), ...parts }), signed);
    return shelf.certificate(der, rsa.facts.certificateDer, { ...said, id, hostName });
  });
  return Promise.all(made);
}

/** Certificates of the root for the RSA issuing CA, each bad in one way alone. */
export async function spoilCas({ rsa, root }: OrdinaryHouse, shelf: Shelf): Promise<Item[]> {
  const { facts } = readCertificate(rsa.facts.certificateDer);
  const good = facts.extensions.map(({ oid, critical, value }) => ({ oid, critical, value: value.toString("hex") }));
  const make = async (id: string, extensions: TbsParts["extensions"], signed: Careless) => {
    const certificateDer = await signCarelessly(root, encodeTbs({ ...facts, serial: newSerial(), extensions }), signed);
    const ca = { ...rsa, facts: { ...rsa.facts, certificateDer } };
    return { ...(await shelf.ca(ca, root, "", "INTERNAL_UNCONSTRAINED_TLS_CA")), id };
  };
  // BR 7.1.2.10.4: critical.
  const notCritical = instead(good, extension("basicConstraints", extensionValue.isACa(0)));
  return [
    await make("a CA whose basicConstraints is not critical", notCritical, {}),
    await make("a CA with a damaged signature", good, { damaged: true }),
  ];
}
