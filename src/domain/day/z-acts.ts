/**
 * Voids, discounts and comps as a Z records them: how often and for how much, by person. They are those of
 * the moment, so a Z stays the same when an order changes later on.
 */

import { type Contribution } from "../base/contribution.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { counted } from "../figures/day-sums.ts";
import { streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type EventById, orderActOf } from "./order-acts.ts";

/** None for an act that was taken back or replaced, and for the second void of a line. */
export function actContributions(
  view: LedgerView,
  event: KnownEvent,
  byId: EventById,
): ReadonlyArray<Contribution> {
  const done = orderActOf(view, event, byId);
  if (done === undefined || done.undone || done.amount === 0 || isSecondVoid(view, event))
    return [];
  const { act, amount } = done;
  const { by, day } = event.act;
  return counted("act", { till: event.key.origin, day }, { act, by, amount });
}

function isSecondVoid(view: LedgerView, event: KnownEvent): boolean {
  if (event.kind !== "order/line-voided") return false;
  const [home] = event.streams;
  if (home === undefined) return false;
  const voids = view.state("order", streamName(home)).linesById[event.body.line]?.voids ?? [];
  return voids.length > 1 && voids[0]?.id !== event.id;
}
