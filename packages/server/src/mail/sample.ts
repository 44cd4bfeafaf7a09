import { serverPlatform } from "@duplicert/shared/server-platforms";

/** For tests: one request of one order, as the letters about it are told. */
export const sample = {
  recipientName: "Ada Lovelace",
  requestId: "0b6f1c1e-6c1f-4b0e-9f8e-2f6f6f1f0001",
  kind: "DUPLICATE" as const,
  orderNumber: 100_123,
  commonName: "www.example.com",
  dnsNames: ["www.example.com", "example.com"],
  serverName: "web-2",
  platform: serverPlatform("nginx")!,
  requestedAt: new Date("2026-11-20T09:30:00.250Z"),
  publicUrl: "https://certificates.example.test",
};

/** Whether a text has any Chinese in it. */
export const hanzi = /\p{Script=Han}/u;
