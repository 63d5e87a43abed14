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

import { refundsOf } from "../../balance/paid-items.ts";
import { spentLeft } from "../../balance/receipt-points.ts";
import { tippedByHand, wholeTip } from "../../balance/tips-after.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type RefundIssued, type RefundItem } from "../../events/order-events.ts";
import { lineStream, orderStream } from "../../folds/order-fold.ts";
import { seriesCountKey } from "../../folds/order-sums.ts";
import { type GoodsFate } from "../../goods/goods-fate.ts";
import { type EventId, toStreamId } from "../../identity.ts";
import { goodsAmong, kindOf } from "../../lines/line-kinds.ts";
import {
  minor,
  type MinorUnits,
  oneUnit,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "../../money/amounts.ts";
import { type CashRule } from "../../money/cash-rounding.ts";
import { receiptNumber } from "../../order/order-view.ts";
import {
  besides,
  EXACT,
  handedOut,
  owedApart,
  paidBeyond,
  receiptTenders,
  type RefundableItem,
  refundableItems,
  type RefundSums,
  refundSums,
  type Returned,
  tenderLeft,
  unfundedOf,
} from "../../order/refund.ts";
import { type ReturnTerms, returnTerms } from "../../order/sold-together.ts";
import { type OrderState, type ReceiptState, openedId } from "../../state/order-state.ts";
import { amountBy, DIFFERENCE, type TenderMoney, turned } from "../../tenders/tenders.ts";
import {
  type Decision,
  type DecisionContext,
  drawerHere,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { blockVouchers, vouchersBeyond } from "./block-voucher.ts";
import { tipsBack } from "./tip-after.ts";
import { creditsOnto, VOUCHER } from "./voucher-credits.ts";

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
  /**
   * `cash`, `card`, a tender of the shop's own that the receipt was paid by, or `difference` for what the shop keeps.
   */
  readonly method: string;
  readonly reason: string;
  /** The fate of all of them; missing for the usual fate of each. */
  readonly goods?: GoodsFate | undefined;
  /** All of them were bad: each brings its share at least, and what stays keeps its price. */
  readonly bad?: boolean | undefined;
  /** Which it is; must be said where something of the receipt was paid beyond what it costs. */
  readonly what?: BackWhat | undefined;
  /** With the last goods: the tip goes back to the card that gave it. Missing for one that stays. */
  readonly tip?: "back" | "stays" | undefined;
}

/** Goods, or what was paid beyond what goods cost, of which none come back. */
export type BackWhat = "goods" | "beyond";

export function decideRefund(
  context: DecisionContext,
  order: OrderState,
  returned: Return,
): Decision {
  const allowed = requirePermission(context, "return");
  return allowed.ok ? refundDrafts(context, order, returned) : allowed;
}

/** Returns the refund without asking who may do it: a terminal that has given the money back asks nobody. */
export function refundDrafts(
  context: DecisionContext,
  order: OrderState,
  { reason, ...returned }: Return,
): Decision {
  const why = requireReason(reason, { type: "refund/reason-needed" });
  if (!why.ok) return why;
  const unsaid = whichOf(order, returned);
  if (unsaid !== undefined) return err(unsaid);
  const method = methodBack(order, returned);
  const terms = returnTerms(context.view);
  const worth = refundWorth({ cash: context.rules.cash, terms }, order, { ...returned, method });
  if (!worth.ok) return worth;
  const { sums, out, unfunded, rounding, notPaidInCash } = worth.value;
  const { series, till, view, doubts } = context;
  const onto = creditsOnto(view, order, amountBy(out, VOUCHER));
  const body: RefundIssued = {
    series,
    no: view.sum(seriesCountKey(series)) + 1,
    till,
    drawer: drawerHere(context),
    of: returned.receipt,
    ...sums,
    out: out.map(turned),
    ...(unfunded === 0 ? {} : { unfunded }),
    ...(onto.length === 0 ? {} : { onto: [...onto] }),
    ...pointsBack(order, returned.receipt, sums),
    ...(notPaidInCash === 0 ? {} : { otherwise: notPaidInCash }),
    rounding,
    reason: why.value,
    ...doubts?.(),
  };
  const births = sums.items.map(({ line }) => lineStream(order, line));
  const vouchers = onto.map(({ id }) => toStreamId("voucher", id));
  const streams = [...new Set([orderStream(openedId(order)), ...births, ...vouchers])];
  const beyond = returned.what === "beyond" ? voucherLines(order, sums.items) : [];
  const receipt = order.receipts.find(({ id }) => id === returned.receipt);
  const blocked = vouchersBeyond(view, order, { receipt, lines: beyond });
  if (!blocked.ok) return blocked;
  if (returned.tip === "back" && (receipt === undefined || worth.value.tip === 0))
    return err({ type: "refund/no-tip", name: receipt === undefined ? "" : numberOf(receipt) });
  const tips =
    returned.tip === "back" && receipt !== undefined ? tipsBack(context, order, receipt) : [];
  const issued = { kind: "refund/issued", streams, body } as const;
  return ok([issued, ...tips, ...blockVouchers(blocked.value, why.value)]);
}

/**
 * Returns the tip that may go back with these goods, which are below zero: all that is left of their receipt; zero for
 * none.
 */
function tipBackWith(
  order: OrderState,
  receipt: ReceiptState,
  back: ReadonlyArray<Pick<RefundItem, "line" | "quantity">>,
): MinorUnits {
  const isWhole = refundableItems(order, receipt)
    .filter((item) => !isVoucher(item))
    .every(({ line, left }) => {
      const came = back.filter((item) => item.line === line);
      return left + came.reduce((sum, { quantity }) => sum + quantity, 0) <= 0;
    });
  return isWhole
    ? sumMinor(tippedByHand(order, receipt), ({ payment }) => wholeTip(payment))
    : zeroMinor;
}

/** Returns the lines among these by which a voucher of its own was sold. */
export function voucherLines(
  { linesById }: OrderState,
  items: ReadonlyArray<{ readonly line: EventId }>,
): ReadonlyArray<EventId> {
  return items.flatMap(({ line }) => {
    const added = linesById[line]?.added;
    return added?.kind === "voucher" && added.tops === undefined ? [line] : [];
  });
}

/**
 * Returns the points that go back with goods: the part of those that paid for the receipt that its goods' money has
 * which went back, and with the last goods the rest. Goods that points alone paid for count by what points took off
 * them; a deposit brings none.
 * Source: docs/rules/vouchers.md, G10.
 */
export function pointsBack(
  order: OrderState,
  of: EventId,
  { items }: Pick<RefundSums, "items">,
): Pick<RefundIssued, "points"> {
  const receipt = order.receipts.find(({ id }) => id === of);
  const spent = receipt?.body.points?.spent?.points ?? 0;
  if (receipt === undefined || spent === 0) return {};
  const before = refundsOf(order.refunds, of).flatMap(({ body }) => body.items);
  const gone = spent - spentLeft(receipt, order.refunds);
  const part = partBack(order, receipt, [...before, ...items]);
  const points = Math.max(0, (part < 1 ? Math.floor(spent * part + ODD) : spent) - gone);
  return points === 0 ? {} : { points };
}

/** Less than any share of points is apart from a whole one. */
const ODD = 1e-9;

function partBack(
  order: OrderState,
  receipt: ReceiptState,
  back: ReadonlyArray<RefundItem>,
): number {
  const goods = receipt.body.items.filter((item) => kindOf(item).isGoods && item.net > 0);
  const paid = sumMinor(goods, ({ net }) => net);
  if (paid > 0) return 0 - sumMinor(goodsAmong(back), ({ net }) => net) / paid;
  const sold = refundableItems(order, receipt);
  const offs = receipt.body.items.map(({ line, coupons = [] }) => {
    const quantity = sold.find((item) => item.line === line)?.quantity ?? 0;
    const came = back.reduce((sum, item) => sum - (item.line === line ? item.quantity : 0), 0);
    const off = sumMinor(coupons, (coupon) => coupon.off);
    return { off, back: quantity === 0 ? 0 : (off * came) / quantity };
  });
  const all = offs.reduce((sum, { off }) => sum + off, 0);
  return all === 0 ? 0 : offs.reduce((sum, one) => sum + one.back, 0) / all;
}

/**
 * Returns the tender that money goes back by where somebody asks for one: no cash goes out for what a voucher paid,
 * as nobody could tell it from money that is taken off vouchers. Source:
 * docs/rules/vouchers.md, G7.
 */
export function methodBack(
  order: OrderState,
  { receipt: of, method }: Pick<Return, "receipt" | "method">,
): string {
  const receipt = order.receipts.find(({ id }) => id === of);
  if (receipt === undefined || method !== "cash") return method;
  return tenderLeft(order, receipt, VOUCHER) > 0 ? VOUCHER : method;
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
  /** The amounts that are handed out, none below zero: the named tender's first. */
  readonly out: ReadonlyArray<TenderMoney>;
  /** The amount that goes back without money; zero or above. */
  readonly unfunded: MinorUnits;
  /** The amount that is handed out, below zero, less the worth of the goods that goes back in money. */
  readonly rounding: MinorUnits;
  /** The cash that goes out beyond the cash that came in; nothing forbids it, and the person is shown it. */
  readonly notPaidInCash: MinorUnits;
  /** The tip that may go back besides, as all that is left of the receipt comes back; zero for none. */
  readonly tip: MinorUnits;
}

export interface RefundRules {
  readonly cash: CashRule;
  readonly terms: ReturnTerms;
}

/**
 * Returns the worth of returned goods, and what is handed out for them. Cash may go out for whatever
 * tender it came by. A card and a tender of the shop's own take back at most what they brought: what is
 * more than that goes back by the other tenders as it came, the last first.
 */
export function refundWorth(
  rules: RefundRules,
  order: OrderState,
  returned: Omit<Return, "reason" | "tip">,
): Result<RefundWorth, Refusal> {
  const worth = moneyBack(rules, order, returned);
  const receipt = order.receipts.find(({ id }) => id === returned.receipt);
  if (!worth.ok || receipt === undefined)
    return worth.ok ? err({ type: "refund/no-receipt" }) : worth;
  return ok({ ...worth.value, tip: tipBackWith(order, receipt, worth.value.sums.items) });
}

function moneyBack(
  { cash, terms }: RefundRules,
  order: OrderState,
  { receipt: of, lines, method, goods, bad, what }: Omit<Return, "reason" | "tip">,
): Result<Omit<RefundWorth, "tip">, Refusal> {
  const receipt = order.receipts.find(({ id }) => id === of);
  // An order that another till opened may be known here only by its payment.
  if (receipt === undefined || order.opened === null) return err({ type: "refund/no-receipt" });
  const returned =
    what === "beyond"
      ? paidBeyondOf(order, receipt, lines)
      : returnedOf(order, receipt, { lines, goods, bad });
  const owed = returned.ok || lines.length > 0 ? undefined : owedApart(order, receipt, terms);
  if (!returned.ok && owed === undefined) return returned;
  const sums = returned.ok ? refundSums(order, receipt, { returned: returned.value, terms }) : owed;
  if (sums === undefined) return err({ type: "refund/only-whole", name: numberOf(receipt) });
  const { total } = sums;
  const isKept = total === 0 && sums.items.some(({ raised = 0 }) => raised !== 0);
  const isByPoints = spentLeft(receipt, order.refunds) > 0;
  if (total === 0 && !isKept && !isByPoints)
    return err({ type: "refund/nothing-left", name: numberOf(receipt) });
  const unfunded = what === "beyond" ? unfundedOf(order, receipt, total) : zeroMinor;
  const back = { total, unfunded, terms };
  if (unfunded !== 0 && unfunded + total === 0)
    return ok({ sums, out: [], unfunded, rounding: zeroMinor, notPaidInCash: zeroMinor });
  if (method === "cash") {
    const { amount, rounding } = handedOut(order, receipt, { ...back, rule: cash });
    const out = minor(0 - amount);
    const notPaidInCash = minor(Math.max(0, out - tenderLeft(order, receipt, method)));
    return ok({ sums, out: [{ method, amount: out }], unfunded, rounding, notPaidInCash });
  }
  // The shop keeps it, whatever it came by; or it was written off, and nobody had brought any.
  if (method === DIFFERENCE) {
    const kept = [{ method, amount: minor(0 - total - unfunded) }];
    return ok({ sums, out: kept, unfunded, rounding: zeroMinor, notPaidInCash: zeroMinor });
  }
  const { amount } = handedOut(order, receipt, { ...back, rule: EXACT });
  const out = outAsItCame(order, receipt, { by: method, amount: minor(0 - amount), cash });
  if (!out.ok) return out;
  const rounding = minor(0 - total - unfunded - sumMinor(out.value, (it) => it.amount));
  return ok({ sums, out: out.value, unfunded, rounding, notPaidInCash: zeroMinor });
}

/** Returns the parts of an amount that go out by a tender that isn't cash, and by the others. */
function outAsItCame(
  order: OrderState,
  receipt: ReceiptState,
  {
    by,
    amount,
    cash,
  }: { readonly by: string; readonly amount: MinorUnits; readonly cash: CashRule },
): Result<ReadonlyArray<TenderMoney>, Refusal> {
  const left = tenderLeft(order, receipt, by);
  const name = receiptTenders(order, receipt).find((it) => it.method === by)?.name;
  const byNamed = {
    method: by,
    ...(name === undefined ? {} : { name }),
    amount: minor(Math.min(amount, left)),
  };
  const byOthers = besides(order, receipt, { by, amount: minor(amount - byNamed.amount), cash });
  if (byOthers !== undefined && (left > 0 || amount === 0)) return ok([byNamed, ...byOthers]);
  return err(
    by === "card"
      ? { type: "refund/beyond-card", amount, left }
      : { type: "refund/beyond-tender", name: name ?? by, amount, left },
  );
}

/** Returns the overpaid amounts, of the named lines alone where some are named. */
function paidBeyondOf(
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

/**
 * Whether an item is a voucher that was sold: somebody may have redeemed it, so it does not go back with its receipt.
 */
function isVoucher({ kind }: { readonly kind?: string | undefined }): boolean {
  return kind === "voucher";
}

function returnedOf(
  order: OrderState,
  receipt: ReceiptState,
  { lines, goods, bad }: Pick<Return, "lines" | "goods" | "bad">,
): Result<ReadonlyArray<Returned>, Refusal> {
  const items = refundableItems(order, receipt);
  if (lines.length === 0) {
    const all = items
      .filter(({ left }) => left > 0)
      .map((item) => {
        return { item, quantity: item.left, goods, bad };
      });
    if (all.length > 0) return ok(all);
    const voucher = items.find(isVoucher);
    return err(
      voucher === undefined
        ? { type: "refund/nothing-left", name: numberOf(receipt) }
        : { type: "voucher/back", name: voucher.name },
    );
  }
  const returned: Returned[] = [];
  for (const { line, quantity } of [...lines, ...depositsBack(order, items, lines)]) {
    const item = items.find((it) => it.line === line);
    if (item === undefined || returned.some((other) => other.item === item)) {
      return err({ type: "line/unknown" });
    }
    const { name, left, isCountable, soldBy } = item;
    if (isVoucher(item)) return err({ type: "voucher/back", name });
    const count = quantity ?? left;
    const isPiece = soldBy === "each";
    if (left === 0) return err({ type: "refund/nothing-left", name });
    if (count <= 0 || (isPiece && count % oneUnit !== 0)) {
      return err({ type: "quantity/invalid", name, quantity: count });
    }
    if (count > left) return err({ type: "refund/too-much", name, left, isPiece });
    if (!isCountable && count !== left) return err(onlyWhole(item));
    returned.push({ item, quantity: count, goods, bad });
  }
  return ok(returned);
}

/** Returns why no quantity of these can come back. */
export function onlyWhole({ name, isShare }: Pick<RefundableItem, "name" | "isShare">): Refusal {
  return { type: isShare ? "refund/only-share" : "refund/only-whole", name };
}

/**
 * Returns the deposits that go back with goods: so many as were charged for so much of them, at most what is left. A
 * deposit that is named by itself comes back as it is named.
 */
function depositsBack(
  order: OrderState,
  items: ReadonlyArray<RefundableItem>,
  lines: Return["lines"],
): Return["lines"] {
  const leftByLine = new Map(items.map(({ line, left }) => [line, left]));
  const countByLine = new Map(lines.map(({ line, quantity }) => [line, quantity]));
  return items.flatMap(({ line, left, isCountable }) => {
    const goods = order.linesById[line]?.added?.with;
    if (goods === undefined || left === 0 || countByLine.has(line)) return [];
    if (!countByLine.has(goods.line)) return [];
    const count = countByLine.get(goods.line) ?? leftByLine.get(goods.line) ?? 0;
    const back = thousandths(Math.min(left, count * goods.each));
    return back <= 0 ? [] : [{ line, quantity: isCountable ? back : left }];
  });
}

function numberOf({ body }: ReceiptState): string {
  return receiptNumber(body.series, body.no);
}
