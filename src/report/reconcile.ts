/**
 * Whether a business day ties out to the cent, and if not, why.
 *
 * Two books are compared: the sums that were kept as events came in, and the receipts and payments
 * themselves, read one by one. Reports add up what receipts recorded; they never recompute a tax
 * from a total. Source: docs/rules/arithmetic.md, R6.
 */

import { isIncomplete, orderBalance } from "../domain/balance/order-balance.ts";
import { withChargeItems } from "../domain/balance/order-charges.ts";
import { toTaxView } from "../domain/balance/remaining-bill.ts";
import { type Doubts, doubtsIn, isDoubted } from "../domain/doubts/doubts.ts";
import { type UnreadEvent, unreadCritical } from "../domain/doubts/unknown-events.ts";
import { compareInLedger } from "../domain/events/event.ts";
import { dayMoney, type DayTender } from "../domain/figures/day-money.ts";
import { isOfExemptSale, taxOf, type TaxPlace } from "../domain/figures/facts.ts";
import { FIGURES } from "../domain/figures/figures.ts";
import {
  correctionsOf,
  moneyDayTag,
  receiptTag,
  returnedOn,
  tipsAfter,
} from "../domain/folds/order-sums.ts";
import { type BusinessDay, type EventId } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { besideGoods, besideSales } from "../domain/lines/line-kinds.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../domain/money/amounts.ts";
import { onPrices, sumTaxes, type TaxView } from "../domain/money/tax.ts";
import { openBills } from "../domain/order/gathered-order.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import {
  type CorrectionState,
  type OrderState,
  type PaymentState,
  type ReceiptState,
  type RefundState,
} from "../domain/state/order-state.ts";
import {
  type CorrectedPayment,
  correctedPayments,
  tenderDifferences,
  tendersNamed,
} from "./corrections.ts";
import {
  attentionOf,
  numberOf,
  orderAt,
  type OrderAttention,
  type OrderSettled,
  settledOf,
} from "./day-attention.ts";
import { type Difference, differing, figure } from "./difference.ts";
import { figureFields, type ReportFigures } from "./figure-fields.ts";
import { addFigures, byRate, keptByTill } from "./figures.ts";
import { approverOf, type Person, personOf } from "./report-names.ts";

export interface TenderTotal extends DayTender {
  /** The last name of the shop's own tender; null for cash and cards. */
  readonly name: string | null;
}

export interface SeriesRange {
  readonly series: string;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** Numbers between first and last that no receipt and no refund has. */
  readonly missing: ReadonlyArray<number>;
}

/** Lines of which their till had not heard what a price list said: sold by what it knew. */
export interface PricedApart {
  readonly lines: number;
  /** The difference to the usual prices: below zero where the list prices were cheaper. */
  readonly total: MinorUnits;
  /** The names of the price lists. */
  readonly lists: ReadonlyArray<string>;
}

