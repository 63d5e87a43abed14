/** The questions about a day's orders for a person, and the settled ones. */

import { settledDrawerTag } from "../domain/folds/drawer-sums.ts";
import { settledDayTag } from "../domain/folds/order-sums.ts";
import { type BusinessDay, type EventId, type StreamId, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type MinorUnits, zeroMinor } from "../domain/money/amounts.ts";
import { askedFacts } from "../domain/order/asked-facts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { questionsOfOrder } from "../domain/order/questions-of-order.ts";
import { type AttentionFact, settledMoney } from "../domain/state/attention.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { approverOf, type Person, personOf, type ReportNames } from "./report-names.ts";

/** A contradiction that a person has to look at: money counts as issued, so the sums are right with it. */
export interface OrderAttention {
  /** The order's number; empty where its opening is not here yet. */
  readonly order: string;
  readonly type: AttentionFact["type"];
  /** Whether all that a receipt states was paid before. */
  readonly isPaidTwice: boolean;
  readonly amount: MinorUnits;
  /** Whether so much is held and not owed (1), or owed and not held (-1). */
  readonly sign: 1 | -1;
  /** What documents say too much of sales, or too little: below zero; zero where it is about none. */
  readonly turnover: MinorUnits;
  /** The receipts or refunds that it is about; `till` is named by whoever knows the tills. */
  readonly papers: ReadonlyArray<{ readonly number: string; readonly till: string }>;
}

/** Which drawer a settled item is about; `no` and `pouch` are null where they are not known. */
export interface SettledDrawer {
  /** The name of the till; empty where the session's beginning is not here. */
  readonly till: string;
  readonly no: number | null;
  readonly pouch: Person | null;
}

/** A question about money that a person settled. */
export interface OrderSettled {
  /** Empty where it is about a drawer. */
  readonly order: string;
  /** The drawer; missing where it is about an order. */
  readonly drawer?: SettledDrawer;
  readonly type: string;
  readonly amount: MinorUnits;
  readonly by: Person;
  /** Who vouched for it; null for nobody. */
  readonly approved: Person | null;
  readonly day: BusinessDay;
  readonly at: { readonly wallMs: number; readonly offsetMinutes: number };
  readonly why: string;
}

/** The report's reader has the names of people, so none are needed here. */
const UNNAMED = { staffName: () => "" };

/** Returns how many open questions say that documents state more sales than there were, or fewer. */
export function salesInQuestion({
  attention,
}: {
  readonly attention: ReadonlyArray<Pick<OrderAttention, "turnover">>;
}): number {
  return attention.filter(({ turnover }) => turnover !== 0).length;
}

export function attentionOf(
  view: LedgerView,
  stream: StreamId,
  day: BusinessDay,
): ReadonlyArray<OrderAttention> {
  return questionsOfOrder(view, streamName(stream) as EventId).flatMap(({ state, facts }) => {
    const own = facts.filter((fact) => (fact.day ?? day) === day);
    return askedFacts(state, own).map(({ fact, papers, isPaidTwice }) => ({
      order: numberOf(orderAt(view, stream)),
      type: fact.type,
      isPaidTwice,
      amount: fact.amount,
      sign: fact.sign ?? 1,
      turnover: fact.turnover ?? zeroMinor,
      papers: papers.map(({ series, no }) => {
        return { number: receiptNumber(series, no), till: series };
      }),
    }));
  });
}

/** `streams`: of orders with money of the day. */
export function settledOf(
  view: LedgerView,
  day: BusinessDay,
  streams: ReadonlyArray<StreamId>,
): ReadonlyArray<OrderSettled> {
  const all = new Set([...streams, ...view.tagged(settledDayTag(day))]);
  return [...all].flatMap((stream) => {
    const order = orderAt(view, stream);
    return settledMoney(order.resolved)
      .filter(({ act }) => act.day === day || streams.includes(stream))
      .map(({ type, act }) => ({
        order: numberOf(order),
        type,
        amount: act.amount,
        by: personOf(UNNAMED, act.by),
        approved: approverOf(UNNAMED, act.approved),
        day: act.day,
        at: { wallMs: act.wallMs, offsetMinutes: act.offsetMinutes },
        why: act.note,
      }));
  });
}

/** Returns the drawer sessions that were settled on that day. */
export function settledDrawers(
  view: LedgerView,
  day: BusinessDay,
  names: ReportNames,
): ReadonlyArray<OrderSettled> {
  return view.tagged(settledDrawerTag(day)).flatMap((stream) => {
    const { opened, resolved } = view.state("drawer", streamName(stream));
    const body = opened?.body;
    const pouch = body?.pouch === undefined ? null : personOf(names, body.pouch);
    const till = body === undefined ? "" : names.tillName(body.device);
    return settledMoney(resolved)
      .filter(({ act }) => act.day === day)
      .map(({ type, act }) => ({
        order: "",
        drawer: { till, no: body?.no ?? null, pouch },
        type,
        amount: act.amount,
        by: personOf(names, act.by),
        approved: approverOf(names, act.approved),
        day: act.day,
        at: { wallMs: act.wallMs, offsetMinutes: act.offsetMinutes },
        why: act.note,
      }));
  });
}

export function numberOf({ opened }: OrderState): string {
  return opened?.number ?? "";
}

export function orderAt(view: LedgerView, stream: StreamId): OrderState {
  return view.state("order", streamName(stream));
}
