/**
 * What was worked out of the folded state and took long, such as the sales of a past day, kept until something
 * that it rests on changes. It can be made anew at any time, and each box keeps its own.
 */

import { hash as digest } from "node:crypto";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

import { type Db } from "./database.ts";
import { type DiskRoom } from "./disk-room.ts";
import { type Follower } from "./projection/follower.ts";

export interface KeptResults {
  /**
   * Returns a stamp for a result of these facts: it changes with the facts, and with the rules by which the
   * ledger is folded. Undefined while some of it is still folded by other rules: nothing is kept then.
   */
  readonly stamp: (facts: string) => string | undefined;
  /** Returns what was kept under the name and that very stamp. */
  readonly get: (name: string, stamp: string) => string | undefined;
  /** Keeps results; what was kept under the same names goes. Nothing where the disk has no room. */
  readonly put: (results: ReadonlyArray<KeptResult>) => void;
}

export interface KeptResult {
  readonly name: string;
  readonly stamp: string;
  readonly text: string;
}

const STAMP_CHARACTERS = 32;

export function createKeptResults({
  db,
  follower,
  isPastShown,
  room,
}: {
  readonly db: Db;
  readonly follower: Follower;
  /** False while reads see what another till told of today: nothing of that is kept. */
  readonly isPastShown: () => boolean;
  readonly room: DiskRoom;
}): KeptResults {
  const find = db.prepare<[string, string], { readonly bytes: Uint8Array }>(
    "SELECT bytes FROM kept WHERE name = ? AND stamp = ?",
  );
  const put = db.prepare<[string, string, Uint8Array]>(
    `INSERT INTO kept VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp, bytes = excluded.bytes`,
  );
  return {
    stamp: (facts) => {
      const rules = isPastShown() ? follower.rules() : undefined;
      return rules === undefined
        ? undefined
        : digest("sha256", `${rules}\n${facts}`).slice(0, STAMP_CHARACTERS);
    },
    get: (name, stamp) => {
      const bytes = find.get(name, stamp)?.bytes;
      return bytes === undefined ? undefined : zstdDecompressSync(bytes).toString();
    },
    put: (results) => {
      const isReader = db.readonly || db.pragma("query_only", { simple: true }) === 1;
      if (isReader || room.state() !== "plenty" || results.length === 0) return;
      // Others wait for the lock, so all is packed before it is taken.
      const packed = results.map(({ name, stamp, text }) => {
        return { name, stamp, bytes: zstdCompressSync(text) };
      });
      db.write(() => {
        for (const { name, stamp, bytes } of packed) put.run(name, stamp, bytes);
      });
    },
  };
}
