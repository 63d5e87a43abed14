/** A place where copies of the shop are kept: what a backup needs of it. */

import { type Result } from "../../domain/result.ts";

/** Names are those of docs/backup.md: letters, digits and dashes. */
export interface BackupPlace {
  /** Sizes of the files by name; undefined where the place can't say. */
  readonly list: () => Promise<Result<ReadonlyMap<string, number> | undefined, PlaceFault>>;
  /** Durable when it resolves: in full or not at all, replacing what was there under that name. */
  readonly put: (name: string, bytes: Uint8Array) => Promise<Result<undefined, PlaceFault>>;
  /** What lies there, from the place itself; absent where it can't be read back. */
  readonly get?: (name: string) => Promise<Result<Buffer, PlaceFault>>;
}

export interface PlaceFault {
  readonly type:
    /** Not there now, such as a stick in a pocket: it is waited for. */
    | "place/away"
    | "place/full"
    /** Anything else that it says. */
    | "place/failed"
    /** It took the files, and doesn't hold what it was given. */
    | "place/unverified"
    /** The program ends: the rest is done another time. */
    | "place/interrupted";
  /** What is the matter and what to do. */
  readonly sentence: string;
}
