/**
 * What a payment writes: itself, the receipt once nothing is left, and what the kitchen did not know yet.
 *
 * The receipt names the items that it covers and the payments that it uses, worked out once and
 * recorded; nothing ever works them out again.
 */

import { isAllHere, lineAt, ordersOnBill, orderOfPayment } from "../../balance/line-places.ts";
import { unusedBy } from "../../balance/money-by-tender.ts";
import { type LineBalance, type OrderBalance, orderBalance } from "../../balance/order-balance.ts";
import { statedCharges } from "../../balance/order-charges.ts";
import { couponsOfLine, couponsOn, orderDeals } from "../../balance/order-deals.ts";
import { isDiscounted } from "../../balance/order-discount.ts";
import { paidItemsOf } from "../../balance/paid-items.ts";
import { toReceiptTax } from "../../balance/remaining-bill.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { nameOf } from "../../day/z-goods.ts";
import { type CardCaptured } from "../../events/card-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { type ReceiptIssued, type ReceiptItem, type ReceiptTo } from "../../events/order-events.ts";
import { GIVES_MAX, type PaymentStarted } from "../../events/payment-events.ts";
import { type PaidByVoucher } from "../../events/voucher-events.ts";
import { billStreams, lineBirth, orderStream, paymentStream } from "../../folds/order-fold.ts";
import { seriesCountKey } from "../../folds/order-sums.ts";
import { type EventId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { isDepositKind } from "../../lines/line-kinds.ts";
import { minor, type MinorUnits, subtractMinor, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { type CashSettlement } from "../../money/cash-rounding.ts";
import { divideRounded, lowestTerms, productOf, shareLeft } from "../../money/rounding.ts";
import { unpaidPart } from "../../order/bill-parts.ts";
import { isForLater } from "../../order/due-at.ts";
import { joinsIn } from "../../order/equal-lines.ts";
import { itemsInRows } from "../../order/receipt-rows.ts";
import { readCustomer, type SealedCustomer } from "../../people/customers.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type ForeignCash } from "../../tenders/foreign-cash.ts";
import { type DecisionContext, drawerHere, requirePermission } from "../decision.ts";
import { tellKitchen } from "../kitchen/send-order.ts";
import { foldDrafts, shiftContext } from "../order/drafted-order.ts";
import { linesAtReceipt } from "../order/held-at-payment.ts";
import { requireSerials } from "../order/serial-numbers.ts";
import { taxesAnew } from "../order/tax-order.ts";
import { type Refusal } from "../refusal.ts";
import { issuedBy, requireVoucherKey } from "./issue-vouchers.ts";
import { serverPaid } from "./server-paid.ts";
import { receiptPoints, requirePoints } from "./spend-points.ts";
import { type TipGiven } from "./tip.ts";

/** No coins make up a tip of less than cash is rounded to. */
export interface CashGiven extends TipGiven {
  /** The tip is in it. */
  readonly tendered: MinorUnits;
  /** Why money goes back in cash that did not come so. */
  readonly reason?: string | undefined;
}

/** Returns the amounts of an order that can take money or owes some. */
export function payableOf(
  context: DecisionContext,
  order: OrderState,
): Result<OrderBalance, Refusal> {
  const allowed = requirePermission(context, "pay");
  if (!allowed.ok) return allowed;
  const key = requireVoucherKey(context, order);
  if (!key.ok) return key;
  const points = requirePoints(context, order);
  if (!points.ok) return points;
  const balance = orderBalance(order);
  if (isForLater(order)) {
    // The receipt is of what the guest takes along, which is all of it.
    if (context.part !== undefined) return err({ type: "due/parts" });
    const isSettled = balance.due === 0 && balance.refundDue === 0;
    if (isSettled && balance.status === "open") return err({ type: "due/paid" });
  }
  if (context.part !== undefined) {
    const part = unpaidPart(order, context.part);
    if (part === undefined) return err({ type: "split/part-paid" });
    if (itemsOf(order, part.balance).length === 0) return err({ type: "split/part-empty" });
    const said = requireSerials(part.balance.lines);
    return said.ok ? ok(part.balance) : said;
  }
  if (balance.refundDue > 0) return ok(balance);
  if (balance.status === "paid") return err({ type: "order/paid" });
  const isEmpty = balance.status === "empty" || itemsOf(order, balance).length === 0;
  if (isEmpty) return err({ type: "order/empty" });
  // What is paid before goods are there is paid for no piece of them.
  const said = isForLater(order) ? ok(undefined) : requireSerials(balance.lines);
  return said.ok ? ok(balance) : said;
}

/**
 * Goods that payments settle get their receipt; none as long as money is due, or still to go back, or the order
 * waits to be collected.
 */
export function closeWhenEven(context: DecisionContext, before: OrderState): ReadonlyArray<Draft> {
  if (isForLater(before)) return [];
  const anew = taxesAnew(context, before);
  const order = foldDrafts(context, before, anew);
  const balance = orderBalance(order);
  if (balance.refundDue > 0 || balance.due > 0) return [];
  if (itemsOf(order, balance).length === 0) return [];
  const uses = usesOf(order, balance);
  const parts = { balance, rounding: zeroMinor, uses, count: 0 };
  return [...anew, ...closing(shiftContext(context, anew.length), order, parts)];
}

export interface Payment extends CashSettlement, Omit<CashGiven, "reason"> {
  /** `cash`, `card`, or the id of a tender of the shop's own. */
  readonly method: string;
  /** The name of the shop's own tender. */
  readonly name?: string | undefined;
  readonly foreign?: ForeignCash;
  /** The tender that refunded money had come by, where it goes out by another one. */
  readonly otherwise?: PaymentStarted["otherwise"];
  /** It brings back what had gone out beyond what there was. */
  readonly again?: true;
  /** Why nobody brings it. */
  readonly writtenOff?: string;
  /** The one payment that goes back, and why; missing for money of which there is too much. */
  readonly back?: { readonly of: EventId; readonly reason: string };
  /** Staff number of whose the tip is; missing where it is whoever takes the payment. */
  readonly tipTo?: string;
  /** The payment that was started before, at a terminal; missing for one that starts now. */
  readonly begun?: BegunCard | undefined;
  /** The voucher that it is made by, or put back onto. */
  readonly voucher?: PaidByVoucher | undefined;
}

/** A payment that a terminal was asked for, with the terminal's answer. */
export interface BegunCard {
  readonly payment: EventId;
  readonly card: CardCaptured;
}

/** `amount` is what is kept: what it settles, and the rounding. */
export function partPayment(tendered: MinorUnits): CashSettlement {
  return { amount: tendered, change: zeroMinor, rounding: zeroMinor };
}

/**
 * Takes the payments that together settle all that is due, and issues the receipt that uses them. For an order
 * that waits to be collected they are deposits.
 */
export function payInFull(
  context: DecisionContext,
  order: OrderState,
  { balance, payments }: { readonly balance: OrderBalance; readonly payments: readonly Payment[] },
): ReadonlyArray<Draft> {
  const paid: Draft[] = [];
  const uses = [...usesOf(order, balance)];
  const tips: ReceiptIssued["tips"] = [];
  for (const payment of payments) {
    const { amount, rounding, tip, foreign, begun } = payment;
    const settles = minor(amount - rounding);
    // A cent that cash rounds away is settled all the same; other money stays in the drawer.
    if (settles === 0 && tip === 0 && foreign === undefined) continue;
    const id = begun?.payment ?? context.idAt(paid.length);
    paid.push(...paymentEvents(shiftContext(context, paid.length), order, payment));
    uses.push({
      order: orderOfPayment(order, id) ?? openedId(order),
      payment: id,
      amount: settles,
    });
    if (tip !== 0) tips.push({ payment: id, amount: tip });
  }
  if (isForLater(order)) return paid;
  const rounding = sumMinor(payments, (payment) => payment.rounding);
  const parts = { balance, rounding, uses, tips, count: paid.length };
  return [...paid, ...closing(context, order, parts)];
}

/** The bill, and how it is paid. */
interface PaidBill {
  readonly balance: OrderBalance;
  readonly rounding: MinorUnits;
  readonly uses: ReceiptIssued["uses"];
  /** Those of the payments that are made now. */
  readonly tips?: ReceiptIssued["tips"];
}

/** The receipt, after the kitchen was told of what it did not know. `count` events stand before. */
function closing(
  context: DecisionContext,
  order: OrderState,
  parts: PaidBill & { readonly count: number },
): ReadonlyArray<Draft> {
  // Payment sends the goods to the kitchen, also for a person without the right to send.
  const tickets = tellKitchen(context, order, {
    firstIndex: parts.count,
    lines: linesAtReceipt(context, order),
  });
  const issued = receiptOf(context, order, parts);
  const receipt = context.idAt(parts.count + tickets.length);
  const { drafts, ...points } = receiptPoints(context, order, { receipt, body: issued });
  const body = { ...issued, ...points };
  const draft: Draft = { kind: "receipt/issued", streams: [...billStreams(order)], body };
  return [...tickets, draft, ...issuedBy(context, order, body.items), ...drafts];
}

export function paymentEvents(
  context: DecisionContext,
  order: OrderState,
  payment: Payment,
): ReadonlyArray<Draft> {
  const { method, name, amount, rounding, otherwise, again, writtenOff, begun, back } = payment;
  const reason = back?.reason ?? writtenOff;
  if (begun !== undefined) return [capturedOf({ context, order }, payment, begun)];
  const { till, series, idAt, part } = context;
  const settles = minor(amount - rounding);
  const gives = back === undefined ? givenBy(order, payment) : [back.of];
  return [
    {
      kind: "payment/started",
      streams: [orderStream(openedId(order))],
      body: {
        method,
        ...(name === undefined ? {} : { name }),
        amount: settles,
        ...(otherwise === undefined ? {} : { otherwise }),
        ...(gives.length === 0 ? {} : { gives: [...gives] }),
        ...(reason === undefined ? {} : { reason }),
        ...(again === undefined ? {} : { again }),
        till,
        series,
        drawer: drawerHere(context),
        ...(part === undefined ? {} : { part }),
      },
    },
    capturedOf({ context, order }, payment, { payment: idAt(0) }),
  ];
}

/** Returns the payments of which money goes back; none where money comes. */
function givenBy(
  order: OrderState,
  { method, amount, rounding, otherwise }: Payment,
): ReadonlyArray<EventId> {
  return amount - rounding < 0 ? unusedBy(order, otherwise?.of ?? method).slice(-GIVES_MAX) : [];
}

function capturedOf(
  { context, order }: { readonly context: DecisionContext; readonly order: OrderState },
  { amount, tendered, change, rounding, tip, tipTo, foreign, voucher }: Payment,
  { payment, card }: Partial<BegunCard> & Pick<BegunCard, "payment">,
): Draft {
  const to = tipTo ?? (tip > 0 ? serverPaid(context, order) : undefined);
  const ofVoucher = voucher === undefined ? [] : [toStreamId("voucher", voucher.id)];
  return {
    kind: "payment/captured",
    streams: [paymentStream(order, payment), ...ofVoucher],
    body: {
      payment,
      amount: minor(amount - rounding),
      tendered,
      ...(foreign === undefined ? {} : { foreign }),
      change,
      rounding,
      tip,
      ...(to === undefined ? {} : { to }),
      ...(card === undefined ? {} : { card }),
      ...(voucher === undefined ? {} : { voucher }),
    },
  };
}

function receiptOf(
  context: DecisionContext,
  order: OrderState,
  { balance, rounding, uses, tips = [] }: PaidBill,
): ReceiptIssued {
  const { view, series, till, doubts } = context;
  const { lines } = balance;
  const used = usedUp(order, balance);
  return {
    series,
    no: view.sum(seriesCountKey(series)) + 1,
    till,
    drawer: drawerHere(context),
    items: itemsInRows(order, { items: itemsOf(order, balance), lines }, joinsIn(view)),
    charges: chargesOf(context, order, balance),
    tips: [...tipsOf(order, used), ...tips].slice(-TIPS_MAX),
    taxes: balance.remainingTaxes.map(toReceiptTax),
    uses,
    total: balance.remaining,
    rounding: minor(rounding + sumMinor(used, ({ payment }) => roundingOf(order, payment))),
    rule: balance.ruleNumber,
    ...(balance.exempt === null ? {} : { exempt: balance.exempt }),
    ...recipientOf(view, order),
    ...partOf(context, order),
    ...doubts?.(),
  };
}

/** Returns the charges with whose they are, where that is the server of the order that each is of. */
function chargesOf(
  context: DecisionContext,
  order: OrderState,
  { charges }: OrderBalance,
): ReceiptIssued["charges"] {
  const servers = new Map(
    ordersOnBill(order).map((own) => [own.opened?.id, serverPaid(context, own)]),
  );
  return statedCharges(charges).map((charge) => {
    const to = servers.get(charge.order);
    return to === undefined ? charge : Object.assign({}, charge, { to });
  });
}

/** Returns the recipient as known now: later changes of the customer change no receipt. */
function recipientOf(view: LedgerView, order: OrderState): Pick<ReceiptIssued, "to"> {
  const id = registerValue(order.fields.customer) ?? "";
  const customer = id === "" ? undefined : readCustomer(view, id);
  if (customer === undefined || customer === "erased") return {};
  return { to: recipientFrom(customer) };
}

/** Returns the customer as a receipt or an invoice records them. */
export function recipientFrom({ id, sealed }: SealedCustomer): ReceiptTo {
  const { name = null, taxId = null, address } = sealed;
  return { customer: id, name, taxId, ...(address === undefined ? {} : { address }) };
}

/** The most tips on one receipt: nobody makes more part payments, and each payment has its own all the same. */
const TIPS_MAX = 20;

/** Deposits of which it leaves nothing: what they were rounded by, and their tips, go with that. */
function usedUp(order: OrderState, { deposits }: OrderBalance): OrderBalance["deposits"] {
  const all = orderBalance(order).deposits;
  return deposits.filter((used) =>
    all.some(({ payment, amount }) => payment === used.payment && amount === used.amount),
  );
}

function partOf({ part: id }: DecisionContext, order: OrderState): Pick<ReceiptIssued, "part"> {
  const part = id === undefined ? undefined : unpaidPart(order, id);
  return part === undefined ? {} : { part: { id: part.id, no: part.no, of: part.of } };
}

function tipsOf(order: OrderState, deposits: OrderBalance["deposits"]): ReceiptIssued["tips"] {
  return deposits.flatMap(({ payment }) => {
    const amount = order.paymentsById[payment]?.captured?.tip?.amount;
    return amount === undefined ? [] : [{ payment, amount }];
  });
}

/** All deposits, with what was handed back of them: what is paid now makes the bill of them. */
function usesOf(order: OrderState, { deposits }: OrderBalance): ReceiptIssued["uses"] {
  return deposits.map(({ payment, amount }) => ({
    order: orderOfPayment(order, payment) ?? openedId(order),
    payment,
    amount,
  }));
}

/** Returns the share of the line that lies on the bill; a rest that other parts left is a share too. */
function shareOfLine(order: OrderState, balance: LineBalance): Share {
  const { id, share, covered, remaining, net, discount } = balance;
  if (share !== undefined) return share;
  if (covered === 0 || Math.abs(remaining) >= Math.abs(net)) return WHOLE;
  const left = lowestTerms(Math.abs(remaining), Math.abs(net));
  const said = shareLeft(paidItemsOf(order, id));
  if (discount === null) {
    // What receipts leave is said as they say it: a third is no number of cents.
    return said !== undefined && isShareOf(said, balance) ? said : left;
  }
  const where = order.gathered?.linesById[id];
  if (where !== undefined && !isAllHere(where)) return WHOLE;
  // A later discount is on these goods alone, so their price gives no share of the line any more.
  return said ?? left;
}

/** Whether what is left of the line is that share of it, but for the odd cents of parts. */
function isShareOf({ num, den }: Share, { remaining, net }: LineBalance): boolean {
  return Math.abs(remaining * den - net * num) <= den;
}

type Share = NonNullable<LineBalance["share"]>;

const WHOLE = { num: 1, den: 1 } as const;

/**
 * Every line that no receipt covers in full yet; goods that cost nothing are named once. Of what is
 * taken off the order, goods that come back bear nothing.
 */
function itemsOf(order: OrderState, { lines, exempt }: OrderBalance): ReceiptItem[] {
  const named = new Set(order.receipts.flatMap(({ body }) => body.items.map(({ line }) => line)));
  // Free lines are on the first receipt as a whole, whichever part it is of.
  const free = new Set(
    orderBalance(order).lines.flatMap(({ remaining, id }) => (remaining === 0 ? [id] : [])),
  );
  const orderId = openedId(order);
  const writes = new Map(
    ordersOnBill(order).map(({ opened, fields }) => [opened?.id, fields.discount.open.at(-1)]),
  );
  return lines
    .filter(
      ({ voided, remaining, id }) =>
        !voided && (remaining !== 0 || (free.has(id) && !named.has(id))),
    )
    .map((balance) => {
      const { id, line, remaining, remainingOff, quantity } = balance;
      const at = lineAt(order, id) ?? orderId;
      const write = writes.get(at);
      const { num, den } = free.has(id) ? WHOLE : shareOfLine(order, balance);
      const where = order.gathered?.linesById[id];
      const isAll = num === den && (where === undefined || isAllHere(where));
      const item = {
        birth: lineBirth(order, id),
        line: id,
        at,
        num,
        den,
        gross: remaining,
        off: remainingOff,
        offWrite:
          write !== undefined && write.value !== null && isDiscounted(write.value, balance)
            ? write.id
            : null,
        net: subtractMinor(remaining, remainingOff),
      };
      const { kind: name } = line.added ?? {};
      const pieces = isAll ? {} : { pieces: quantity };
      const dealt = dealtIn(order, balance);
      const bears = isDepositKind(name) || name === "forfeit";
      const taxes = bears ? { taxes: nameOf(balance.taxes, exempt !== null) } : {};
      const sort = name === undefined ? {} : { kind: name, ...taxes };
      return Object.assign(item, pieces, sort, dealt);
    });
}

/**
 * Returns the deals and coupons of a line's pieces, and what of their saving is on this receipt: the last one has
 * the rest.
 */
function dealtIn(
  order: OrderState,
  { id, promo, remaining, live }: LineBalance,
): Pick<ReceiptItem, "deals" | "promo" | "coupons"> {
  const { deals } = orderDeals(order);
  const own = deals.filter(({ pieces }) => pieces.some(([line]) => line === id));
  const onLine = couponsOfLine(order, id);
  if ((own.length === 0 && onLine.length === 0) || order.promoted === undefined) return {};
  const items = paidItemsOf(order, id);
  const rest = orderBalance(order).lines.find((line) => line.id === id)?.remaining ?? remaining;

  function here(whole: MinorUnits, before: MinorUnits): MinorUnits {
    const left = Math.max(0, whole - before);
    if (rest === remaining) return minor(left);
    return minor(Math.min(left, divideRounded(productOf(whole, remaining), live, "up")));
  }

  const all = here(
    promo,
    sumMinor(items, (item) => item.promo ?? zeroMinor),
  );
  const before = couponsOn(order, items);
  const coupons = onLine.flatMap(({ promotion, off }) => {
    const gone = before.find((one) => one.promotion === promotion)?.off ?? zeroMinor;
    const part = minor(Math.min(all, here(off, gone)));
    return part === 0 ? [] : [{ promotion, off: part }];
  });
  return {
    ...(own.length === 0 ? {} : { deals: own.map((deal) => deal.id) }),
    promo: all,
    ...(coupons.length === 0 ? {} : { coupons }),
  };
}

function roundingOf(order: OrderState, payment: EventId): number {
  return order.paymentsById[payment]?.captured?.rounding ?? 0;
}
