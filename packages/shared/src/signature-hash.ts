/** The hash a CA signs a certificate with. */
export const SignatureHash = { SHA256: "SHA256", SHA384: "SHA384", SHA512: "SHA512" } as const;
export type SignatureHash = (typeof SignatureHash)[keyof typeof SignatureHash];
