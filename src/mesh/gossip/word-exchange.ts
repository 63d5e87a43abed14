/**
 * Words about devices stand outside the chains, so nothing numbers them: tills compare a digest of each
 * bucket of ids, then the ids of the buckets that differ, and send each other the rows that do.
 */

import { hash as digest } from "node:crypto";

import { type MessageOf, WORD_BUCKETS } from "./messages.ts";
import { connectedMembers, type Peer } from "./peer.ts";
import { type MeshOut, type MeshWords } from "./ports.ts";

export interface WordExchange {
  /** Tells what has changed; call with each tick. */
  readonly tell: (nowMs: number) => void;
  readonly hearDigests: (peer: Peer, message: MessageOf<"words">) => void;
  readonly hearIds: (peer: Peer, message: MessageOf<"word-ids">) => void;
  readonly hearRow: (peer: Peer, message: MessageOf<"word">) => void;
  /** Tells somebody new. */
  readonly greet: (peer: Peer) => void;
}

export interface WordExchangeDeps {
  readonly words: MeshWords;
  readonly out: MeshOut;
  readonly peers: () => Iterable<Peer>;
}

type Bucket = ReadonlyMap<string, string>;

const LOOK_EVERY_MS = 500;
/** Should anything have been lost on the way. */
const AGAIN_EVERY_MS = 15_000;
const LISTED_MAX = 4000;

export function createWordExchange({ words, out, peers }: WordExchangeDeps): WordExchange {
  const buckets = createBuckets(words);
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let sentAtMs = Number.NEGATIVE_INFINITY;
  let isRefused = false;
  /** How often in a row something was. */
  let refusals = 0;

  /** A statement whose author isn't known here yet is asked for again, less and less often. */
  function pauseMs(): number {
    if (refusals === 0) return AGAIN_EVERY_MS;
    return Math.min(LOOK_EVERY_MS * 2 ** (refusals - 1), AGAIN_EVERY_MS);
  }

  function send(peer: Peer): void {
    peer.wordsRevision = words.revision();
    peer.bucketsListed.clear();
    out.send(peer.facts.id, { type: "words", digests: [...buckets.digests()] });
  }

  function sendIds(peer: Peer, bucket: number): void {
    peer.bucketsListed.add(bucket);
    const rows = [...buckets.at(bucket)]
      .slice(0, LISTED_MAX)
      .map(([id, tag]): [string, string] => [id, tag]);
    out.send(peer.facts.id, { type: "word-ids", bucket, rows });
  }

  return {
    greet: send,
    tell: (nowMs) => {
      if (nowMs - lookedAtMs < LOOK_EVERY_MS) return;
      lookedAtMs = nowMs;
      if (isRefused) refusals += 1;
      isRefused = false;
      const isAgain = nowMs - sentAtMs >= pauseMs();
      if (isAgain) sentAtMs = nowMs;
      const revision = words.revision();
      const listeners = connectedMembers(peers()).filter(
        (peer) => !peer.isFull && (isAgain || peer.wordsRevision !== revision),
      );
      for (const peer of listeners) send(peer);
    },
    hearDigests: (peer, { digests }) => {
      // Nobody compares words with a device that is out.
      peer.isTakenIn = true;
      if (peer.device !== undefined) words.noteTakenIn(peer.device);
      peer.bucketsListed.clear();
      for (const [index, own] of buckets.digests().entries()) {
        if (own !== digests[index]) sendIds(peer, index);
      }
    },
    hearIds: (peer, { bucket: index, rows }) => {
      const theirs = new Map(rows);
      const own = buckets.at(index);
      for (const [id, tag] of own) {
        if (theirs.get(id) === tag) continue;
        const row = words.row(id);
        if (row !== undefined) out.send(peer.facts.id, { type: "word", row });
      }
      const lacksAny = rows.some(([id, tag]) => own.get(id) !== tag);
      // Ids are sent once for each bucket: one that can't be taken here would be offered for ever.
      if (lacksAny && !peer.bucketsListed.has(index)) sendIds(peer, index);
    },
    hearRow: ({ device, isTakenIn }, { row }) => {
      if (!words.receive(row)) {
        isRefused = true;
        return;
      }
      refusals = 0;
      if (!isTakenIn && device !== undefined) words.noteSeconded(row, device);
    },
  };
}

interface Buckets {
  /** The digest of each bucket, in order. */
  readonly digests: () => ReadonlyArray<string>;
  readonly at: (index: number) => Bucket;
}

/** Follow what changes: all of them are not read again for each one that comes. */
function createBuckets(words: MeshWords): Buckets {
  const buckets = Array.from({ length: WORD_BUCKETS }, () => new Map<string, string>());
  const digests = buckets.map(digestOf);
  let revision = -1;

  function catchUp(): void {
    const now = words.revision();
    if (now === revision) return;
    const changed = new Set<number>();
    for (const [id, tag] of words.changedAfter(revision)) {
      const index = bucketOf(id);
      buckets[index]?.set(id, tag);
      changed.add(index);
    }
    for (const index of changed) digests[index] = digestOf(buckets[index] ?? new Map());
    revision = now;
  }

  return {
    digests: () => {
      catchUp();
      return digests;
    },
    at: (index) => {
      catchUp();
      return buckets[index] ?? new Map<string, string>();
    },
  };
}

function bucketOf(id: string): number {
  return digest("sha256", id, "buffer").readUInt8(0) % WORD_BUCKETS;
}

/** Equal for equal rows, in whatever order they lie. */
function digestOf(bucket: Bucket): string {
  const text = [...bucket].map(([id, tag]) => `${id} ${tag}`).toSorted();
  return digest("sha256", text.join("\n")).slice(0, 16);
}
