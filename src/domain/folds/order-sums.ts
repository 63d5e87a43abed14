/**
 * What an order counts for, and under which words it is found.
 *
 * Money counts as issued: a receipt contributes exactly what it recorded, once, under the till and
 * business day recorded with it, even if a later look finds it contradictory. A payment counts once
 * by its id, under the till and day of its start.
 */

import { capturedCard, cardPayments } from "../balance/card-payments.ts";
import { unclosedTabs } from "../balance/card-tabs.ts";
import { compContributions } from "../balance/comps.ts";
import { quantitySold } from "../balance/covered-lines.ts";
import { handCards } from "../balance/hand-cards.ts";
import { type LineBalance, orderBalance } from "../balance/order-balance.ts";
import { type TipMove, tipMoves } from "../balance/reassigned.ts";
import { sentPieces } from "../balance/sent-pieces.ts";
import { backToStock } from "../balance/shares-back.ts";
import { type Contribution } from "../base/contribution.ts";
import { isDoubted } from "../doubts/doubts.ts";
import { type TerminalReceipt } from "../events/card-events.ts";
import { type OrderReassigned } from "../events/correction-events.ts";
import { type ReceiptIssued } from "../events/order-events.ts";
import { counted } from "../figures/day-sums.ts";
import { NO_TAXES } from "../figures/facts.ts";
import { serialKey } from "../goods/serial-numbers.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import { isDepositKind } from "../lines/line-kinds.ts";
import { minor, type MinorUnits, sumMinor, THOUSANDTHS_MAX } from "../money/amounts.ts";
import { soldOnOf, takenBy, takenKey } from "../prices/goods-left.ts";
import { askedFields } from "../state/apart.ts";
import { settledMoney } from "../state/attention.ts";
import { HEAD_APART } from "../state/order-apart.ts";
import {
  type CorrectionState,
  type TippedState,
  type LineState,
  type OrderState,
  type PaymentState,
  type ReceiptState,
  type RefundState,
} from "../state/order-state.ts";
import { isContested, registerValue } from "../state/register.ts";
import {
  lineStockContributions,
  lineStockTags,
  openOfLine,
  type TakenFor,
  takenFor,
} from "../stock/line-stock.ts";
import { ownCashOf } from "../tenders/foreign-cash.ts";
import { sumsMoved } from "../tenders/tenders.ts";
import { drawerForeignKey, drawerOwnKey, drawerTenderKey } from "./drawer-sums.ts";
import { tippedContributions } from "./later-tip-sums.ts";
import { orderAttention } from "./order-attention.ts";
import { pointsContributions } from "./points-fold.ts";
import { serialContributions, serialPieces } from "./serial-sums.ts";
import { tipContribution } from "./tip-sums.ts";
import { yearOf } from "./voucher-fold.ts";

const SERIES_PREFIX = "series/";
const CALLOUT_PREFIX = "callout/";

/** How many receipts and refunds a series has: the next number is one more. */
export function seriesCountKey(series: string): string {
  return SERIES_PREFIX + series;
}

/** How many orders a till opened that day: the next call-out number is one more. */
export function calloutCountKey(day: BusinessDay, till: Origin): string {
  return `${CALLOUT_PREFIX}${day}/${till}`;
}

/** The keys of what is paid and what receipts use of it by business days begin so, in the order of the days. */
export const DEPOSIT_DAYS_PREFIX = "deposits/";

/** The next number comes from it. */
export function isNumberKey(key: string): boolean {
  return [SERIES_PREFIX, CALLOUT_PREFIX].some((prefix) => key.startsWith(prefix));
}

export function receiptTag(series: string, no: number): string {
  return `receipt/${series}/${String(no).padStart(9, "0")}`;
}

export const OPEN_ORDER_TAG = "order/open";
/** Orders with goods that the kitchen holds are found under tags that start so, the newest day last. */
export const HELD_ORDER_PREFIX = "order/held/";
export const ORDER_ATTENTION_TAG = "order/attention";
/** Orders of which something was said under a doubt, for ever: see doubts.ts. */
export const ORDER_DOUBTED_TAG = "order/doubted";

export function orderDayTag(day: BusinessDay): string {
  return `order/day/${day}`;
}

