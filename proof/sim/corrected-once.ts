/** Corrections with pen and paper: what two tills said alike of one payment, knowing the same, was said once. */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { byLedger, isOf } from "./drawer-books.ts";

/** Returns the events without the corrections that another one, earlier in the ledger, says as well. */
export function correctedOnce(events: ReadonlyArray<KnownEvent>): ReadonlyArray<KnownEvent> {
  const standsFor = new Map<EventId, EventId>();
  const firstBySaying = new Map<string, EventId>();
  for (const { id, body } of events.filter(isOf("payment/corrected")).toSorted(byLedger)) {
    const { payment, from, to, amount, rounding, tip, foreign, back, knows } = body;
    if (knows === undefined) continue;
    const known = new Set(knows.map((other) => standsFor.get(other) ?? other));
    const moved = [from, to, amount, rounding, tip?.amount, tip?.to, foreign?.amount, back];
    const saying = JSON.stringify([payment, moved, [...known].toSorted()]);
    const first = firstBySaying.get(saying);
    if (first === undefined) firstBySaying.set(saying, id);
    else standsFor.set(id, first);
  }
  return events.filter(({ id }) => !standsFor.has(id));
}
