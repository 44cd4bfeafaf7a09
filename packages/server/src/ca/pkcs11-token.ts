import { createHash } from "node:crypto";
import { oneAtATime } from "./one-at-a-time.ts";
import { Pkcs11Error, ReturnValue } from "./pkcs11-error.ts";
import {
  lengthOf,
  loadPkcs11Module,
  type Pkcs11Module,
  readUlong,
  triples,
  ulongBytes,
  ulongRoom,
} from "./pkcs11-module.ts";

/** Where a token is, and what opens it. */
export interface Pkcs11Settings {
  /** Path of the module, a shared library. */
  module: string;
  /** The token's label. */
  token: string;
  pin: string;
}

/** An attribute of an object (PKCS #11 2.40 §2.4): a number, a truth, or bytes. */
export interface Attribute {
  type: number;
  value: Buffer;
}

export const attribute = {
  number: (type: number, value: number): Attribute => ({ type, value: ulongBytes(value) }),
  truth: (type: number, value: boolean): Attribute => ({ type, value: Buffer.from([value ? 1 : 0]) }),
  bytes: (type: number, value: Buffer): Attribute => ({ type, value }),
};

/** A session on a token, logged in. One call at a time. */
export interface TokenSession {
  find(attributes: readonly Attribute[]): Promise<bigint[]>;
  /** The bytes of each attribute; an empty buffer where the object has none or does not tell. */
  read(object: bigint, types: readonly number[]): Promise<Buffer[]>;
  sign(key: bigint, mechanism: number, data: Buffer): Promise<Buffer>;
  generate(mechanism: number, publicKey: readonly Attribute[], privateKey: readonly Attribute[]): Promise<void>;
  close(): Promise<void>;
}

const serialSession = 4;
const readWrite = 2;
const user = 1;
const labelLength = 32;
const longestSignature = 1024;

/** Opens a session and logs in. Throws in words: no such token, two of that name, a wrong PIN. */
export async function openToken(settings: Pkcs11Settings, write = false): Promise<TokenSession> {
  const module = await loadPkcs11Module(settings.module);
  const slot = await slotOf(module, settings.token);
  const handle = ulongRoom();
  await module.call("C_OpenSession", [slot, serialSession | (write ? readWrite : 0), null, null, handle]);
  const session = readUlong(handle);
  const close = () => module.call("C_CloseSession", [session]);
  await inTurn(() => logIn(module, session, settings)).catch(async (error: unknown) => {
    await close().catch(() => {});
    throw error;
  });
  return { ...objectsOf(module, session), ...keysOf(module, session), close };
}

// A token locks after a few wrong PINs, and several keys on it are opened at once: what it refused once this process does not try again.
const inTurn = oneAtATime();
const refused = new Set<string>();

async function logIn(module: Pkcs11Module, session: bigint, settings: Pkcs11Settings): Promise<void> {
  const tried = createHash("sha256").update(JSON.stringify(settings)).digest("hex");
  if (refused.has(tried))
    throw new Error(`The token ${settings.token} refused this PIN before: mend PKCS11_PIN_FILE and start again.`);
  const pin = Buffer.from(settings.pin);
  try {
    await module.call("C_Login", [session, user, pin, pin.length], [ReturnValue.USER_ALREADY_LOGGED_IN]);
  } catch (error) {
    if (error instanceof Pkcs11Error && error.code === ReturnValue.PIN_INCORRECT) refused.add(tried);
    throw error;
  } finally {
    pin.fill(0);
  }
}

async function slotOf(module: Pkcs11Module, label: string): Promise<bigint> {
  const count = ulongRoom();
  await module.call("C_GetSlotList", [1, null, count]);
  const slots = ulongRoom(Number(readUlong(count)));
  await module.call("C_GetSlotList", [1, slots.length > 0 ? slots : null, count]);
  const labels = new Map<bigint, string>();
  for (let at = 0; at < Number(readUlong(count)); at++) {
    // CK_TOKEN_INFO begins with the label, padded with blanks; the rest is not looked at.
    const info = Buffer.alloc(512);
    await module.call("C_GetTokenInfo", [readUlong(slots, at), info]);
    labels.set(readUlong(slots, at), info.toString("utf8", 0, labelLength).trimEnd());
  }
  const found = [...labels].filter(([, one]) => one === label).map(([slot]) => slot);
  const [slot] = found;
  if (found.length === 1 && slot !== undefined) return slot;
  if (found.length > 1)
    throw new Error(`There are ${found.length} tokens with the label ${label}: rename all but one.`);
  const others = [...labels.values()].filter((one) => one !== "").map((one) => JSON.stringify(one));
  throw new Error(
    `There is no token with the label ${JSON.stringify(label)}; PKCS11_TOKEN names it. There: ${others.join(", ") || "none"}.`,
  );
}

function objectsOf(module: Pkcs11Module, session: bigint): Pick<TokenSession, "find" | "read"> {
  return {
    async find(attributes) {
      await module.call("C_FindObjectsInit", [session, triples(attributes), attributes.length]);
      try {
        const [objects, count] = [ulongRoom(16), ulongRoom()];
        await module.call("C_FindObjects", [session, objects, 16, count]);
        return Array.from({ length: Number(readUlong(count)) }, (_, at) => readUlong(objects, at));
      } finally {
        await module.call("C_FindObjectsFinal", [session]);
      }
    },
    async read(object, types) {
      const values: Buffer[] = [];
      for (const type of types) {
        const room = Buffer.alloc(2048);
        const asked = triples([{ type, value: room }]);
        // CKR_ATTRIBUTE_SENSITIVE and CKR_ATTRIBUTE_TYPE_INVALID: not told.
        await module.call("C_GetAttributeValue", [session, object, asked, 1], [0x11, 0x12]);
        const length = lengthOf(asked, 0);
        values.push(length <= room.length ? room.subarray(0, length) : Buffer.alloc(0));
      }
      return values;
    },
  };
}

function keysOf(module: Pkcs11Module, session: bigint): Pick<TokenSession, "sign" | "generate"> {
  return {
    async sign(key, mechanism, data) {
      await module.call("C_SignInit", [session, triples([{ type: mechanism, value: null }]), key]);
      const [signature, length] = [Buffer.alloc(longestSignature), ulongBytes(longestSignature)];
      await module.call("C_Sign", [session, data, data.length, signature, length]);
      return signature.subarray(0, Number(readUlong(length)));
    },
    async generate(mechanism, publicKey, privateKey) {
      const [one, other] = [ulongRoom(), ulongRoom()];
      const by = triples([{ type: mechanism, value: null }]);
      const publicTemplate = [triples(publicKey), publicKey.length] as const;
      const privateTemplate = [triples(privateKey), privateKey.length] as const;
      await module.call("C_GenerateKeyPair", [session, by, ...publicTemplate, ...privateTemplate, one, other]);
      if (readUlong(other) === 0n) throw new Pkcs11Error("C_GenerateKeyPair", ReturnValue.KEY_HANDLE_INVALID);
    },
  };
}
