/**
 * When the tickets that wait in the queue have to be looked at again: where something is otherwise that their
 * fate depends on, and when a printer has been off for long enough. Thousands wait for one that is off for weeks,
 * and a look at each of them, four times a second, would be most of what a till does.
 */

import { type SpoolJob } from "../../printer/spool/spool-store.ts";

export interface WaitingTickets {
  /** Whether something may have to be done, besides what news of tickets asks for. */
  readonly isDue: (sight: WaitingSight) => boolean;
  /** Whether nothing was to be done for this one, and nothing is otherwise since. */
  readonly isSettled: (job: SpoolJob) => boolean;
  /** Nothing is to be done for it as things are. */
  readonly settle: (job: SpoolJob) => void;
  /** Something is otherwise for all of them. */
  readonly unsettle: () => void;
  /** All had their turn; the first of those whose printer has to be off for longer is due then. */
  readonly looked: (sight: WaitingSight, dueMs: number) => void;
}

export interface WaitingSight {
  /** A text that differs after each change of the queue. */
  readonly queue: string;
  /** The printers that can't print, and since when. */
  readonly offSinceMs: ReadonlyMap<string, number>;
  readonly nowMs: number;
}

export function createWaitingTickets(): WaitingTickets {
  const settled = new Set<string>();
  let seen: { readonly queue: string; readonly off: string; readonly dueMs: number } | undefined;

  return {
    isDue: ({ queue, offSinceMs, nowMs }) => {
      const isSame = seen?.queue === queue && seen.off === offText(offSinceMs);
      if (seen?.off !== offText(offSinceMs)) settled.clear();
      return offSinceMs.size > 0 && (!isSame || nowMs >= (seen?.dueMs ?? 0));
    },
    isSettled: (job) => settled.has(nameOf(job)),
    settle: (job) => settled.add(nameOf(job)),
    unsettle: () => {
      settled.clear();
    },
    looked: ({ queue, offSinceMs }, dueMs) => {
      seen = { queue, off: offText(offSinceMs), dueMs };
    },
  };
}

/** A person may let go of one that asked, and one of which bytes were sent is treated otherwise. */
function nameOf({ id, printer, state, doubts }: SpoolJob): string {
  return `${id} ${printer} ${state} ${doubts}`;
}

function offText(offSinceMs: ReadonlyMap<string, number>): string {
  return [...offSinceMs].join(" ");
}
