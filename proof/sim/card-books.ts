/** What of the money of cards is told twice: pen and paper count it once. */

import { compareKeys } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId } from "../../src/domain/identity.ts";

type Captured = Extract<KnownEvent, { readonly kind: "payment/captured" }>;

/**
 * Returns the payments that were taken, each once: of two words that a terminal took the money the first one
 * counts. What a terminal gave back for goods is the money of the refund that names it.
 */
export function takenOnce(events: ReadonlyArray<KnownEvent>): ReadonlyArray<Captured> {
  const refunded = new Set(
    events.flatMap((event) =>
      event.kind === "refund/issued" ? event.body.out.flatMap(({ payment }) => payment ?? []) : [],
    ),
  );
  const first = new Map<EventId, Captured>();
  const captures = events.flatMap((event) => (event.kind === "payment/captured" ? [event] : []));
  const inOrder = captures.toSorted((one, other) => compareKeys(one.key, other.key));
  for (const captured of inOrder) {
    const { payment } = captured.body;
    if (!first.has(payment) && !refunded.has(payment)) first.set(payment, captured);
  }
  return [...first.values()];
}
