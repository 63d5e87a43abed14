/**
 * Goods of a receipt come back and others are taken: one sum is paid, either way.
 *
 * That goods come back stands on the order of the others, so that it outlives the screen. Money moves with
 * the payment alone: in one transaction it refunds the receipt, whichever till issued it, and the refund
 * pays the order by the tender `exchange`, which takes in what it hands out. What is left of either is
 * paid as always. If the receipt has less left by then, the payment says so and does nothing.
 */

import { moneyOwed, sumByTender, takenAlong } from "../../balance/money-by-tender.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { type OpenReturn, openReturns } from "../../balance/returns-taken.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type RefundIssued } from "../../events/order-events.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { seriesCountKey } from "../../folds/order-sums.ts";
import { type EventId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { minor, type MinorUnits, sumMinor, thousandths, zeroMinor } from "../../money/amounts.ts";
import { type CashRule, roundCash } from "../../money/cash-rounding.ts";
import { gatherOrder } from "../../order/gathered-order.ts";
import { receiptNumber } from "../../order/order-view.ts";
import {
  EXACT,
  type HandedOut,
  handedOver,
  receiptTenders,
  type RefundSums,
  tenderLeft,
} from "../../order/refund.ts";
import { type ReturnTerms, returnTerms } from "../../order/sold-together.ts";
import { type OrderState, type ReceiptState, openedId } from "../../state/order-state.ts";
import { type TenderMoney, turned } from "../../tenders/tenders.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { type AddGoods } from "../order/add-goods.ts";
import { onChargedOrder } from "../order/charge-order.ts";
import { foldDrafts, shiftContext } from "../order/drafted-order.ts";
import { openOrder } from "../order/open-order.ts";
import { onPromotedOrder } from "../order/promote-order.ts";
import { onTaxedOrder } from "../order/tax-order.ts";
import { type Refusal } from "../refusal.ts";
import { refundBy } from "./refund-payments.ts";
import { pointsBack, refundWorth, type Return } from "./refund-receipt.ts";
import { creditsOnto, VOUCHER } from "./voucher-credits.ts";

/** Each is a refund in the transaction of the payment. */
const RETURNS_MAX = 9;
/**
 * The most bytes of names in one event, for tills that have not heard of the receipt. The names of
 * a longest order would not fit into a body, so half a body is for them.
 */
const NAMES_BYTES_MAX = 32 * 1024;

export interface TakeReturn extends Omit<Return, "method">, Pick<AddGoods, "service" | "course"> {
  /** The order of the receipt. */
  readonly sold: OrderState;
  /** Undefined opens one. */
  readonly order: OrderState | undefined;
}

/**
 * Decides that goods of a receipt come back; it takes the right to refund, and the payment then
 * needs no other one.
 */
export function decideTakeReturn(context: DecisionContext, command: TakeReturn): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const { sold, order, goods = null } = command;
  const reason = requireReason(command.reason, { type: "refund/reason-needed" });
  if (!reason.ok) return reason;
  const terms = returnTerms(context.view);
  const worth = refundWorth({ cash: EXACT, terms }, sold, { ...command, method: "cash" });
  if (!worth.ok) return worth;
  const receipt = sold.receipts.find(({ id }) => id === command.receipt);
  if (receipt === undefined) return err({ type: "refund/no-receipt" });
  const number = receiptNumber(receipt.body.series, receipt.body.no);
  const returnsTaken = order === undefined ? [] : openReturns(order);
  if (returnsTaken.some((other) => other.receipt === receipt.id)) {
    return err({ type: "exchange/twice", name: number });
  }
  if (returnsTaken.length >= RETURNS_MAX) return err({ type: "exchange/many", max: RETURNS_MAX });
  const { total } = worth.value.sums;
  if (total === 0) return err({ type: "exchange/worth-nothing", name: number });
  const items = worth.value.sums.items.filter(
    ({ quantity, raised }) => quantity !== 0 || raised === undefined,
  );
  const raised = sumMinor(worth.value.sums.items, (item) => item.raised ?? zeroMinor);
  const balances = orderBalance(sold).lines;
  const isNew = order === undefined || orderBalance(order).status === "paid";
  const opening = isNew ? openOrder(context, command) : [];
  const streams = [orderStream(isNew ? context.idAt(0) : openedId(order))];
  const lines = items.map(({ line }) => balances.find(({ id }) => id === line)?.line.added);
  const names = boundedNames(
    lines.map((added) => added?.name ?? ""),
    NAMES_BYTES_MAX,
  );
  const rows = new Map(receipt.body.items.map(({ line, row }) => [line, row]));
  const body = {
    order: openedId(sold),
    receipt: receipt.id,
    number,
    items: items.map(({ line, quantity, net: worthNow, raised: more = zeroMinor }, at) => {
      const by = lines[at]?.by ?? ("each" as const);
      // A share of a line is no piece of it, and comes back as one share.
      const count = quantity === 0 ? thousandths(-1000) : quantity;
      const row = rows.get(line);
      const net = minor(worthNow - more);
      const item = { line, name: names[at] ?? "", by, quantity: count, net };
      return row === undefined ? item : Object.assign(item, { row });
    }),
    total,
    ...(raised === 0 ? {} : { raised }),
    ...(command.bad === true ? { bad: command.bad } : {}),
    goods,
    reason: reason.value,
  };
  return ok([...opening, { kind: "order/return-taken", streams, body }]);
}

