/**
 * What must hold of deposits on bottles in a shop that is whole again: what went out, came back empty and went back with
 * its receipt is, for each day and till, what receipts and refunds say; nothing is ever taken off a deposit; and it has
 * the quantity of its goods, and is void with them.
 */

import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { type LineState, type OrderState } from "../../src/domain/state/order-state.ts";
import { registerValue } from "../../src/domain/state/register.ts";
import { hasBottles } from "./bottle-shop.ts";
import { countingActs, type Member } from "./checks.ts";
import { createSums, isOf, type Of } from "./drawer-books.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;
const SUM =
  /^(?<place>day\/[^/]+\/[^/]+)\/bottle-deposit\/(?<what>[a-z]+)\/.*\/(?<sum>count|amount)$/u;

/** All tills are equal: what one of them has is looked at. */
export function checkBottles(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined || !hasBottles(world.options)) return;
  const { box, process } = first;
  const { ledger } = process;
  const events = countingActs(world, ledger).flatMap((act) => act.events);
  const orders = events.filter(isOf("order/opened")).map(({ id }) => id);
  const wrong = [
    ...wrongSums(new Map(ledger.read((view) => view.sums("day/"))), bottleSums(events)),
    ...wrongItems(events),
    ...ledger.read((view) => orders.flatMap((id) => wrongLines(view.state("order", id)))),
  ];
  for (const sentence of wrong.slice(0, NAMED_MAX)) world.problem(`${box.name}: ${sentence}`);
}

type Item = Of<"receipt/issued">["body"]["items"][number];

function isBottle({ kind }: Pick<Item, "kind">): boolean {
  return kind === "deposit" || kind === "empties";
}

/** Returns the number of items and their money, by day, till and what became of the bottles. */
function bottleSums(events: ReadonlyArray<KnownEvent>): ReadonlyMap<string, number> {
  const { sums, add } = createSums();
  for (const event of events) {
    if (event.kind !== "receipt/issued" && event.kind !== "refund/issued") continue;
    const { till, items } = event.body;
    for (const { kind, net } of items) {
      if (kind !== "deposit" && kind !== "empties") continue;
      const onReceipt = kind === "deposit" ? "out" : "back";
      const what = event.kind === "refund/issued" ? "refunded" : onReceipt;
      add(`day/${event.act.day}/${till} ${what} count`, 1);
      add(`day/${event.act.day}/${till} ${what} amount`, net);
    }
  }
  return sums;
}

function wrongSums(
  all: ReadonlyMap<string, number>,
  booked: ReadonlyMap<string, number>,
): ReadonlyArray<string> {
  const said = createSums();
  for (const [key, amount] of all) {
    const { place, what, sum } = SUM.exec(key)?.groups ?? {};
    if (place !== undefined) said.add(`${place} ${what ?? ""} ${sum ?? ""}`, amount);
  }
  const names = new Set([...said.sums.keys(), ...booked.keys()]);
  return [...names].flatMap((name) => {
    const [one, other] = [said.sums.get(name) ?? 0, booked.get(name) ?? 0];
    return one === other ? [] : [`bottles of ${name} are ${one}, and by the books ${other}`];
  });
}

/** Nobody takes anything off a deposit, and no promotion or coupon does. */
function wrongItems(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const items = events.filter(isOf("receipt/issued")).flatMap(({ body }) => body.items);
  return items.flatMap(({ line, gross, net, deals, coupons, ...item }) => {
    const isWhole = gross === net && deals === undefined && coupons === undefined;
    return !isBottle(item) || isWhole ? [] : [`something was taken off the deposit ${line}`];
  });
}

function wrongLines(order: OrderState): ReadonlyArray<string> {
  return Object.entries<LineState>(order.linesById).flatMap(([id, deposit]) => {
    const came = deposit.added?.with;
    const goods = came === undefined ? undefined : order.linesById[came.line];
    if (came === undefined || goods?.added === undefined || goods.added === null) return [];
    const wanted = (registerValue(goods.fields.quantity) ?? 0) * came.each;
    const has = registerValue(deposit.fields.quantity) ?? 0;
    const isLeft = goods.voids.length > 0 && deposit.voids.length === 0;
    const off = orderBalance(order).lines.find((line) => line.id === (id as EventId));
    const isLess = off !== undefined && (off.off !== 0 || off.promo !== 0);
    return [
      has === wanted ? [] : [`deposit ${id} is on ${has} of ${wanted}`],
      isLeft ? [`deposit ${id} is there without its goods`] : [],
      isLess ? [`something is taken off the deposit ${id}`] : [],
    ].flat();
  });
}
