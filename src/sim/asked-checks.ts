/**
 * What somebody must be asked: goods that two tills were paid for, an amount that two took off one order,
 * goods of one receipt that came back twice, and a payment that two corrected. These are worked out with pen
 * and paper from what was told, as the sums are: a till that holds both and asks nobody has lost a
 * contradiction.
 */

import { type ResolvableType, resolvableName } from "../domain/attention.ts";
import { type KnownEvent } from "../domain/events/kinds.ts";
import { type EventId, type StreamId, streamName } from "../domain/identity.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { orderBalance } from "../domain/order-balance.ts";
import { countingActs, type Member } from "./checks.ts";
import { isOf } from "./drawer-books.ts";
import { type World } from "./world.ts";

interface Twice {
  readonly type: Extract<
    ResolvableType,
    "line/over-covered" | "line/over-refunded" | "order/over-granted" | "payment/over-corrected"
  >;
  readonly order: StreamId;
  /** Undefined for whichever: a discount is spread over all lines of an order. */
  readonly subject?: EventId;
  readonly amount: MinorUnits;
}

const NAMED_MAX = 3;

export function checkAsked(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined) return;
  const { box, process } = first;
  const events = countingActs(world, process.ledger).flatMap((act) => act.events);
  // What is in question now, or lost, counted for whoever made the bill then.
  const touched = new Set(world.books.all().flatMap((act) => act.events.flatMap(touchedBy)));
  const unasked = [
    ...paidTwice(events, touched),
    ...grantedTwice(events, touched),
    ...givenBackTwice(events),
    ...correctedTwice(events),
  ].filter((twice) => !isAsked(twice, first));
  for (const { type, order, subject = order, amount } of unasked.slice(0, NAMED_MAX)) {
    world.problem(`${box.name} asks nobody about ${amount} twice: ${type} of ${subject}`);
  }
}

/** Or somebody has settled it: so much of it all in all. */
function isAsked(
  { type, order, subject, amount }: Twice,
  { process: { ledger } }: Member,
): boolean {
  return ledger.read((view) => {
    const state = view.state("order", streamName(order));
    const name = subject === undefined ? type : resolvableName({ type, subject }, undefined);
    const settled = Object.entries(state.resolved ?? {}).filter(([it]) => it.startsWith(name));
    const open = orderBalance(state).attention.filter(
      (it) => it.type === type && (subject === undefined || it.subject === subject),
    );
    const asked = [...open, ...settled.map(([, it]) => it)];
    return sumMinor(asked, (it) => it.amount) >= amount;
  });
}

/** Of goods that nobody has changed, taken off or brought back: then each receipt says their whole price. */
function paidTwice(
  events: ReadonlyArray<KnownEvent>,
  touched: ReadonlySet<string>,
): ReadonlyArray<Twice> {
  const added = new Set(events.filter(isOf("order/line-added")).map(({ id }) => id));
  const paid = events
    .filter(isOf("receipt/issued"))
    .flatMap(({ body, streams: [order] }) =>
      body.items
        .filter(({ line, gross }) => gross > 0 && added.has(line) && !touched.has(line))
        .map(({ line, gross }) => ({ order, line, gross })),
    );
  return [...Map.groupBy(paid, ({ line }) => line)].flatMap(
    ([subject, times]): ReadonlyArray<Twice> => {
      const [once, ...again] = times;
      if (once?.order === undefined || touched.has(once.order) || again.length === 0) return [];
      const amount = sumMinor(again, ({ gross }) => gross);
      return [{ type: "line/over-covered", order: once.order, subject, amount }];
    },
  );
}

/** Lines whose price is another one since, or orders of which that is so. */
function touchedBy(event: KnownEvent): ReadonlyArray<EventId | StreamId> {
  switch (event.kind) {
    case "order/line-changed":
    case "order/line-discounted":
    case "order/line-voided":
      return [event.body.line];
    case "order/discounted":
      return event.streams;
    default:
      return [];
  }
}

/**
 * Of orders with one amount off and no goods that anybody has changed: what was paid is more than what
 * all of it costs with the amount off once, or less.
 */
function grantedTwice(
  events: ReadonlyArray<KnownEvent>,
  touched: ReadonlySet<string>,
): ReadonlyArray<Twice> {
  const discounts = Map.groupBy(
    events.filter(isOf("order/discounted")),
    ({ streams: [order] }) => order,
  );
  const added = new Set(events.filter(isOf("order/line-added")).map(({ id }) => id));
  const receipts = events.filter(isOf("receipt/issued"));
  return [...discounts].flatMap(([order, [discount, another]]): ReadonlyArray<Twice> => {
    const amount = discount?.body.discount?.amount ?? 0;
    if (order === undefined || amount === 0 || another !== undefined) return [];
    const items = receipts
      .filter(({ streams }) => streams[0] === order)
      .flatMap(({ body }) => body.items);
    const isPlain = items.every(({ line, gross }) => {
      return gross >= 0 && added.has(line) && !touched.has(line);
    });
    const granted = items.some(({ offWrite }) => offWrite === discount?.id);
    if (!isPlain || !granted) return [];
    const prices = new Map(items.map(({ line, gross }) => [line, gross]));
    const bill = sumMinor([...prices.values()], (gross) => gross) - amount;
    const beyond = sumMinor(items, ({ net }) => net) - bill;
    if (beyond === 0) return [];
    const type = beyond > 0 ? "line/over-covered" : "order/over-granted";
    return [{ type, order, amount: minor(Math.abs(beyond)) }];
  });
}

function givenBackTwice(events: ReadonlyArray<KnownEvent>): ReadonlyArray<Twice> {
  const receipts = new Map(events.filter(isOf("receipt/issued")).map((it) => [it.id, it.body]));
  const back = events
    .filter(isOf("refund/issued"))
    .flatMap(({ body: { of, items }, streams: [order] }) =>
      items.map(({ line, net }) => ({ of, order, line, net })),
    );
  const byGoods = Map.groupBy(back, ({ of, line }) => `${of} ${line}`);
  return [...byGoods.values()].flatMap((times): ReadonlyArray<Twice> => {
    const [{ of, order, line } = {}] = times;
    const item = receipts.get(of ?? ("" as EventId))?.items.find((it) => it.line === line);
    if (item === undefined || order === undefined || line === undefined) return [];
    const amount = minor(0 - sumMinor(times, ({ net }) => net) - item.net);
    return amount > 0 ? [{ type: "line/over-refunded", order, subject: line, amount }] : [];
  });
}

/** Of payments that people have corrected: more was taken off a tender than it had brought. */
function correctedTwice(events: ReadonlyArray<KnownEvent>): ReadonlyArray<Twice> {
  const started = new Map(
    events.filter(isOf("payment/started")).map(({ id, body }) => [id, body.method]),
  );
  const corrected = Map.groupBy(
    events.filter(isOf("payment/corrected")),
    ({ body }) => body.payment,
  );
  return events.filter(isOf("payment/captured")).flatMap(({ body, streams: [order] }) => {
    const { payment: subject, amount } = body;
    const left = new Map<string, number>([[started.get(subject) ?? "", amount]]);
    for (const { body: moved } of corrected.get(subject) ?? []) {
      left.set(moved.from, (left.get(moved.from) ?? 0) - moved.amount);
      left.set(moved.to, (left.get(moved.to) ?? 0) + moved.amount);
    }
    const beyond = sumMinor([...left.values()], (it) => Math.max(0, 0 - it));
    if (order === undefined || amount < 0 || beyond === 0) return [];
    return [{ type: "payment/over-corrected" as const, order, subject, amount: beyond }];
  });
}
