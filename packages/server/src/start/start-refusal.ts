/** `start` cannot go on; the message is one line that says why and what to do. */
export class StartRefusal extends Error {}

/** The operating system's own words for an error, without code or path noise. */
export function systemWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    EACCES: "permission denied",
    EPERM: "not permitted",
    EROFS: "the file system is read-only",
    ENOTDIR: "a part of the path is a file, not a folder",
    EEXIST: "it is a file, not a folder",
    ENOENT: "it is not there",
    ENOSPC: "the disk is full",
  };
  return (code && words[code]) ?? message.split("\n")[0]!;
}