/** Orders of which a receipt was issued to the customer. */
export function customerReceiptsTag(customer: string): string {
  return `order/customer/${customer}`;
}

/** Orders with a line of these goods and that serial number. */
export function serialTag(sku: string, serial: string): string {
  return `serial/${sku}/${serialKey(serial)}`;
}

function serialTags(state: OrderState): ReadonlyArray<string> {
  return serialPieces(state).map(({ sku, serial }) => serialTag(sku, serial));
}

/** Orders of which somebody settled on that day what money is in. */
export function settledDayTag(day: BusinessDay): string {
  return `order/settled/${day}`;
}

/** Orders with money of that day: a receipt, a refund, or a payment that was started then. */
export function moneyDayTag(day: BusinessDay): string {
  return `money/day/${day}`;
}

/** Orders with a payment of which nobody knows yet what became of it at its terminal. */
export const CARD_OPEN_TAG = "card/open";
/** Orders for which a guest's card still holds money at a terminal, or may. */
export const CARD_TAB_TAG = "card/tab";
/** Orders with a payment of that terminal and take-over that took nothing by a person's word. */
export function cardUntakenTag(terminal: string, turn: number): string {
  return `card/untaken/${terminal}/${turn}`;
}

/** Orders with payments that were started at that terminal; the newest has the greatest tag. */
export function cardStartPrefix(terminal: string): string {
  return `card/at/${terminal}/`;
}

/** Orders of which that receipt of a terminal is claimed by a payment. */
export function cardReceiptTag(
  terminal: string,
  { receipt, trace, date }: TerminalReceipt,
): string {
  return `card/receipt/${terminal}/${receipt}-${trace}-${date}`;
}

/** Orders of which a payment was started right after that receipt of a terminal. */
export function cardAfterTag(terminal: string, { receipt, trace, date }: TerminalReceipt): string {
  return `card/after/${terminal}/${receipt}-${trace}-${date}`;
}

/** Orders with payments that were started at a terminal that day, or typed as another terminal's. */
export function cardDayTag(day: BusinessDay): string {
  return `card/day/${day}`;
}

const HLC_DIGITS = 16;

function cardTags(state: OrderState): ReadonlyArray<string> {
  const tags: string[] = [];
  for (const { state: known, started, payment } of cardPayments(state)) {
    const { terminal, day, home } = started;
    if (!home) continue;
    const { id, hlc, after, turn } = terminal;
    const ref = capturedCard(payment)?.ref ?? null;
    tags.push(cardDayTag(day), cardStartPrefix(id) + String(hlc).padStart(HLC_DIGITS, "0"));
    if (known === "open" || known === "unknown") tags.push(CARD_OPEN_TAG);
    if (known === "untaken") tags.push(cardUntakenTag(id, turn));
    if (after !== null) tags.push(cardAfterTag(id, after));
    if (ref !== null) tags.push(cardReceiptTag(id, ref));
  }
  for (const { started } of handCards(state)) if (started.home) tags.push(cardDayTag(started.day));
  if (unclosedTabs(state).some(({ started }) => started.home)) tags.push(CARD_TAB_TAG);
  return tags;
}

/** The key of a stamp that changes with whatever may change what was sold and paid on a day. */
export function dayStampKey(day: BusinessDay): string {
  return `stamp/${day}`;
}

/**
 * Returns the stamps of the days with money of the order. Receipts count in the streams of the lines that they
 * cover, too: what a line was is read there.
 */
export function orderStamps(state: OrderState): ReadonlyArray<string> {
  const { receipts, refunds, paymentsById, reassigned = [] } = state;
  const later = [...correctionsOf(state), ...tipsAfter(state), ...reassigned];
  const dated = [...receipts, ...refunds, ...later];
  const started = Object.values(paymentsById).flatMap((payment) => payment.started ?? []);
  return [...new Set([...dated, ...started].map(({ day }) => dayStampKey(day)))];
}

