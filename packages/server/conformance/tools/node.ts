import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:tls";
import type { Bench, Finding, Item } from "../item.ts";
import { each } from "../run-command.ts";
import type { Tool } from "../tool.ts";

/** Node: X509Certificate on each link of the chain, and a TLS handshake on the loopback with the CRLs. */
export const node: Tool = {
  name: "Node",
  needs: [],
  judges: ({ kind }) => kind === "certificate" || kind === "ca",
  judge: async (bench, items) => new Map(await each(items, async (item) => [item.id, await ask(bench, item)] as const)),
};

async function ask(bench: Bench, item: Item): Promise<Finding[]> {
  const [der, issuerDer] = await Promise.all([readFile(item.der), readFile(item.issuerDer)]);
  const [certificate, issuer] = [new X509Certificate(der), new X509Certificate(issuerDer)];
  const said: [boolean, string][] = [
    [certificate.checkIssued(issuer), "checkIssued"],
    [certificate.verify(issuer.publicKey), "verify"],
    [item.hostName === null || certificate.checkHost(item.hostName) !== undefined, "checkHost"],
    [certificate.ca === (item.kind === "ca"), "ca"],
  ];
  const links = said
    .filter(([good]) => !good)
    .map(([, id]): Finding => ({ id, level: "error", text: `X509Certificate.${id}` }));
  const refused =
    item.key === null || item.hostName === null ? null : await shakeHands(bench, item, item.key, item.hostName);
  return refused === null ? links : [...links, { id: refused.code, level: "error", text: refused.message }];
}

/** What a client on this machine says against the server that shows this chain; null when it likes it. */
async function shakeHands(bench: Bench, item: Item, key: string, servername: string) {
  const read = (path: string) => readFile(path, "utf8");
  const [own, issuer, privateKey, ca] = await Promise.all([item.pem, item.issuerPem, key, bench.rootPem].map(read));
  const crl = await Promise.all(bench.crls.map(({ pem }) => read(pem)));
  const server = createServer({ cert: own! + issuer!, key: privateKey! }, (socket) => socket.end());
  // A client that refuses hangs up; that is its verdict, not a fault of the server.
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = connect({ port, host: "127.0.0.1", servername, ca: ca!, crl });
  try {
    await once(client, "secureConnect");
    return client.authorized ? null : { code: "UNAUTHORIZED", message: String(client.authorizationError) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { code: code ?? "refused", message };
  } finally {
    client.destroy();
    server.close();
  }
}
