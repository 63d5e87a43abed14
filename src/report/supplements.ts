/**
 * What a closed day's Zs do not hold and is of the day all the same: said after its Z, heard after its
 * close, or said on a later day about it. Each is told by its event, its till and its sum.
 */

import { tipMoves } from "../domain/balance/reassigned.ts";
import { type ClosedDay } from "../domain/day/closed-day.ts";
import { createZTally } from "../domain/day/z-tally.ts";
import { isNumbered, type KnownEvent } from "../domain/events/kinds.ts";
import { daySumPrefix } from "../domain/figures/day-sums.ts";
import { laterZTag, type ZState } from "../domain/folds/day-fold.ts";
import {
  correctionContributions,
  moneyDayTag,
  paymentContributions,
  reassignedContributions,
  saidReassigned,
} from "../domain/folds/order-sums.ts";
import {
  type BusinessDay,
  chainPosition,
  type EventId,
  type Origin,
  streamName,
} from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { minor, type MinorUnits, zeroMinor } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import {
  type CorrectedAlike,
  type OrderState,
  type PaymentState,
} from "../domain/state/order-state.ts";
import { addDays, businessDate } from "../domain/text/civil-time.ts";
import { compareText } from "../domain/text/entry-text.ts";
import { numberOf, orderAt } from "./day-attention.ts";
import { readFigures } from "./figures.ts";
import { type ReportNames } from "./report-names.ts";

export interface Supplement {
  readonly event: EventId;
  /** The kind of the event; for a line of a later Z `z/closed`. */
  readonly kind: string;
  /** The name of the till that wrote it. */
  readonly till: string;
  /** The number of the receipt, the refund or the order; for a Z its series and number; empty for none. */
  readonly number: string;
  /** The sales or refund, else the money that came or was moved. */
  readonly amount: MinorUnits;
  /** The Z that holds it, such as `A-8`; null where none does yet. */
  readonly z: string | null;
  /** Whether it came more than a week after the day. */
  readonly isVeryLate: boolean;
  /** The amounts that it adds to the day's sums, by till. */
  readonly figures: ReadonlyArray<{
    readonly till: Origin;
    readonly sums: ReadonlyArray<readonly [name: string, amount: number]>;
  }>;
}

interface ClosedOn {
  readonly day: BusinessDay;
  /** All that was said on the day and counts. */
  readonly events: ReadonlyArray<KnownEvent>;
  readonly closed: ClosedDay;
}

/** Returns the supplements by till, in the order of its chain. */
export function supplementsOf(
  view: LedgerView,
  on: ClosedOn,
  names: ReportNames,
): ReadonlyArray<Supplement> {
  const later = laterZs(view, on.day);
  return [
    ...on.events.flatMap((event) => ofEvent(view, { ...on, event }, names)),
    ...later.map((z) => ofLaterZ(z, on.day, names)),
    ...capturedLater(view, on, later).map((payment) => ofPayment(payment, on.day, names)),
    ...correctedAlike(view, on.day)
      .filter(({ correction }) => on.closed.covers(correction.id))
      .map((alike) => ofAlike(alike, names)),
    ...reassignedApart(view, on.day, names),
  ].toSorted(byChain);
}

function byChain(a: Supplement, b: Supplement): number {
  const [one, other] = [chainPosition(a.event), chainPosition(b.event)];
  return compareText(one.origin, other.origin) || one.seq - other.seq;
}

function ofEvent(
  view: LedgerView,
  { day, closed, event }: ClosedOn & { readonly event: KnownEvent },
  names: ReportNames,
): ReadonlyArray<Supplement> {
  if (closed.covers(event.id) || isAlike(view, event)) return [];
  const till = event.key.origin;
  const tally = createZTally({ day, till });
  tally.add(view, event);
  const { figures, others } = tally.sums();
  const all = [{ till, figures }, ...others.filter((it) => it.day === day)]
    .map((it) => ({ till: it.till, sums: Object.entries(it.figures) }))
    .filter(({ sums }) => sums.length > 0);
  if (all.length === 0) return [];
  const z = closed.laterZs.find((it) => holds(it, event.id));
  return [
    {
      event: event.id,
      kind: event.kind,
      till: names.tillName(till),
      ...aboutEvent(view, event),
      z: z === undefined ? null : zName(z),
      isVeryLate: z !== undefined && isVeryLate(day, z),
      figures: all,
    },
  ];
}

