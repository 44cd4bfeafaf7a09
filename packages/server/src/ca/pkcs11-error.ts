// PKCS #11 2.40, return values.
export const ReturnValue = {
  OK: 0x00,
  DEVICE_ERROR: 0x30,
  DEVICE_REMOVED: 0x32,
  KEY_HANDLE_INVALID: 0x60,
  OBJECT_HANDLE_INVALID: 0x82,
  PIN_INCORRECT: 0xa0,
  SESSION_CLOSED: 0xb0,
  SESSION_HANDLE_INVALID: 0xb3,
  TOKEN_NOT_PRESENT: 0xe0,
  USER_ALREADY_LOGGED_IN: 0x100,
  USER_NOT_LOGGED_IN: 0x101,
  CRYPTOKI_NOT_INITIALIZED: 0x190,
  CRYPTOKI_ALREADY_INITIALIZED: 0x191,
} as const;

const words: Record<number, string> = {
  [ReturnValue.DEVICE_ERROR]: "the device failed",
  49: "the device is out of memory",
  [ReturnValue.DEVICE_REMOVED]: "the device was taken away; put it back",
  84: "it does not know this function",
  [ReturnValue.KEY_HANDLE_INVALID]: "the key is no longer there",
  99: "the key is of another type",
  104: "the key may not be used for this",
  112: "it does not know this mechanism",
  [ReturnValue.OBJECT_HANDLE_INVALID]: "the object is no longer there",
  160: "the PIN is wrong. It was tried once: too many tries lock a token, so mend PKCS11_PIN_FILE first",
  162: "the PIN is too short or too long; look into PKCS11_PIN_FILE",
  163: "the PIN has expired; set a new one with the tool of the device",
  164: "the PIN is locked after too many wrong ones; the security officer of the token must set a new one",
  [ReturnValue.SESSION_CLOSED]: "the session was closed",
  [ReturnValue.SESSION_HANDLE_INVALID]: "the session is lost",
  177: "it has no more sessions to give",
  181: "the session may only read",
  [ReturnValue.TOKEN_NOT_PRESENT]: "the token is not there; put it back",
  225: "the token is not one that it knows",
  226: "the token is protected against writing",
  [ReturnValue.USER_NOT_LOGGED_IN]: "nobody is logged in",
  258: "the token has no PIN yet; set one with the tool of the device",
  [ReturnValue.CRYPTOKI_NOT_INITIALIZED]: "it was never initialized, or finalized meanwhile",
};

// After one of these a new session may well work.
const lost: readonly number[] = [
  ReturnValue.DEVICE_ERROR,
  ReturnValue.DEVICE_REMOVED,
  ReturnValue.KEY_HANDLE_INVALID,
  ReturnValue.OBJECT_HANDLE_INVALID,
  ReturnValue.SESSION_CLOSED,
  ReturnValue.SESSION_HANDLE_INVALID,
  ReturnValue.TOKEN_NOT_PRESENT,
  ReturnValue.USER_NOT_LOGGED_IN,
  ReturnValue.CRYPTOKI_NOT_INITIALIZED,
];

/** What a PKCS#11 module answered when it would not; the message is for the person who runs it. */
export class Pkcs11Error extends Error {
  readonly code: number;

  constructor(call: string, code: number) {
    const hex = `0x${code.toString(16).padStart(2, "0")}`;
    super(`The PKCS#11 module answered ${call} with ${hex}: ${words[code] ?? "look that value up in its manual"}.`);
    this.code = code;
  }

  /** Whether the session is gone, and a new one may do. */
  get sessionLost(): boolean {
    return lost.includes(this.code);
  }
}
