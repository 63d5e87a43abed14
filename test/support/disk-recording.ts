/**
 * What a process did to the files of a folder, and what it told meanwhile, read from the words of
 * strace. A call that may change a watched file and that nobody foresaw is an error: a layer that
 * overlooks a write proves nothing.
 */

import path from "node:path";

export type DiskEvent =
  | {
      readonly type: "write";
      readonly file: string;
      readonly offset: number;
      readonly bytes: Buffer;
    }
  | { readonly type: "truncate"; readonly file: string; readonly size: number }
  | { readonly type: "sync"; readonly file: string }
  | { readonly type: "create"; readonly file: string }
  | { readonly type: "remove"; readonly file: string }
  | { readonly type: "rename"; readonly file: string; readonly to: string }
  /** Of the folder itself: which files it has. */
  | { readonly type: "sync-folder" }
  /** A line on stdout. */
  | { readonly type: "told"; readonly text: string };

export interface Watched {
  /** As the kernel names it: without links. */
  readonly folder: string;
  readonly isWatched: (file: string) => boolean;
}

/** Everything that can change a file or make a change durable, besides a mapping into memory. */
const CALLS = [
  "open",
  "openat",
  "creat",
  "write",
  "writev",
  "pwrite64",
  "pwritev",
  "pwritev2",
  "ftruncate",
  "truncate",
  "fallocate",
  "copy_file_range",
  "sendfile",
  "unlink",
  "unlinkat",
  "rename",
  "renameat",
  "renameat2",
  "link",
  "linkat",
  "fsync",
  "fdatasync",
  "sync_file_range",
  "msync",
  "sync",
  "syncfs",
];

/** Before the program and its words. */
export function straceWords(log: string): ReadonlyArray<string> {
  // `?`: not every machine has every call.
  const calls = CALLS.map((call) => `?${call}`).join(",");
  return [
    "-f",
    "-y",
    "-xx",
    "-s",
    "5000000",
    "-e",
    `trace=${calls}`,
    "-e",
    "signal=none",
    "-o",
    log,
  ];
}

const STDOUT = 1;
const LINE = /^(?<pid>\d+) +(?<rest>.*)$/u;
const UNFINISHED = / <unfinished \.\.\.>$/u;
const RESUMED = /^<\.\.\. \w+ resumed>(?<rest>.*)$/u;
const CALL = /^(?<name>\w+)\((?<args>.*)\) += (?<result>-?\d+|\?)(?:<(?<opened>[^>]*)>)?/u;
const DESCRIPTOR = /^(?<fd>\d+)<(?<path>[^>]*)>/u;
/** A file that is open still and was removed, or replaced. */
const NAMELESS = /^\d+<[^>]*(?:\\x20\\x28\\x64[^>]*>|>\(deleted\))/u;
const WRITTEN = /"(?<hex>(?:\\x[0-9a-f]{2})*)", \d+(?:, (?<offset>\d+))?$/u;

/** In the order in which the calls returned. */
export function parseRecording(text: string, watched: Watched): ReadonlyArray<DiskEvent> {
  const begun = new Map<string, string>();
  const positions = new Map<string, number>();
  return text.split("\n").flatMap((line) => {
    const whole = wholeCall(line, begun);
    const call = whole === undefined ? undefined : CALL.exec(whole)?.groups;
    // Calls that failed changed nothing; of the torn last one of a killed process nobody knows.
    if (call === undefined || call["result"]?.startsWith("-") === true) return [];
    return toEvents(call, watched, positions);
  });
}

/** Calls of several threads are interleaved: their halves are put together again. */
function wholeCall(line: string, begun: Map<string, string>): string | undefined {
  const { pid = "", rest = "" } = LINE.exec(line)?.groups ?? {};
  if (UNFINISHED.test(rest)) {
    begun.set(pid, rest.replace(UNFINISHED, ""));
    return undefined;
  }
  const resumed = RESUMED.exec(rest)?.groups?.["rest"];
  if (resumed === undefined) return rest;
  const start = begun.get(pid) ?? "";
  begun.delete(pid);
  return start + resumed;
}

