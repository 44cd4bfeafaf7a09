import { type KeyObject, sign } from "node:crypto";

/** A PKCS#10 request (RFC 2986), PEM, made without any tool: what a server's administrator would bring. */
export function makeCsr(
  keys: { privateKey: KeyObject; publicKey: KeyObject },
  commonName: string,
  dnsNames: string[] = [],
): string {
  const spki = keys.publicKey.export({ format: "der", type: "spki" });
  const name = der(0x30, der(0x31, der(0x30, oid("550403"), der(0x0c, Buffer.from(commonName)))));
  const info = der(0x30, der(0x02, Buffer.from([0])), name, spki, attributes(dnsNames));
  const rsa = keys.publicKey.asymmetricKeyType === "rsa";
  const algorithm = rsa ? der(0x30, oid("2a864886f70d01010b"), der(0x05)) : der(0x30, oid("2a8648ce3d040302"));
  const signature = sign("sha256", info, keys.privateKey);
  return armoured(der(0x30, info, algorithm, der(0x03, Buffer.from([0]), signature)));
}

function attributes(dnsNames: string[]): Buffer {
  if (dnsNames.length === 0) return der(0xa0);
  const names = der(0x30, ...dnsNames.map((name) => der(0x82, Buffer.from(name))));
  const extensions = der(0x30, der(0x30, oid("551d11"), der(0x04, names)));
  return der(0xa0, der(0x30, oid("2a864886f70d01090e"), der(0x31, extensions)));
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** The same CSR with one bit of its signature turned, so that it no longer proves possession of its key. */
export function tamperedWith(csr: string): string {
  const bytes = Buffer.from(csr.replace(/-----.*-----/g, ""), "base64");
  bytes[bytes.length - 1]! ^= 1;
  return armoured(bytes);
}

function armoured(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE REQUEST-----\n${lines.join("\n")}\n-----END CERTIFICATE REQUEST-----\n`;
}
