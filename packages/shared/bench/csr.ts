import { createPublicKey, verify } from "node:crypto";
import { readCsr } from "../src/csr.ts";
import { hasShape, readDer } from "../src/der.ts";
import { corpusText } from "../test/csr-corpus.ts";
import { hostileCsrs } from "../test/hostile-csrs.ts";
import { verifyWithNode } from "../test/verify-with-node.ts";
import { cpuMilliseconds, type Measurement, mebibytesTaken, median, rounded } from "./measurement.ts";

// What a form may wait for, and what an attacker may make the server spend.
const goals: Record<string, number> = { "P-256": 1, "RSA 2048": 2 };
const worst = { milliseconds: 50, mebibytes: 10 };

const good = {
  "P-256": "openssl/good-p256.pem",
  "P-256 compressed": "openssl/good-p256-compressed.pem",
  "P-384": "openssl/good-p384.pem",
  "RSA 2048": "openssl/good-rsa-2048.pem",
  "RSA 3072": "openssl/good-rsa-3072.pem",
  "RSA 4096": "openssl/good-rsa-4096.pem",
  "RSA 8192": "openssl/good-rsa-8192-four-primes.pem",
};

/** What reading and judging a CSR costs, weak-key tests and signature included: good ones, and the worst that can be made. */
export async function benchCsr(): Promise<Record<string, Measurement[]>> {
  return {
    "Good CSRs, CPU per CSR at the median": await goodOnes(),
    [`Worst inputs, under ${worst.milliseconds} ms of CPU and ${worst.mebibytes} MiB of heap each`]: await worstOnes(),
  };
}

async function goodOnes(): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  for (const [name, file] of Object.entries(good)) {
    const text = corpusText(file);
    const bare = bareVerify((await readCsr(text, verifyWithNode)).csr!.der);
    const [whole, reference] = await medians(async () => {
      const { faults } = await readCsr(text, verifyWithNode);
      if (faults.length > 0) throw new Error(`${file} is refused`);
    }, bare);
    const goal = goals[name] ?? null;
    rows.push({
      name,
      milliseconds: rounded(whole),
      goal,
      "bare verify": rounded(reference),
      ratio: rounded(whole / reference),
      passed: goal === null ? null : whole <= goal,
    });
  }
  return rows;
}

/** What node:crypto alone needs for the same signature: how fast this machine is. */
function bareVerify(der: Uint8Array): () => Promise<void> {
  const root = readDer(der);
  if (typeof root === "string" || !hasShape(root, 0x30, 0x30, 0x03)) throw new Error("no CSR");
  const [signed, algorithm, signature] = root.children;
  const hash = algorithm!.children[0]!.content.at(-1) === 3 ? "sha384" : "sha256";
  const spki = Buffer.from(signed!.children[2]!.der);
  return async () => {
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    if (!verify(hash, signed!.der, key, signature!.content.subarray(1))) throw new Error("does not verify");
  };
}

/** CPU per call at the median of many batches, those of the two by turns, so that a busy moment falls on both. */
async function medians(one: () => Promise<void>, other: () => Promise<void>): Promise<[number, number]> {
  const batch = 20;
  const times = (work: () => Promise<void>) => async () => {
    for (let count = 0; count < batch; count++) await work();
  };
  for (let warm = 0; warm < 10; warm++) await times(one)();
  const samples: [number[], number[]] = [[], []];
  for (let round = 0; round < 40; round++) {
    samples[0].push((await cpuMilliseconds(times(one))) / batch);
    samples[1].push((await cpuMilliseconds(times(other))) / batch);
  }
  return [median(samples[0]), median(samples[1])];
}

async function worstOnes(): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  for (const [name, text] of Object.entries(hostileCsrs)) {
    const read = () => readCsr(text, verifyWithNode);
    // The first is not warm, and any of them may meet a busy moment of the machine: that is shown as "at most".
    const costs: number[] = [];
    for (let round = 0; round < 5; round++) costs.push(await cpuMilliseconds(read));
    const heaps: number[] = [];
    for (let round = 0; round < 3; round++) heaps.push(await mebibytesTaken(read));
    const [milliseconds, mebibytes] = [median(costs), median(heaps)];
    rows.push({
      name,
      milliseconds: rounded(milliseconds),
      "at most": rounded(Math.max(...costs)),
      MiB: rounded(mebibytes),
      passed: milliseconds < worst.milliseconds && mebibytes < worst.mebibytes,
    });
  }
  return rows.sort((a, b) => (b.milliseconds as number) - (a.milliseconds as number));
}
