/**
 * What must hold of tables and bills in a shop that is whole again: every till has the same bills, each
 * piece that was rung up lies on one of them, parts come to what their bill comes to, and what is paid is
 * on no list. Worked out from what was told, beside what the tills say.
 */

import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { lineDeals } from "../../src/domain/balance/order-deals.ts";
import { sentQuantity } from "../../src/domain/balance/sent-pieces.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type ReceiptItem } from "../../src/domain/events/order-events.ts";
import { openTicketPrefix } from "../../src/domain/folds/ticket-fold.ts";
import { type EventId, streamName } from "../../src/domain/identity.ts";
import { isIssued, ordersOf } from "../../src/domain/kitchen/kitchen-board.ts";
import { type IssuedTicket } from "../../src/domain/kitchen/kitchen-card.ts";
import { allCards } from "../../src/domain/kitchen/kitchen-cards.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { kindOf } from "../../src/domain/lines/line-kinds.ts";
import { type MinorUnits, sumMinor } from "../../src/domain/money/amounts.ts";
import { billParts, remainderBesideParts } from "../../src/domain/order/bill-parts.ts";
import { billOf, openBills } from "../../src/domain/order/gathered-order.ts";
import { type OrderState, openedId } from "../../src/domain/state/order-state.ts";
import { countingActs, type Member } from "./checks.ts";
import { isInTurn } from "./destination-checks.ts";
import { isOf, type Of } from "./drawer-books.ts";
import { BAR_STATION, KITCHEN_STATION } from "./kitchen.ts";
import { onceForEachPart } from "./question-checks.ts";
import { type World } from "./world.ts";

/** The taxes of a receipt or a refund. */
type Taxed = Pick<Of<"receipt/issued">["body"], "taxes" | "total" | "exempt"> & {
  readonly items: ReadonlyArray<Pick<ReceiptItem, "net" | "kind">>;
  readonly charges?: ReadonlyArray<{ readonly amount: MinorUnits }> | undefined;
};

const NAMED_MAX = 3;

export function checkFloor(world: World, members: ReadonlyArray<Member>): void {
  const [first] = members;
  if (first === undefined) return;
  const { box, process } = first;
  const events = countingActs(world, process.ledger).flatMap((act) => act.events);
  const wrong = [
    ...differentBills(members),
    ...process.ledger.read((view) => [
      ...wrongLines(view, events),
      ...wrongBills(view),
      ...wrongParts(view),
    ]),
    ...partsBeyond(events),
    ...depositsAstray(events),
    // Last: whatever is wrong with a line or a part shows in the sums of its receipts too.
    ...wrongReceipts(events),
  ];
  for (const what of wrong.slice(0, NAMED_MAX)) world.problem(`${box.name}: ${what}`);
}

/** Bills of orders that were put together are in no row: each till works them out. */
function differentBills(members: ReadonlyArray<Member>): ReadonlyArray<string> {
  const [one, ...others] = members.map(({ box, process }) => ({
    name: box.name,
    bills: process.ledger.read((view) => openBills(view).map(billText)),
  }));
  return others.flatMap((other) => {
    if (one === undefined || one.bills.join("\n") === other.bills.join("\n")) return [];
    return [`has other open bills than ${other.name}`];
  });
}

function billText(bill: OrderState): string {
  const { due, refundDue, lines } = orderBalance(bill);
  const parts = billParts(bill).map(({ id, total, receipt }) => [id, total, receipt?.id]);
  const own = lines.map(({ id, quantity, remaining }) => [id, quantity, remaining]);
  return JSON.stringify([openedId(bill), due, refundDue, own, parts]);
}

