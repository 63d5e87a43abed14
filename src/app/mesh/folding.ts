/**
 * Between what is heard of others and whoever works at this box: what came is folded a little at a time, and
 * nobody is listened to for longer than a key may wait.
 */

import { type Clock } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { isSegment } from "../../ledger/log/segment.ts";
import { type MeshLedger } from "../../mesh/gossip/ports.ts";

/** The pause between two folds of what was heard, for keys. */
const FOLD_PAUSE_MS = 1;
/**
 * The time after which hearing pauses. Requested pieces come without a share, and each is a commit:
 * a socket's worth of them would keep the person at this box waiting for a second.
 */
const HEARD_AT_ONCE_MS = 12;

interface Folding {
  /** Returns a ledger whose received pieces are folded soon, a little at a time. */
  readonly over: (ledger: MeshLedger) => MeshLedger;
  /** A segment waits for that, or others had no turn for long: nothing else must be heard before. */
  readonly isBehind: () => boolean;
  readonly close: () => void;
}

interface FoldingDeps {
  readonly ledger: Pick<Ledger, "foldSome">;
  readonly clock: Clock;
  /** Milliseconds by a clock that never jumps. */
  readonly steadyMs: () => number;
  readonly onFault: (cause: unknown) => void;
}

/** `onFolded`: others may be heard again. */
export function createFolding(
  { ledger, clock, steadyMs, onFault }: FoldingDeps,
  onFolded: () => void,
): Folding {
  let cancel: (() => void) | undefined;
  let isBehind = false;
  /** The time heard since others had a turn. */
  let heardMs = 0;

  function fold(): void {
    cancel = undefined;
    heardMs = 0;
    try {
      if (ledger.foldSome()) cancel = clock.after(FOLD_PAUSE_MS, fold);
    } catch (cause) {
      onFault(cause);
    }
    if (cancel !== undefined || !isBehind) return;
    isBehind = false;
    onFolded();
  }

  return {
    over: (meshLedger) => ({
      ...meshLedger,
      receive: (pieces) => {
        const beganAtMs = steadyMs();
        const taken = meshLedger.receive(pieces);
        heardMs += steadyMs() - beganAtMs;
        const stored = pieces.filter((_, index) => taken[index]?.type === "stored");
        if (stored.length === 0) return taken;
        isBehind ||= stored.some(isSegment) || heardMs >= HEARD_AT_ONCE_MS;
        cancel ??= clock.after(FOLD_PAUSE_MS, fold);
        return taken;
      },
    }),
    isBehind: () => isBehind,
    close: () => cancel?.(),
  };
}