/** Decides that the goods stay with the guest: the order takes nothing of the receipt back any more. */
export function decideLeaveReturn(
  context: DecisionContext,
  order: OrderState,
  receipt: EventId | undefined,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const open = openReturns(order);
  const taken = open.findLast((it) => receipt === undefined || it.receipt === receipt);
  if (taken === undefined) return err({ type: "exchange/none" });
  return ok([ended(order, taken, null)]);
}

/** Decides that the goods come back after all, as was decided first. */
export function decideReturnAgain(
  context: DecisionContext,
  order: OrderState,
  receipt: EventId,
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const body = Object.values(order.returnsById ?? {}).findLast(
    ({ taken }) => taken?.receipt === receipt,
  )?.taken;
  const isOpen = openReturns(order).some((it) => it.receipt === receipt);
  if (body === undefined || body === null || isOpen) return err({ type: "exchange/none" });
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  return ok([{ kind: "order/return-taken", streams: [orderStream(openedId(order))], body }]);
}

function ended(order: OrderState, { id }: OpenReturn, refund: EventId | null): Draft {
  const streams = [orderStream(openedId(order))];
  return { kind: "order/return-ended", streams, body: { taken: id, refund } };
}

interface Part {
  readonly taken: OpenReturn;
  readonly sold: OrderState;
  readonly receipt: ReceiptState;
  readonly sums: RefundSums;
  /** The amount that pays for goods of the order. */
  readonly exchanged: MinorUnits;
  /** The amount that is refunded; never below zero. */
  readonly left: MinorUnits;
}

/** Returns the shares of the returned goods' worth at payment; refused where they cannot come back any more. */
function partsOf(view: LedgerView, order: OrderState): Result<ReadonlyArray<Part>, Refusal> {
  const { remaining, deposits } = orderBalance(order);
  let due = Math.max(0, remaining - sumMinor(deposits, ({ amount }) => amount));
  const parts: Part[] = [];
  for (const taken of openReturns(order)) {
    const sold = gatherOrder(view, taken.order);
    const receipt = sold.receipts.find(({ id }) => id === taken.receipt);
    // The receipt is another till's, and nothing of it was heard here.
    if (receipt === undefined) return err({ type: "refund/no-receipt" });
    const terms = returnTerms(view);
    const worth = refundWorth({ cash: EXACT, terms }, sold, { ...wanted(taken), method: "cash" });
    // Two tills apart took them back for this order: they are there once.
    const isTwice = parts.some((part) => part.taken.receipt === taken.receipt);
    // To the cent what the guest was told, or nothing.
    const isTotal = worth.ok && worth.value.sums.total === taken.total;
    if (!worth.ok || !isTotal || isTwice) {
      return err({ type: "exchange/changed", name: taken.number });
    }
    const value = 0 - taken.total;
    const exchanged = minor(Math.min(due, value));
    due -= exchanged;
    const { sums } = worth.value;
    parts.push({ taken, sold, receipt, sums, exchanged, left: minor(value - exchanged) });
  }
  return ok(parts);
}

function wanted({ receipt, items, goods, bad }: OpenReturn): Omit<Return, "method" | "reason"> {
  const lines = items.map(({ line, quantity }) => ({ line, quantity: thousandths(0 - quantity) }));
  return { receipt, lines, bad, ...(goods === null ? {} : { goods }) };
}

