import { privateKeyIn } from "@duplicert/shared/private-key-in";
import { useEffect, useState } from "react";
import type { CertificatesRead } from "./read-certificates.ts";

/** What is known of a text: whether a private key is in it, and, once they are read, the certificates. */
export interface Reading {
  privateKey: boolean;
  read: CertificatesRead | null;
}

/** Reads a text in this page while it is typed; what reads certificates is loaded when there is something to read. */
export function useReading(text: string): Reading {
  const privateKey = privateKeyIn(text) !== null;
  const [last, setLast] = useState<{ text: string; read: CertificatesRead } | null>(null);
  useEffect(() => {
    if (privateKey || text.trim() === "") return;
    let current = true;
    void import("./read-certificates.ts").then(({ readCertificates }) => {
      if (current) setLast({ text, read: readCertificates(text) });
    });
    return () => {
      current = false;
    };
  }, [text, privateKey]);
  return { privateKey, read: last?.text === text ? last.read : null };
}