/** The figures of a day by its orders, and whether the kept sums say the same. */
export interface DayBooks extends ReportFigures {
  readonly day: BusinessDay;
  readonly receipts: number;
  /**
   * The amount of the goods sold; with the goods that came back beside them it makes the sum of the
   * receipts.
   */
  readonly sales: MinorUnits;
  /** Lines of goods that came back without a receipt: zero or below, without taxes added to prices. */
  readonly returned: { readonly count: number; readonly total: MinorUnits };
  /** Sales of receipts that were given back: zero or below. Taxes and rounding are with them. */
  readonly refunds: { readonly count: number; readonly total: MinorUnits };
  readonly rounding: MinorUnits;
  readonly taxes: ReadonlyArray<TaxView>;
  /** Sales that owe no taxes, less what was refunded of them: in the sums above. */
  readonly exempt: MinorUnits;
  readonly tenders: ReadonlyArray<TenderTotal>;
  /** The amount of the shop's own money that the day leaves in the drawers: cash without the foreign. */
  readonly ownCash: MinorUnits;
  readonly corrections: ReadonlyArray<CorrectedPayment>;
  /** Money that went back by another tender than it came by. */
  readonly otherwise: ReadonlyArray<HandedOtherwise>;
  readonly series: ReadonlyArray<SeriesRange>;
  /** Money on orders that no receipt of the same day uses, and such money of other days used now. */
  readonly deposits: Deposits;
  /** Receipts that are stored and counted nowhere, until a person settles whether they are. */
  readonly inQuestion: { readonly receipts: number; readonly total: MinorUnits };
  /** Open at this moment, whatever the day asked for: open orders belong to no day. */
  readonly openOrders: { readonly count: number; readonly due: MinorUnits };
  /** Numbers of orders with money of the day that wait for something not heard yet; empty as there. */
  readonly incomplete: ReadonlyArray<string>;
  /** Receipts and refunds that were issued under a doubt, in the ledger's order. */
  readonly doubted: ReadonlyArray<DoubtedNumber>;
  /** Critical events of the day, or in orders with its money, that take a newer build to read. */
  readonly unread: ReadonlyArray<UnreadEvent>;
  /** The open questions of orders with money of the day; a question of another day belongs to that day. */
  readonly attention: ReadonlyArray<OrderAttention>;
  /** The settled questions of orders with money of the day, and those settled on the day itself. */
  readonly settled: ReadonlyArray<OrderSettled>;
  readonly differences: ReadonlyArray<Difference>;
}

/** A paper that has a number and a total. */
type Issued = ReceiptState | RefundState;

/** A receipt that is in question. Its number is given all the same. */
export interface QuestionedNumber {
  readonly day: BusinessDay;
  readonly series: string;
  readonly no: number;
  readonly total: MinorUnits;
}

/** Chains and single events are looked at by whoever holds them: what they say is added there. */
export function reconcileDay(
  view: LedgerView,
  day: BusinessDay,
  inQuestion: ReadonlyArray<QuestionedNumber> = [],
): DayBooks {
  const questioned = inQuestion.filter((receipt) => receipt.day === day);

  function isOfDay(issuedOn: Pick<ReceiptState, "home" | "day">): boolean {
    return issuedOn.home && issuedOn.day === day;
  }

  const streams = view.tagged(moneyDayTag(day));
  const orders = streams.map((stream) => orderAt(view, stream));
  const receipts = orders.flatMap((order) => order.receipts.filter(isOfDay));
  const refunds = orders.flatMap((order) => order.refunds.filter(isOfDay));
  const issued = [...receipts, ...refunds];
  const open = openBills(view).map((order) => orderBalance(order));
  const kept = addFigures(keptByTill(view, day).values());
  const series = seriesRanges(issued, questioned);
  const returned = returnedOf(receipts);
  const corrections = correctionsOn(orders, day);
  const tipped = orders.flatMap(tipsAfter).filter((it) => it.home && it.day === day);
  const sums = {
    receipts: receipts.length,
    sales: minor(sumMinor(receipts, ({ body }) => body.total - besideSales(body))),
    returned,
    refunds: {
      count: refunds.length,
      total: sumMinor(refunds, ({ body }) => body.total - besideSales(body)),
    },
    rounding: sumMinor([...issued, ...corrections], ({ body }) => body.rounding),
  };
  const taxes = taxesOf(issued);
  const captured = capturedOn(orders, day);
  const tenders = tendersOf(kept, [...captured, ...corrections, ...refunds]);
  const figures = figureFields(kept);
  return {
    day,
    ...sums,
    taxes,
    exempt: exemptOf(issued),
    tenders,
    ownCash: ownCashOf(cashOf(tenders), figures.foreign),
    ...figures,
    corrections: orders.flatMap((order) => correctedPayments(order, { day, staffName: () => "" })),
    otherwise: handedOtherwise(orders, day),
    series,
    inQuestion: {
      receipts: questioned.length,
      total: sumMinor(questioned, ({ total }) => total),
    },
    deposits: depositsOf(orders, day),
    incomplete: orders.filter(isIncomplete).map(numberOf),
    doubted: doubtedNumbers(issued),
    unread: unreadCritical(view).filter(
      (event) => event.day === day || event.streams.some((stream) => streams.includes(stream)),
    ),
    attention: streams.flatMap((stream) => attentionOf(view, stream, day)),
    settled: settledOf(view, day, streams),
    openOrders: { count: open.length, due: sumMinor(open, ({ due }) => due) },
    differences: [
      ...sumDifferences(kept, sums),
      ...receipts.flatMap(receiptDifferences),
      ...refunds.flatMap(refundDifferences),
      ...refundTenderDifferences(refunds, tenders),
      ...taxDifferences(kept, taxes),
      ...tenderDifferences(captured, { corrections, tipped }, tenders),
      ...exchangeDifferences(tenders),
      ...foreignDifferences({ payments: captured, corrections }, figures.foreign),
      ...series.flatMap((range) => missingReceipts(view, range, inQuestion)),
    ],
  };
}

