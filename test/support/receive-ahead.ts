/** Takes a piece as a box does whose thread has read it ahead of its turn, by way of what goes between the threads. */

import { type Ledger } from "../../src/ledger/ledger.ts";
import {
  fromMessage,
  readAhead,
  type SegmentAhead,
  toMessage,
} from "../../src/ledger/read-ahead.ts";

/** Undefined for what is taken without it. */
export function aheadFor({ cut, store }: Ledger, bytes: Uint8Array): SegmentAhead | undefined {
  const ahead = readAhead(bytes, cut, (origin, first) => {
    const end = store.head(origin);
    return end?.seq === first - 1 ? end.hash : undefined;
  });
  return ahead && fromMessage(structuredClone(toMessage(ahead)));
}

export function receiveAhead(ledger: Ledger, bytes: Uint8Array): ReturnType<Ledger["receive"]> {
  const [result] = ledger.receiveAll([bytes], (piece) => aheadFor(ledger, piece));
  if (result === undefined) throw new Error("A piece has a result.");
  return result;
}
