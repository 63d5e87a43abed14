/** The thread that reads segments ahead of their turn, for the program that holds the ledger: one after the other. */

import { parentPort } from "node:worker_threads";

import { type Hash, type Origin } from "../domain/identity.ts";
import { type Cut } from "./log/segment.ts";
import { type AheadMessage, readAhead, toMessage } from "./read-ahead.ts";

export interface ReadRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  /** Where the ledger cuts its chains. */
  readonly cut: Cut;
  /** The ends of all chains, where nothing was asked for that is still being read. */
  readonly ends?: ReadonlyArray<readonly [Origin, seq: number, Hash]>;
}

export interface ReadAnswer {
  readonly id: number;
  /** Undefined for what has to be taken without it. */
  readonly ahead: AheadMessage | undefined;
}

const ends = new Map<Origin, { readonly seq: number; readonly hash: Hash }>();

parentPort?.on("message", ({ id, bytes, cut, ends: known = [] }: ReadRequest) => {
  for (const [origin, seq, hash] of known) ends.set(origin, { seq, hash });
  const ahead = readAhead(bytes, cut, previousOf);
  const hash = ahead?.hashes.at(-1);
  if (ahead !== undefined && hash !== undefined) ends.set(ahead.origin, { seq: ahead.last, hash });
  const answer: ReadAnswer = { id, ahead: ahead && toMessage(ahead) };
  parentPort?.postMessage(answer, buffersOf(answer));
});

function previousOf(origin: Origin, first: number): Hash | undefined {
  const end = ends.get(origin);
  return end?.seq === first - 1 ? end.hash : undefined;
}

function buffersOf({ ahead }: ReadAnswer): ReadonlyArray<ArrayBuffer> {
  return ahead === undefined ? [] : [ahead.content.buffer, ahead.packed.buffer];
}
