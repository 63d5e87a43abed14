/** Whether this box's clock is off what the other tills say, noted while they are connected. */

import { type Clock } from "../../domain/ports.ts";
import { type Store } from "../../ledger/store.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { clockNote, keepClockNote } from "../noted-clock.ts";
import { CLOCK_OFF_MS, clockAheadMs } from "./mesh-report.ts";

/** A drift of minutes is no news. */
const NEWS_MS = 60_000;

export function createClockNotes(
  store: Pick<Store, "local" | "setLocal">,
  clock: Pick<Clock, "nowMs">,
): (status: Pick<MeshStatus, "peers">) => void {
  let kept = clockNote(store)?.aheadMs ?? 0;
  return (status) => {
    const said = clockAheadMs(status);
    // While nobody is connected nothing is known anew.
    if (said === undefined) return;
    const aheadMs = Math.abs(said) > CLOCK_OFF_MS ? said : 0;
    if (Math.abs(aheadMs - kept) < NEWS_MS) return;
    // Before it is tried: a full disk is not asked again at once.
    kept = aheadMs;
    keepClockNote(store, { aheadMs, atMs: clock.nowMs() });
  };
}
