/**
 * The drawers of a day: which were open, what each should hold, what was counted, and what must lie in
 * it now. A session that is open belongs to each day on which it is.
 */

import { type Contribution } from "../domain/base/contribution.ts";
import {
  compareDrawers,
  drawerSession,
  type DrawerSession,
  lastSessionOf,
} from "../domain/drawer/drawers.ts";
import { DRAWERS_MAX, type DrawerCounted } from "../domain/events/drawer-events.ts";
import { compareInLedger } from "../domain/events/event.ts";
import { type DrawerFact, drawerAttention } from "../domain/folds/drawer-attention.ts";
import {
  drawerDayTag,
  OPEN_DRAWER_TAG,
  drawerForeignKey,
  drawerOwnKey,
} from "../domain/folds/drawer-sums.ts";
import {
  correctionContributions,
  moneyDayTag,
  paymentContributions,
  refundContributions,
} from "../domain/folds/order-sums.ts";
import {
  type BusinessDay,
  type DeviceId,
  type EventId,
  streamName,
  chainPosition,
} from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { type DrawerAct } from "../domain/state/drawer-state.ts";
import {
  type OrderState,
  type PaymentState,
  type ReceiptState,
} from "../domain/state/order-state.ts";
import { addDays, daysBetween } from "../domain/text/civil-time.ts";
import { numberOf, orderAt } from "./day-attention.ts";
import { approverOf, type Person, personOf, type ReportNames } from "./report-names.ts";

