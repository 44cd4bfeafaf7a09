import type { Tool } from "./tool.ts";
import { gnutls } from "./tools/gnutls.ts";
import { go } from "./tools/go.ts";
import { java } from "./tools/java.ts";
import { node } from "./tools/node.ts";
import { nss } from "./tools/nss.ts";
import { openssl } from "./tools/openssl.ts";
import { pkilint } from "./tools/pkilint.ts";
import { zlint } from "./tools/zlint.ts";

/** Every tool that is asked, as the table's columns. */
export const tools: readonly Tool[] = [zlint, pkilint, openssl, gnutls, nss, java, go, node];
