import koffi from "koffi";
import { Pkcs11Error, ReturnValue } from "./pkcs11-error.ts";

// By place in CK_FUNCTION_LIST, and what each takes: u CK_ULONG, p pointer, b CK_BBOOL.
const functions = {
  C_Initialize: [0, "p"],
  C_GetSlotList: [4, "bpp"],
  C_GetTokenInfo: [6, "up"],
  C_OpenSession: [12, "uuppp"],
  C_CloseSession: [13, "u"],
  C_Login: [18, "uupu"],
  C_DestroyObject: [22, "uu"],
  C_GetAttributeValue: [24, "uupu"],
  C_FindObjectsInit: [26, "upu"],
  C_FindObjects: [27, "upup"],
  C_FindObjectsFinal: [28, "u"],
  C_SignInit: [42, "upu"],
  C_Sign: [43, "upupp"],
  C_GenerateKeyPair: [59, "uppupupp"],
} as const satisfies Record<string, readonly [number, string]>;
type Pkcs11Function = keyof typeof functions;

const ulong = "unsigned long";
const kinds: Record<string, string> = { u: ulong, p: "void *", b: "uint8_t" };
const ulongSize = koffi.sizeof(ulong);
const pointerSize = koffi.sizeof("void *");
// The structures are packed on Windows, and only there (PKCS #11 2.40 §2.1): behind CK_VERSION come the functions.
const firstFunction = process.platform === "win32" ? 2 : pointerSize;

/** A CK_ULONG as bytes of this machine. */
export function ulongBytes(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes.subarray(0, ulongSize);
}

/** The CK_ULONG at a place in an array of them. */
export function readUlong(bytes: Buffer, at = 0): bigint {
  return ulongSize === 8 ? bytes.readBigUInt64LE(at * 8) : BigInt(bytes.readUInt32LE(at * 4));
}

/** Room for that many CK_ULONG. */
export const ulongRoom = (count = 1): Buffer => Buffer.alloc(count * ulongSize);

// Bytes that are known to the module by their address alone live as long as what holds the address.
const pointees = new WeakMap<Buffer, unknown>();

/** An array of CK_ATTRIBUTE, or a CK_MECHANISM, which has the same three parts: type, address, length. */
export function triples(list: readonly { type: number; value: Buffer | null; length?: number }[]): Buffer {
  const stride = 2 * ulongSize + pointerSize;
  const bytes = Buffer.alloc(list.length * stride);
  for (const [at, { type, value, length = value?.length ?? 0 }] of list.entries()) {
    const address = Buffer.alloc(8);
    address.writeBigUInt64LE(value && value.length > 0 ? BigInt(koffi.address(value)) : 0n);
    ulongBytes(type).copy(bytes, at * stride);
    address.copy(bytes, at * stride + ulongSize, 0, pointerSize);
    ulongBytes(length).copy(bytes, at * stride + ulongSize + pointerSize);
  }
  pointees.set(bytes, list);
  return bytes;
}

/** The length that a module has written into one of the triples. */
export function lengthOf(bytes: Buffer, at: number): number {
  const stride = 2 * ulongSize + pointerSize;
  const start = at * stride + ulongSize + pointerSize;
  return Number(readUlong(bytes.subarray(start, start + ulongSize)));
}

type Argument = Buffer | bigint | number | null;
type Async = { async: (...args: unknown[]) => void };

/** A PKCS#11 module (the shared library of an HSM, a smart card, SoftHSM), loaded. */
export interface Pkcs11Module {
  /** Calls off the main thread; throws a Pkcs11Error for every answer but OK and those that are `fine`. */
  call(name: Pkcs11Function, args: readonly Argument[], fine?: readonly number[]): Promise<void>;
}

/** Loads and initializes a module. Throws in words when the file is missing or is no PKCS#11 module. */
export async function loadPkcs11Module(path: string): Promise<Pkcs11Module> {
  const list = functionListOf(path);
  const entry = (name: Pkcs11Function): Async => {
    const [place, takes] = functions[name];
    const address = koffi.decode(list, firstFunction + place * pointerSize, "void *");
    return koffi.decode(
      address,
      koffi.proto(
        ulong,
        [...takes].map((kind) => kinds[kind]!),
      ),
    ) as Async;
  };
  // What a call was given stays where it is until the module has answered.
  const underWay = new Set<readonly Argument[]>();
  const loaded: Pkcs11Module = {
    async call(name, args, fine = []) {
      underWay.add(args);
      const code = await new Promise<number>((resolve, reject) => {
        const answered = (error: unknown, value: number | bigint) => (error ? reject(error) : resolve(Number(value)));
        entry(name).async(...args, answered);
      }).finally(() => underWay.delete(args));
      if (code !== ReturnValue.OK && !fine.includes(code)) throw new Pkcs11Error(name, code);
    },
  };
  await loaded.call("C_Initialize", [initializeArguments()], [ReturnValue.CRYPTOKI_ALREADY_INITIALIZED]);
  return loaded;
}

function functionListOf(path: string): bigint {
  try {
    const get = koffi.load(path).func("C_GetFunctionList", ulong, [koffi.out(koffi.pointer("void *"))]);
    const found: bigint[] = [0n];
    const code = Number(get(found));
    if (code !== ReturnValue.OK || !found[0]) throw new Pkcs11Error("C_GetFunctionList", code);
    return found[0];
  } catch (error) {
    throw new Error(
      `The PKCS#11 module ${path} cannot be loaded: ${(error as Error).message}. Set PKCS11_MODULE to the shared library that came with the device.`,
    );
  }
}

/** CK_C_INITIALIZE_ARGS: calls come from several threads, so the module locks by the means of the system. */
function initializeArguments(): Buffer {
  const osLockingOk = 2;
  return Buffer.concat([Buffer.alloc(4 * pointerSize), ulongBytes(osLockingOk), Buffer.alloc(pointerSize)]);
}