export function orderContributions(state: OrderState): ReadonlyArray<Contribution> {
  return [
    ...(state.opened === null
      ? []
      : [[calloutCountKey(state.opened.day, state.opened.till), 1] as const]),
    ...state.receipts.filter((receipt) => receipt.home).flatMap(receiptContributions),
    ...state.refunds.filter((refund) => refund.home).flatMap(refundContributions),
    ...Object.values(state.paymentsById).flatMap(paymentContributions),
    ...correctionsOf(state).flatMap(correctionContributions),
    ...Object.values(state.paymentsById).flatMap(tippedContributions),
    ...tipsTaken(state),
    ...tipMoves(state).flatMap(movedTipContributions),
    ...Object.values(state.linesById).flatMap(takenContributions),
    ...Object.values(state.linesById).flatMap(soldOnContributions),
    ...Object.entries(state.linesById).flatMap(([id, line]) =>
      lineStockContributions(id as EventId, line, takenForOf(state, line)),
    ),
    ...openGoods(state),
    ...compContributions(state),
    ...pointsContributions(state),
    ...serialContributions(state),
  ];
}

function hasDoubts({ opened, receipts, refunds }: OrderState): boolean {
  const issued = [...receipts, ...refunds];
  return (opened !== null && isDoubted(opened)) || issued.some(({ body }) => isDoubted(body));
}

const ASKED_OF_HEAD = askedFields(HEAD_APART);

/**
 * Whether an order may have questions that its own stream does not show: those of a family of orders
 * are asked at any of them, so the caller gathers them.
 */
function mayBeAsked({ guests, fields, linesById, paymentsById, receipts }: OrderState): boolean {
  const isOfSeveral =
    guests !== undefined ||
    fields.merged !== undefined ||
    Object.values(linesById).some((line) => line.fields.place !== undefined);
  if (!isOfSeveral) return false;
  const { merged } = fields;
  const isContestedHere = ASKED_OF_HEAD.some(([field]) => {
    const register = fields[field];
    return register !== undefined && isContested(register);
  });
  const hasMoney = receipts.length > 0 || Object.keys(paymentsById).length > 0;
  return isContestedHere || hasMoney || (merged !== undefined && registerValue(merged) !== null);
}

function hasHeldGoods(state: OrderState): boolean {
  if (!state.sentLines.some(({ act }) => act === "held")) return false;
  const lines = new Set(state.sentLines.map(({ line }) => line));
  return lines.values().some((line) => sentPieces(state, line).some(({ isHeld }) => isHeld));
}

export function orderTags(state: OrderState): ReadonlyArray<string> {
  const balance = orderBalance(state);
  return [
    ...(state.opened === null ? [] : [orderDayTag(state.opened.day)]),
    ...(balance.status === "open" ? [OPEN_ORDER_TAG] : []),
    ...(orderAttention(state).length > 0 || mayBeAsked(state) ? [ORDER_ATTENTION_TAG] : []),
    ...(state.opened !== null && hasHeldGoods(state) ? [HELD_ORDER_PREFIX + state.opened.day] : []),
    ...(hasDoubts(state) ? [ORDER_DOUBTED_TAG] : []),
    // The receipts of lines that lie elsewhere are found where they were issued.
    ...[...state.receipts, ...state.refunds]
      .filter(({ home }) => home)
      .flatMap(({ body, day }) => [receiptTag(body.series, body.no), moneyDayTag(day)]),
    ...state.receipts.flatMap(({ home, body: { to } }) =>
      to === undefined || !home ? [] : [customerReceiptsTag(to.customer)],
    ),
    ...(state.invoices ?? []).map(({ body: { to } }) => customerReceiptsTag(to.customer)),
    ...Object.values(state.paymentsById).flatMap(({ started }) =>
      started === null ? [] : [moneyDayTag(started.day)],
    ),
    ...cardTags(state),
    ...correctionsOf(state).map(({ day }) => moneyDayTag(day)),
    ...Object.values(state.paymentsById).flatMap(({ correctedAlike = [] }) =>
      correctedAlike.map(({ day }) => moneyDayTag(day)),
    ),
    ...tipsAfter(state).map(({ day }) => moneyDayTag(day)),
    ...(state.reassigned ?? []).map(({ day }) => moneyDayTag(day)),
    ...settledMoney(state.resolved).map(({ act }) => settledDayTag(act.day)),
    ...Object.entries(state.linesById).flatMap(([id, line]) => lineStockTags(id as EventId, line)),
    ...serialTags(state),
  ];
}

/**
 * Goods that came back without a receipt, as a receipt names them beside what it sells: how many lines,
 * and their sum, below zero and without the taxes that prices don't include.
 */
