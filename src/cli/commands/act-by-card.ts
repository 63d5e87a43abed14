/**
 * The card payment of an act, such as `till order pay --card`, where this till drives a terminal: that takes the money,
 * unless `--by-hand` says that one beside the till has.
 */

import { type ShellTyped } from "../../acts/act.ts";
import { type Paid } from "../../acts/pay.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { findOrder, orderState, writtenOrder } from "../../app/orders/orders.ts";
import { readTyped, type ShellDone, type TypedAct } from "../../app/orders/perform-act.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { type MadePayment } from "../../domain/commands/order/ring-up.ts";
import { type EventId } from "../../domain/identity.ts";
import { toPaymentView } from "../../domain/order/order-view.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { actFault } from "../act-fault.ts";
import { type Console } from "../console.ts";
import { askedTerminal, sayByHand, takeByCard } from "./card-pay.ts";

/** The acts that take money by card, with what stands for the payment in their input. */
const PAYMENT_OF: Readonly<Record<string, (input: object) => object | undefined>> = {
  pay: (input) => input,
  collect: (input) => (input as { readonly payment?: object }).payment,
};

/** A payment that a terminal took. */
export interface TakenByCard {
  readonly order: EventId;
  readonly payment: EventId;
}

/** The options that say how a payment is made: none is left once a terminal has taken it. */
const PAYMENT_OPTIONS = new Set(["card", "tip", "yes", "amount", "cashBack"]);

/**
 * Has the terminal take the money of an act; undefined where the act takes none by card, where it gives money back, and
 * where a person says that another terminal took it. Throws where the terminal did not take it.
 */
export async function takenByCard(
  open: OpenTill,
  console: Console,
  {
    actor,
    act,
    order: text,
    typed,
    texts,
  }: Omit<TypedAct, "isDryRun" | "line"> & { readonly actor: Actor },
): Promise<TakenByCard | undefined> {
  const { till } = open;
  const paymentOf = PAYMENT_OF[act.id];
  if (paymentOf === undefined || typed.options["card"] !== true) return undefined;
  const terminal = askedTerminal(open, typed.options);
  if (terminal === undefined) return sayByHand(open, console);
  const order = findOrder(till, text)?.order;
  const read = readTyped(till, { act, order, typed, texts });
  if (order === undefined || !read.ok || order.refundDue > 0) return undefined;
  const payment = paymentOf(read.value.input) as (MadePayment & { part?: string }) | undefined;
  if (payment?.type !== "card") return undefined;
  if (payment.slip !== undefined) throw actFault({ type: "payment", wrong: "slipAlone" }, till);
  const { type: _, part, ...wish } = payment;
  const taken = { actor, order: order.id, part, wish: { ...wish, terminal } };
  return { order: order.id, payment: await takeByCard(open, console, taken) };
}

/** Returns the words of an act without those of a payment that was taken before it. */
export function withoutPayment({ words, options }: ShellTyped): ShellTyped {
  const left = Object.entries(options).filter(([name]) => !PAYMENT_OPTIONS.has(name));
  return { words, options: Object.fromEntries(left) };
}

/** Returns what `order pay` did, where a terminal has taken the money. */
export function paidByCard(till: Till, { order, payment }: TakenByCard): ShellDone {
  const details = writtenOrder(till, order);
  const paid = till.ledger.read((view) => toPaymentView(orderState(view, order), payment));
  const [receipt] = receiptsOf(till, { order, payment });
  const answer: Paid = {
    payment: paid,
    ...(receipt === undefined ? {} : { receiptNumber: receipt.number }),
    refunds: [],
  };
  return { ...details, performed: { order: details.order, answer }, events: [] };
}

/** Returns the receipts that a payment brought. */
export function receiptsOf(
  till: Till,
  { order, payment }: TakenByCard,
): ReadonlyArray<ReceiptView> {
  return writtenOrder(till, order).receipts.filter(({ payments }) =>
    payments.some(({ id }) => id === payment),
  );
}