/** Each line is open as far as no receipt covers it, on its bills together; and its pieces are all there. */
function wrongLines(view: LedgerView, events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const covered = new Map<EventId, number>();
  for (const { line, gross } of coveredOnce(events)) {
    covered.set(line, (covered.get(line) ?? 0) + gross);
  }
  const onBills = linesOnBills(view, events);
  return events.filter(isOf("order/line-added")).flatMap(({ id, body, streams: [stream] }) => {
    const birth = (stream ?? "").split("/")[1] ?? "";
    const order = view.state("order", birth);
    // Who opened it is in question: what others said of it waits for a person, on no bill.
    if (order.opened === null) return [];
    const own = orderBalance(order).lines.find((line) => line.id === id);
    if (own === undefined) return [`${body.name} of ${birth} is nowhere`];
    const { rest, quantity, promos, helds } = onBills.get(id) ?? NOWHERE;
    const [promo = own.promo, ...otherwise] = promos;
    if (otherwise.length > 0) return [`${body.name} of ${birth} has other deals on another bill`];
    // What a person takes off is only of pieces outside of deals, of which an order by itself may not know.
    const hasOther =
      promo !== own.promo || helds.some((held) => held !== lineDeals(order, id).held);
    if (hasOther && own.discount !== null) return [];
    const live = own.voided ? 0 : own.live + own.promo - promo;
    const expected = Math.max(0, live - (covered.get(id) ?? 0));
    if (rest !== expected) {
      return [`${body.name} of ${birth} is open by ${rest} and not by ${expected}`];
    }
    if (own.voided || expected === 0 || quantity === own.quantity) return [];
    return [`of ${own.quantity} of ${body.name} of ${birth} ${quantity} lie on bills`];
  });
}

/** What is left to pay of a line, its pieces, and what deals take off all of it, by the bills that it is on. */
interface LineOnBills {
  readonly rest: number;
  readonly quantity: number;
  readonly promos: ReadonlySet<number>;
  /** How much of it is in deals, on each of them. */
  readonly helds: ReadonlyArray<number>;
}

const NOWHERE: LineOnBills = { rest: 0, quantity: 0, promos: new Set(), helds: [] };

function linesOnBills(
  view: LedgerView,
  events: ReadonlyArray<KnownEvent>,
): ReadonlyMap<EventId, LineOnBills> {
  const ids = events.filter(isOf("order/opened")).map(({ id }) => id);
  const bills = new Set(ids.map((id) => billOf(view, id)));
  const sums = new Map<EventId, LineOnBills>();
  for (const bill of bills) {
    for (const { id, remaining, quantity, gross } of orderBalance(bill).lines) {
      const sum = sums.get(id) ?? NOWHERE;
      const { promo, held } = lineDeals(bill, id);
      sums.set(id, {
        rest: sum.rest + remaining,
        quantity: sum.quantity + quantity,
        promos: gross > 0 ? sum.promos.union(new Set([promo])) : sum.promos,
        helds: [...sum.helds, held],
      });
    }
  }
  return sums;
}

/** Checks that an open bill has something to pay, to refund or to wait for, and is listed once. */
function wrongBills(view: LedgerView): ReadonlyArray<string> {
  const bills = openBills(view);
  const ids = bills.map(openedId);
  return bills.flatMap((bill, at) => {
    const { lines, remaining, refundDue, due } = orderBalance(bill);
    const number = bill.opened?.number ?? "?";
    if (ids.indexOf(openedId(bill)) !== at) return [`bill ${number} is listed twice`];
    const isLeft =
      remaining !== 0 || refundDue > 0 || due > 0 || lines.some((line) => line.remaining !== 0);
    const isWaiting = bill.receipts.length === 0 || bill.returnsById !== undefined;
    // An empty order was on a bill with charges: the bill's receipt names it, and paid nothing of its own.
    const isEmpty = lines.length === 0 && bill.receipts.every(({ home }) => !home);
    return isLeft || isWaiting || isEmpty ? [] : [`bill ${number} is paid, and listed as open`];
  });
}

/** Checks that the parts' remaining amounts add up to the bill's. */
function wrongParts(view: LedgerView): ReadonlyArray<string> {
  return openBills(view).flatMap((bill) => {
    const parts = billParts(bill).filter(({ receipt }) => receipt === undefined);
    if (parts.length === 0) return [];
    const { remaining } = orderBalance(bill);
    const sum = sumMinor(parts, ({ total }) => total) + remainderBesideParts(bill);
    const number = bill.opened?.number ?? "?";
    return sum === remaining ? [] : [`the parts of bill ${number} come to ${sum} of ${remaining}`];
  });
}

