/** What is not settled at a till: whoever comes to it sees that, before they log in too. */

import { comparePlaces } from "../../domain/events/event.ts";
import { type EventId } from "../../domain/identity.ts";
import { openBills } from "../../domain/order/gathered-order.ts";
import { type OrderHere } from "../../tui/ports/order-port.ts";
import { type Till } from "../till.ts";
import { orderView } from "./orders.ts";

/** The one on the screen first, whichever till opened it; then this till's own, the newest first. */
export function ordersHere(till: Till, onScreen: EventId | undefined): ReadonlyArray<OrderHere> {
  const own = `${till.ledger.identity.origin}:`;
  return till.ledger.read((view) =>
    openBills(view)
      .flatMap(({ opened }) => opened ?? [])
      .filter(({ id }) => id === onScreen || id.startsWith(own))
      .toSorted(
        (a, b) => Number(b.id === onScreen) - Number(a.id === onScreen) || comparePlaces(b, a),
      )
      .flatMap(({ id, wallMs: openedMs }) => {
        const order = orderView(view, id);
        if (order?.status !== "open") return [];
        const { number, due, giveBack } = order;
        const owner = { number: order.owner, name: till.staffName(order.owner) };
        return { id, number, owner, due, giveBack, openedMs };
      }),
  );
}
