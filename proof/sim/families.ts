/** Orders that events name together, with all that is said of them: what pen and paper can look at by itself. */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { orderStream } from "../../src/domain/folds/order-fold.ts";
import { type StreamId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { countingActs } from "./checks.ts";
import { type World } from "./world.ts";

export interface Family {
  readonly orders: ReadonlyArray<StreamId>;
  readonly events: ReadonlyArray<KnownEvent>;
}

/** Returns the families of which nothing is lost or in question: a till may have known that when it made receipts. */
export function clearFamilies(world: Pick<World, "books">, ledger: Ledger): ReadonlyArray<Family> {
  const counting = countingActs(world, ledger).flatMap((act) => act.events);
  const counted = new Set(counting.map(({ id }) => id));
  const lost = world.books
    .all()
    .flatMap((act) => act.events)
    .filter(({ id }) => !counted.has(id));
  const unclear = new Set(lost.flatMap(({ streams }) => streams));
  return familiesOf(counting).filter(({ orders }) => !orders.some((order) => unclear.has(order)));
}

/** Joins orders that an event names together: they are one family as far as pen and paper can tell. */
function familiesOf(events: ReadonlyArray<KnownEvent>): ReadonlyArray<Family> {
  const parents = new Map<StreamId, StreamId>();

  function rootOf(order: StreamId): StreamId {
    const parent = parents.get(order) ?? order;
    return parent === order ? order : rootOf(parent);
  }

  const byOrder = new Map<StreamId, KnownEvent[]>();
  for (const event of events) {
    const orders = event.streams.filter((stream) => stream.startsWith("order/"));
    const opened = event.kind === "order/opened" ? [orderStream(event.id)] : [];
    const [first, ...others] = [...orders, ...opened];
    if (first === undefined) continue;
    for (const order of others) parents.set(rootOf(order), rootOf(first));
    byOrder.set(first, [...(byOrder.get(first) ?? []), event]);
  }
  const families = Map.groupBy(byOrder.keys(), rootOf);
  return [...families.values()].map((orders) => ({
    orders,
    events: eachOnce(orders.flatMap((order) => byOrder.get(order) ?? [])),
  }));
}

function eachOnce(events: ReadonlyArray<KnownEvent>): ReadonlyArray<KnownEvent> {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}