export function returnedOn({ items }: Pick<ReceiptIssued, "items">): {
  readonly count: number;
  readonly total: MinorUnits;
} {
  const returned = items.filter(({ kind }) => kind === "return");
  return { count: returned.length, total: sumMinor(returned, ({ net }) => net) };
}

/** Returns what a receipt says was paid for vouchers. */
function vouchersOn({
  items,
}: {
  readonly items: ReadonlyArray<Pick<ReceiptIssued["items"][number], "kind" | "net">>;
}): {
  readonly count: number;
  readonly amount: MinorUnits;
} {
  const sold = items.filter(({ kind }) => kind === "voucher");
  return { count: sold.length, amount: sumMinor(sold, ({ net }) => net) };
}

type DepositItem = Pick<ReceiptIssued["items"][number], "kind" | "net" | "taxes">;

/** Returns the sums of the deposits on a receipt or a refund, by the taxes that they bear. */
function depositContributions(
  items: ReadonlyArray<DepositItem>,
  {
    refunded,
    ...on
  }: { readonly till: Origin; readonly day: BusinessDay; readonly refunded: boolean },
): ReadonlyArray<Contribution> {
  return items.flatMap(({ kind, net, taxes = "" }) => {
    if (!isDepositKind(kind)) return [];
    const onReceipt = kind === "deposit" ? "out" : "back";
    const what = refunded ? "refunded" : onReceipt;
    return counted("bottleDeposit", on, {
      what,
      taxes: taxes === "" ? NO_TAXES : taxes,
      count: 1,
      amount: net,
    });
  });
}

/** Returns the sums of deposits that the shop keeps, of a receipt, or that went back by a refund. */
function forfeitContributions(
  items: ReadonlyArray<DepositItem>,
  on: { readonly till: Origin; readonly day: BusinessDay },
): ReadonlyArray<Contribution> {
  return items.flatMap(({ kind, net, taxes = "" }) => {
    if (kind !== "forfeit") return [];
    const named = taxes === "" ? NO_TAXES : taxes;
    return counted("forfeited", on, { taxes: named, count: Math.sign(net), amount: net });
  });
}

/** Returns the sums that the line takes off counted stock, which is the shop's and not the order's. */
function takenContributions(line: LineState): ReadonlyArray<Contribution> {
  const taken = takenBy(line);
  return taken === undefined ? [] : [[takenKey(taken.write), taken.quantity]];
}

/** Returns the sums of goods that the order's lines have taken of the stock and no receipt has, by days. */
/** Returns what a line's goods were taken for: what gives its order away holds for it where it lies on that. */
function takenForOf(state: OrderState, { fields }: LineState): TakenFor {
  const ofOrder = fields.place === undefined ? registerValue(state.fields.discount) : undefined;
  return takenFor(registerValue(fields.discount)?.kind ?? ofOrder?.kind);
}

/** Returns the lines that wait for a receipt: what was given away as waste or as a meal is gone. */
function usedLines(state: OrderState): ReadonlyArray<[string, LineState]> {
  return Object.entries(state.linesById).filter(([, line]) => takenForOf(state, line) === "used");
}

function openGoods(state: OrderState): ReadonlyArray<Contribution> {
  const kept = usedLines(state).filter(([, { stock }]) => stock !== undefined);
  if (kept.length === 0) return [];
  const { lines, status } = orderBalance(state);
  const isMerged = (state.fields.merged && registerValue(state.fields.merged)) ?? null;
  return kept.flatMap(([id, line]) => {
    const found = lines.find((it) => it.id === id);
    // A line that lies elsewhere is paid there, whatever this order comes to.
    const isOver = status !== "open" && isMerged === null && line.fields.place === undefined;
    const sold = found === undefined ? [] : soldByDays(state, found);
    return openOfLine([id as EventId, line], sold, isOver);
  });
}

