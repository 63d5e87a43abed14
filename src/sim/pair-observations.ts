/** The result of two acts on one order: its bills, its receipts, the questions, and the faults. */

import { listAttentionItems, type OpenItem } from "../app/attention/attention-items.ts";
import { type AttentionFact } from "../domain/attention.ts";
import { openedId } from "../domain/folds/order-fold.ts";
import { type OrderState } from "../domain/folds/order-state.ts";
import { registerValue } from "../domain/folds/register.ts";
import { type EventId } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { orderBalance } from "../domain/order-balance.ts";
import { billOf, openBills } from "../domain/order/gathered-order.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { sentLineKey } from "../domain/sent-pieces.ts";
import { type PairTable } from "./pair-acts.ts";
import { type OpenDesk } from "./world.ts";

export interface PairObservation {
  /** Bills of the three orders that are open, each once. */
  readonly open: ReadonlyArray<{ readonly bill: EventId; readonly due: MinorUnits }>;
  /** The sum of all three orders, paid or not, without what was paid twice. */
  readonly total: MinorUnits;
  readonly asked: ReadonlyArray<OpenItem>;
  readonly receipts: ReadonlyArray<PairReceipt>;
  /** The faults, in sentences. */
  readonly faults: ReadonlyArray<string>;
}

export interface PairReceipt {
  readonly number: string;
  readonly total: MinorUnits;
}

export function lookAt(desk: OpenDesk, table: PairTable): PairObservation {
  const all = listAttentionItems(desk, "en");
  return desk.till.ledger.read((view) => observe(view, table, all));
}

/** Money that people are asked about since it is more than the goods cost. */
export const TOO_MUCH: ReadonlyArray<string> = ["line/over-covered", "part/paid-twice"];

function observe(
  view: LedgerView,
  table: PairTable,
  items: ReadonlyArray<OpenItem>,
): PairObservation {
  const ids = [table.order, ...table.others];
  const bills = [...new Set(ids.map((id) => billOf(view, id)))];
  const listed = openBills(view);
  const births = ids.map((id) => view.state("order", id));
  const receipts = receiptsOf(births);
  const asked = items.filter(
    ({ subject }) => subject.type === "order" && ids.includes(subject.order),
  );
  const facts = asked.flatMap(({ subject }) => (subject.type === "order" ? subject.facts : []));
  const tooMuch = facts.filter(({ type }) => TOO_MUCH.includes(type));
  const total = sumMinor(bills, (bill) => orderBalance(bill).total);
  const sums: GoodsSums = {
    goods: goodsOf(births),
    covered: sumMinor(receipts, ({ body }) => sumMinor(body.items, ({ gross }) => gross)),
    rest: sumMinor(bills, (bill) =>
      sumMinor(orderBalance(bill).lines, ({ remaining }) => remaining),
    ),
    asked: sumMinor(tooMuch, ({ amount }) => amount),
    total,
    paid: sumMinor(receipts, ({ body }) => body.total),
    open: sumMinor(bills, (bill) => orderBalance(bill).remaining),
  };
  return {
    open: bills
      .filter((bill) => listed.includes(bill))
      .map((bill) => ({ bill: openedId(bill), due: orderBalance(bill).due })),
    total,
    asked,
    receipts: receipts.map(({ body }) => {
      return { number: receiptNumber(body.series, body.no), total: body.total };
    }),
    faults: [
      ...listFaults(bills, listed),
      ...goodsFaults(sums),
      ...paymentFaults(births, bills, facts),
      ...pieceFaults(births, bills),
      ...kitchenFaults(births, facts),
    ],
  };
}

function receiptsOf(births: ReadonlyArray<OrderState>): OrderState["receipts"] {
  const byId = new Map(births.flatMap(({ receipts }) => receipts.map((one) => [one.id, one])));
  return [...byId.values()];
}

/** Returns the goods as they were ordered, without voids: from each line's own order, wherever it lies. */
function goodsOf(births: ReadonlyArray<OrderState>): MinorUnits {
  const lines = births.flatMap(({ linesById }) => Object.values(linesById));
  return sumMinor(
    lines.filter(({ added, voids }) => added !== null && voids.length === 0),
    ({ fields: { unit, quantity } }) =>
      ((registerValue(unit) ?? 0) * (registerValue(quantity) ?? 0)) / 1000,
  );
}

