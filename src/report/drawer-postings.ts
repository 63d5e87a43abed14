/** What was booked on a drawer beside its own events: payments, refunds and corrections, each by its number. */

import { addDays, daysBetween } from "../domain/civil-time.ts";
import { type DrawerSession } from "../domain/drawer/drawers.ts";
import { type DrawerCounted } from "../domain/events/drawer-events.ts";
import { drawerForeignKey, drawerOwnKey } from "../domain/folds/drawer-sums.ts";
import { type Contribution } from "../domain/folds/fold.ts";
import {
  type OrderState,
  type PaymentState,
  type ReceiptState,
} from "../domain/folds/order-state.ts";
import {
  correctionContributions,
  moneyDayTag,
  paymentContributions,
  refundContributions,
} from "../domain/folds/order-sums.ts";
import { type BusinessDay, chainPlace, type EventId } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { numberOf, orderAt } from "./day-attention.ts";

export interface CashPosting {
  /** Of the receipt or refund; of the order where there is none. */
  readonly number: string;
  readonly day: BusinessDay;
  /** By the clock of the till that issued the receipt; null where there is none. */
  readonly at: { readonly wallMs: number; readonly offsetMinutes: number } | null;
  /** What it moved of the shop's own money. */
  readonly own: MinorUnits;
}

/** What was booked on the session and stands beyond what a count knew, up to the end of a day. */
export function postingsOn(
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
export function sessionsPaidOn(view: LedgerView, day: BusinessDay): ReadonlySet<EventId> {
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
  /** By which it came to be. */
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
  const { origin, seq } = chainPlace(id);
  return seq > (knew.find((it) => it.origin === origin)?.seq ?? 0);
}

/** A drawer that nobody closes for longer is looked at from its end. */
const DAYS_MAX = 62;

function daysUpTo(from: BusinessDay, to: BusinessDay): ReadonlyArray<BusinessDay> {
  const count = Math.min(DAYS_MAX, Math.max(0, daysBetween(from, to)));
  return Array.from({ length: count + 1 }, (_, index) => addDays(to, index - count));
}