function returnedOf(receipts: ReadonlyArray<ReceiptState>): DayBooks["returned"] {
  const each = receipts.map(({ body }) => returnedOn(body));
  return {
    count: each.reduce((sum, { count }) => sum + count, 0),
    total: sumMinor(each, ({ total }) => total),
  };
}

function taxesOf(issued: ReadonlyArray<Issued>): ReadonlyArray<TaxView> {
  return sumTaxes(issued.flatMap(({ body }) => body.taxes.map(toTaxView))).toSorted(byRate);
}

function exemptOf(issued: ReadonlyArray<Issued>): MinorUnits {
  const exempt = issued.filter(({ body }) => isOfExemptSale(body));
  return sumMinor(exempt, ({ body }) => body.total - besideGoods(body));
}

function tendersOf(
  kept: ReadonlyMap<string, number>,
  money: ReadonlyArray<PaymentState | CorrectionState | RefundState>,
): ReadonlyArray<TenderTotal> {
  const named = money.flatMap(tendersNamed);
  return dayMoney(kept).tenders.map((tender) => {
    const { method } = tender;
    // A payment by a voucher says which one it was.
    const name =
      method === "voucher" ? null : (named.findLast((it) => it.method === method)?.name ?? null);
    return Object.assign({ method, name }, tender);
  });
}

function cashOf(tenders: ReadonlyArray<TenderTotal>): MinorUnits {
  return tenders.find(({ method }) => method === "cash")?.kept ?? zeroMinor;
}

function seriesRanges(
  issued: ReadonlyArray<Issued>,
  questioned: ReadonlyArray<QuestionedNumber>,
): ReadonlyArray<SeriesRange> {
  const bySeries = Map.groupBy(issued, ({ body }) => body.series);
  return [...bySeries]
    .map(([series, own]) => {
      const numbers = own.map(({ body }) => body.no).toSorted((a, b) => a - b);
      const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
      const others = questioned.filter((other) => other.series === series);
      const present = new Set([...numbers, ...others.map(({ no }) => no)]);
      const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      const missing = all.filter((no) => !present.has(no));
      return { series, first, last, count: numbers.length, missing };
    })
    .toSorted((a, b) => (a.series < b.series ? -1 : 1));
}

/**
 * Returns the numbers missing between the day's first and last receipt, and before the first, where
 * the day before ended.
 */
function missingReceipts(
  view: LedgerView,
  { series, first, missing }: SeriesRange,
  inQuestion: ReadonlyArray<QuestionedNumber>,
): ReadonlyArray<Difference> {
  const before = first - 1;
  const isThere =
    before === 0 ||
    view.tagged(receiptTag(series, before)).length > 0 ||
    inQuestion.some((other) => other.series === series && other.no === before);
  return [...(isThere ? [] : [before]), ...missing].flatMap((no) =>
    differing("receipts", figure("receipt/missing", receiptNumber(series, no)), [1, 0]),
  );
}

