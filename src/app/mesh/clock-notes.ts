/** Whether this box's clock is off what the other tills say, noted while they are connected. */

import { CLOCK_DOUBTED_MS } from "../../domain/doubts.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Store } from "../../ledger/store.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { type ClockNote, clockNote, keepClockNote } from "../noted-clock.ts";
import { clockAheadMs } from "./mesh-report.ts";

/** A drift of minutes is no news. */
const NEWS_MS = 60_000;
/** A note is good for a day: one of a clock that stays wrong is written anew in time. */
const AGAIN_MS = 3_600_000;

export function createClockNotes(
  store: Pick<Store, "local" | "setLocal">,
  clock: Pick<Clock, "nowMs">,
): (status: Pick<MeshStatus, "peers">) => void {
  let kept: ClockNote = clockNote(store) ?? { aheadMs: 0, atMs: clock.nowMs() };
  return (status) => {
    const said = clockAheadMs(status);
    // While nobody is connected nothing is known anew.
    if (said === undefined) return;
    const note = {
      aheadMs: Math.abs(said) > CLOCK_DOUBTED_MS ? said : 0,
      atMs: clock.nowMs(),
    };
    if (!isNews(note, kept)) return;
    // Before it is tried: a full disk is not asked again at once.
    kept = note;
    keepClockNote(store, note);
  };
}

function isNews(now: ClockNote, kept: ClockNote): boolean {
  const isRight = now.aheadMs === 0;
  if (isRight !== (kept.aheadMs === 0)) return true;
  const isOld = !isRight && Math.abs(now.atMs - kept.atMs) >= AGAIN_MS;
  return isOld || Math.abs(now.aheadMs - kept.aheadMs) >= NEWS_MS;
}
