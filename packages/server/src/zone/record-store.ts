import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { ZoneFault } from "./judge-record.ts";
import { recordId, type ZoneRecord, ZoneRecordType } from "./zone-record.ts";

const content = z.object({
  records: z.array(
    z.object({
      type: z.enum(Object.keys(ZoneRecordType) as ZoneRecordType[]),
      name: z.string(),
      value: z.string(),
    }),
  ),
});

const mostRecords = 500;

/** What has been published, kept in one file that is written whole. */
export class RecordStore {
  private records: readonly ZoneRecord[];
  private file: string;
  private hosts: ReadonlySet<string>;
  private writing: Promise<void> = Promise.resolve();

  private constructor(file: string, hosts: ReadonlySet<string>, records: ZoneRecord[]) {
    this.file = file;
    this.hosts = hosts;
    this.records = records;
  }

  /** Reads the file, or begins empty; `hosts` are names that have an address already. Throws, in one line, when the file is broken. */
  static async open(file: string, hosts: ReadonlySet<string>): Promise<RecordStore> {
    const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (text === null) return new RecordStore(file, hosts, []);
    try {
      return new RecordStore(file, hosts, content.parse(JSON.parse(text)).records);
    } catch {
      throw new Error(`${file} does not hold records of the demo's zone: delete it, and publish them again.`);
    }
  }

  /** Newest first. */
  list(): readonly ZoneRecord[] {
    return this.records;
  }

  find(id: string): ZoneRecord | null {
    return this.records.find((record) => recordId(record) === id) ?? null;
  }

  /** Adds it, or puts it in the place of the one there can only be one of; answers what stands against it. */
  async publish(record: ZoneRecord): Promise<ZoneFault[]> {
    const others = this.records.filter((one) => !replaces(record, one));
    const sameName = others.filter(({ name }) => name === record.name);
    const alone =
      record.type === "CNAME"
        ? sameName.length > 0 || this.hosts.has(record.name) || others.some((one) => hostOf(one) === record.name)
        : others.some(({ type, name }) => type === "CNAME" && name === (hostOf(record) ?? record.name));
    // RFC 1034 3.6.2: where there is an alias, there is nothing else
    if (alone) return ["CNAME_ALONE"];
    if (others.length >= mostRecords) return ["TOO_MANY"];
    await this.keep([record, ...others]);
    return [];
  }

  /** Takes it away; answers what it was, null when there is none. */
  async remove(id: string): Promise<ZoneRecord | null> {
    const found = this.find(id);
    if (found) await this.keep(this.records.filter((record) => record !== found));
    return found;
  }

  private keep(records: readonly ZoneRecord[]): Promise<void> {
    // answered from at once; written one after the other
    this.records = records;
    this.writing = this.writing.catch(() => {}).then(() => writeWhole(this.file, { records: this.records }));
    return this.writing;
  }
}

/** The host of a file's URL; null for what is no file. */
export function hostOf({ type, name }: ZoneRecord): string | null {
  return type === "FILE" ? new URL(name).hostname : null;
}

function replaces(record: ZoneRecord, other: ZoneRecord): boolean {
  if (record.type !== other.type || record.name !== other.name) return false;
  return record.type === "CNAME" || record.type === "FILE" || record.value === other.value;
}

async function writeWhole(path: string, content: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.tmp`;
  await rm(temporary, { force: true });
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