/** Compares the sums kept as events came in with those of receipts and refunds read one by one. */
function sumDifferences(
  kept: ReadonlyMap<string, number>,
  sums: Pick<DayBooks, "receipts" | "sales" | "returned" | "refunds" | "rounding">,
): ReadonlyArray<Difference> {
  const { receipts, sales, returned, refunds, rounding } = sums;
  const was = dayMoney(kept);
  return [
    ...differing("receipts", figure("receipts/number"), [was.receipts, receipts]),
    ...differing("sales", figure("receipts/sum"), [was.sales, sales]),
    ...differing("sales", figure("returned/sum"), [was.returned.total, returned.total]),
    ...differing("receipts", figure("returned/lines"), [was.returned.count, returned.count]),
    ...differing("sales", figure("receipts/rounding"), [was.rounding, rounding]),
    ...differing("receipts", figure("refunds/number"), [was.refunds.count, refunds.count]),
    ...differing("sales", figure("refunds/sum"), [was.refunds.total, refunds.total]),
  ];
}

/** Items and taxes added on top make the total; the payments that it uses cover it, or hand it out. */
function receiptDifferences({ body }: ReceiptState): ReadonlyArray<Difference> {
  const name = receiptNumber(body.series, body.no);
  const items = sumMinor(withChargeItems(body).items, ({ net }) => net);
  const added = onPrices(body.taxes);
  const used = sumMinor(body.uses, ({ amount }) => amount);
  return [
    ...differing("sales", figure("receipt/items", name), [body.total, items + added]),
    ...differing("tenders", figure("receipt/payments", name), [body.total, used]),
  ];
}

/** Returns the differences of one refund. */
function refundDifferences({ body }: RefundState): ReadonlyArray<Difference> {
  const name = receiptNumber(body.series, body.no);
  const items = sumMinor(withChargeItems(body).items, ({ net }) => net);
  const added = onPrices(body.taxes);
  const out = sumMinor(body.out, ({ amount }) => amount);
  const owed = body.total + (body.unfunded ?? 0) + body.rounding;
  return [
    ...differing("sales", figure("refund/items", name), [body.total, items + added]),
    ...differing("tenders", figure("refund/money", name), [owed, out]),
  ];
}

function refundTenderDifferences(
  refunds: ReadonlyArray<RefundState>,
  tenders: ReadonlyArray<TenderTotal>,
): ReadonlyArray<Difference> {
  const outs = refunds.flatMap(({ body }) => body.out);
  const methods = new Set([...tenders, ...outs].map(({ method }) => method));
  return [...methods].flatMap((method) => {
    const kept = tenders.find((tender) => tender.method === method)?.refunded ?? 0;
    const found = sumMinor(
      outs.filter((out) => out.method === method),
      ({ amount }) => amount,
    );
    return differing("tenders", { type: "tender/refunded", method }, [kept, found]);
  });
}

/** Compares the taxes, also kept ones that stand on no receipt, and the other way round. */
function taxDifferences(
  kept: ReadonlyMap<string, number>,
  taxes: ReadonlyArray<TaxView>,
): ReadonlyArray<Difference> {
  const found = Map.groupBy(taxes, (sum) => placeOf(taxOf(sum)));
  const own = new Map(FIGURES.taxes.rows(kept).map((row) => [placeOf(row), row]));
  return [...new Set([...own.keys(), ...found.keys()])].flatMap((place) => {
    const [row, stated = []] = [own.get(place), found.get(place)];
    const name = row?.label ?? stated[0]?.label ?? "";
    const [keptTax, tax] = [
      (row?.tax ?? 0) + (row?.off ?? 0),
      sumMinor(stated, (sum) => sum.exempt ?? sum.tax),
    ];
    const net = sumMinor(stated, (sum) => sum.net);
    return [
      differing("taxes", figure("tax/net", name), [row?.base ?? 0, net]),
      differing("taxes", figure("tax/tax", name), [keptTax, tax]),
    ].flat();
  });
}

function placeOf({ rate, how, label }: TaxPlace): string {
  return `${rate}/${how}/${label}`;
}

/** Compares the exchanges: returned goods that pay for others are refunded by as much, so no money moves. */
function exchangeDifferences(tenders: ReadonlyArray<TenderTotal>): ReadonlyArray<Difference> {
  const exchange = tenders.find(({ method }) => method === "exchange");
  return exchange === undefined
    ? []
    : differing("tenders", figure("exchanged/sum"), [0, exchange.kept]);
}