/** Returns how much of a line receipts have by the end of each day, less what came back of it. */
function soldByDays(
  { receipts, refunds }: OrderState,
  line: LineBalance,
): ReadonlyArray<{ readonly day: BusinessDay; readonly sold: number }> {
  const issued = receipts.map(({ day, body }) => {
    const items = body.items.filter((item) => item.line === line.id);
    const share = items.reduce((sum, item) => sum + soldOfItem(item, line), 0);
    return { day, change: share };
  });
  const back = backToStock({ receipts, refunds }, line.id, line.line).map((quantity, at) => {
    return { day: refunds[at]?.day as BusinessDay, change: 0 - quantity };
  });
  const changes = [...issued, ...back].filter(({ change }) => change !== 0);
  const { side } = line.kind;
  let sold = 0;
  return changes
    .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)))
    .map(({ day, change }) => {
      sold += change;
      return { day, sold: Math.max(0, Math.round(side * sold)) };
    });
}

function soldOfItem(item: ReceiptIssued["items"][number], line: LineBalance): number {
  const share = line.net === 0 ? item.num / item.den : item.gross / line.net;
  const sold = quantitySold(item, line) ?? share * line.quantity;
  return Math.min(Math.max(sold, -THOUSANDTHS_MAX), THOUSANDTHS_MAX);
}

/** Pieces that somebody sold though they were sold out. */
function soldOnContributions(line: LineState): ReadonlyArray<Contribution> {
  const soldOn = soldOnOf(line);
  if (soldOn === undefined) return [];
  const { day, till, by, pieces } = soldOn;
  return counted("soldOn", { till, day }, { by, pieces });
}

export function receiptContributions({
  body,
  day,
}: Pick<ReceiptState, "body" | "day">): ReadonlyArray<Contribution> {
  const { series, till } = body;
  const fact = { body, returned: returnedOn(body) };
  const vouchers = vouchersOn(body);
  return [
    [seriesCountKey(series), 1],
    ...counted("receipt", { till, day }, fact),
    ...depositContributions(body.items, { till, day, refunded: false }),
    [DEPOSIT_DAYS_PREFIX + day, 0 - sumMinor(body.uses, (use) => use.amount)],
    ...(vouchers.count === 0
      ? []
      : counted("voucherSold", { till, day }, { year: yearOf(day), ...vouchers })),
    ...forfeitContributions(body.items, { till, day }),
  ];
}

export function refundContributions({
  body,
  day,
}: Pick<RefundState, "body" | "day">): ReadonlyArray<Contribution> {
  const { series, till, drawer, out, unfunded = 0, onto = [] } = body;
  const vouchers = vouchersOn(body);
  return [
    [seriesCountKey(series), 1],
    ...counted("refund", { till, day }, body),
    ...(unfunded === 0 ? [] : [[DEPOSIT_DAYS_PREFIX + day, unfunded] as const]),
    ...depositContributions(body.items, { till, day, refunded: true }),
    ...forfeitContributions(body.items, { till, day }),
    ...(vouchers.count === 0
      ? []
      : counted("voucherBack", { till, day }, { year: yearOf(day), ...vouchers })),
    ...onto.flatMap(({ year, amount }) =>
      counted("voucherRedeemed", { till, day }, { year, count: -1, amount: minor(0 - amount) }),
    ),
    ...(drawer === null ? [] : refundedContributions(drawer, out)),
  ];
}

/** Returns the sums that a refund takes out of a drawer, and those that go back by other tenders. */
function refundedContributions(
  drawer: EventId,
  out: RefundState["body"]["out"],
): ReadonlyArray<Contribution> {
  return out.map(({ method, amount }) =>
    method === "cash"
      ? [drawerOwnKey(drawer), amount]
      : [drawerTenderKey(drawer, method, "amount"), amount],
  );
}

export function paymentContributions({
  started,
  captured,
}: Pick<PaymentState, "started" | "captured">): ReadonlyArray<Contribution> {
  if (started === null || captured === null || !started.home) return [];
  const { method } = started;
  return [
    ...counted("payment", started, { method, captured }),
    [DEPOSIT_DAYS_PREFIX + started.day, captured.amount],
    ...voucherContributions(started, captured),
    ...(started.drawer === undefined
      ? []
      : paidContributions(started.drawer, { method: started.method, captured })),
  ];
}

function voucherContributions(
  { till, day }: NonNullable<PaymentState["started"]>,
  { voucher, amount }: NonNullable<PaymentState["captured"]>,
): ReadonlyArray<Contribution> {
  if (voucher === undefined) return [];
  const fact = { year: voucher.year, count: Math.sign(amount), amount };
  return counted("voucherRedeemed", { till, day }, fact);
}

