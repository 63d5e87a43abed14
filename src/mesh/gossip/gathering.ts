/**
 * Between links and the state machine: pieces that come soon after each other on a link are heard as one, because the
 * ledger stores them in one write. Every message of a link keeps its order; only signs of life pass what waits.
 */

import { type Clock } from "../../domain/ports.ts";
import { isBeat, isPiece } from "./messages.ts";
import { type LinkId } from "./ports.ts";

export interface Gathering {
  /** Takes a message that has come on a link. */
  readonly come: (link: LinkId, payload: Uint8Array) => void;
  /** Hears what waits, where it may be heard again. */
  readonly goOn: () => void;
  /** Hears what waits of a link that ends, as far as it may be heard. */
  readonly end: (link: LinkId) => void;
  /** How many messages of a link wait, and whether it is for a segment that is being read ahead of its turn. */
  readonly waiting: (link: LinkId) => { readonly count: number; readonly isForReader: boolean };
}

export interface GatheringDeps {
  readonly clock: Pick<Clock, "after">;
  /** For how long pieces may wait for more. Zero: for those alone that arrived together. */
  readonly gatherMs: () => number;
  /** Whether the piece is a segment: these are heard one by one, because each has much to fold. */
  readonly isPacked: (piece: Uint8Array) => boolean;
  /** Nothing may be heard for now. */
  readonly isResting: () => boolean;
  /** Whether the segment is being read ahead of its turn: it is heard after that. */
  readonly isReading?: (segment: Uint8Array) => boolean;
  /** Hears one message, or several pieces. */
  readonly hear: (link: LinkId, payloads: ReadonlyArray<Uint8Array>) => void;
}

/** Pieces of one write: whoever works at this box waits for no more. */
const PIECES_AT_ONCE = 16;
const WAITING_BYTES_MAX = 256 * 1024;

interface Waiting {
  readonly payloads: Uint8Array[];
  bytes: number;
  /** Waits for more; undefined while nothing does. */
  cancel: (() => void) | undefined;
}

export function createGathering(deps: GatheringDeps): Gathering {
  const { clock, gatherMs, isPacked, isResting, isReading, hear } = deps;
  const byLink = new Map<LinkId, Waiting>();

  function waitingOf(link: LinkId): Waiting {
    const waiting = byLink.get(link) ?? { payloads: [], bytes: 0, cancel: undefined };
    byLink.set(link, waiting);
    return waiting;
  }

  function isHeldBack([payload = NOTHING]: ReadonlyArray<Uint8Array>): boolean {
    const piece = payload.subarray(1);
    return isPiece(payload) && isPacked(piece) && isReading?.(piece) === true;
  }

  function drain(link: LinkId, waiting: Waiting): void {
    waiting.cancel?.();
    waiting.cancel = undefined;
    while (waiting.payloads.length > 0 && !isResting() && !isHeldBack(waiting.payloads)) {
      const run = waiting.payloads.splice(0, runLength(waiting.payloads, isPacked));
      waiting.bytes -= bytesIn(run);
      hear(link, run);
    }
  }

  function waitForMore(link: LinkId, waiting: Waiting, forMs: number): void {
    if (waiting.cancel !== undefined) return;
    if (forMs > 0) {
      waiting.cancel = clock.after(forMs, () => {
        drain(link, waiting);
      });
      return;
    }
    // What arrived together is told within one turn.
    let isWanted = true;
    waiting.cancel = () => (isWanted = false);
    queueMicrotask(() => {
      if (isWanted) drain(link, waiting);
    });
  }

  return {
    come: (link, payload) => {
      const waiting = waitingOf(link);
      if (waiting.payloads.length > 0 && isBeat(payload) && !isResting()) {
        return hear(link, [payload]);
      }
      waiting.payloads.push(payload);
      waiting.bytes += payload.length;
      const forMs = gatherMs();
      return mayWait(waiting, forMs, isPacked)
        ? waitForMore(link, waiting, forMs)
        : drain(link, waiting);
    },
    goOn: () => {
      for (const [link, waiting] of byLink) if (waiting.cancel === undefined) drain(link, waiting);
    },
    end: (link) => {
      const waiting = byLink.get(link);
      if (waiting === undefined) return;
      drain(link, waiting);
      byLink.delete(link);
    },
    waiting: (link) => {
      const { payloads = [] } = byLink.get(link) ?? {};
      return { count: payloads.length, isForReader: isHeldBack(payloads) };
    },
  };
}

/** Returns how many pieces at the beginning are taken together; at least one message. */
export function runLength(
  payloads: ReadonlyArray<Uint8Array>,
  isPacked: (piece: Uint8Array) => boolean,
): number {
  const end = payloads
    .slice(0, PIECES_AT_ONCE)
    .findIndex((payload) => !isPiece(payload) || isPacked(payload.subarray(1)));
  return Math.max(1, end === -1 ? Math.min(payloads.length, PIECES_AT_ONCE) : end);
}

/** What else came behind pieces waits with them; what comes before any is heard at once. */
function mayWait(
  { payloads, bytes }: Waiting,
  forMs: number,
  isPacked: GatheringDeps["isPacked"],
): boolean {
  if (payloads.length >= PIECES_AT_ONCE || bytes > WAITING_BYTES_MAX) return false;
  const isOpen = forMs > 0 ? isPiece(payloads[0] ?? NOTHING) : payloads.every(isPiece);
  return isOpen && !payloads.some((payload) => isPiece(payload) && isPacked(payload.subarray(1)));
}

const NOTHING = new Uint8Array();

function bytesIn(payloads: ReadonlyArray<Uint8Array>): number {
  return payloads.reduce((sum, { length }) => sum + length, 0);
}
