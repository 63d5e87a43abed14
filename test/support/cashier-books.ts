/**
 * Books of a shop's money, kept from the events themselves and in no other way than with pen and paper:
 * what the folds and the reports of the till say must be the same.
 */

import { englishSubject } from "../../src/app/day/day-report-text.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";

/** What is wrong with the till's figures, one sentence each; empty when every cent is where it belongs. */
export function wrongInBooks(till: Till): ReadonlyArray<string> {
  const events = eventsOf(till);
  const days = new Set(events.map(({ day }) => day));
  const { listed, notListed } = ordersOf(till, events);
  return [
    ...notListed.map((id) => `order ${id} is not listed`),
    ...listed
      .filter((status) => status === "neither")
      .map(() => "an order is neither open nor paid"),
    ...numbersOf(events),
    ...[...days].flatMap((day) =>
      wrongOnDay(
        till,
        day,
        events.filter((event) => event.day === day),
      ),
    ),
  ];
}

/** How often each kind of event was written, and how often by somebody's word for it. */
export function countKinds(till: Till): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, approved } of eventsOf(till)) {
    const how = approved === "" ? kind : `${kind} approved`;
    counts.set(how, (counts.get(how) ?? 0) + 1);
  }
  return counts;
}

type Event = KnownEvent & {
  readonly day: ReturnType<Till["days"]>["now"];
  readonly approved: string;
};

function eventsOf({ ledger }: Till): ReadonlyArray<Event> {
  return [...ledger.store.ofOrigin(ledger.identity.origin, 1)].flatMap((row) => {
    const { events, content } = toTransaction(row);
    const { day, approved } = content.first;
    return events.flatMap(({ known }) =>
      known === undefined ? [] : [{ ...known, day, approved }],
    );
  });
}

function ordersOf(
  till: Till,
  events: ReadonlyArray<Event>,
): { readonly listed: ReadonlyArray<string>; readonly notListed: ReadonlyArray<string> } {
  const opened = events.filter(({ kind }) => kind === "order/opened").map(({ id }) => id);
  const days = new Set(events.map(({ day }) => day));
  const orders = [...days].flatMap((day) => listOrders(till, { day, openOnly: false }));
  const statusById = new Map(orders.map(({ id, status, lines }) => [id, statusOf(status, lines)]));
  return {
    listed: [...statusById.values()],
    notListed: opened.filter((id) => !statusById.has(id)),
  };
}

/** An order whose lines were all taken off is empty, and no loss. */
function statusOf(status: string, lines: ReadonlyArray<{ readonly voided: boolean }>): string {
  if (status !== "empty") return status;
  return lines.every(({ voided }) => voided) ? "empty" : "neither";
}

function numbersOf(events: ReadonlyArray<Event>): ReadonlyArray<string> {
  const numbers = events.flatMap((event) => (isIssued(event) ? [event.body.no] : []));
  return numbers.flatMap((no, index) =>
    no === index + 1 ? [] : [`number ${no} was given where ${index + 1} was next`],
  );
}

function isIssued(
  event: Event,
): event is Extract<Event, { readonly kind: "receipt/issued" | "refund/issued" }> {
  return event.kind === "receipt/issued" || event.kind === "refund/issued";
}

type Of<K extends KnownEvent["kind"]> = Extract<Event, { readonly kind: K }>;

/** Money of each tender as it lies there: what was handed over less what went out, put right since. */
function keptByTender(events: ReadonlyArray<Event>): ReadonlyMap<string, number> {
  const methodById = methodsOf(events);
  const kept = new Map<string, number>();
  function move(method: string, amount: number): void {
    kept.set(method, (kept.get(method) ?? 0) + amount);
  }
  for (const event of events) {
    if (event.kind === "payment/captured") {
      const { payment, tendered, change } = event.body;
      move(methodById.get(payment) ?? "", tendered - change);
    }
    if (event.kind === "refund/issued") {
      for (const { method, amount } of event.body.out) move(method, amount);
    }
    if (event.kind === "payment/corrected") {
      const { from, to } = event.body;
      const worth = worthMoved(event);
      move(from, 0 - worth.from);
      move(to, worth.to);
    }
  }
  return kept;
}

function methodsOf(events: ReadonlyArray<Event>): ReadonlyMap<EventId, string> {
  return new Map(
    events.flatMap((event) =>
      event.kind === "payment/started" ? [[event.id, event.body.method] as const] : [],
    ),
  );
}

