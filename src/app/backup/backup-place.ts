/** A place where copies of the shop are kept: what a backup needs of it. */

import { type Result } from "../../domain/base/result.ts";

/** Names are those of docs/backup.md: letters, digits and dashes. */
export interface BackupPlace {
  /** Sizes of the files by name; undefined where the place can't say. */
  readonly list: () => Promise<Result<ReadonlyMap<string, number> | undefined, PlaceFault>>;
  /** Durable when it resolves: in full or not at all, replacing what was there under that name. */
  readonly put: (name: string, bytes: Uint8Array) => Promise<Result<undefined, PlaceFault>>;
  /** Reads a file from the place itself; absent where it can't be read back. */
  readonly get?: (name: string) => Promise<Result<Buffer, PlaceFault>>;
}

export interface PlaceFault {
  readonly type:
    /** The place is away, such as a stick in a pocket: it is waited for. */
    | "place/away"
    | "place/full"
    /** Anything else that it says. */
    | "place/failed"
    /** The place took the files, but doesn't hold what it was given. */
    | "place/unverified"
    /** The program ends: the rest is done another time. */
    | "place/interrupted";
  /** A sentence with the trouble and the remedy. */
  readonly sentence: string;
}
