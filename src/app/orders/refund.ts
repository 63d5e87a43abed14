/** Goods of a receipt come back, by words: the receipt's number, and its lines as they stand on paper. */

import { actOf, type ActRequest } from "../../acts/all.ts";
import { orderBalance } from "../../domain/balance/order-balance.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  methodBack,
  onlyWhole,
  type RefundWorth,
  type Return,
  refundWorth,
} from "../../domain/commands/money/refund-receipt.ts";
import { VOUCHER } from "../../domain/commands/money/voucher-credits.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type Thousandths, zeroMinor } from "../../domain/money/amounts.ts";
import { linesBack } from "../../domain/order/lines-back.ts";
import { partOfRow, refundableRows, type RefundableRow } from "../../domain/order/receipt-rows.ts";
import { receiptTenders } from "../../domain/order/refund.ts";
import { returnTerms } from "../../domain/order/sold-together.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { tenderNamed } from "../../domain/tenders/tenders.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { type FoundReceipt } from "../printing/papers.ts";
import { type Actor, cashRule, type Till } from "../till/till.ts";
import { findReceipt, orderOf, orderState } from "./orders.ts";
import { deciding, issuedIn, NOTHING_CHOSEN, performFromShell } from "./perform-act.ts";

export interface RefundWords extends Pick<
  Return,
  "method" | "reason" | "goods" | "bad" | "what" | "tip"
> {
  /** The number of the receipt: `A-000012`. */
  readonly number: string;
  /** Positions count the rows of the paper from 1. None: all that is left. */
  readonly parts: ReadonlyArray<{
    readonly position: number;
    /** One part of a combo, from 1; undefined for all of the row. */
    readonly part?: number | undefined;
    readonly quantity: Thousandths | undefined;
  }>;
}

export function refund(
  till: Till,
  actor: Actor,
  { number, parts, ...how }: RefundWords,
): Result<ReceiptView, Refusal> {
  const found = findReceipt(till, number);
  if (found === undefined) return err({ type: "refund/no-receipt" });
  const lines = till.ledger.read((view) => linesOf(orderOf(view, found), found, parts));
  if (!lines.ok) return lines;
  const order = streamName(found.order) as EventId;
  const back = { order, receipt: found.receipt, lines: lines.value };
  const request: ActRequest<"refund"> = { act: "refund", ...back, ...how };
  const act = actOf("refund");
  const done = performFromShell(till, actor, { order, act, request, isDryRun: false });
  if (!done.ok) return done;
  const [issued] = issuedIn(till, done.value.events);
  if (issued === undefined) throw new Error("The refund that was just made is not there.");
  return ok(issued);
}

/** Returns what a card terminal is to give money back for, as a refund would; and the order of the receipt. */
export function returnedBy(
  till: Till,
  { number, parts, goods, bad, what }: RefundWords,
): Result<{ readonly order: EventId; readonly returned: CardReturn }, Refusal> {
  const found = findReceipt(till, number);
  if (found === undefined) return err({ type: "refund/no-receipt" });
  const lines = till.ledger.read((view) => linesOf(orderOf(view, found), found, parts));
  if (!lines.ok) return lines;
  const order = streamName(found.order) as EventId;
  return ok({ order, returned: { receipt: found.receipt, lines: lines.value, goods, bad, what } });
}

type CardReturn = Omit<Return, "method" | "reason">;

export interface ExchangeWords extends Pick<
  RefundWords,
  "number" | "parts" | "reason" | "goods" | "bad"
> {
  /** For goods of this one, which must be open; undefined opens one. */
  readonly order: EventId | undefined;
}