/** How an order that goods come back for is paid: by cash or a card, or with what is given for them. */
export interface Settling {
  readonly method: "cash" | "card";
  /** Undefined for all that is due. */
  readonly given: MinorUnits | undefined;
  readonly tip: MinorUnits;
  /** Why money goes back by another tender than it came by. */
  readonly reason?: string | undefined;
  readonly pay: (context: DecisionContext, order: OrderState, given: Given) => Decision;
}

type Given = Pick<Settling, "given" | "tip" | "reason">;

/**
 * The payment of an order, by `pay`, after what goods that come back pay of it. The same as `pay` alone
 * where none do.
 */
export function decideExchanging(
  context: DecisionContext,
  order: OrderState,
  settling: Settling,
): Decision {
  return onTaxedOrder(context, order, (own, taxed) =>
    onPromotedOrder(own, taxed, (next, promoted) =>
      onChargedOrder(next, promoted, (later, charged) => settle(later, charged, settling)),
    ),
  );
}

function settle(
  context: DecisionContext,
  order: OrderState,
  { method, given, tip, reason, pay }: Settling,
): Decision {
  if (openReturns(order).length === 0) return pay(context, order, { given, tip, reason });
  // The returned goods pay for the whole order, not for a part of it.
  if (context.part !== undefined) return err({ type: "split/returns" });
  const allowed = requirePermission(context, "pay");
  if (!allowed.ok) return allowed;
  const found = partsOf(context.view, order);
  if (!found.ok) return found;
  const parts = found.value;
  const terms = returnTerms(context.view);
  const handed = handOut(parts, { method, cash: context.rules.cash, terms });
  if (!handed.ok) return handed;
  const isOtherwise = handed.value.some(({ otherwise }) => otherwise > 0);
  const mayReturn = requirePermission(context, "return");
  if (isOtherwise && !mayReturn.ok) return mayReturn;
  const left = sumMinor(parts, (part) => part.left);
  const draftsHere = ownDrafts(context, order, handed.value);
  const refunds = handed.value.map((each, index) => refundOf(context, { ...each, method, index }));
  const drafts = [...draftsHere, ...refunds];
  const later = laterContext(context, { events: drafts.length, numbers: refunds.length });
  const after = foldDrafts(context, order, draftsHere);
  if (left === 0) {
    if (isSettled(after)) return ok(drafts);
    const paid = pay(later, after, { given, tip, reason });
    return paid.ok ? ok([...drafts, ...paid.value]) : paid;
  }
  // The refund takes all that there is: the goods that it pays for take nothing.
  const also = refundBy(after, { method, cash: context.rules.cash });
  const out = minor(also.out - sumMinor(handed.value, (it) => it.out.amount));
  const isAsked = given === undefined || given === (method === "cash" ? 0 : 0 - out);
  if (tip !== 0 || !isAsked) {
    const onto = sumMinor(handed.value, (it) => it.ontoVouchers);
    return err({ type: "payment/owes", refundDue: minor(out + onto) });
  }
  // The amounts of other tenders are still to go back by these.
  const isRest = also.settles === 0 && reason === undefined && orderBalance(after).refundDue > 0;
  if (isSettled(after) || isRest) return ok(drafts);
  const rest = { given: method === "cash" ? zeroMinor : undefined, tip, reason };
  const paid = pay(later, after, rest);
  return paid.ok ? ok([...drafts, ...paid.value]) : paid;
}

/** Nobody took other goods after all, so no bill is made. */
function isSettled(order: OrderState): boolean {
  const { status, lines, refundDue } = orderBalance(order);
  return refundDue === 0 && (status !== "open" || lines.every(({ voided }) => voided));
}

interface Handing extends Part {
  readonly out: HandedOut;
  /** The part of the amount that had come by another tender. */
  readonly otherwise: MinorUnits;
  /** The tenders of the money that pays for other goods. */
  readonly from: ReadonlyArray<TenderMoney>;
  /**
   * The amount that goes back onto vouchers, which had paid it: no cash goes out for that. Source:
   * docs/rules/vouchers.md, G7.
   */
  readonly ontoVouchers: MinorUnits;
}

