/**
 * What somebody must be asked: money that is held and not owed, or owed and not held (`money-checks.ts`), an
 * amount that two tills took off one order, and a payment that two corrected. These are worked out with pen
 * and paper from what was written, as the sums are: a till that holds both and asks nobody has lost a
 * contradiction.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { compareKeys } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { orderStream } from "../../src/domain/folds/order-fold.ts";
import { type EventId, type StreamId } from "../../src/domain/identity.ts";
import { minor, type MinorUnits, sumMinor } from "../../src/domain/money/amounts.ts";
import { type ResolvableType, resolvableName } from "../../src/domain/state/attention.ts";
import { countingActs, type Member } from "./checks.ts";
import { correctedOnce } from "./corrected-once.ts";
import { isOf, type Of } from "./drawer-books.ts";
import { checkMoney } from "./money-checks.ts";
import { type World } from "./world.ts";

interface Twice {
  readonly type: Extract<
    ResolvableType,
    "receipt/over-covered" | "order/over-granted" | "payment/over-corrected"
  >;
  readonly order: StreamId;
  /** Undefined for whichever: a discount is on all receipts of an order. */
  readonly subject?: EventId;
  readonly amount: MinorUnits;
}

const NAMED_MAX = 3;

export function checkQuestions(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined) return;
  checkMoney(world, first);
  const { box, process } = first;
  const events = countingActs(world, process.ledger).flatMap((act) => act.events);
  // Events that are in question now, or lost, counted for the till that made the bill then.
  const touched = new Set(world.books.all().flatMap((act) => act.events.flatMap(touchedBy)));
  const asked = askedOn(first, events);
  const unasked = [...grantedTwice(events, touched), ...correctedTwice(events)].filter(
    (twice) => !isAsked(twice, asked),
  );
  for (const { type, order, subject = order, amount } of unasked.slice(0, NAMED_MAX)) {
    world.problem(`${box.name} asks nobody about ${amount} twice: ${type} of ${subject}`);
  }
}

/** The questions of every order, open and settled. */
interface Asked {
  readonly order: StreamId;
  /** The type of the question, and its subject. */
  readonly name: string;
  readonly amount: MinorUnits;
}

function askedOn({ process }: Member, events: ReadonlyArray<KnownEvent>): ReadonlyArray<Asked> {
  const desk = process.open();
  const open = desk === undefined ? [] : listAttentionItems(desk, "en");
  const orders = events.filter(isOf("order/opened")).map(({ id }) => id);
  const settled = process.ledger.read((view) =>
    orders.flatMap((id) =>
      Object.entries(view.state("order", id).resolved ?? {}).map(([name, { amount }]) => {
        return { order: orderStream(id), name, amount };
      }),
    ),
  );
  const asked = open.flatMap(({ subject }) => {
    if (subject.type !== "order") return [];
    const { order, fact } = subject;
    const name = resolvableName(fact, fact.day);
    return [{ order: orderStream(order), name, amount: fact.amount }];
  });
  return [...asked, ...settled];
}

/** Whether the amount is asked about, or was settled in full. */
function isAsked({ type, order, subject, amount }: Twice, asked: ReadonlyArray<Asked>): boolean {
  const name = subject === undefined ? type : resolvableName({ type, subject }, undefined);
  const own = asked.filter(
    (it) => it.name.startsWith(name) && (subject !== undefined || it.order === order),
  );
  return sumMinor(own, (it) => it.amount) >= amount;
}

interface OncePaid {
  readonly receipt: Of<"receipt/issued">;
  /** The items without those of a part that an earlier receipt of the part covers. */
  readonly items: Of<"receipt/issued">["body"]["items"];
  readonly again: Of<"receipt/issued">["body"]["items"];
}

/** Returns the receipts in the order of the ledger, with each part of a bill once. */
export function onceForEachPart(events: ReadonlyArray<KnownEvent>): ReadonlyArray<OncePaid> {
  const receipts = events
    .filter(isOf("receipt/issued"))
    .toSorted((one, other) => compareKeys(one.key, other.key));
  const seen = new Map<string, Set<EventId>>();
  return receipts.map((receipt) => {
    const { items, part } = receipt.body;
    if (part === undefined) return { receipt, items, again: [] };
    const before = seen.get(part.id) ?? new Set();
    seen.set(part.id, before.union(new Set(items.map(({ line }) => line))));
    return {
      receipt,
      items: items.filter(({ line }) => !before.has(line)),
      again: items.filter(({ line }) => before.has(line)),
    };
  });
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
 * Returns double discounts on orders with one amount off and unchanged goods: the payments differ
 * from the price with the amount off once.
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
    // Shared lines, and lines from another order, are dealt with elsewhere.
    const isPlain = items.every(({ birth, line, at, gross, num, den }) => {
      const isWhole = num === den && orderStream(birth) === order && orderStream(at) === order;
      return isWhole && gross >= 0 && added.has(line) && !touched.has(line);
    });
    const granted = items.some(({ offWrite }) => offWrite === discount?.id);
    if (!isPlain || !granted) return [];
    const prices = new Map(items.map(({ line, gross }) => [line, gross]));
    const bill = sumMinor([...prices.values()], (gross) => gross) - amount;
    const beyond = sumMinor(items, ({ net }) => net) - bill - moneyBack(events, order);
    if (beyond === 0) return [];
    const type = beyond > 0 ? "receipt/over-covered" : "order/over-granted";
    return [{ type, order, amount: minor(Math.abs(beyond)) }];
  });
}

/** Returns what refunds gave back of an order for no goods: what was asked about is answered by that. */
function moneyBack(events: ReadonlyArray<KnownEvent>, order: StreamId): number {
  const back = events.filter(isOf("refund/issued")).filter(({ streams }) => streams[0] === order);
  return back
    .flatMap(({ body }) => body.items)
    .reduce((sum, { net, quantity, raised }) => {
      return quantity === 0 && raised === undefined ? sum - net : sum;
    }, 0);
}

/** Returns corrected payments of which more was taken off a tender than it had brought. */
function correctedTwice(events: ReadonlyArray<KnownEvent>): ReadonlyArray<Twice> {
  const started = new Map(
    events.filter(isOf("payment/started")).map(({ id, body }) => [id, body.method]),
  );
  const corrected = Map.groupBy(
    correctedOnce(events).filter(isOf("payment/corrected")),
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
