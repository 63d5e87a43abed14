/**
 * Between what is heard of others and whoever works at this box: what came is folded a little at a time, and
 * nobody is listened to for longer than a key may wait.
 */

import { type Clock } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { isSegment } from "../../ledger/log/segment.ts";
import { type MeshLedger } from "../../mesh/gossip/ports.ts";

/** What was heard is folded between keys. */
const FOLD_PAUSE_MS = 1;
/**
 * What was asked for comes without a share, and each transaction is a commit: a socket's worth of them would
 * keep whoever works at this box waiting for a second.
 */
const HEARD_AT_ONCE_MS = 12;

export interface Folding {
  /** The same, and what it takes is folded soon, a little at a time. */
  readonly over: (ledger: MeshLedger) => MeshLedger;
  /** A segment waits for that, or others had no turn for long: nothing else must be heard before. */
  readonly isBehind: () => boolean;
  readonly close: () => void;
}

export interface FoldingDeps {
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
  /** Since the last turn of whoever else is there. */
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
      receive: (bytes) => {
        const beganAtMs = steadyMs();
        const taken = meshLedger.receive(bytes);
        heardMs += steadyMs() - beganAtMs;
        if (taken.type !== "stored") return taken;
        isBehind ||= isSegment(bytes) || heardMs >= HEARD_AT_ONCE_MS;
        cancel ??= clock.after(FOLD_PAUSE_MS, fold);
        return taken;
      },
    }),
    isBehind: () => isBehind,
    close: () => cancel?.(),
  };
}