function paidContributions(
  drawer: EventId,
  {
    method,
    captured,
  }: { readonly method: string; readonly captured: NonNullable<PaymentState["captured"]> },
): ReadonlyArray<Contribution> {
  const { amount, rounding, tip, foreign } = captured;
  return [
    [drawerTenderKey(drawer, method, "count"), 1],
    [drawerTenderKey(drawer, method, "amount"), amount + rounding + (tip?.amount ?? 0)],
    ...(method === "cash" ? [[drawerOwnKey(drawer), ownCashOf(captured)] as const] : []),
    ...(foreign === undefined
      ? []
      : [[drawerForeignKey(drawer, foreign.currency), foreign.amount] as const]),
  ];
}

/** Returns the corrections of all payments of the order. */
export function correctionsOf({
  paymentsById,
}: Pick<OrderState, "paymentsById">): ReadonlyArray<CorrectionState> {
  return Object.values(paymentsById).flatMap(({ corrections = [] }) => corrections);
}

/** Returns the tips of all payments of the order that were typed after them. */
export function tipsAfter({
  paymentsById,
}: Pick<OrderState, "paymentsById">): ReadonlyArray<TippedState> {
  return Object.values(paymentsById).flatMap(({ tipped = [] }) => tipped);
}

function movedTipContributions(move: TipMove): ReadonlyArray<Contribution> {
  const { said, from, to, amount } = move;
  if (!said.home) return [];
  return [
    ...reassignedContributions(move, said.day),
    tipContribution({ staff: from, amount: 0 - amount }),
    tipContribution({ staff: to, amount }),
  ];
}

/** Returns the sums of a tip that was another person's, under the till and day of who said so. */
export function reassignedContributions(
  { said, method, amount, from, to }: TipMove,
  day: BusinessDay,
): ReadonlyArray<Contribution> {
  const { till } = said.body;
  return counted("reassigned", { till, day }, { method, amount, from, to });
}

/** Returns the sums of such a word as recorded, whatever else was said apart. */
export function saidReassigned(
  { from, to, tips, till }: OrderReassigned,
  day: BusinessDay,
): ReadonlyArray<Contribution> {
  return tips.flatMap(({ method, amount }) =>
    counted("reassigned", { till, day }, { method, amount, from, to }),
  );
}

/** Returns what people are owed of the tips of all payments of the order; by which tender doesn't matter. */
function tipsTaken(state: OrderState): ReadonlyArray<Contribution> {
  const taken = Object.values(state.paymentsById).flatMap(({ started, captured }) => {
    const tip = started?.home === true ? captured?.tip : undefined;
    return tip === undefined ? [] : [{ staff: tip.to, amount: tip.amount }];
  });
  const after = tipsAfter(state).flatMap(({ home, body: { to, moved } }) =>
    home ? [{ staff: to, amount: moved }] : [],
  );
  return [...taken, ...after].filter(({ amount }) => amount !== 0).map(tipContribution);
}

/** Returns the sums of a correction as recorded, under its own till and day, whatever the payment brought. */
export function correctionContributions({
  body,
  day,
  home,
}: Pick<CorrectionState, "body" | "day" | "home">): ReadonlyArray<Contribution> {
  if (!home) return [];
  const { till, drawer } = body;
  return [
    ...counted("corrected", { till, day }, { ...body, moved: sumsMoved(body) }),
    ...(drawer === null ? [] : correctedDrawer(drawer, body)),
  ];
}

/** Foreign cash that never came was no worth in the drawer either, and its change was never handed out. */
function correctedDrawer(
  drawer: EventId,
  body: CorrectionState["body"],
): ReadonlyArray<Contribution> {
  const { foreign } = body;
  const kept = sumsMoved(body).map(({ method, amount, rounding, tip }) => {
    return { method, sum: amount + rounding + tip };
  });
  return [
    ...kept.map(({ method, sum }) => [drawerTenderKey(drawer, method, "amount"), sum] as const),
    ...kept
      .filter(({ method }) => method === "cash")
      .map(({ sum }) => [drawerOwnKey(drawer), sum] as const),
    ...(foreign === undefined
      ? []
      : [
          [drawerOwnKey(drawer), foreign.worth] as const,
          [drawerForeignKey(drawer, foreign.currency), 0 - foreign.amount] as const,
        ]),
  ];
}
