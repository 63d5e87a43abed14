/**
 * What must hold of guests who changed tables: every till and every kitchen's screen shows an order at the
 * same table, and a kitchen that was told everything shows it where it is.
 */

import { orderView } from "../../src/app/orders/orders.ts";
import { OPEN_ORDER_TAG } from "../../src/domain/folds/order-sums.ts";
import { openTicketPrefix } from "../../src/domain/folds/ticket-fold.ts";
import { type EventId, streamName } from "../../src/domain/identity.ts";
import { isIssued } from "../../src/domain/kitchen/kitchen-board.ts";
import { type KitchenCard } from "../../src/domain/kitchen/kitchen-card.ts";
import { kitchenCards } from "../../src/domain/kitchen/kitchen-cards.ts";
import { type OrderView } from "../../src/domain/views.ts";
import { type Member } from "./checks.ts";
import { BAR_STATION, KITCHEN_STATION } from "./kitchen.ts";
import { type World } from "./world.ts";

interface Shown {
  readonly orders: ReadonlyArray<OrderView>;
  readonly cards: ReadonlyArray<KitchenCard>;
}

const TICKETS_MAX = 100_000;
const NAMED_MAX = 3;

export function checkDestinations(world: World, members: ReadonlyArray<Member>): void {
  const looks = members.map((member) => ({ name: member.box.name, shown: shownBy(member) }));
  const [one, ...others] = looks;
  if (one === undefined) return;
  const known = placesOf(one.shown);
  for (const other of others) {
    const different = [...placesOf(other.shown)].filter(
      ([what, where]) => known.get(what) !== where,
    );
    for (const [what, where] of different.slice(0, NAMED_MAX)) {
      world.problem(`${other.name} shows ${what} at ${where}, ${one.name} at ${known.get(what)}`);
    }
  }
  if (isInTurn(world)) checkCards(world, one.shown);
}

/**
 * Whether one till sends all tickets of an order, by a clock that never goes back: then cards stand
 * in that order.
 */
export function isInTurn({ options: { manners, without } }: World): boolean {
  return manners === "silence" && without.has("clocks");
}

function shownBy({ process: { ledger } }: Member): Shown {
  return ledger.read((view) => ({
    orders: view
      .tagged(OPEN_ORDER_TAG)
      .flatMap((stream) => orderView(view, streamName(stream) as EventId) ?? []),
    cards: [KITCHEN_STATION, BAR_STATION].flatMap((station) =>
      kitchenCards(
        view
          .lastTagged(openTicketPrefix(station), TICKETS_MAX)
          .map(([, stream]) => view.state("ticket", streamName(stream) as EventId))
          .filter(isIssued),
      ),
    ),
  }));
}

function placesOf({ orders, cards }: Shown): ReadonlyMap<string, string> {
  return new Map([
    ...orders.map((order) => [`order ${order.number} ${order.id}`, placeText(order)] as const),
    ...cards.map((card) => [`the card ${card.id}`, placeText(card)] as const),
  ]);
}

function checkCards(world: World, { orders, cards }: Shown): void {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const wrong = cards.flatMap((card) => {
    const order = byId.get(card.order);
    if (order === undefined || order.lines.some(({ kitchen }) => kitchen === "unsent")) return [];
    // A first name is no news to a kitchen: it is carried to the same guest.
    const known = card.name === "" ? { ...card, name: order.name } : card;
    return placeText(order) === placeText(known) ? [] : [{ card, order }];
  });
  for (const { card, order } of wrong.slice(0, NAMED_MAX)) {
    const where = `${placeText(card)} for an order at ${placeText(order)}`;
    world.problem(`the kitchen was told all of ${order.number} and shows ${where}`);
  }
}

function placeText({ table, name }: { readonly table: string; readonly name: string }): string {
  return `"${table}" "${name}"`;
}
