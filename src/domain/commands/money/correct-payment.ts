/**
 * A payment was booked by a tender that it was not made by, and that is put right while the guest is
 * still there: the receipt and its number stay, and so does what was booked.
 *
 * What a correction says must be able to be true: cash is rounded as the drawer has it, a card and
 * other tenders are to the cent, and what went back by a tender since was there. A tip stays with its
 * payment, and goes along once nothing of that is left by the tender that it was booked by.
 */

import { correctionsKnown, type Holding } from "../../balance/corrected-apart.ts";
import { leftByTender, receiptMoney } from "../../balance/money-by-tender.ts";
import { refundsOf } from "../../balance/paid-items.ts";
import { cameBy, type TenderShare, tenderShares } from "../../balance/payment-tenders.ts";
import { tippedPerson } from "../../balance/tips-after.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type PaymentCorrected } from "../../events/correction-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { paymentStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { addMinor, minor, type MinorUnits, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { roundCash } from "../../money/cash-rounding.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState, type PaymentState } from "../../state/order-state.ts";
import { amountBy, DIFFERENCE } from "../../tenders/tenders.ts";
import {
  type Decision,
  type DecisionContext,
  drawerHere,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { isInZ } from "./close-day.ts";

export interface Correction {
  /** The id of the event `payment/started`. */
  readonly payment: EventId;
  /** `cash`, `card`, or the id of a tender of the shop's own. */
  readonly from: string;
  readonly to: string;
  /** The part of the amount to correct; undefined for all that was booked by that tender. */
  readonly amount?: MinorUnits | undefined;
  readonly reason: string;
}

/** Decides a correction; it takes the right to refund, or the approval of a person who has it. */
export function decideCorrectPayment(
  context: DecisionContext,
  order: OrderState,
  command: Correction,
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const reason = requireReason(command.reason, { type: "correction/reason-needed" });
  if (!reason.ok) return reason;
  const worth = correctionWorth(context, order, command);
  if (!worth.ok) return worth;
  const { payment, from, to } = command;
  const { till } = context;
  const corrected = order.paymentsById[payment];
  const knows = corrected && correctionsKnown(corrected);
  const body = {
    payment,
    from,
    to,
    ...worth.value,
    till,
    drawer: drawerOf(context, order, command),
    reason: reason.value,
    ...(knows === undefined ? {} : { knows }),
  };
  const streams = [paymentStream(order, payment)];
  return ok([{ kind: "payment/corrected", streams, body }]);
}

/** Decides which of the corrections that tills have made apart holds: the others are taken back. */
export function decideHolds(
  context: DecisionContext,
  order: OrderState,
  {
    payment: id,
    holds,
    reason,
  }: { readonly payment: EventId; readonly holds: Holding; readonly reason: string },
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const payment = order.paymentsById[id];
  const known = payment && correctionsKnown(payment);
  const names = new Map([
    [payment?.started?.method, payment?.started?.name],
    ...(payment?.corrections ?? []).map(({ body }) => [body.to, body.name] as const),
  ]);
  const drafts = holds.others.toReversed().map((other, at): Draft => {
    const { from, to, amount, rounding, tip, drawer } = other.body;
    const name = names.get(from);
    const before = Array.from({ length: at }, (_, index) => context.idAt(index));
    const body: PaymentCorrected = {
      payment: id,
      from: to,
      to: from,
      ...(name === undefined ? {} : { name }),
      amount,
      rounding: rounding === 0 ? zeroMinor : minor(0 - rounding),
      ...(tip === undefined ? {} : { tip }),
      till: context.till,
      drawer,
      reason,
      back: other.id,
      ...(known === undefined ? {} : { knows: [...known, ...before] }),
    };
    return { kind: "payment/corrected", streams: [paymentStream(order, id)], body };
  });
  return drafts.length === 0 ? err({ type: "attention/none" }) : ok(drafts);
}

/**
 * Returns the session that the payment was taken in: only there is something expected, or missing, that
 * was booked wrong. Cash of a payment outside of any session goes where whoever corrects it sells from.
 */
function drawerOf(
  context: DecisionContext,
  order: OrderState,
  { payment, to }: Correction,
): EventId | null {
  const taken = order.paymentsById[payment]?.started?.drawer ?? null;
  return taken === null && to === "cash" ? drawerHere(context) : taken;
}

/** The day of the correction, and the state then. */
type Looking = Pick<DecisionContext, "view" | "day">;

type CashRules = Pick<DecisionContext["rules"], "cash" | "coin">;

/** The amounts that a correction would move, whoever may do it. */
export type CorrectionWorth = Pick<
  PaymentCorrected,
  "name" | "amount" | "rounding" | "tip" | "foreign" | "gone"
>;

/** Returns the amounts that a correction would move; refused where the correction cannot be true. */
export function correctionWorth(
  context: Pick<DecisionContext, "view" | "day"> & { readonly rules: CashRules },
  order: OrderState,
  { payment: id, from, to, amount: wanted }: Omit<Correction, "reason">,
): Result<CorrectionWorth, Refusal> {
  const found = correctable(context, order, id);
  if (!found.ok) return found;
  const payment = found.value;
  const name = tenderName(context, to);
  if (!name.ok) return name;
  if (from === to) return err({ type: "correction/same" });
  const booked = tenderShares(payment).find(({ method }) => method === from);
  const left = booked === undefined ? zeroMinor : correctableOf(order, id, booked);
  const amount = wanted ?? left;
  if (booked === undefined || left === 0 || amount > left) {
    return err({ type: "correction/too-much", amount, left });
  }
  if (amount <= 0) return err({ type: "amount/invalid", amount });
  const isWhole = amount === booked.amount;
  const foreign = from === "cash" ? foreignIn(payment) : undefined;
  // The change for a part of a banknote is unknown.
  if (foreign !== undefined && !isWhole) return err({ type: "correction/only-whole" });
  const tipTo = tippedPerson(payment);
  const movedTip = isWhole && booked.tip > 0 ? booked.tip : zeroMinor;
  const sums = { amount, tip: movedTip };
  const rounding = roundingMoved(context, order, { id, payment, from, to, ...sums });
  if (!rounding.ok) return rounding;
  const moved = from === "cash" ? amount - rounding.value : amount;
  const gone = minor(Math.max(0, moved - Math.max(0, leftByTender(order).get(from) ?? 0)));
  return ok({
    ...(name.value === undefined ? {} : { name: name.value }),
    amount,
    rounding: rounding.value,
    ...(gone === 0 ? {} : { gone }),
    ...(movedTip === 0 || tipTo === undefined ? {} : { tip: { amount: movedTip, to: tipTo } }),
    ...(foreign === undefined ? {} : { foreign }),
  });
}

/** Payments of the order that could be corrected now, each with what is left by each tender. */
export function correctablePayments(
  at: Looking,
  order: OrderState,
): ReadonlyArray<{ readonly payment: EventId; readonly parts: ReadonlyArray<TenderShare> }> {
  return Object.keys(order.paymentsById).flatMap((key) => {
    const id = key as EventId;
    const found = correctable(at, order, id);
    if (!found.ok) return [];
    const parts = tenderShares(found.value).filter((part) => correctableOf(order, id, part) > 0);
    return parts.length === 0 ? [] : [{ payment: id, parts }];
  });
}

/** Why none of them can be: what the last payment says. */
export function whyNotCorrectable(at: Looking, order: OrderState): Refusal {
  const last = Object.keys(order.paymentsById).at(-1);
  if (last === undefined) return { type: "correction/no-payment" };
  const found = correctable(at, order, last as EventId);
  return found.ok
    ? { type: "correction/too-much", amount: zeroMinor, left: zeroMinor }
    : found.fault;
}

function correctable(
  { view, day }: Looking,
  order: OrderState,
  id: EventId,
): Result<PaymentState, Refusal> {
  const payment = order.paymentsById[id];
  const { started = null, captured = null } = payment ?? {};
  if (payment === undefined || started === null || captured === null || order.opened === null) {
    return err({ type: "correction/no-payment" });
  }
  if (captured.voucher !== undefined) return err({ type: "voucher/correct" });
  if (["exchange", DIFFERENCE].includes(started.method) || captured.amount <= 0) {
    return err({ type: "correction/not-taken" });
  }
  // A country whose driver signs tenders needs a refund and a new receipt instead; there is no such
  // driver yet.
  if (started.day !== day) return err({ type: "correction/other-day" });
  return isInZ(view, captured.id) ? err({ type: "correction/in-z" }) : ok(payment);
}

/** Undefined where every shop has it. */
function tenderName(
  { view }: Pick<DecisionContext, "view">,
  method: string,
): Result<string | undefined, Refusal> {
  if (method === "cash" || method === "card") return ok(undefined);
  const own = readSetting(view, "tenders").find(({ id }) => id === method);
  return own === undefined ? err({ type: "tender/unknown", text: method }) : ok(own.name);
}

/**
 * Returns the correctable amount: money that was refunded by that tender was really there. What went out
 * by another tender, or paid for other goods, can be corrected all the same: what the record of that says
 * stays so. Source: docs/rules/money.md, M19.
 */
function correctableOf(
  order: OrderState,
  id: EventId,
  { method, amount }: TenderShare,
): MinorUnits {
  const isBack = Object.values(order.paymentsById).some(
    (payment) => cameBy(payment) === method && (payment.captured?.amount ?? 0) < 0,
  );
  const hasGone =
    isBack || order.refunds.some(({ body }) => body.out.some((money) => money.method === method));
  if (!hasGone) return minor(Math.max(0, amount));
  const ofOrder = (leftByTender(order).get(method) ?? 0) + alongBy(order, method);
  return minor(Math.max(0, Math.min(amount, ofOrder, leftOfReceipts(order, id, method))));
}

/** Returns the amount by a tender that is left of a payment and of the receipts that use it. */
function leftOfReceipts(order: OrderState, id: EventId, method: string): number {
  const using = order.receipts.flatMap((receipt) =>
    receipt.body.uses
      .filter(({ payment }) => payment === id)
      .map(({ amount }) => ({ receipt, amount })),
  );
  const settled = order.paymentsById[id]?.captured?.amount ?? 0;
  const unused = Math.max(0, settled - sumMinor(using, ({ amount }) => amount));
  const left = using.map(({ receipt }) => {
    const { paid } = receiptMoney(order, receipt);
    const refunds = refundsOf(order.refunds, receipt.id);
    // What goes out otherwise goes out in cash, and came by another tender.
    const out = sumMinor(refunds, ({ body: { out: money, otherwise = zeroMinor } }) =>
      minor(amountBy(money, method) + (method === "cash" ? otherwise : 0)),
    );
    return Math.max(0, amountBy(paid, method) + out);
  });
  return left.reduce((sum, it) => sum + it, unused);
}

/** Returns the amount that had come by a tender and paid for other goods. */
function alongBy({ refunds }: OrderState, method: string): MinorUnits {
  return sumMinor(refunds, ({ body }) => amountBy(body.along ?? [], method));
}

/** Cash of another currency that the payment was booked in, until it was corrected. */
function foreignIn({
  captured,
  corrections = [],
}: PaymentState): CorrectionWorth["foreign"] | undefined {
  const isGone = corrections.some(({ body }) => body.foreign !== undefined);
  if (captured?.foreign === undefined || isGone) return undefined;
  const { currency, amount } = captured.foreign;
  return { currency, amount, worth: captured.tendered };
}

/**
 * Cash rounding after it less before it. As long as no receipt says what was rounded, nothing is: what
 * lies in the drawer then is made up of coins.
 */
function roundingMoved(
  { rules }: { readonly rules: CashRules },
  order: OrderState,
  {
    id,
    payment,
    from,
    to,
    amount,
    tip,
  }: {
    readonly id: EventId;
    readonly payment: PaymentState;
    readonly from: string;
    readonly to: string;
    readonly amount: MinorUnits;
    readonly tip: MinorUnits;
  },
): Result<MinorUnits, Refusal> {
  if (from !== "cash" && to !== "cash") return ok(zeroMinor);
  const cash = tenderShares(payment).find(({ method }) => method === "cash");
  const sign = to === "cash" ? 1 : -1;
  const before = minor((cash?.amount ?? 0) + (cash?.tip ?? 0));
  const after = minor(before + sign * addMinor(amount, tip));
  const isUsed = order.receipts.some(({ body }) => body.uses.some((use) => use.payment === id));
  if (!isUsed) {
    const coin = minor(rules.coin);
    return after % rules.coin === 0
      ? ok(minor(0 - (cash?.rounding ?? 0)))
      : err({ type: "cash/no-coin", tendered: after, coin });
  }
  const rounded = minor(roundCash(after, rules.cash) - after);
  return ok(minor(rounded - (cash?.rounding ?? 0)));
}