function aboutEvent(view: LedgerView, event: KnownEvent): Pick<Supplement, "number" | "amount"> {
  if (isNumbered(event)) {
    const { series, no, total } = event.body;
    return { number: receiptNumber(series, no), amount: total };
  }
  const [home] = event.streams;
  const order = home?.startsWith("order/") === true ? orderAt(view, home) : undefined;
  const number = order === undefined ? "" : numberOf(order);
  switch (event.kind) {
    case "payment/captured":
    case "payment/corrected":
    case "drawer/moved":
    case "safe/moved":
      return { number, amount: event.body.amount };
    case "payment/tipped":
      return { number, amount: event.body.moved };
    case "drawer/closed":
      return { number, amount: event.body.difference };
    default:
      return { number, amount: zeroMinor };
  }
}

/** Zs of other days that say something of this one. */
export function laterZs(view: LedgerView, day: BusinessDay): ReadonlyArray<ZState> {
  return view
    .tagged(laterZTag(day))
    .flatMap((stream) => view.state("day", streamName(stream)).zs)
    .filter(({ body }) => body.day !== day && body.others.some((other) => other.day === day));
}

function ofLaterZ(z: ZState, day: BusinessDay, names: ReportNames): Supplement {
  const others = z.body.others.filter((other) => other.day === day);
  const figures = others.map(({ till, figures: sums }) => ({ till, sums: Object.entries(sums) }));
  const all = new Map(figures.flatMap(({ sums }) => sums));
  return {
    event: z.id,
    kind: "z/closed",
    till: names.tillName(z.body.till),
    number: zName(z),
    amount: amountOf(all),
    z: zName(z),
    isVeryLate: isVeryLate(day, z),
    figures,
  };
}

/** Returns the sales and refunds; where there are none, the payments. */
function amountOf(sums: ReadonlyMap<string, number>): MinorUnits {
  const { sales, returned, refunds, tenders } = readFigures(sums);
  const sold = sales + returned.total + refunds.total;
  const paid = tenders.reduce((sum, { kept }) => sum + kept, 0);
  return (sold === 0 ? paid : sold) as MinorUnits;
}

/**
 * Returns what a word on whose an order is counts otherwise than it was recorded, because another till had said
 * something of it apart: a Z holds the record.
 */
function reassignedApart(
  view: LedgerView,
  day: BusinessDay,
  names: ReportNames,
): ReadonlyArray<Supplement> {
  return view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const order = orderAt(view, stream);
    const said = (order.reassigned ?? []).filter((it) => it.home && it.day === day);
    if (said.length === 0) return [];
    const moves = tipMoves(order);
    return said.flatMap(({ id, body }): ReadonlyArray<Supplement> => {
      const sums = new Map<string, number>();
      const prefix = daySumPrefix(day, body.till);
      const counting = moves
        .filter((move) => move.said.id === id)
        .flatMap((move) => reassignedContributions(move, day));
      for (const [key, amount] of counting) sums.set(key, (sums.get(key) ?? 0) + amount);
      for (const [key, amount] of saidReassigned(body, day)) {
        sums.set(key, (sums.get(key) ?? 0) - amount);
      }
      const apart = [...sums].filter(([, amount]) => amount !== 0);
      if (apart.length === 0) return [];
      const figures = apart.map(([key, amount]) => [key.slice(prefix.length), amount] as const);
      return [
        {
          event: id,
          kind: "order/reassigned",
          till: names.tillName(chainPosition(id).origin),
          number: numberOf(order),
          amount: zeroMinor,
          z: null,
          isVeryLate: false,
          figures: [{ till: body.till, sums: figures }],
        },
      ];
    });
  });
}

