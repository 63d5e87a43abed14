/** What is not settled at a till: whoever comes to it sees that, before they log in too. */

import { comparePlaces } from "../../domain/events/event.ts";
import { OPEN_ORDER_TAG } from "../../domain/folds/order-sums.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type OrderHere } from "../../tui/ports/order-port.ts";
import { type Till } from "../till.ts";
import { orderState, orderView } from "./orders.ts";

/** The one on the screen first, whichever till opened it; then this till's own, the newest first. */
export function ordersHere(till: Till, onScreen: EventId | undefined): ReadonlyArray<OrderHere> {
  const own = `${till.ledger.identity.origin}:`;
  return till.ledger.read((view) =>
    view
      .tagged(OPEN_ORDER_TAG)
      .map((stream) => streamName(stream) as EventId)
      .filter((id) => id === onScreen || id.startsWith(own))
      .flatMap((id) => orderState(view, id).opened ?? [])
      .toSorted(
        (a, b) => Number(b.id === onScreen) - Number(a.id === onScreen) || comparePlaces(b, a),
      )
      .flatMap(({ id, by, wallMs: openedMs }) => {
        const order = orderView(view, id);
        if (order?.status !== "open") return [];
        const { number, due, giveBack } = order;
        const owner = { number: by, name: till.staffName(by) };
        return { id, number, owner, due, giveBack, openedMs };
      }),
  );
}
