/**
 * Answering those who ask for what they lack, as quickly as their links take it, and no more at once than
 * others can wait for. Whoever has used up its share is answered later.
 */

import { type ChainEnd, type Origin } from "../../domain/identity.ts";
import { BRANCHES_MAX, type MessageOf } from "./messages.ts";
import { hasClaimed, noteAsked, noteSent, type Peer, type Served } from "./peer.ts";
import { type MeshLedger, type MeshOut, type MeshPiece } from "./ports.ts";
import { type Work } from "./work.ts";

export interface Serving {
  /** Starts to serve a request. A new request of the same peer replaces its last one. */
  readonly serve: (peer: Peer, want: MessageOf<"want">) => void;
  /** Goes on when the link has room again, or the peer has named what it holds. */
  readonly goOn: (peer: Peer) => void;
  /** Goes on with peers that have been silent for long about what was sent; call it with each tick. */
  readonly nudge: (peer: Peer, nowMs: number) => void;
}

export interface ServingDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly areSecretsServed: (peer: Peer) => boolean;
  readonly work: Pick<Work, "effort" | "isOverdrawn">;
}

/** Pieces and look-ups: a few milliseconds. */
const STEPS_AT_ONCE = 256;
/** All branches of a chain that anybody keeps, and a trail of places on it, each twice as far back. */
const KNOWN_MAX = BRANCHES_MAX + 53;

/** A piece that couldn't be taken is not answered. */
const PATIENCE_MS = 1000;

/**
 * A whole history must not stand before the secrets on a slow line: without them nobody could sign in.
 * Who has only just joined knows whom to exchange them with once it has heard a chain or two, and says
 * so by what it lacks: until then there is a rest between chains, and from then on one between pieces,
 * until it has answered and as long as it lacks any.
 */
export function createServing({ ledger, out, areSecretsServed, work }: ServingDeps): Serving {
  function goOn(peer: Peer): void {
    const { serving } = peer;
    if (serving === undefined) return;
    let steps = 0;
    serving.isHeldUp = false;
    while (!peer.isFull) {
      serving.isHeldUp = steps >= STEPS_AT_ONCE || work.isOverdrawn(peer.facts.linkKey);
      if (serving.isHeldUp) return;
      if (serving.next === undefined) {
        const step = serving.pieces.next();
        if (step.done === true) {
          peer.serving = undefined;
          out.send(peer.facts.id, { type: "want-end", id: serving.id });
          return;
        }
        if (typeof step.value === "number") {
          steps += step.value;
          work.effort.steps(step.value);
          continue;
        }
        serving.next = step.value;
      }
      const { next } = serving;
      if (rests(peer, serving)) return;
      serving.next = undefined;
      const bytes = next.bytes();
      // The piece was packed with others meanwhile: a peer that lacks it asks again.
      if (bytes.length === 0) continue;
      peer.isFull = !out.send(peer.facts.id, { type: "piece", bytes });
      steps += 1;
      work.effort.served(next);
      noteSent(peer, next);
      serving.last = { origin: next.origin, seq: next.last, hash: next.hash };
      serving.restsSinceMs = undefined;
      serving.isLate = false;
    }
  }

  function rests(peer: Peer, { next, last, isLate }: Served): boolean {
    if (last === undefined || isLate || areSecretsServed(peer)) return false;
    return peer.secretLacks === undefined ? next?.origin !== last.origin : !hasClaimed(peer, last);
  }

  return {
    serve: (peer, { id, origins, ends }) => {
      const known = Map.groupBy(ends, ({ origin }) => origin);
      const here = [...new Set(origins)].filter((origin) => ledger.endsOf(origin).length > 0);
      const asked = here.map(
        (origin) => [origin, (known.get(origin) ?? []).slice(0, KNOWN_MAX)] as const,
      );
      work.effort.steps(origins.length);
      for (const [origin, own] of asked) noteAsked(peer, origin, own);
      peer.serving = newServed(id, lackedBy(ledger, asked));
      goOn(peer);
    },
    goOn,
    nudge: (peer, nowMs) => {
      const { serving } = peer;
      if (serving?.isHeldUp === true) return goOn(peer);
      if (serving?.last === undefined) return;
      serving.restsSinceMs ??= nowMs;
      if (nowMs - serving.restsSinceMs < PATIENCE_MS) return;
      serving.isLate = true;
      goOn(peer);
    },
  };
}

/** A chain at a time: with each of them goes how often something was looked up for it. */
function* lackedBy(
  ledger: MeshLedger,
  asked: ReadonlyArray<readonly [Origin, ReadonlyArray<ChainEnd>]>,
): Generator<MeshPiece | number> {
  for (const [origin, known] of asked) {
    yield 1 + known.length;
    const pieces = ledger.missing([origin], known);
    for (let step = pieces.next(); step.done !== true; step = pieces.next()) yield step.value;
  }
}

function newServed(id: number, pieces: Iterator<MeshPiece | number>): Served {
  const start = { next: undefined, last: undefined, restsSinceMs: undefined };
  return { id, pieces, ...start, isLate: false, isHeldUp: false };
}
