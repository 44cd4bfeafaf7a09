import { fileURLToPath } from "node:url";
import chromium, { inflate } from "@sparticuz/chromium";

// A program of its own: the package unpacks into the TMPDIR that the whole process was started with.
await chromium.executablePath();
// What a bare Linux lacks, too (NSS and Expat).
await inflate(fileURLToPath(new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium"))));
