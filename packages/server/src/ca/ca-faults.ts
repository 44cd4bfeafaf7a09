import { X509Certificate } from "node:crypto";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { issuerAddress, rootCrlAddress } from "./addresses.ts";
import { extensionOf, required } from "./lint-rule.ts";
import { anyPolicy, KeyUsageBit, serverAuth } from "./profile.ts";
import { keyIdentifierOf, type ReadTbs, readCertificate, readExtension, readSpki } from "./read-certificate.ts";
import { publicKeyOf } from "./sign-verified.ts";
import { signatureOf } from "./signature-algorithm.ts";

const caIssuers = "1.3.6.1.5.5.7.48.2";
const p384 = "301006072a8648ce3d020106052b81040022";

/** With what hashes a CA signs on this key; none where we run no CA on such a key (RSA from 3072 bits on, or P-384). */
export function hashesOfCaKey(spki: string): SignatureHash[] {
  const { type, algorithm } = readSpki(spki);
  const { modulusLength = 0 } = publicKeyOf(Buffer.from(spki, "hex")).asymmetricKeyDetails ?? {};
  if (type === "RSA" && modulusLength >= 3072) return ["SHA256", "SHA384", "SHA512"];
  // BR 7.1.3.2.2: bound to the curve.
  return algorithm === p384 ? ["SHA384"] : [];
}

/** Why a certificate cannot be the root here; none when it can. */
export function rootFaults(rootDer: Buffer, now: Date): string[] {
  return faultsOf(rootDer, "the root", (root) => [
    [isSignedBy(rootDer, rootDer), "the root is not signed by its own key"],
    ...caChecks(root, "the root", now),
  ]);
}

/** Why a certificate cannot be an issuing CA's under that root, whose files are published under that slug; none when it can. */
export function issuingCaFaults(der: Buffer, root: { slug: string; der: Buffer }, pkiUrl: string, now: Date): string[] {
  const above = readCertificate(root.der).facts;
  return faultsOf(der, "the certificate", (ca) => {
    const { ca: isCa, pathLength } = readExtension.basicConstraints(required(ca, "basicConstraints"));
    const purposes = readExtension.oids(required(ca, "extKeyUsage"));
    const policies = readExtension.policies(required(ca, "certificatePolicies"));
    const crl = readExtension.distributionPoints(required(ca, "cRLDistributionPoints")).flat();
    const access = readExtension.authorityInfoAccess(required(ca, "authorityInfoAccess"));
    const certificateAt = access.filter(({ method }) => method === caIssuers).map(({ address }) => address);
    const crlAt = rootCrlAddress(pkiUrl, root.slug);
    const issuerAt = issuerAddress(pkiUrl, root.slug);
    return [
      [isSignedBy(der, root.der), "it is not signed by the root"],
      [
        keyIdentifierOf(above).equals(authorityOf(ca)),
        "its authority key identifier is not the root's (RFC 5280 §4.2.1.1)",
      ],
      ...caChecks(ca, "the certificate", now),
      [ca.notBefore >= above.notBefore && ca.notAfter <= above.notAfter, "it does not lie within the life of the root"],
      [!isCa || pathLength === 0, "its path length is not 0, so that CAs could stand below it (BR 7.1.2.6.1)"],
      [purposes.join() === serverAuth, "it is not for TLS servers alone (BR 7.1.2.10.6)"],
      [
        policies.includes(anyPolicy),
        "it does not hold anyPolicy, which every kind of certificate needs (BR 7.1.2.10.5)",
      ],
      [hashesOfCaKey(ca.spki).length > 0, "its key is neither RSA of 3072 bits or more nor P-384"],
      [ca.spki !== above.spki, "its key is the root's own"],
      [crl.join() === crlAt, `its CRL address is ${crl.join(", ")}, and ours is ${crlAt}`],
      [
        certificateAt.join() === issuerAt,
        `the address of its root is ${certificateAt.join(", ")}, and ours is ${issuerAt}`,
      ],
    ];
  });
}

/** Under what slug the files of a CA's root are published, by the CRL address in its certificate; null when that is not ours. */
export function rootSlugOf(der: Buffer, pkiUrl: string): string | null {
  const point = extensionOf(readCertificate(der).facts, "cRLDistributionPoints");
  const [address = ""] = point ? readExtension.distributionPoints(point).flat() : [];
  const slug = address.startsWith(`${pkiUrl}/pki/`) ? address.slice(`${pkiUrl}/pki/`.length) : "";
  return /^([a-z0-9-]+)\.crl$/.exec(slug)?.[1] ?? null;
}

type Check = [holds: boolean, fault: string];

function caChecks(ca: ReadTbs, name: string, now: Date): Check[] {
  const usage = readExtension.keyUsage(required(ca, "keyUsage"));
  const critical = ca.extensions.filter((one) => one.critical).map(({ oid }) => oid);
  return [
    [readExtension.basicConstraints(required(ca, "basicConstraints")).ca, `${name} is no CA's (RFC 5280 §4.2.1.9)`],
    [critical.includes("2.5.29.19") && critical.includes("2.5.29.15"), `${name} has constraints that are not critical`],
    [
      usage.includes(KeyUsageBit.keyCertSign) && usage.includes(KeyUsageBit.cRLSign),
      `the key of ${name} may not sign certificates and CRLs (BR 7.1.2.10.7)`,
    ],
    [signatureOf(ca.signatureAlgorithm) !== null, `${name} is signed by an algorithm that is not allowed (BR 7.1.3.2)`],
    [ca.serial.length >= 8 && ca.serial[0]! < 0x80, `the serial number of ${name} has under 64 bits (BR 7.1)`],
    [ca.notBefore <= now, `${name} begins only at ${ca.notBefore.toISOString()}`],
    [ca.notAfter > now, `${name} is over since ${ca.notAfter.toISOString()}`],
  ];
}

function faultsOf(der: Buffer, name: string, checks: (facts: ReadTbs) => Check[]): string[] {
  try {
    return checks(readCertificate(der).facts)
      .filter(([holds]) => !holds)
      .map(([, fault]) => fault);
  } catch (error) {
    return [`${name} cannot be read as a CA's: ${(error as Error).message}`];
  }
}

function authorityOf(ca: ReadTbs): Buffer {
  return readExtension.authorityKeyIdentifier(required(ca, "authorityKeyIdentifier")) ?? Buffer.alloc(0);
}

function isSignedBy(der: Buffer, caDer: Buffer): boolean {
  const [certificate, ca] = [new X509Certificate(der), new X509Certificate(caDer)];
  return certificate.checkIssued(ca) && certificate.verify(ca.publicKey);
}