/** Goods instead of money: they come back for goods of an order, and its payment nets both. */
export function exchange(
  till: Till,
  actor: Actor,
  { number, parts, order, ...why }: ExchangeWords,
): Result<EventId, Refusal> {
  const found = findReceipt(till, number);
  if (found === undefined) return err({ type: "refund/no-receipt" });
  const lines = till.ledger.read((view) => linesOf(orderOf(view, found), found, parts));
  if (!lines.ok) return lines;
  const sold = streamName(found.order) as EventId;
  const input = { sold, receipt: found.receipt, lines: lines.value, ...why };
  const world = { act: actOf("exchange"), input, next: NOTHING_CHOSEN };
  const done = deciding(till, world, ({ decide }) =>
    till.act(actor, "exchange", (context) => {
      const orderForGoods = order === undefined ? undefined : orderState(context.view, order);
      return orderForGoods !== undefined && orderBalance(orderForGoods).status === "paid"
        ? err({ type: "order/paid" })
        : decide(context, orderForGoods);
    }),
  );
  return done.ok ? ok(order ?? (done.value.ids[0] as EventId)) : done;
}

/** The tender of the shop's own that the receipt names so, or that is called so now. */
export function tenderForRefund(
  till: Till,
  { number, name }: { readonly number: string; readonly name: string },
): Result<string, Refusal> {
  const found = findReceipt(till, number);
  return till.ledger.read((view) => {
    const order = found === undefined ? undefined : orderOf(view, found);
    const receipt = order?.receipts.find(({ id }) => id === found?.receipt);
    const paid = order === undefined || receipt === undefined ? [] : receiptTenders(order, receipt);
    // A payment is named for the one voucher that made it.
    const named = paid.find(
      (it) =>
        (it.name !== undefined && foldText(it.name) === foldText(name)) ||
        (it.method === VOUCHER && foldText(name) === VOUCHER),
    );
    if (named !== undefined) return ok(named.method);
    const tender = tenderNamed(readSetting(view, "tenders"), name);
    if (tender === undefined) return err({ type: "tender/unknown", text: name });
    const isPaidSo = receipt === undefined || paid.some(({ method }) => method === tender.id);
    // Finds the tender by its name, because only the receipt names a tender that the shop no longer
    // takes.
    const nothing = { name: tender.name, amount: zeroMinor, left: zeroMinor };
    return isPaidSo ? ok(tender.id) : err({ type: "refund/beyond-tender", ...nothing });
  });
}

/**
 * Returns what a person is told of the refund besides: the share of it that came in by another tender, and the tip
 * that may go back with it. Zero of one that would be refused.
 */
export function refundBesides(
  till: Till,
  { number, parts, ...how }: RefundWords,
): Pick<RefundWorth, "notPaidInCash" | "tip"> {
  const none = { notPaidInCash: zeroMinor, tip: zeroMinor };
  const found = findReceipt(till, number);
  if (found === undefined) return none;
  return till.ledger.read((view) => {
    const order = orderOf(view, found);
    const lines = linesOf(order, found, parts);
    if (!lines.ok) return none;
    const rules = { cash: cashRule(view, till.days().now), terms: returnTerms(view) };
    const back = { receipt: found.receipt, lines: lines.value, ...how };
    const worth = refundWorth(rules, order, { ...back, method: methodBack(order, back) });
    return worth.ok ? worth.value : none;
  });
}

function linesOf(
  order: OrderState,
  { receipt: id }: FoundReceipt,
  parts: RefundWords["parts"],
): Result<Return["lines"], Refusal> {
  const receipt = order.receipts.find((it) => it.id === id);
  const rows = receipt === undefined ? [] : refundableRows(order, receipt);
  const lines: Array<Return["lines"][number]> = [];
  for (const { position, part, quantity } of parts) {
    const row = rowNamed(rows[position - 1], part);
    if (row === undefined) return err({ type: "line/unknown" });
    const { name, left, isCountable, soldBy } = row;
    // A single unit of such a line would be taken for the whole.
    if (!isCountable && quantity !== undefined) return err(onlyWhole(row));
    if (quantity !== undefined && left > 0 && quantity > left) {
      return err({ type: "refund/too-much", name, left, isPiece: soldBy === "each" });
    }
    lines.push(...linesBack(row, quantity ?? left));
  }
  return ok(lines);
}

function rowNamed(
  row: RefundableRow | undefined,
  part: number | undefined,
): RefundableRow | undefined {
  return row === undefined || part === undefined ? row : partOfRow(row, part);
}