/** A bill is listed once as long as something of it is to pay, and not when nothing is. */
function listFaults(bills: ReadonlyArray<OrderState>, listed: ReadonlyArray<OrderState>): string[] {
  return bills.flatMap((bill) => {
    const { status, remaining, refundDue } = orderBalance(bill);
    const { number } = bill.opened ?? { number: "" };
    const count = listed.filter((one) => one === bill).length;
    const expected = status === "open" ? 1 : 0;
    const isLeft = remaining !== 0 || refundDue > 0;
    return [
      ...(count === expected ? [] : [`bill ${number} is ${status} and listed ${count} times`]),
      ...(status === "paid" && isLeft ? [`bill ${number} is paid, and ${remaining} are open`] : []),
    ];
  });
}

interface GoodsSums {
  readonly goods: number;
  readonly covered: number;
  readonly rest: number;
  /** The sum that is asked about as too much, after discounts. */
  readonly asked: number;
  /** The sum of all bills, after discounts. */
  readonly total: number;
  readonly paid: number;
  readonly open: number;
}

/** Goods are paid once or open, and what was paid beyond them is asked about to the cent. */
function goodsFaults({ goods, covered, rest, asked, total, paid, open }: GoodsSums): string[] {
  const beyond = covered + rest - goods;
  const isAsked = asked === paid + open - total && asked <= beyond;
  return [
    ...(beyond < 0 ? [`goods of ${0 - beyond} are neither paid nor open`] : []),
    ...(isAsked
      ? []
      : [`${asked} asked as too much, goods say ${beyond}, bills ${paid + open - total}`]),
  ];
}

/** Each cent that was taken is used by a receipt, waits on a bill, or is asked about. */
function paymentFaults(
  births: ReadonlyArray<OrderState>,
  bills: ReadonlyArray<OrderState>,
  facts: ReadonlyArray<AttentionFact>,
): string[] {
  const payments = births.flatMap(({ paymentsById }) => Object.values(paymentsById));
  const taken = sumMinor(
    payments.filter(({ started }) => started?.home === true),
    ({ captured }) => captured?.amount ?? 0,
  );
  const used = sumMinor(receiptsOf(births), ({ body }) =>
    sumMinor(body.uses, ({ amount }) => amount),
  );
  const waits = sumMinor(bills, (bill) =>
    sumMinor(orderBalance(bill).deposits, ({ amount }) => amount),
  );
  const over = sumMinor(
    facts.filter(({ type }) => type === "payment/over-used"),
    ({ amount }) => amount,
  );
  const isThere = taken + over === used + waits;
  return isThere ? [] : [`${taken} taken, ${used} used, ${waits} wait, ${over} used twice`];
}

/** Pieces of a line that lies on several bills are all there, each once. */
function pieceFaults(
  births: ReadonlyArray<OrderState>,
  bills: ReadonlyArray<OrderState>,
): string[] {
  const lines = births.flatMap(({ linesById }) => Object.entries(linesById));
  return lines.flatMap(([id, line]) => {
    if (line.added === null || line.voids.length > 0) return [];
    const pieces = registerValue(line.fields.quantity) ?? 0;
    const found = bills.flatMap((bill) => orderBalance(bill).lines.filter((it) => it.id === id));
    const sum = sumMinor(found, ({ quantity }) => quantity);
    return sum === pieces ? [] : [`${line.added.name}: ${pieces} ordered, ${sum} on bills`];
  });
}

/** Checks that tickets which the kitchen gets twice are marked; a changed destination makes nothing twice. */
function kitchenFaults(
  births: ReadonlyArray<OrderState>,
  facts: ReadonlyArray<AttentionFact>,
): string[] {
  const ticketsByKey = new Map<string, Set<string>>();
  for (const one of births.flatMap((order) => order.sentLines)) {
    if (one.act === "move") continue;
    const tickets = ticketsByKey.get(sentLineKey(one)) ?? new Set();
    ticketsByKey.set(sentLineKey(one), tickets.add(one.ticket));
  }
  const marked = facts.flatMap(({ type, subject }) =>
    type === "ticket/possible-duplicate" ? [subject] : [],
  );
  return [...ticketsByKey].flatMap(([name, tickets]) => {
    const [line = ""] = name.split(" ");
    const isMarked = marked.some((subject) => subject === line);
    return tickets.size > 1 && !isMarked ? [`the kitchen reads ${name} twice, unmarked`] : [];
  });
}
