/**
 * Goods of a receipt come back and their money goes out.
 *
 * Whatever till issued the receipt: what is known of it here decides. Two tills that don't hear each
 * other can refund the same goods; the law of money asks about that. The refund is a receipt of its own, of the
 * same count.
 *
 * Where something was paid twice, a person says whether goods came back or the money that was too much
 * goes back: only the second settles what was asked about.
 */

import { type RefundIssued } from "../events/order-events.ts";
import { lineStream, orderStream } from "../folds/order-fold.ts";
import { type OrderState, type ReceiptState, openedId } from "../folds/order-state.ts";
import { seriesCountKey } from "../folds/order-sums.ts";
import { type GoodsFate } from "../goods-fate.ts";
import { type EventId } from "../identity.ts";
import {
  minor,
  type MinorUnits,
  oneUnit,
  sumMinor,
  type Thousandths,
  zeroMinor,
} from "../money/amounts.ts";
import { type CashRule } from "../money/cash-rounding.ts";
import { receiptNumber } from "../order/order-view.ts";
import {
  EXACT,
  type HandedOut,
  handedOut,
  paidBeyond,
  receiptTenders,
  refundableItems,
  type RefundSums,
  refundSums,
  type Returned,
  tenderLeft,
} from "../order/refund.ts";
import { err, ok, type Result } from "../result.ts";
import {
  type Decision,
  type DecisionContext,
  drawerHere,
  requirePermission,
  requireReason,
} from "./decision.ts";
import { type Refusal } from "./refusal.ts";

export interface Return {
  readonly receipt: EventId;
  /**
   * The lines that come back. A line without a quantity comes back with all that is left of it; no
   * lines mean all that is left of the receipt.
   */
  readonly lines: ReadonlyArray<{
    readonly line: EventId;
    readonly quantity?: Thousandths | undefined;
  }>;
  /** `cash`, `card`, or a tender of the shop's own that the receipt was paid by. */
  readonly method: string;
  readonly reason: string;
  /** The fate of all of them; missing for the usual fate of each. */
  readonly goods?: GoodsFate | undefined;
  /** Which it is; must be said where something of the receipt was paid beyond what it costs. */
  readonly what?: BackWhat | undefined;
}

/** Goods, or what was paid beyond what goods cost, of which none come back. */
export type BackWhat = "goods" | "beyond";

export function decideRefund(
  context: DecisionContext,
  order: OrderState,
  { reason, ...returned }: Return,
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const why = requireReason(reason, { type: "refund/reason-needed" });
  if (!why.ok) return why;
  const unsaid = whichOf(order, returned);
  if (unsaid !== undefined) return err(unsaid);
  const worth = refundWorth(context.rules.cash, order, returned);
  if (!worth.ok) return worth;
  const { sums, out, name, notPaidInCash } = worth.value;
  const { series, till, view, doubts } = context;
  const body: RefundIssued = {
    series,
    no: view.sum(seriesCountKey(series)) + 1,
    till,
    drawer: drawerHere(context),
    of: returned.receipt,
    ...sums,
    out: [{ method: returned.method, ...(name === undefined ? {} : { name }), amount: out.amount }],
    ...(notPaidInCash === 0 ? {} : { otherwise: notPaidInCash }),
    rounding: out.rounding,
    reason: why.value,
    ...doubts?.(),
  };
  const births = sums.items.map(({ line }) => lineStream(order, line));
  const streams = [...new Set([orderStream(openedId(order)), ...births])];
  return ok([{ kind: "refund/issued", streams, body }]);
}

/**
 * Returns the refusal where the refund must say what it is for; undefined where it did, or nothing
 * was overpaid.
 */
function whichOf(
  order: OrderState,
  { receipt: of, what }: Pick<Return, "receipt" | "what">,
): Refusal | undefined {
  const receipt = order.receipts.find(({ id }) => id === of);
  if (receipt === undefined || what !== undefined) return undefined;
  const beyond = paidBeyond(order, receipt);
  if (beyond.length === 0) return undefined;
  const amount = sumMinor(beyond, (it) => it.beyond ?? zeroMinor);
  return { type: "refund/which", name: numberOf(receipt), amount };
}