/** Checks that a receipt's goods, less its discounts, are its total, and that its payments are too. */
function wrongReceipts(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const receipts = events.filter(isOf("receipt/issued")).flatMap(({ body }) => {
    const { series, no, items, total, uses } = body;
    const goods = sumMinor(items, ({ gross, off }) => gross - off);
    const net = sumMinor(items, (item) => item.net);
    const paid = sumMinor(uses, ({ amount }) => amount);
    const isRight = goods === net && paid === total && isTaxedRight(body);
    return isRight ? [] : [`receipt ${series}-${no} does not add up`];
  });
  const refunds = events.filter(isOf("refund/issued")).flatMap(({ body }) => {
    return isTaxedRight(body) ? [] : [`refund ${body.series}-${body.no} does not add up`];
  });
  return [...receipts, ...refunds];
}

/**
 * Goods and charges, with the taxes that come on top and without those that an exempt sale is spared, are
 * the total; and as each bears one tax, but for lines of kinds that bear none, they are all that taxes
 * were worked out on. Nobody who is exempt owes any.
 */
function isTaxedRight({ items, charges = [], taxes, total, exempt }: Taxed): boolean {
  const net = sumMinor(items, (item) => item.net) + sumMinor(charges, ({ amount }) => amount);
  const added = taxes.filter(({ included }) => !included);
  const spared = sumMinor(taxes, (tax) => tax.exempt ?? 0);
  const based = sumMinor(taxes, (tax) => {
    return tax.base + (tax.included ? tax.tax + (tax.exempt ?? 0) : 0);
  });
  const untaxed = sumMinor(items, (item) => (kindOf(item).taxed ? 0 : item.net));
  const isPaid = net + sumMinor(added, ({ tax }) => tax) - spared === total;
  const isOwed = taxes.every((tax) => tax.exempt === undefined || tax.tax === 0);
  const isSaid = exempt === undefined || taxes.every((tax) => tax.exempt !== undefined);
  return isPaid && isOwed && isSaid && based === net - untaxed;
}

/** Goods that nobody has changed, and of which one plan's parts say all: they cost what they cost. */
function partsBeyond(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const changed = new Set(
    events.flatMap((event) =>
      event.kind === "order/line-changed" || event.kind === "order/line-discounted"
        ? [event.body.line]
        : [],
    ),
  );
  const byLine = Map.groupBy(
    events.filter(isOf("receipt/issued")).flatMap(partItems),
    ({ line }) => line,
  );
  return events.filter(isOf("order/line-added")).flatMap(({ id, body }) => {
    const items = byLine.get(id) ?? [];
    const plans = new Set(items.map(({ plan }) => plan));
    if (plans.size !== 1 || plans.has("") || changed.has(id)) return [];
    const once = [...new Map(items.map((item) => [item.part, item])).values()];
    const price = Math.round((body.unit * body.quantity) / 1000);
    const sum = sumMinor(once, ({ gross }) => gross);
    return sum <= price ? [] : [`parts of one plan have ${sum} of ${body.name} for ${price}`];
  });
}

function partItems({ body: { items, part } }: Of<"receipt/issued">) {
  const plan = part === undefined ? "" : part.id.slice(0, part.id.lastIndexOf("/"));
  return items.map(({ line, gross }) => ({ line, gross, plan, part: part?.id ?? "" }));
}

