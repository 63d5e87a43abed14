/** Refunds as their papers show them: goods that came back, money alone, and what is sold again. */

import { type LineBalance, orderBalance } from "../balance/order-balance.ts";
import { chargeViews } from "../balance/order-charges.ts";
import { type ReceiptItem, type RefundItem } from "../events/order-events.ts";
import { type EventId } from "../identity.ts";
import { milliPercent, minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type OrderState, type RefundState } from "../state/order-state.ts";
import {
  type PaymentView,
  type RaisedView,
  type ReceiptLineView,
  type ReceiptView,
} from "../views.ts";
import { receiptNumber } from "./order-view.ts";
import {
  DENOMINATOR_MAX,
  issuedView,
  type LetteredTaxes,
  lettersOf,
  type PaperFacts,
  paperLines,
  partNamed,
  recipientView,
} from "./receipt-view.ts";

/** A receipt of goods that came back. */
export function toRefundView(
  order: OrderState,
  refund: RefundState,
  facts: PaperFacts,
): ReceiptView {
  const { items, out, unfunded, rounding, reason } = refund.body;
  const of = order.receipts.find(({ id }) => id === refund.body.of)?.body;
  const { exempt } = of ?? {};
  const letters = lettersOf(order, { items, ...(exempt && { exempt }) }, facts);
  const rows = new Map(of?.items.map(({ line, row = line }) => [line, row]));
  const back = items.filter(({ quantity, raised }) => quantity !== 0 || raised === undefined);
  const apart = partsApart(order, back, of?.items ?? []);
  const inRows = back.map((item) => {
    const row = apart.has(item.line) ? item.line : (rows.get(item.line) ?? item.line);
    // What became of the goods may differ within a row.
    return Object.assign({ row: `${row} ${item.goods ?? ""}` }, item);
  });
  const raised = raisedViews(order, items, letters);
  return {
    ...issuedView(order, refund, { ...facts, letters }),
    ...(of?.part === undefined ? {} : { part: partNamed(of.part) }),
    to: recipientView(of?.to, facts),
    ...(exempt === undefined ? {} : { exempt: exempt.number }),
    // The shop's terms are on the receipt; nobody is thanked for bringing goods back.
    foot: [],
    ...(refund.body.points === undefined ? {} : { pointsBack: refund.body.points }),
    // The item's price as it was paid, with its share of all discounts off.
    lines: paperLines(order, { items: inRows, letters, apart }, (item, balance) => ({
      ...(item.goods === undefined ? {} : { goods: item.goods }),
      ...shareBack(item, balance, of?.items ?? []),
      quantity: item.quantity,
      amount: minor(item.net - raisedOn(item)),
      discountRate: milliPercent(0),
      off: zeroMinor,
    })),
    off: zeroMinor,
    ...chargeViews(refund.body.charges),
    payments: out.map((money) => handedOutView(refund.id, money, rounding)),
    refund: {
      of: of === undefined ? "" : receiptNumber(of.series, of.no),
      reason,
      ...(raised.length === 0 ? {} : { raised }),
      ...(unfunded === undefined ? {} : { unfunded }),
      ...insteadOf(order, refund.body),
    },
  };
}

/** Names the refund that was too much, where so much of it is sold again. */
function insteadOf(
  { refunds }: OrderState,
  { instead }: RefundState["body"],
): { readonly instead?: string } {
  if (instead === undefined) return {};
  const { series, no } = refunds.find(({ id }) => id === instead)?.body ?? {};
  return { instead: series === undefined || no === undefined ? "" : receiptNumber(series, no) };
}

/** Returns what goods that stay count for more; where goods come back that were raised before, it is theirs. */
function raisedOn({ quantity, raised = zeroMinor }: RefundItem): MinorUnits {
  return quantity === 0 ? raised : minor(Math.max(0, raised));
}

/** Returns the sums by which what stays counts for more, one for each letter. */
function raisedViews(
  order: OrderState,
  items: ReadonlyArray<RefundItem>,
  letters: ReadonlyArray<LetteredTaxes>,
): ReadonlyArray<RaisedView> {
  const { lines } = orderBalance(order);
  const sums = items
    .filter((item) => raisedOn(item) !== 0)
    .map((item): RaisedView => {
      const added = lines.find(({ id }) => id === item.line)?.line.added;
      return {
        what: added?.combo === undefined ? "promotion" : "combo",
        amount: raisedOn(item),
        taxLetter: letters.find(({ lines: bearing }) => bearing.has(item.line))?.letter ?? "",
      };
    });
  const alike = Map.groupBy(sums, ({ what, taxLetter }) => `${what} ${taxLetter}`);
  return [...alike.values()].flatMap((same) => {
    const amount = sumMinor(same, (one) => one.amount);
    return amount === 0 ? [] : same.slice(0, 1).map((one) => Object.assign({}, one, { amount }));
  });
}

/** Returns the lines of combos of which not all comes back: each stands by its own name. */
function partsApart(
  order: OrderState,
  back: ReadonlyArray<RefundItem>,
  sold: ReadonlyArray<ReceiptItem>,
): ReadonlySet<EventId> {
  const { lines } = orderBalance(order);
  const combos = new Map(lines.map(({ id, line }) => [id, line.added?.combo?.of]));
  const soldByCombo = Map.groupBy(sold, ({ line }) => combos.get(line));
  const backByCombo = Map.groupBy(back, ({ line }) => combos.get(line));
  return new Set(
    [...backByCombo].flatMap(([combo, own]) => {
      const isWhole = own.length === soldByCombo.get(combo)?.length;
      const isEven = own.every(({ quantity }) => quantity === own[0]?.quantity);
      return combo === undefined || (isWhole && isEven) ? [] : own.map(({ line }) => line);
    }),
  );
}

/** Returns the share that a refund names, since no whole piece of a shared line comes back. */
function shareBack(
  { line, quantity, net }: RefundItem,
  balance: LineBalance,
  sold: ReadonlyArray<ReceiptItem>,
): Pick<ReceiptLineView, "share" | "sharedOf"> {
  const item = sold.find((own) => own.line === line);
  if (item === undefined || quantity !== 0 || item.num === item.den) return {};
  const { num, den } = item;
  const isSaid = net === 0 - item.net && den <= DENOMINATOR_MAX;
  return { share: isSaid ? { num, den } : "part", sharedOf: balance.quantity };
}

function handedOutView(
  id: EventId,
  { method, name, amount }: RefundState["body"]["out"][number],
  rounding: MinorUnits,
): PaymentView {
  // The amount that pays for other goods is exact to the cent.
  const rounded = method === "cash" ? rounding : zeroMinor;
  const sums = { amount, tendered: amount, change: zeroMinor, rounding: rounded };
  return name === undefined ? { id, method, ...sums } : { id, method, name, ...sums };
}
