/** The result of two acts on one order: its bills, its receipts, the questions, and the faults. */

import { type BillBack, openBacks } from "../../../proof/sim/money-checks.ts";
import { type OpenDesk } from "../../../proof/sim/world.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { dishLine } from "../../../src/domain/balance/line-sides.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { sentLineKey } from "../../../src/domain/balance/sent-pieces.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { type MinorUnits, sumMinor } from "../../../src/domain/money/amounts.ts";
import { billOf, openBills } from "../../../src/domain/order/gathered-order.ts";
import { receiptNumber } from "../../../src/domain/order/order-view.ts";
import { type AttentionFact } from "../../../src/domain/state/attention.ts";
import { type OrderState, openedId } from "../../../src/domain/state/order-state.ts";
import { registerValue } from "../../../src/domain/state/register.ts";
import { type PairTable } from "./pair-acts.ts";

export interface PairObservation {
  /** Bills of the three orders that are open, each once. */
  readonly open: ReadonlyArray<{ readonly bill: EventId; readonly due: MinorUnits }>;
  /** The questions about the three orders. */
  readonly questions: ReadonlyArray<AttentionFact>;
  /** The money that their open bills give back, asked about or not. */
  readonly giveBack: ReadonlyArray<BillBack>;
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
export const TOO_MUCH: ReadonlyArray<string> = [
  "receipt/over-covered",
  "part/paid-twice",
  "receipt/not-granted",
];

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
  const facts = asked.flatMap(({ subject }) => (subject.type === "order" ? [subject.fact] : []));
  return {
    open: bills
      .filter((bill) => listed.includes(bill))
      .map((bill) => ({ bill: openedId(bill), due: orderBalance(bill).due })),
    asked,
    questions: facts,
    giveBack: openBacks(bills),
    receipts: receipts.map(({ body }) => {
      return { number: receiptNumber(body.series, body.no), total: body.total };
    }),
    faults: [
      ...listFaults(bills, listed),
      ...pieceFaults(births, bills),
      ...kitchenFaults(births, facts),
    ],
  };
}

function receiptsOf(births: ReadonlyArray<OrderState>): OrderState["receipts"] {
  const byId = new Map(births.flatMap(({ receipts }) => receipts.map((one) => [one.id, one])));
  return [...byId.values()];
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
    const isMarked = marked.some((subject) => subject === dishLine(line as EventId));
    return tickets.size > 1 && !isMarked ? [`the kitchen reads ${name} twice, unmarked`] : [];
  });
}