function toEvents(
  call: Readonly<Record<string, string | undefined>>,
  { folder, isWatched }: Watched,
  positions: Map<string, number>,
): ReadonlyArray<DiskEvent> {
  const { name = "", args = "", result = "", opened } = call;
  if (NAMELESS.test(args)) return [];
  const descriptor = DESCRIPTOR.exec(args)?.groups;
  const place = placeOf(name, args, { descriptor: descriptor?.["path"], opened });
  if (name === "write" && Number(descriptor?.["fd"]) === STDOUT) {
    return [{ type: "told", text: bytesOf(args).subarray(0, Number(result)).toString() }];
  }
  if (place === folder && (name === "fsync" || name === "fdatasync")) {
    return [{ type: "sync-folder" }];
  }
  if (place === undefined || path.dirname(place) !== folder) return [];
  const file = path.basename(place);
  if (!isWatched(file)) return [];
  const to = name === "rename" ? secondPath(args) : undefined;
  if (to !== undefined && path.dirname(to) === folder && isWatched(path.basename(to))) {
    return [{ type: "rename", file, to: path.basename(to) }];
  }
  if (name === "openat") positions.set(file, 0);
  if (name !== "write") return [toFileEvent({ name, args, result: Number(result) }, file)].flat();
  const offset = positions.get(file) ?? 0;
  positions.set(file, offset + Number(result));
  return [{ type: "write", file, offset, bytes: bytesOf(args).subarray(0, Number(result)) }];
}

function placeOf(
  name: string,
  args: string,
  found: { readonly descriptor: string | undefined; readonly opened: string | undefined },
): string | undefined {
  if (name === "sync" || name === "syncfs") throw new Error(`${name} is not foreseen.`);
  if (found.opened !== undefined) return unquote(found.opened);
  if (found.descriptor !== undefined) return unquote(found.descriptor);
  const named = /"(?<path>(?:\\x[0-9a-f]{2})*)"/u.exec(args)?.groups?.["path"];
  return named === undefined ? undefined : path.resolve("/", unquote(named));
}

function toFileEvent(
  { name, args, result }: { readonly name: string; readonly args: string; readonly result: number },
  file: string,
): DiskEvent | ReadonlyArray<DiskEvent> {
  switch (name) {
    case "pwrite64": {
      const offset = Number(WRITTEN.exec(args)?.groups?.["offset"]);
      return { type: "write", file, offset, bytes: bytesOf(args).subarray(0, result) };
    }
    case "ftruncate":
      return {
        type: "truncate",
        file,
        size: Number(/, (?<size>\d+)$/u.exec(args)?.groups?.["size"]),
      };
    case "fsync":
    case "fdatasync":
      return { type: "sync", file };
    case "unlink":
      return { type: "remove", file };
    case "openat": {
      const creates = args.includes("O_CREAT") ? [{ type: "create", file } as const] : [];
      const empties = args.includes("O_TRUNC")
        ? [{ type: "truncate", file, size: 0 } as const]
        : [];
      return [...creates, ...empties];
    }
    default:
      throw new Error(`${name} on ${file} is not foreseen: ${args.slice(0, 200)}`);
  }
}

function secondPath(args: string): string {
  const [, second = ""] = args.match(/"(?:\\x[0-9a-f]{2})*"/gu) ?? [];
  return unquote(second.slice(1, -1));
}

function bytesOf(args: string): Buffer {
  return hexToBytes(WRITTEN.exec(args)?.groups?.["hex"] ?? "");
}

function unquote(text: string): string {
  return text.startsWith("\\x") ? hexToBytes(text).toString() : text;
}

function hexToBytes(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll("\\x", ""), "hex");
}
