/** Answering those who ask for what they lack, as quickly as their links take it. */

import { type MessageOf } from "./messages.ts";
import { hasTold, noteAsked, noteSent, type Peer } from "./peer.ts";
import { type MeshLedger, type MeshOut } from "./ports.ts";

export interface Serving {
  /** Whoever asks again has given up what it asked before. */
  readonly serve: (peer: Peer, want: MessageOf<"want">) => void;
  /** Its link has room again, or it has said what it holds. */
  readonly goOn: (peer: Peer) => void;
  /** The same, whatever it has said by now; call with each tick. */
  readonly nudge: (peer: Peer) => void;
}

export interface ServingDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly areSecretsSame: (peer: Peer) => boolean;
}

/**
 * Who lacks secrets, as one does that has only just joined, is told piece by piece: on a slow line a
 * whole history would stand before them, and without them nobody could sign in there.
 */
export function createServing({ ledger, out, areSecretsSame }: ServingDeps): Serving {
  function goOn(peer: Peer): void {
    const { serving } = peer;
    if (serving === undefined) return;
    while (!peer.isFull && !isAwaited(peer)) {
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
      serving.awaits = { origin: piece.origin, seq: piece.last, hash: piece.hash };
    }
  }

  function isAwaited(peer: Peer): boolean {
    const awaits = peer.serving?.awaits;
    return awaits !== undefined && !hasTold(peer, awaits) && !areSecretsSame(peer);
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
      peer.serving = { id, pieces: ledger.missing(origins, ends), awaits: undefined };
      goOn(peer);
    },
    goOn,
    nudge: (peer) => {
      if (peer.serving === undefined) return;
      peer.serving.awaits = undefined;
      goOn(peer);
    },
  };
}
