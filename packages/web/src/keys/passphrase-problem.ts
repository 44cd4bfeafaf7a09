/** What is wrong with a new passphrase. */
export type PassphraseProblem = "TOO_SHORT" | "NOT_ASCII" | "DIFFERS";

/** The fewest characters of a passphrase that protects a key. */
export const minPassphrase = 10;

/**
 * What is wrong with a passphrase that was typed twice; null when nothing is. Only what every keyboard has: OpenSSL, Java
 * and Windows make different bytes of other characters (RFC 7292 Appendix B.1), and then the right passphrase is wrong.
 */
export function passphraseProblem(passphrase: string, again: string): PassphraseProblem | null {
  if (/[^\x20-\x7e]/.test(passphrase)) return "NOT_ASCII";
  if (passphrase.length < minPassphrase) return "TOO_SHORT";
  return passphrase === again ? null : "DIFFERS";
}
