import type { Bench, Finding, Item } from "../item.ts";
import { each, run } from "../run-command.ts";
import type { Tool } from "../tool.ts";

/** The openssl command: chain, name, purpose and CRLs in strict mode; the signature of CRLs and OCSP responses. */
export const openssl: Tool = {
  name: "OpenSSL",
  needs: [{ command: "openssl", debian: "openssl" }],
  judges: () => true,
  judge: async (bench, items) => new Map(await each(items, async (item) => [item.id, await ask(bench, item)] as const)),
};

async function ask(bench: Bench, item: Item): Promise<Finding[]> {
  const { code, text } = await run("openssl", commandOf(bench, item));
  // `openssl crl` and `openssl ocsp` end with 0 whatever they find: their word counts.
  const status = item.kind !== "ocsp" || text.includes(`${item.aboutPem}: ${item.type}\n`);
  const good = code === 0 && goodWord[item.kind].test(text) && status;
  if (good) return [];
  const [, number, words] = /error (\d+) at \d+ depth lookup: (.*)/.exec(text) ?? [];
  return [
    { id: words ?? "refused", level: "error", text: number ? `error ${number}: ${words}` : text.slice(0, 500).trim() },
  ];
}

const goodWord: Record<Item["kind"], RegExp> = {
  certificate: /: OK$/m,
  ca: /: OK$/m,
  crl: /^verify OK$/m,
  ocsp: /^Response verify OK$/m,
};

function commandOf(bench: Bench, item: Item): string[] {
  if (item.kind === "crl") return ["crl", "-in", item.pem, "-noout", "-CAfile", item.issuerPem, "-verify"];
  if (item.kind === "ocsp") {
    // The hash has to stand before the certificate that is asked about.
    const hash = item.id.includes("/SHA256/") ? ["-sha256"] : [];
    const about = ["-issuer", item.issuerPem, ...hash, "-cert", item.aboutPem!];
    return [
      "ocsp",
      "-respin",
      item.der,
      "-no_nonce",
      ...about,
      "-CAfile",
      bench.rootPem,
      "-verify_other",
      item.issuerPem,
    ];
  }
  const name = item.hostName === null ? [] : ["-purpose", "sslserver", "-verify_hostname", item.hostName];
  const crls = ["-crl_check_all", "-CRLfile", bench.allCrlsPem];
  return ["verify", "-x509_strict", ...name, ...crls, "-CAfile", bench.rootPem, "-untrusted", item.issuerPem, item.pem];
}