interface LatePayment {
  readonly order: OrderState;
  readonly payment: PaymentState & { readonly captured: NonNullable<PaymentState["captured"]> };
}

/** Payments that were started on the day, and of which it was said later that the money is there. */
function capturedLater(
  view: LedgerView,
  { day, events, closed }: ClosedOn,
  later: ReadonlyArray<ZState>,
): ReadonlyArray<LatePayment> {
  const said = new Set(events.map(({ id }) => id));
  return view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const order = orderAt(view, stream);
    return Object.values(order.paymentsById).flatMap((payment) => {
      const { started, captured } = payment;
      if (started?.day !== day || !started.home || captured === null) return [];
      const isInZ = closed.covers(captured.id) || later.some((z) => holds(z, captured.id));
      return isInZ || said.has(captured.id) ? [] : [{ order, payment: { ...payment, captured } }];
    });
  });
}

function ofPayment(
  { order, payment }: LatePayment,
  day: BusinessDay,
  names: ReportNames,
): Supplement {
  const { captured, started } = payment;
  const origin = chainPosition(captured.id).origin;
  const till = started?.till ?? origin;
  const prefix = daySumPrefix(day, till);
  const sums = paymentContributions(payment).flatMap(([key, amount]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), amount] as const] : [],
  );
  return {
    event: captured.id,
    kind: "payment/captured",
    till: names.tillName(origin),
    number: numberOf(order),
    amount: captured.amount,
    z: null,
    isVeryLate: false,
    figures: [{ till, sums }],
  };
}

/** A correction that another till had made as well, before this one in the ledger's order. */
interface AlikeCorrection {
  readonly order: OrderState;
  readonly correction: CorrectedAlike;
  /** What comes off the sums of its till again, which has it in its Z, or will have. */
  readonly sums: ReadonlyArray<readonly [name: string, amount: number]>;
}

/** Returns the corrections of a day that count for nothing: the Zs of their tills have them all the same. */
export function correctedAlike(view: LedgerView, day: BusinessDay): ReadonlyArray<AlikeCorrection> {
  return view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const order = orderAt(view, stream);
    return Object.values(order.paymentsById)
      .flatMap((payment) => payment.correctedAlike ?? [])
      .filter((correction) => correction.home && correction.day === day)
      .map((correction) => {
        const prefix = daySumPrefix(day, correction.body.till);
        const sums = correctionContributions(correction).flatMap(([key, amount]) => {
          const name = key.startsWith(prefix) ? key.slice(prefix.length) : key;
          return name === key && !key.startsWith("drawer/") ? [] : [[name, 0 - amount] as const];
        });
        return { order, correction, sums };
      });
  });
}

function isAlike(view: LedgerView, event: KnownEvent): boolean {
  if (event.kind !== "payment/corrected") return false;
  const [home] = event.streams;
  const order = home === undefined ? undefined : orderAt(view, home);
  const { correctedAlike: alike = [] } = order?.paymentsById[event.body.payment] ?? {};
  return alike.some(({ id }) => id === event.id);
}

/** What the Z of its till has too much. */
function ofAlike(
  { order, correction: { id, body }, sums }: AlikeCorrection,
  names: ReportNames,
): Supplement {
  return {
    event: id,
    kind: "payment/corrected",
    till: names.tillName(chainPosition(id).origin),
    number: numberOf(order),
    amount: minor(0 - body.amount),
    z: null,
    isVeryLate: false,
    figures: [{ till: body.till, sums }],
  };
}

function holds({ body: { till, from, to } }: ZState, event: EventId): boolean {
  const { origin, seq } = chainPosition(event);
  return origin === till && from <= seq && seq <= to;
}

function zName({ body: { series, no } }: ZState): string {
  return `${series}-${no}`;
}

const WEEK_DAYS = 7;

function isVeryLate(day: BusinessDay, { wallMs, offsetMinutes }: ZState): boolean {
  return businessDate(wallMs, offsetMinutes, 0) > addDays(day, WEEK_DAYS);
}
