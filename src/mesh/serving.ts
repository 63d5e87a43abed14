/** Answering those who ask for what they lack, as quickly as their links take it. */

import { type MessageOf } from "./messages.ts";
import { noteAsked, noteSent, type Peer } from "./peer.ts";
import { type MeshLedger, type MeshOut } from "./ports.ts";

export interface Serving {
  /** Whoever asks again has given up what it asked before. */
  readonly serve: (peer: Peer, want: MessageOf<"want">) => void;
  /** Its link has room again. */
  readonly goOn: (peer: Peer) => void;
}

export interface ServingDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
}

export function createServing({ ledger, out }: ServingDeps): Serving {
  function goOn(peer: Peer): void {
    const { serving } = peer;
    if (serving === undefined) return;
    while (!peer.isFull) {
      const next = serving.pieces.next();
      if (next.done === true) {
        peer.serving = undefined;
        out.send(peer.facts.id, { type: "want-end", id: serving.id });
        return;
      }
      const { value: piece } = next;
      const bytes = piece.bytes();
      // It was put together with others meanwhile: whoever lacks it asks again.
      if (bytes.length === 0) continue;
      peer.isFull = !out.send(peer.facts.id, { type: "piece", bytes });
      noteSent(peer, piece);
    }
  }

  return {
    serve: (peer, { id, origins, ends }) => {
      for (const origin of origins) {
        noteAsked(
          peer,
          origin,
          ends.filter((end) => end.origin === origin),
        );
      }
      peer.serving = { id, pieces: ledger.missing(origins, ends) };
      goOn(peer);
    },
    goOn,
  };
}
