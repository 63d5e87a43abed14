/**
 * The money of each family of orders by pen and paper: what came and went, by the events, against what
 * the goods cost, by the prices that were written with them; and what documents say was sold, against what
 * of these goods is paid. It shares no code with the product's own
 * law, and looks at families that nobody discounted, charged, exempted, repriced or exchanged.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { orderStream } from "../../src/domain/folds/order-fold.ts";
import { type EventId, streamName } from "../../src/domain/identity.ts";
import { isBirth } from "../../src/domain/lines/born-lines.ts";
import { billOf } from "../../src/domain/order/gathered-order.ts";
import { type AttentionFact } from "../../src/domain/state/attention.ts";
import { type OrderState, openedId } from "../../src/domain/state/order-state.ts";
import { takenOnce } from "./card-books.ts";
import { type Member } from "./checks.ts";
import { isOf } from "./drawer-books.ts";
import { clearFamilies, type Family } from "./families.ts";
import { type BookedDeals, bookedDeals } from "./promotion-books.ts";
import { standingVoids } from "./standing-voids.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;

/** Each cent that is held and not owed, or owed and not held, is due, goes back, or is in one question. */
export function checkMoney(world: World, member: Member): void {
  const { box, process } = member;
  const desk = process.open();
  if (desk === undefined) return;
  const asked = askedOf(desk);
  let named = 0;
  for (const family of clearFamilies(world, process.ledger)) {
    if (named === NAMED_MAX) return;
    const { events } = family;
    const deals = dealsOf(family);
    if (deals === undefined || !events.every(isPlain)) continue;
    const bills = process.ledger.read((view) => {
      const ids = family.orders.map((order) => streamName(order) as EventId);
      return [...new Set(ids.map((id) => billOf(view, id)))];
    });
    const due = bills.reduce((sum, bill) => sum + orderBalance(bill).due, 0);
    const questions = asked.filter(({ order }) => family.orders.includes(orderStream(order)));
    const sum = questions.reduce((all, { sign, amount }) => all + sign * amount, 0);
    const [held, owed] = [heldBy(events), owedFor(events, deals)];
    const settled = settledBy(events);
    const rest = held - owed - (unaskedBack(openBacks(bills), questions) - due + sum);
    const asks = questions.reduce((all, { turnover }) => all + turnover, 0);
    const unpaid = bills.reduce((all, bill) => all + orderBalance(bill).remaining, 0);
    const sales = statedBy(events);
    const unstated = sales - (owed - unpaid) - asks;
    const isSettled = [rest, unstated].every((it) => it >= settled.below && it <= settled.above);
    if (isSettled) continue;
    named += 1;
    const [order = ""] = family.orders;
    world.problem(
      `${box.name} asks nobody about ${rest} of ${order}, or about ${unstated} of its sales: ${held} held, ${owed} owed, ${unpaid} to pay, sales ${sales}`,
    );
  }
}

type Asked = Pick<AttentionFact, "type" | "amount"> & {
  readonly order: EventId;
  readonly sign: 1 | -1;
  readonly turnover: number;
};

function askedOf(desk: NonNullable<ReturnType<Member["process"]["open"]>>): ReadonlyArray<Asked> {
  return listAttentionItems(desk, "en").flatMap(({ subject }): ReadonlyArray<Asked> => {
    if (subject.type !== "order" || subject.fact.sign === undefined) return [];
    const { fact, order } = subject;
    const { type, amount, turnover = 0 } = fact;
    return [{ type, amount, order, sign: subject.fact.sign, turnover }];
  });
}

/** An open bill with the money that it has to give back. A bill that is paid gives nothing back unasked. */
export interface BillBack {
  readonly bill: EventId;
  readonly amount: number;
}

export function openBacks(bills: ReadonlyArray<OrderState>): ReadonlyArray<BillBack> {
  return bills.flatMap((bill): ReadonlyArray<BillBack> => {
    const { status, refundDue } = orderBalance(bill);
    return status === "open" && refundDue > 0 ? [{ bill: openedId(bill), amount: refundDue }] : [];
  });
}

/** Returns what open bills give back beyond what somebody is asked about of the same bill. */
export function unaskedBack(
  backs: ReadonlyArray<BillBack>,
  questions: ReadonlyArray<Pick<AttentionFact, "type" | "amount" | "order">>,
): number {
  return backs.reduce((sum, { bill, amount }) => {
    const own = questions.filter(({ type, order }) => type === "order/overpaid" && order === bill);
    const asked = own.reduce((all, question) => all + question.amount, 0);
    return sum + Math.max(0, amount - asked);
  }, 0);
}

/** Lines that come back. */
const FOLLOWING: ReadonlySet<string> = new Set(["order/line-returned", "order/empties-returned"]);