/** When something was done with a drawer. */
export interface ReportMoment {
  readonly day: BusinessDay;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

export interface DrawerMoney {
  /** The amount in the shop's own money. */
  readonly own: MinorUnits;
  readonly foreign: ReadonlyArray<{ readonly currency: string; readonly amount: MinorUnits }>;
}

export interface DayDrawer {
  readonly session: EventId;
  readonly device: DeviceId;
  /** The name of the till. */
  readonly till: string;
  /** The number of the till's drawer; null for a pouch. */
  readonly no: number | null;
  /** Who carries it; null of a till's drawer. */
  readonly pouch: Person | null;
  readonly isOpen: boolean;
  readonly opened: { readonly by: Person; readonly at: ReportMoment };
  readonly float: DrawerMoney;
  /** The amount that the session before left in it; null for a first session. */
  readonly leftBefore: MinorUnits | null;
  readonly fromSafe: MinorUnits;
  /** The amount that it should hold; for a closed session, as its close says. */
  readonly expected: DrawerMoney & { readonly others: DrawerSession["expected"]["others"] };
  readonly counts: ReadonlyArray<DrawerCount>;
  readonly close: DrawerClose | null;
  /** Own money that was moved after the last count, or the one that it was closed by. */
  readonly since: MinorUnits;
  /** The postings on the session that were not known at that count. */
  readonly late: ReadonlyArray<CashPosting>;
  /**
   * The amount that must lie in it now; for a closed session whose drawer is in use again, what lay
   * there then.
   */
  readonly lies: DrawerMoney;
}

export interface DrawerCount {
  readonly id: EventId;
  readonly by: Person;
  readonly at: ReportMoment;
  readonly blind: boolean;
  readonly counted: DrawerMoney;
  readonly expected: DrawerMoney;
  /** Counted less expected, in own money. */
  readonly difference: MinorUnits;
  /** Slips of cards and other tenders, as they were added up and as they should be. */
  readonly others: ReadonlyArray<{
    readonly method: string;
    readonly counted: MinorUnits;
    readonly expected: MinorUnits;
  }>;
}

export interface DrawerClose {
  /** The one that it is closed by. */
  readonly count: EventId;
  readonly by: Person;
  readonly approved: Person | null;
  readonly at: ReportMoment;
  readonly expected: MinorUnits;
  readonly counted: MinorUnits;
  readonly difference: MinorUnits;
  readonly reason: string;
  readonly leaves: DrawerMoney;
  readonly toSafe: MinorUnits;
  /** The questions that nobody has settled. */
  readonly needs: ReadonlyArray<Pick<DrawerFact, "type" | "amount">>;
}

/** Returns the drawers by till, number and person, then by session. */
export function drawersOfDay(
  view: LedgerView,
  day: BusinessDay,
  names: ReportNames & { readonly devices: ReadonlyArray<DeviceId> },
): ReadonlyArray<DayDrawer> {
  return [...sessionsOn(view, day, names.devices)]
    .flatMap((id) => drawerSession(view, id) ?? [])
    .toSorted((a, b) => compareDrawers(a.place, b.place) || compareInLedger(a.opened, b.opened))
    .map((session) => toDayDrawer(view, session, { day, names }));
}

/** Something happened with them on the day, or they were open on it. */
function sessionsOn(
  view: LedgerView,
  day: BusinessDay,
  devices: ReadonlyArray<DeviceId>,
): ReadonlySet<EventId> {
  const found = new Set(
    view.tagged(drawerDayTag(day)).map((stream) => streamName(stream) as EventId),
  );
  const open = view.tagged(OPEN_DRAWER_TAG).map((stream) => streamName(stream) as EventId);
  const last = devices.flatMap((device) =>
    Array.from({ length: DRAWERS_MAX }, (_, index) => index + 1).flatMap(
      (no) => lastSessionOf(view, { device, no })?.id ?? [],
    ),
  );
  for (const id of sessionsPaidOn(view, day)) found.add(id);
  for (const id of [...open, ...last]) {
    for (let session = drawerSession(view, id); session !== undefined;) {
      if (isOpenOn(session, day)) found.add(session.id);
      const { after } = session.opened.body;
      const isBefore = session.opened.day < day || after === null;
      session = isBefore || after === null ? undefined : drawerSession(view, after);
    }
  }
  return found;
}

function isOpenOn({ opened, close }: DrawerSession, day: BusinessDay): boolean {
  return opened.day <= day && (close === undefined || close.day >= day);
}

function toDayDrawer(
  view: LedgerView,
  session: DrawerSession,
  { day, names }: { readonly day: BusinessDay; readonly names: ReportNames },
): DayDrawer {
  const { id, place, opened, isOpen, expected, state } = session;
  const { float, after, fromSafe } = opened.body;
  const before = after === null ? undefined : drawerSession(view, after);
  const { close } = session;
  const count =
    close === undefined
      ? session.count
      : (state.counts.find((it) => it.id === close.body.count) ?? session.count);
  const since = minor(count === undefined ? 0 : expected.own - count.body.expected.own);
  return {
    session: id,
    device: place.device,
    till: names.tillName(place.device),
    no: place.no ?? null,
    pouch: place.pouch === undefined ? null : personOf(names, place.pouch),
    isOpen,
    opened: { by: personOf(names, opened.by), at: momentOf(opened) },
    float: { own: minor(float.own), foreign: float.foreign },
    leftBefore: before?.close === undefined ? null : minor(before.close.body.leaves.own),
    fromSafe,
    expected: { own: expected.own, foreign: expected.foreign, others: expected.others },
    counts: state.counts.map((it) => toCount(it, names)),
    close: toClose(session, names),
    since,
    late: count === undefined ? [] : postingsOn(view, session, { knew: count.body.knew, day }),
    lies: liesIn(session),
  };
}

/**
 * Returns the amount in a drawer. Cash that stays is counted as it is, so an open drawer holds the
 * count and what came since.
 */
function liesIn({ expected, close }: DrawerSession): DrawerMoney {
  if (close === undefined) return { own: expected.own, foreign: expected.foreign };
  const { own, foreign } = close.body.leaves;
  return { own: minor(own), foreign };
}

function toCount(
  { body, ...act }: DrawerAct & { readonly body: DrawerCounted },
  names: ReportNames,
): DrawerCount {
  const { cash, expected, blind } = body;
  const methods = [...new Set([...body.others, ...expected.others].map(({ method }) => method))];
  return {
    id: act.id,
    by: personOf(names, act.by),
    at: momentOf(act),
    blind,
    counted: { own: minor(cash.own), foreign: cash.foreign },
    expected: { own: expected.own, foreign: expected.foreign },
    difference: minor(cash.own - expected.own),
    others: methods.toSorted().map((method) => ({
      method,
      counted: amountOf(body.others, method),
      expected: amountOf(expected.others, method),
    })),
  };
}

function amountOf(
  sums: ReadonlyArray<{ readonly method: string; readonly amount: MinorUnits }>,
  method: string,
): MinorUnits {
  return sums.find((it) => it.method === method)?.amount ?? minor(0);
}

function toClose({ close, state }: DrawerSession, names: ReportNames): DrawerClose | null {
  if (close === undefined) return null;
  const { expected, counted, difference, reason, leaves, toSafe } = close.body;
  return {
    count: close.body.count,
    by: personOf(names, close.by),
    approved: approverOf(names, close.approved),
    at: momentOf(close),
    expected,
    counted,
    difference,
    reason,
    leaves: { own: minor(leaves.own), foreign: leaves.foreign },
    toSafe,
    needs: drawerAttention(state).map(({ type, amount }) => ({ type, amount })),
  };
}

function momentOf({ day, wallMs, offsetMinutes }: DrawerAct): ReportMoment {
  return { day, wallMs, offsetMinutes };
}

/** A count of a day after this one counts the day's cash as well. */
export function isUncounted({ isOpen, counts }: DayDrawer, day: BusinessDay): boolean {
  return isOpen && counts.every((count) => count.at.day < day);
}

/* The payments, refunds and corrections booked on a drawer, each by its number. */

interface CashPosting {
  /** The number of the receipt or refund; the order's where there is none. */
  readonly number: string;
  readonly day: BusinessDay;
  /** The time on the clock of the till that issued the receipt; null where there is none. */
  readonly at: { readonly wallMs: number; readonly offsetMinutes: number } | null;
  /** The amount of the shop's own money that it moved. */
  readonly own: MinorUnits;
}

/** Returns the postings on the session that a count did not know, up to the end of a day. */
function postingsOn(
  view: LedgerView,
  { id, opened }: Pick<DrawerSession, "id" | "opened">,
  { knew, day }: { readonly knew: DrawerCounted["knew"]; readonly day: BusinessDay },
): ReadonlyArray<CashPosting> {
  const streams = new Set(
    daysUpTo(opened.day, day).flatMap((each) => view.tagged(moneyDayTag(each))),
  );
  return [...streams]
    .flatMap((stream) => postingsOf(orderAt(view, stream), id))
    .filter(({ event }) => isBeyond(event, knew))
    .map(({ posting }) => posting)
    .toSorted((a, b) => (postingKey(a) < postingKey(b) ? -1 : 1));
}

function postingKey({ day, number }: CashPosting): string {
  return `${day} ${number}`;
}

/** Sessions that cash of the day was booked on. */
function sessionsPaidOn(view: LedgerView, day: BusinessDay): ReadonlySet<EventId> {
  const found = new Set<EventId>();
  for (const stream of view.tagged(moneyDayTag(day))) {
    const { paymentsById, refunds } = orderAt(view, stream);
    for (const { started } of Object.values(paymentsById)) {
      if (started?.day === day && started.drawer !== undefined) found.add(started.drawer);
    }
    for (const refund of refunds) {
      if (refund.day === day && refund.body.drawer !== null) found.add(refund.body.drawer);
    }
  }
  return found;
}

interface Posted {
  /** The event that made the posting. */
  readonly event: EventId;
  readonly posting: CashPosting;
}

function postingsOf(order: OrderState, session: EventId): ReadonlyArray<Posted> {
  const payments = Object.entries(order.paymentsById).flatMap(([id, payment]) =>
    paymentPostings(order, { id, payment, session }),
  );
  const refunds = order.refunds
    .filter(({ home }) => home)
    .flatMap((refund) =>
      posted(
        { order, receipt: refund, session, event: refund.id, day: refund.day },
        refundContributions(refund),
      ),
    );
  return [...payments, ...refunds];
}

function paymentPostings(
  order: OrderState,
  {
    id,
    payment: { started, captured, corrections = [] },
    session,
  }: { readonly id: string; readonly payment: PaymentState; readonly session: EventId },
): ReadonlyArray<Posted> {
  const receipt = order.receipts.find(({ body }) => body.uses.some((use) => use.payment === id));
  const of = { order, receipt, session };
  const corrected = corrections.flatMap((it) =>
    posted({ ...of, event: it.id, day: it.day }, correctionContributions(it)),
  );
  if (started === null || captured === null) return corrected;
  const own = paymentContributions({ started, captured });
  return [...posted({ ...of, event: captured.id, day: started.day }, own), ...corrected];
}

interface PostedBy {
  readonly order: OrderState;
  readonly receipt:
    | (Pick<ReceiptState, "wallMs" | "offsetMinutes"> & {
        readonly body: Pick<ReceiptState["body"], "series" | "no">;
      })
    | undefined;
  readonly session: EventId;
  readonly event: EventId;
  readonly day: BusinessDay;
}

function posted(
  { order, receipt, session, event, day }: PostedBy,
  contributions: ReadonlyArray<Contribution>,
): ReadonlyArray<Posted> {
  const foreign = drawerForeignKey(session, "");
  const own = contributions.filter(([key]) => key === drawerOwnKey(session));
  if (own.length === 0 && !contributions.some(([key]) => key.startsWith(foreign))) return [];
  const number =
    receipt === undefined ? numberOf(order) : receiptNumber(receipt.body.series, receipt.body.no);
  const at =
    receipt === undefined ? null : { wallMs: receipt.wallMs, offsetMinutes: receipt.offsetMinutes };
  const amount = sumMinor(own, ([, cash]) => minor(cash));
  return [{ event, posting: { number, day, at, own: amount } }];
}

/** The chain goes on beyond what the count knew of it. */
function isBeyond(id: EventId, knew: DrawerCounted["knew"]): boolean {
  const { origin, seq } = chainPosition(id);
  return seq > (knew.find((it) => it.origin === origin)?.seq ?? 0);
}

/** A drawer that nobody closes for longer is looked at from its end. */
const DAYS_MAX = 62;

function daysUpTo(from: BusinessDay, to: BusinessDay): ReadonlyArray<BusinessDay> {
  const count = Math.min(DAYS_MAX, Math.max(0, daysBetween(from, to)));
  return Array.from({ length: count + 1 }, (_, index) => addDays(to, index - count));
}