export interface RefundWorth {
  readonly sums: RefundSums;
  readonly out: HandedOut;
  /** The name of the shop's own tender. */
  readonly name?: string | undefined;
  /** The cash that goes out beyond the cash that came in; nothing forbids it, and the person is shown it. */
  readonly notPaidInCash: MinorUnits;
}

/** Returns the worth of returned goods, and the amount that is handed out for them. */
export function refundWorth(
  cash: CashRule,
  order: OrderState,
  { receipt: of, lines, method, goods, what }: Omit<Return, "reason">,
): Result<RefundWorth, Refusal> {
  const receipt = order.receipts.find(({ id }) => id === of);
  // An order that another till opened may be known here only by its payment.
  if (receipt === undefined || order.opened === null) return err({ type: "refund/no-receipt" });
  const returned =
    what === "beyond"
      ? beyondOf(order, receipt, lines)
      : returnedOf(order, receipt, { lines, goods });
  if (!returned.ok) return returned;
  const sums = refundSums(order, receipt, returned.value);
  if (sums === undefined) return err({ type: "refund/only-whole", name: numberOf(receipt) });
  if (sums.total === 0) return err({ type: "refund/nothing-left", name: numberOf(receipt) });
  const rule = method === "cash" ? cash : EXACT;
  const out = handedOut(order, receipt, { total: sums.total, rule });
  const left = tenderLeft(order, receipt, method);
  const amount = minor(0 - out.amount);
  const beyond = minor(Math.max(0, amount - left));
  if (method === "card" && beyond > 0) return err({ type: "refund/beyond-card", amount, left });
  const name = receiptTenders(order, receipt).find((it) => it.method === method)?.name;
  return method !== "cash" && beyond > 0
    ? err({ type: "refund/beyond-tender", name: name ?? method, amount, left })
    : ok({ sums, out, name, notPaidInCash: beyond });
}

/** Returns the overpaid amounts, of the named lines alone where some are named. */
function beyondOf(
  order: OrderState,
  receipt: ReceiptState,
  lines: Return["lines"],
): Result<ReadonlyArray<Returned>, Refusal> {
  const all = paidBeyond(order, receipt);
  const named = new Set(lines.map(({ line }) => line));
  const some = all.filter(({ item }) => named.size === 0 || named.has(item.line));
  return some.length === 0
    ? err({ type: "refund/none-beyond", name: numberOf(receipt) })
    : ok(some);
}

function returnedOf(
  order: OrderState,
  receipt: ReceiptState,
  { lines, goods }: Pick<Return, "lines" | "goods">,
): Result<ReadonlyArray<Returned>, Refusal> {
  const items = refundableItems(order, receipt);
  if (lines.length === 0) {
    const all = items
      .filter(({ left }) => left > 0)
      .map((item) => {
        return { item, quantity: item.left, goods };
      });
    return all.length === 0
      ? err({ type: "refund/nothing-left", name: numberOf(receipt) })
      : ok(all);
  }
  const returned: Returned[] = [];
  for (const { line, quantity } of lines) {
    const item = items.find((it) => it.line === line);
    if (item === undefined || returned.some((other) => other.item === item)) {
      return err({ type: "line/unknown" });
    }
    const { name, left, isCountable, soldBy } = item;
    const count = quantity ?? left;
    const isPiece = soldBy === "each";
    if (left === 0) return err({ type: "refund/nothing-left", name });
    if (count <= 0 || (isPiece && count % oneUnit !== 0)) {
      return err({ type: "quantity/invalid", name, quantity: count });
    }
    if (count > left) return err({ type: "refund/too-much", name, left, isPiece });
    if (!isCountable && count !== left) return err({ type: "refund/only-whole", name });
    returned.push({ item, quantity: count, goods });
  }
  return ok(returned);
}

function numberOf({ body }: ReceiptState): string {
  return receiptNumber(body.series, body.no);
}