function correctionsOn(
  orders: ReadonlyArray<OrderState>,
  day: BusinessDay,
): ReadonlyArray<CorrectionState> {
  return orders.flatMap(correctionsOf).filter((it) => it.home && it.day === day);
}

function capturedOn(
  orders: ReadonlyArray<OrderState>,
  day: BusinessDay,
): ReadonlyArray<PaymentState> {
  return orders
    .flatMap(({ paymentsById }) => Object.values(paymentsById))
    .filter((payment) => isCapturedOn(payment, day));
}

/* Receipts and refunds that were issued under a doubt, for the report of their day. */

interface DoubtedNumber {
  readonly number: string;
  readonly doubts: Doubts;
}

/** Returns those of them that were, in the ledger's order. */
function doubtedNumbers(
  issued: ReadonlyArray<ReceiptState | RefundState>,
): ReadonlyArray<DoubtedNumber> {
  return issued
    .filter(({ body }) => isDoubted(body))
    .toSorted(compareInLedger)
    .map(({ body }) => ({ number: receiptNumber(body.series, body.no), doubts: doubtsIn(body) }));
}

/* Money of a day that no receipt of the same day uses, and such money of other days that it uses. */

interface Deposits {
  readonly taken: MinorUnits;
  readonly used: MinorUnits;
}

/** Returns the deposits that the day took, and those that its receipts used. */
function depositsOf(orders: ReadonlyArray<OrderState>, day: BusinessDay): Deposits {
  const takenById = new Map<string, number>(
    orders.flatMap(({ paymentsById }) =>
      Object.entries(paymentsById).flatMap(([id, payment]) =>
        isCapturedOn(payment, day) ? [[id, payment.captured?.amount ?? 0] as const] : [],
      ),
    ),
  );
  let taken = [...takenById.values()].reduce((sum, amount) => sum + amount, 0);
  let used = 0;
  for (const order of orders) {
    for (const { payment, amount } of [...usesOf(order, day), ...usedNoMore(order, day)]) {
      if (takenById.has(payment)) taken -= amount;
      else used += amount;
    }
  }
  return { taken: minor(taken), used: minor(used) };
}

interface PaymentUse {
  readonly payment: EventId;
  readonly amount: number;
}

/** Returns what the day's receipts use: also payments of orders that were merged into theirs. */
function usesOf({ receipts }: OrderState, day: BusinessDay): ReadonlyArray<PaymentUse> {
  return receipts
    .filter((receipt) => receipt.home && receipt.day === day)
    .flatMap(({ body }) => body.uses);
}

/**
 * Returns what receipts use no more of payments, below zero, since refunds of the day gave so much of them back
 * without money.
 */
function usedNoMore(
  { receipts, refunds }: OrderState,
  day: BusinessDay,
): ReadonlyArray<PaymentUse> {
  const own = refunds.filter((refund) => refund.home && refund.day === day);
  return own.flatMap(({ body: { of, unfunded = 0 } }) => {
    let left: number = unfunded;
    const uses = receipts.find(({ id }) => id === of)?.body.uses ?? [];
    return uses.flatMap(({ payment: id, amount: used }) => {
      const amount = Math.max(0, Math.min(left, used));
      left -= amount;
      return amount === 0 ? [] : [{ payment: id, amount: 0 - amount }];
    });
  });
}

function isCapturedOn({ started, captured }: PaymentState, day: BusinessDay): boolean {
  return started?.day === day && started.home && captured !== null;
}

/* Cash of other currencies in a day's drawers. */

/** Returns the part of the kept cash that is the shop's own money. */
function ownCashOf(kept: MinorUnits, foreign: ReportFigures["foreign"]): MinorUnits {
  return minor(kept - sumMinor(foreign, ({ worth }) => worth));
}

