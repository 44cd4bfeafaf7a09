// PKCS#8 (plain or encrypted), PKCS#1, SEC 1, DSA and OpenSSH keys all name themselves so; PuTTY has a header of its own.
const armoured =
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY/;

/**
 * Whether a private key is anywhere in the text, judged by its armour alone: this must hold before anything else is
 * asked, so that a key never leaves the browser. A key without armour is recognised by `readCsr`.
 */
export function holdsPrivateKey(text: string): boolean {
  return armoured.test(text);
}