/** Only cash is rounded: by so much less leaves it, or more comes to it. */
function worthMoved({ body }: Of<"payment/corrected">): {
  readonly from: number;
  readonly to: number;
} {
  const worth = body.amount + (body.tip?.amount ?? 0);
  return {
    from: body.from === "cash" ? worth - body.rounding : worth,
    to: body.to === "cash" ? worth + body.rounding : worth,
  };
}

/** Cash of other currencies that was taken, and that was none after all, below zero. */
function foreignCash(
  events: ReadonlyArray<Event>,
): ReadonlyArray<{ readonly amount: number; readonly worth: number }> {
  return events.flatMap((event) => {
    if (event.kind === "payment/captured") {
      const { foreign, tendered } = event.body;
      return foreign === undefined ? [] : [{ amount: foreign.amount, worth: tendered }];
    }
    const gone = event.kind === "payment/corrected" ? event.body.foreign : undefined;
    return gone === undefined ? [] : [{ amount: 0 - gone.amount, worth: 0 - gone.worth }];
  });
}

function wrongOnDay(
  till: Till,
  day: Event["day"],
  events: ReadonlyArray<Event>,
): ReadonlyArray<string> {
  const report = dayReport(till, day);
  const receipts = events.flatMap((event) => (event.kind === "receipt/issued" ? [event.body] : []));
  const refunds = events.flatMap((event) => (event.kind === "refund/issued" ? [event.body] : []));
  const paid = events.flatMap((event) => (event.kind === "payment/captured" ? [event.body] : []));
  const totals = sum(receipts.map(({ total }) => total));
  const items = receipts.flatMap((receipt) => receipt.items);
  const returned = sum(items.map(({ kind, net }) => (kind === undefined ? 0 : net)));
  const back = sum(refunds.map(({ total }) => total));
  const used = sum(receipts.flatMap(({ uses }) => uses.map(({ amount }) => amount)));
  const taken = sum(paid.map(({ amount }) => amount));
  const { deposits, tenders, foreign } = report;
  const kept = keptByTender(events);
  const coins = foreignCash(events);
  const ownCash = (kept.get("cash") ?? 0) - sum(coins.map(({ worth }) => worth));
  const corrections = events.flatMap((event) =>
    event.kind === "payment/corrected" ? [event.body] : [],
  );
  const given = sum(refunds.flatMap(({ out }) => out.map(({ amount }) => amount)));
  return [
    // Random keys open drawers and count few of them: the report is right to name that.
    ...report.differences
      .filter(({ check }) => check !== "drawers")
      .map(
        (difference) => `${day}: ${difference.check}: ${englishSubject(difference, report, till)}`,
      ),
    ...report.attention.map(({ order, type }) => `${day}: order ${order}: ${type}`),
    ...report.incomplete.map((number) => `${day}: order ${number} waits for something`),
    ...same(`${day}: receipts`, report.receipts, receipts.length),
    ...same(`${day}: sales`, report.sales, totals - returned),
    ...same(`${day}: returned without a receipt`, report.returned.total, returned),
    ...same(`${day}: refunds`, report.refunds.total, back),
    ...same(`${day}: what receipts use`, used, totals),
    ...same(`${day}: what refunds hand out`, given, back),
    ...same(`${day}: tenders`, sum(tenders.map(({ amount }) => amount)), taken),
    ...tenders.flatMap(({ method, kept: amount }) =>
      same(`${day}: kept by ${method}`, amount, kept.get(method) ?? 0),
    ),
    ...same(`${day}: kept`, sum(tenders.map((tender) => tender.kept)), sum([...kept.values()])),
    ...same(`${day}: own cash`, report.ownCash, ownCash),
    ...same(
      `${day}: dollars`,
      sum(foreign.map(({ amount }) => amount)),
      sum(coins.map(({ amount }) => amount)),
    ),
    ...same(
      `${day}: put right`,
      sum(report.corrections.map(({ amount }) => amount)),
      sum(corrections.map(({ amount }) => amount)),
    ),
    ...same(`${day}: money out`, sum(tenders.map(({ refunded }) => refunded)), back),
    ...same(
      `${day}: taken, less what no receipt uses`,
      taken - deposits.taken + deposits.used,
      totals,
    ),
  ];
}

function same(what: string, found: number, wanted: number): ReadonlyArray<string> {
  return found === wanted ? [] : [`${what}: ${found} instead of ${wanted}`];
}

function sum(amounts: ReadonlyArray<number>): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