/** Money for one part of a bill pays no other part of the same plan while its own is unpaid. */
function depositsAstray(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const partOf = new Map(
    events.filter(isOf("payment/started")).map(({ id, body }) => [id, body.part]),
  );
  const paidAt = new Map<string, number>();
  const receipts = events.filter(isOf("receipt/issued"));
  for (const { body, key } of receipts) {
    const before = body.part === undefined ? undefined : paidAt.get(body.part.id);
    if (body.part !== undefined) paidAt.set(body.part.id, Math.min(before ?? key.hlc, key.hlc));
  }
  return receipts.flatMap(({ body, key }) => {
    const own = body.part?.id;
    if (own === undefined) return [];
    const plan = own.slice(0, own.lastIndexOf("/") + 1);
    const astray = body.uses.some(({ payment }) => {
      const part = partOf.get(payment);
      if (part === undefined || part === own || !part.startsWith(plan)) return false;
      return (paidAt.get(part) ?? Infinity) >= key.hlc;
    });
    return astray ? [`money for another part pays receipt ${body.series}-${body.no}`] : [];
  });
}

function coveredOnce(
  events: ReadonlyArray<KnownEvent>,
): ReadonlyArray<{ readonly line: EventId; readonly gross: number }> {
  // All of a receipt is too much of whose lines one was paid with that part before. Source: docs/rules/money.md, M3.
  return onceForEachPart(events).flatMap(({ items, again }) => (again.length > 0 ? [] : items));
}

interface OrderInKitchen {
  readonly id: EventId;
  readonly state: OrderState;
}

const TICKETS_MAX = 100_000;

/**
 * Checks the kitchen: its tickets and cards add up to the order, and a void that was undone at the
 * till was undone in the kitchen.
 */
export function checkKitchen(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined) return;
  const { tickets, orders } = first.process.ledger.read((view) => {
    const all = [KITCHEN_STATION, BAR_STATION]
      .flatMap((station) => view.lastTagged(openTicketPrefix(station), TICKETS_MAX))
      .map(([, stream]) => view.state("ticket", streamName(stream)))
      .filter(isIssued);
    const ids = [...new Set(all.flatMap(ordersOf))];
    return {
      tickets: all,
      orders: ids.map((id): OrderInKitchen => ({ id, state: view.state("order", id) })),
    };
  });
  for (const what of orders.flatMap(unsentReplacements).slice(0, NAMED_MAX)) {
    world.problem(`the kitchen has never heard that a void was taken back: ${what}`);
  }
  // Two tills apart may tell it the same twice, which a person hears of.
  if (!isInTurn(world)) return;
  for (const what of wrongSums(tickets, orders).slice(0, NAMED_MAX)) {
    world.problem(`the kitchen's cards don't add up to what it was told: ${what}`);
  }
}

/** Lines that stand for one whose void the kitchen was told of, and that it knows nothing of. */
function unsentReplacements({ state }: OrderInKitchen): ReadonlyArray<string> {
  const { sentLines, linesById, opened } = state;
  return Object.entries(linesById).flatMap(([id, { added }]) => {
    const gone = added?.instead;
    const voids = gone === undefined ? [] : (linesById[gone]?.voids ?? []).map((it) => it.id);
    const isVoidSent = sentLines.some(
      ({ line, act, cause }) => line === gone && act === "void" && voids.includes(cause),
    );
    const isSent = sentLines.some(({ line }) => line === id);
    return isVoidSent && !isSent ? [`${added?.name ?? ""} of ${opened?.number ?? "?"}`] : [];
  });
}

function wrongSums(
  tickets: ReadonlyArray<IssuedTicket>,
  orders: ReadonlyArray<OrderInKitchen>,
): ReadonlyArray<string> {
  // A line that was moved to another order is on a card of that one.
  const lines = allCards(tickets)
    .flatMap((card) => card.lines)
    .filter(({ isVoid, isAgain }) => !isVoid && !isAgain);
  return orders.flatMap(({ state }) =>
    Object.entries(state.linesById).flatMap(([line, { added }]) => {
      const shown = lines
        .filter((it) => it.line === line)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      const sent = sentQuantity(state, line as EventId);
      const name = `${added?.name ?? ""} of ${state.opened?.number ?? "?"}`;
      return shown === sent ? [] : [`${shown} and not ${sent} of ${name}`];
    }),
  );
}
