/** Bills of orders: found by their table, printed, and what they say. */

import { chargedNow } from "../../domain/commands/charge-order.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decidePrintBill } from "../../domain/commands/print-bill.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { foldText, isDigits } from "../../domain/entry-text.ts";
import { floorView, tableNamed } from "../../domain/floor.ts";
import { openedId } from "../../domain/folds/order-fold.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { registerValue } from "../../domain/folds/register.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { billParts } from "../../domain/order/bill-parts.ts";
import { replacedBills } from "../../domain/order/bills.ts";
import { openBills } from "../../domain/order/gathered-order.ts";
import { isCalled } from "../../domain/order/table-view.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type OrderView } from "../../domain/views.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type WantedPart } from "../../tui/ports/bill-port.ts";
import { type BillPaper, billsAhead } from "../printing/bill-papers.ts";
import { type Till } from "../till.ts";
import { orderState, orderView } from "./orders.ts";
import { openTables } from "./tables.ts";

export interface BillWish {
  readonly order: EventId;
  /** The part that it is of; undefined for all that nobody has paid. */
  readonly part: WantedPart | undefined;
}

/** A bill that was just printed. */
export interface PrintedBill {
  /** Within its order. */
  readonly no: number;
  readonly part: { readonly no: number; readonly of: number } | undefined;
  readonly total: MinorUnits;
  /** Bills that the guest is to throw away. */
  readonly replaces: ReadonlyArray<number>;
}

/** Decides to print the bill of an order, or a bill for each part of it. */
export function decideBill(context: DecisionContext, { order, part }: BillWish): Decision {
  const state = orderState(context.view, order);
  if (state.opened === null) return err({ type: "order/unknown", text: order });
  const own = partOf(state, part);
  if (!own.ok) return own;
  return decidePrintBill(
    own.value === undefined ? context : { ...context, part: own.value },
    state,
  );
}

/** The bills that would be printed now, with their papers. */
export function billsOfOrder(
  till: Till,
  { order, part, atMs }: BillWish & { readonly atMs: number },
): Result<ReadonlyArray<BillPaper>, Refusal> {
  return till.ledger.read((view) => {
    const state = chargedNow({ view, day: till.days().now }, orderState(view, order));
    const own = partOf(state, part);
    if (!own.ok) return own;
    const at = { wallMs: atMs, offsetMinutes: till.offsetMinutes(atMs) };
    return billsAhead(till, view, { order: state, part: own.value, at });
  });
}

/** The id of that part; undefined for all that is left. Refuses a part of another plan than there is. */
function partOf(
  order: OrderState,
  wanted: WantedPart | undefined,
): Result<string | undefined, Refusal> {
  if (wanted === undefined) return ok(undefined);
  const { no, of } = wanted;
  const parts = billParts(order);
  const own = of === undefined || of === parts.length ? parts[no - 1] : undefined;
  if (own !== undefined) return ok(own.id);
  const text = of === undefined ? String(no) : `${no}/${of}`;
  return err({ type: "split/part-unknown", text, parts: parts.length });
}

/** The bills of that commit, as their papers name them. */
export function printedBills(
  view: LedgerView,
  { events }: Pick<Committed, "events">,
): ReadonlyArray<PrintedBill> {
  return events.flatMap(({ known }) => {
    const home = known?.streams[0];
    if (known?.kind !== "bill/printed" || home === undefined) return [];
    const { no, part, total } = known.body;
    const order = orderState(view, streamName(home) as EventId);
    return [{ no, part, total, replaces: replacedBills(order, { part, id: known.id }) }];
  });
}

/**
 * Open orders that the text names: those at that table, else that of this number or name, else those whose
 * name begins so. An order on another one's bill is found as that bill. What the shop calls a table is no
 * order's number: where nobody sits at table 7, the bill of A7 is somebody else's.
 */
export function openOrdersNamed(till: Till, text: string): ReadonlyArray<OrderView> {
  const typed = foldText(text.trim());
  return till.ledger.read((view) => {
    const seated = openTables(view);
    const atTable = seated.filter((open) =>
      isCalled(open, ({ table }) => foldText(table) === typed),
    );
    const isTable = tableNamed(floorView(view), typed) !== undefined;
    const all = openBills(view).map((order) => ({ id: openedId(order), names: namesOf(order) }));
    const ways = [
      atTable,
      all.filter(({ names: { number } }) => number === typed || isNumberOf(number, typed)),
      seated.filter((open) => isCalled(open, ({ name }) => foldText(name) === typed)),
      all.filter(({ names: { name } }) => !isDigits(typed) && name.startsWith(typed)),
    ];
    const found = isTable ? atTable : (ways.find((way) => way.length > 0) ?? []);
    return found.flatMap(({ id }) => orderView(view, id) ?? []);
  });
}

function namesOf({ fields, opened }: OrderState): {
  readonly number: string;
  readonly name: string;
} {
  const name = foldText(registerValue(fields.name) ?? "");
  return { number: foldText(opened?.number ?? ""), name };
}

/** `12` is A12 where no table is called so. */
function isNumberOf(number: string, typed: string): boolean {
  return isDigits(typed) && number.replace(/^\D+/u, "") === typed;
}
