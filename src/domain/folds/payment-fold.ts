/** The part of an order's fold that is about its payments: their start, and what became of them. */

import { firstAlike } from "../balance/corrected-apart.ts";
import { isMoneyAct } from "../events/card-events.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type EventId } from "../identity.ts";
import { type OrderState, type PaymentState } from "../state/order-state.ts";
import { DIFFERENCE } from "../tenders/tenders.ts";
import { whoAndWhen } from "./who-and-when.ts";

type Of<K extends KnownEvent["kind"]> = Extract<KnownEvent, { readonly kind: K }>;
type PaymentEvent = Of<
  | "payment/started"
  | "payment/captured"
  | "payment/corrected"
  | "payment/tipped"
  | "payment/declined"
  | "payment/unknown"
  | "payment/resolved"
  | "payment/forwarded"
  | "payment/noted"
>;

/** A payment that is not here yet keeps its place, and the order waits for it. */
export function foldPayment(state: OrderState, event: PaymentEvent, stream: string): OrderState {
  const id = event.kind === "payment/started" ? event.id : event.body.payment;
  const payment = nextPayment(state.paymentsById[id] ?? NO_PAYMENT, event, stream);
  return { ...state, paymentsById: { ...state.paymentsById, [id]: payment } };
}

/** The money of these payments is a refund's, which names them: they move none by themselves. */
export function withoutMoneyOf(state: OrderState, payments: ReadonlyArray<EventId>): OrderState {
  const paymentsById = { ...state.paymentsById };
  for (const id of payments) {
    const { captured, ...payment } = paymentsById[id] ?? NO_PAYMENT;
    if (captured !== null) paymentsById[id] = { ...payment, captured: null, refunded: captured };
  }
  return payments.length === 0 ? state : { ...state, paymentsById };
}

const CARD = "card";

const NO_PAYMENT: PaymentState = { started: null, captured: null };

function nextPayment(payment: PaymentState, event: PaymentEvent, stream: string): PaymentState {
  switch (event.kind) {
    case "payment/started":
      return { ...payment, started: startOf(event, stream) };
    case "payment/captured":
      return capture(payment, event);
    case "payment/corrected":
      return correct(payment, event, stream);
    case "payment/tipped": {
      const { id, body, streams } = event;
      const tip = { id, body, home: streams[0] === stream, ...whoAndWhen(event) };
      return { ...payment, tipped: [...(payment.tipped ?? []), tip] };
    }
    case "payment/declined": {
      const { how, code } = event.body;
      return { ...payment, declined: payment.declined ?? { id: event.id, how, code } };
    }
    case "payment/unknown": {
      const { found, why, missing } = event.body;
      const unknown = { id: event.id, found, why, ...(missing === undefined ? {} : { missing }) };
      return { ...payment, unknown };
    }
    case "payment/resolved": {
      const { says, number } = event.body;
      const word = { id: event.id, says, number, by: event.act.by };
      return { ...payment, words: [...(payment.words ?? []), word] };
    }
    case "payment/forwarded": {
      const { accepted: isAccepted } = event.body;
      const said = { id: event.id, isAccepted, by: event.act.by };
      return { ...payment, forwarded: [...(payment.forwarded ?? []), said] };
    }
    case "payment/noted": {
      const { slip, last4 } = event.body;
      return { ...payment, noted: { slip, last4 } };
    }
    default:
      return payment;
  }
}

/** The first one counts, and is money unless the terminal was asked for none. */
function capture(payment: PaymentState, event: Of<"payment/captured">): PaymentState {
  const { captured, refunded, held, started } = payment;
  if (captured !== null || refunded !== undefined || held !== undefined) return payment;
  const done = captureOf(event);
  const isMoney = started?.terminal === undefined || isMoneyAct(started.terminal.act);
  return isMoney ? { ...payment, captured: done } : { ...payment, held: done };
}

function startOf(
  { body, act, key, streams }: Of<"payment/started">,
  stream: string,
): NonNullable<PaymentState["started"]> {
  const { method, name, amount, from, otherwise, till, drawer, part, terminal } = body;
  const { by, approved, day, wallMs, offsetMinutes } = act;
  const who = { by, hlc: key.hlc, wallMs, offsetMinutes };
  const called = name === undefined ? { method } : { method, name };
  const more = {
    ...(from === undefined ? {} : { from }),
    ...(otherwise === undefined ? {} : { otherwise: { ...otherwise, by, approved } }),
    ...gone(body),
    ...(drawer === null ? {} : { drawer }),
    ...(part === undefined ? {} : { part }),
    ...(terminal === undefined ? {} : { terminal: { ...terminal, ...who } }),
    ...(terminal === undefined && method === CARD ? { byHand: who } : {}),
  };
  const home = streams[0] === stream;
  const accepted = method === DIFFERENCE ? { accepted: { by, approved } } : {};
  return { ...called, amount, ...more, ...accepted, till, day, home };
}

/** Returns which money it gives back, or brings back. */
function gone({
  gives,
  again,
  reason,
}: Of<"payment/started">["body"]): Pick<
  NonNullable<PaymentState["started"]>,
  "gives" | "again" | "reason"
> {
  return {
    ...(gives === undefined ? {} : { gives }),
    ...(reason === undefined ? {} : { reason }),
    ...(again === undefined ? {} : { again }),
  };
}

function captureOf({
  id,
  body,
  act,
}: Of<"payment/captured">): NonNullable<PaymentState["captured"]> {
  const { amount, tendered, change, rounding, tip, to = act.by, foreign, card, voucher } = body;
  const sums = { amount, tendered, change, rounding };
  const given = {
    ...(tip === 0 ? {} : { tip: { amount: tip, to } }),
    ...(foreign === undefined ? {} : { foreign }),
    ...(card === undefined ? {} : { card }),
    ...(voucher === undefined ? {} : { voucher: { id: voucher.id, year: voucher.year } }),
  };
  return { id, ...sums, ...given };
}

function correct(
  payment: PaymentState,
  event: Of<"payment/corrected">,
  stream: string,
): PaymentState {
  const { corrections = [], correctedAlike = [] } = payment;
  const { id, body, act, streams } = event;
  const home = streams[0] === stream;
  const correction = { id, body, approved: act.approved, home, ...whoAndWhen(event) };
  const first = firstAlike(payment, correction);
  return first === undefined
    ? { ...payment, corrections: [...corrections, correction] }
    : { ...payment, correctedAlike: [...correctedAlike, { ...correction, first }] };
}