/** Whether pen and paper can follow what the event does to the money of its order. */
function isPlain(event: KnownEvent): boolean {
  if (isBirth(event)) {
    const { modifiers, list } = event.body;
    return !FOLLOWING.has(event.kind) && modifiers.length === 0 && list === undefined;
  }
  switch (event.kind) {
    case "order/line-changed": {
      const { quantity, unit, modifiers, service } = event.body.set;
      return [quantity, unit, modifiers, service].every((value) => value === undefined);
    }
    case "order/changed":
      return event.body.set.service === undefined;
    case "order/charged":
      return event.body.charges.length === 0 && event.body.off.length === 0;
    case "receipt/issued":
      return event.body.charges.length === 0 && event.body.exempt === undefined;
    case "order/line-discounted":
    case "order/discounted":
    case "order/exempted":
    case "order/return-taken":
    case "order/return-ended":
      return false;
    default:
      return true;
  }
}

/** Returns the money that came less the money that went, by the events that say so. */
export function heldBy(events: ReadonlyArray<KnownEvent>): number {
  const came = takenOnce(events).reduce((sum, { body }) => sum + body.amount, 0);
  const refunds = events.filter(isOf("refund/issued"));
  return came + refunds.reduce((sum, { body }) => sum + body.total + (body.unfunded ?? 0), 0);
}

/** Returns what receipts say that was sold, less what refunds say that came back, or went back without goods. */
function statedBy(events: ReadonlyArray<KnownEvent>): number {
  const papers = events.filter(
    (event) => event.kind === "receipt/issued" || event.kind === "refund/issued",
  );
  return papers.reduce((sum, { body }) => sum + body.total, 0);
}

/** Returns what promotions take off lines; undefined where only a till can tell. */
function dealsOf({ orders, events }: Family): BookedDeals["offByLine"] | undefined {
  const isPromoted = events.some(({ kind }) => kind === "order/promoted");
  if (!isPromoted) return new Map();
  return orders.length > 1 ? undefined : bookedDeals(events)?.offByLine;
}

/** Returns what the lines cost that nobody voided or brought back, of whichever kind. */
function owedFor(events: ReadonlyArray<KnownEvent>, offByLine: BookedDeals["offByLine"]): number {
  const prices = new Map<string, number>();
  const back = new Map<string, number>();
  const pieces = new Map<string, number>();
  for (const event of events) {
    if (!isBirth(event)) continue;
    const { unit, quantity } = event.body;
    const off = offByLine.get(event.id) ?? 0;
    prices.set(event.id, Math.round((unit * quantity) / 1000) - off);
    pieces.set(event.id, quantity);
  }
  for (const { body } of standingVoids(events)) {
    for (const line of [body.line, ...depositsWith(events, body.line)]) prices.set(line, 0);
  }
  for (const { kind, body } of events) {
    if (kind !== "refund/issued") continue;
    const goodsBack = body.items.filter(({ quantity }) => quantity < 0);
    // Where all of its goods had come back before, nothing stays that it could have raised.
    const isAgain = goodsBack.length > 0 && goodsBack.every(({ line }) => pieces.get(line) === 0);
    for (const { line, quantity } of goodsBack) {
      pieces.set(line, Math.max(0, (pieces.get(line) ?? 0) + quantity));
    }
    for (const { line, net, quantity, goods = "none", raised } of body.items) {
      if (isAgain && quantity === 0) continue;
      const isMoneyAlone = quantity === 0 && goods === "none" && raised === undefined;
      if (!isMoneyAlone) back.set(line, (back.get(line) ?? 0) - net);
    }
  }
  let owed = 0;
  for (const [line, price] of prices) {
    owed += price - Math.min(Math.max(0, price), back.get(line) ?? 0);
  }
  return owed;
}

/** Returns the deposits that came with goods: they are void with these. */
function depositsWith(events: ReadonlyArray<KnownEvent>, goods: EventId): ReadonlyArray<EventId> {
  const deposits = events.filter(isOf("order/deposit-added"));
  return deposits.filter(({ body }) => body.with?.line === goods).map(({ id }) => id);
}

/** Returns the sums that people settled without moving money: below zero, and above. */
export function settledBy(events: ReadonlyArray<KnownEvent>): {
  readonly below: number;
  readonly above: number;
} {
  const amounts = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== "attention/resolved" || event.body.voices.length > 0) continue;
    const { type, subject, day, amount } = event.body;
    const name = `${type} ${subject} ${day ?? ""}`;
    amounts.set(name, Math.max(amounts.get(name) ?? 0, amount));
  }
  const all = [...amounts];
  const isBelow = /^(?:order\/handed-out-beyond|order\/over-granted|receipt\/over-re)/u;
  const isAbove = /^(?:order\/overpaid|part\/|receipt\/(?:over-covered|not-granted|exempt))/u;

  function sum(which: RegExp): number {
    return all.reduce((total, [name, amount]) => total + (which.test(name) ? amount : 0), 0);
  }

  return { below: 0 - sum(isBelow), above: sum(isAbove) };
}