/** Hands each refund out: cash is rounded for each by itself, and a card gets no more than it has paid. */
function handOut(
  parts: ReadonlyArray<Part>,
  { method, cash, terms }: Way & { readonly terms: ReturnTerms },
): Result<ReadonlyArray<Handing>, Refusal> {
  const handed: Handing[] = [];
  for (const part of parts) {
    const { sold, receipt, sums, left: rest } = part;
    const rule = method === "cash" ? cash : EXACT;
    const ontoVouchers = minor(Math.min(rest, tenderLeft(sold, receipt, VOUCHER)));
    const exchanged = minor(part.exchanged + ontoVouchers);
    const over = handedOver(sold, receipt, { total: sums.total, rule, exchanged, terms });
    const out = { ...over, along: minor(Math.max(0, over.along - ontoVouchers)) };
    const amount = minor(0 - out.amount);
    const left = tenderLeft(sold, receipt, method);
    const otherwise = minor(Math.max(0, amount - left));
    if (method === "card" && otherwise > 0) {
      return err({ type: "refund/beyond-card", amount, left });
    }
    const gone = [
      { method, amount },
      { method: VOUCHER, amount: ontoVouchers },
    ];
    const from = takenAlong(sold, receipt, { out: gone, along: out.along });
    handed.push({ ...part, out, otherwise, from, ontoVouchers });
  }
  return ok(handed);
}

/** Returns the order's own events: the refunds pay this much of it, and are no longer to come. */
function ownDrafts(
  { till, series, idAt }: DecisionContext,
  order: OrderState,
  parts: ReadonlyArray<Handing>,
): ReadonlyArray<Draft> {
  const streams = [orderStream(openedId(order))];
  const amount = sumMinor(parts, ({ exchanged }) => exchanged);
  // The goods pay with what they were paid with, rounding included.
  const tendered = sumMinor(parts, ({ out }) => out.along);
  const from = [...sumByTender(parts.flatMap((part) => (part.exchanged === 0 ? [] : part.from)))];
  const started = { method: "exchange", amount, from, till, series, drawer: null };
  const nothing = { change: zeroMinor, tip: zeroMinor };
  const rounding = minor(tendered - amount);
  const captured = { payment: idAt(0), amount, tendered, rounding, ...nothing };
  const paid: ReadonlyArray<Draft> = [
    { kind: "payment/started", streams, body: started },
    { kind: "payment/captured", streams, body: captured },
  ];
  const paidBefore = amount === 0 ? [] : paid;
  const first = paidBefore.length + parts.length;
  return [...paidBefore, ...parts.map(({ taken }, at) => ended(order, taken, idAt(first + at)))];
}

function refundOf(
  { view, series, till, doubts }: DecisionContext,
  {
    taken,
    sold,
    receipt,
    sums,
    exchanged,
    left,
    out,
    from,
    otherwise,
    ontoVouchers,
    method,
    index,
  }: Handing & { readonly method: "cash" | "card"; readonly index: number },
): Draft {
  const forGoods =
    exchanged === 0 ? [] : [{ method: "exchange" as const, amount: minor(0 - out.along) }];
  const along = exchanged === 0 ? [] : from.filter(({ amount }) => amount > 0);
  const asVoucher = voucherBack(sold, receipt, ontoVouchers);
  const onto = creditsOnto(view, sold, ontoVouchers);
  const asMoney = left === ontoVouchers ? [] : [{ method, amount: out.amount }];
  const body: RefundIssued = {
    series,
    no: view.sum(seriesCountKey(series)) + 1 + index,
    till,
    drawer: null,
    of: receipt.id,
    ...sums,
    out: [...forGoods, ...asVoucher, ...asMoney],
    ...(along.length === 0 ? {} : { along }),
    ...(onto.length === 0 ? {} : { onto: [...onto] }),
    ...(otherwise === 0 ? {} : { otherwise }),
    ...pointsBack(sold, receipt.id, sums),
    rounding: out.rounding,
    reason: taken.reason,
    ...doubts?.(),
  };
  // What comes back to the stock is told to the orders that the goods were born on.
  const births = sums.items.map(({ birth }) => orderStream(birth));
  const vouchers = onto.map(({ id }) => toStreamId("voucher", id));
  const streams = [...new Set([orderStream(taken.order), ...births, ...vouchers])];
  return { kind: "refund/issued", streams, body };
}

