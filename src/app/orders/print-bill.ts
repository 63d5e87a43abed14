/** Bills of orders: found by their table, and what they say. */

import { partOf, type WantedPart } from "../../acts/bill.ts";
import { type Result } from "../../domain/base/result.ts";
import { chargedNow } from "../../domain/commands/order/charge-order.ts";
import { promotedNow } from "../../domain/commands/order/promote-order.ts";
import { taxedNow } from "../../domain/commands/order/tax-order.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { openBills } from "../../domain/order/gathered-order.ts";
import { isCalled } from "../../domain/order/table-view.ts";
import { floorView, tableNamed } from "../../domain/settings/floor.ts";
import { type OrderState, openedId } from "../../domain/state/order-state.ts";
import { registerValue } from "../../domain/state/register.ts";
import { foldText, isDigits } from "../../domain/text/entry-text.ts";
import { type OrderView } from "../../domain/views.ts";
import { type BillPaper, billsAhead } from "../printing/bill-papers.ts";
import { type Till } from "../till/till.ts";
import { orderState, orderView } from "./orders.ts";
import { openTables } from "./tables.ts";

export interface BillWish {
  readonly order: EventId;
  /** The part that it is of; undefined for all that nobody has paid. */
  readonly part: WantedPart | undefined;
}

/** The bills that would be printed now, with their papers. */
export function billsOfOrder(
  till: Till,
  { order, part, atMs }: BillWish & { readonly atMs: number },
): Result<ReadonlyArray<BillPaper>, Refusal> {
  return till.ledger.read((view) => {
    const looking = till.supplyTime(view);
    const taxed = taxedNow(looking, orderState(view, order)).order;
    const state = chargedNow(looking, promotedNow(looking, taxed));
    const partOfBill = partOf(state, part);
    if (!partOfBill.ok) return partOfBill;
    const at = { wallMs: atMs, offsetMinutes: till.offsetMinutes(atMs) };
    return billsAhead(till, view, { order: state, part: partOfBill.value, at });
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