/** Payments one by one against what was kept of what they were handed over in. */
function foreignDifferences(
  {
    payments,
    corrections,
  }: {
    readonly payments: ReadonlyArray<PaymentState>;
    readonly corrections: ReadonlyArray<CorrectionState>;
  },
  foreign: ReportFigures["foreign"],
): ReadonlyArray<Difference> {
  const given = payments.flatMap(({ captured }) =>
    captured?.foreign === undefined ? [] : [{ ...captured.foreign, worth: captured.tendered }],
  );
  const gone = corrections.flatMap(({ body }) => body.foreign ?? []);
  const codes = new Set([...foreign, ...given, ...gone].map(({ currency }) => currency));
  return [...codes].flatMap((code) => {
    const kept = foreign.find(({ currency }) => currency === code);
    const own = given.filter(({ currency }) => currency === code);
    const off = gone.filter(({ currency }) => currency === code);
    const worth = sumMinor(own, (cash) => cash.worth) - sumMinor(off, (cash) => cash.worth);
    const amount = sumMinor(own, (cash) => cash.amount) - sumMinor(off, (cash) => cash.amount);
    const count = own.length - off.length;
    return [
      differing("receipts", figure("foreign/number", code), [kept?.count ?? 0, count]),
      differing("receipts", figure("foreign/units", code), [kept?.amount ?? 0, amount]),
      differing("tenders", figure("foreign/worth", code), [kept?.worth ?? 0, worth]),
    ].flat();
  });
}

interface HandedOtherwise {
  /** The order's number, or that of the refund. */
  readonly of: string;
  /** Who handed it out; their names where those are known. */
  readonly by: Person;
  /** Who vouched for it; null for nobody. */
  readonly approved: Person | null;
  /** The tender that it went out by. */
  readonly tender: Tender;
  /** The tender that it came by; null where the refund says only that it was another one, and of what is written off. */
  readonly came: Tender | null;
  /** The amount as it was handed out, above zero; below zero for what is written off. */
  readonly amount: MinorUnits;
  /** Empty where a card has paid for the cash. */
  readonly reason: string;
}

interface Tender {
  readonly method: string;
  /** The name that the shop's own tender had then; null for cash and cards. */
  readonly name: string | null;
}

/** The report names nobody: its reader looks the staff numbers up. */
const UNNAMED = { staffName: () => "" };

/**
 * Money of a day that went back by another tender than it came by, or that was kept or written off: who handed it out,
 * what, and why.
 *
 * Payments and refunds say so themselves, by what their till knew then.
 */
function handedOtherwise(
  orders: ReadonlyArray<OrderState>,
  day: BusinessDay,
): ReadonlyArray<HandedOtherwise> {
  return orders.flatMap((order) => [...paymentsOf(order, day), ...refundsOf(order, day)]);
}

function paymentsOf(order: OrderState, day: BusinessDay): ReadonlyArray<HandedOtherwise> {
  return Object.values(order.paymentsById).flatMap(({ started, captured }) => {
    const who = started?.otherwise ?? started?.accepted;
    if (started === null || who === undefined || captured === null) return [];
    if (!started.home || started.day !== day) return [];
    const { of, name = null, reason = started.reason ?? "" } = started.otherwise ?? {};
    return [
      {
        of: order.opened?.number ?? "",
        by: personOf(UNNAMED, who.by),
        approved: approverOf(UNNAMED, who.approved),
        tender: { method: started.method, name: started.name ?? null },
        came: of === undefined ? null : { method: of, name },
        amount: minor(0 - captured.amount - captured.rounding),
        reason,
      },
    ];
  });
}

function refundsOf({ refunds }: OrderState, day: BusinessDay): ReadonlyArray<HandedOtherwise> {
  return refunds.flatMap(({ body, by, approved, ...refund }) => {
    const { otherwise, out, series, no, reason } = body;
    if (otherwise === undefined || !refund.home || refund.day !== day) return [];
    const { method = "cash", name = null } = out.find((it) => it.method !== "exchange") ?? {};
    const of = receiptNumber(series, no);
    return [
      {
        of,
        by: personOf(UNNAMED, by),
        approved: approverOf(UNNAMED, approved),
        tender: { method, name },
        came: null,
        amount: otherwise,
        reason,
      },
    ];
  });
}