/** Returns the amount that goes back onto vouchers as a tender of the refund; none for nothing. */
function voucherBack(
  sold: OrderState,
  receipt: ReceiptState,
  amount: MinorUnits,
): ReadonlyArray<TenderMoney> {
  if (amount === 0) return [];
  const name = receiptTenders(sold, receipt).find((tender) => tender.method === VOUCHER)?.name;
  const money = name === undefined ? { amount } : { name, amount };
  return [turned({ method: VOUCHER, ...money })];
}

/** For what the same transaction does next: some numbers of the series are given. */
function laterContext(
  context: DecisionContext,
  { events, numbers }: { readonly events: number; readonly numbers: number },
): DecisionContext {
  const { view, series } = context;
  const key = seriesCountKey(series);
  function sum(other: string): number {
    return view.sum(other) + (other === key ? numbers : 0);
  }
  return { ...shiftContext(context, events), view: { ...view, sum } };
}

/** Returns the amount that cash settles of an order now, rounded as cash is; below zero for a refund. */
export function cashOf(view: LedgerView, cash: CashRule, order: OrderState): MinorUnits {
  const { due, refundDue } = orderBalance(order);
  return refundDue === 0
    ? roundCash(due, cash)
    : minor(0 - outBy(view, order, { method: "cash", cash }));
}

/** Returns the amounts that each tender can refund of an order now, first those that its money came by. */
export function refundTenders(
  view: LedgerView,
  cash: CashRule,
  order: OrderState,
): ReadonlyArray<TenderMoney> {
  const { byTender, forReturns, forGoods } = moneyOwed(order);
  const forWhat = forReturns + forGoods === 0 ? [] : (["cash", "card"] as const);
  const otherTenders = forWhat.filter((method) => byTender.every((part) => part.method !== method));
  return [
    ...byTender.map(({ method, name }) => {
      const amount =
        method === "cash" || method === "card"
          ? outBy(view, order, { method, cash })
          : refundBy(order, { method, cash }).out;
      return name === undefined ? { method, amount } : { method, name, amount };
    }),
    ...otherTenders
      .filter((method) => forGoods > 0 || mayHandOut(view, order, { method, cash }))
      .map((method) => ({ method, amount: outBy(view, order, { method, cash }) })),
  ];
}

interface Way {
  readonly method: "cash" | "card";
  readonly cash: CashRule;
}

/** Zero or above. For goods of receipts it is what these are worth where the payment would refuse it. */
function outBy(view: LedgerView, order: OrderState, way: Way): MinorUnits {
  const handed = handOutNow(view, order, way);
  const forReturns = handed.ok
    ? 0 - sumMinor(handed.value, (part) => part.out.amount)
    : moneyOwed(order).forReturns;
  return minor(forReturns + refundBy(order, way).out);
}

/** The payment names what changed meanwhile. */
function mayHandOut(view: LedgerView, order: OrderState, way: Way): boolean {
  return !partsOf(view, order).ok || handOutNow(view, order, way).ok;
}

function handOutNow(
  view: LedgerView,
  order: OrderState,
  way: Way,
): Result<ReadonlyArray<Handing>, Refusal> {
  const found = partsOf(view, order);
  return found.ok ? handOut(found.value, { ...way, terms: returnTerms(view) }) : found;
}

/* Names of many goods in one event, whose body has a limit: the longest ones give way. */

const MARK = "…";

/** Each as long as it is, unless they are too many bytes together: then none is longer than its share. */
export function boundedNames(
  names: ReadonlyArray<string>,
  bytesMax: number,
): ReadonlyArray<string> {
  const sizes = names.map(jsonBytes);
  if (sizes.reduce((sum, size) => sum + size, 0) <= bytesMax) return names;
  const share = Math.floor(bytesMax / names.length);
  return names.map((name, at) => ((sizes[at] ?? 0) <= share ? name : cut(name, share)));
}

function cut(name: string, bytesMax: number): string {
  let left = bytesMax - jsonBytes(MARK);
  let kept = "";
  for (const sign of name) {
    left -= jsonBytes(sign);
    if (left < 0) break;
    kept += sign;
  }
  return kept + MARK;
}

/** Returns the bytes of a text in JSON at most: JSON escapes some signs. */
function jsonBytes(text: string): number {
  let bytes = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0xd800 && code <= 0xdfff)) bytes += 6;
    else if (sign === '"' || sign === "\\") bytes += 2;
    else bytes += bytesOf(code);
  }
  return bytes;
}

function bytesOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x8_00) return 2;
  return code < 0x1_00_00 ? 3 : 4;
}
