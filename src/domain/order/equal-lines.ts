/**
 * Which lines of an order are equal, so that screens and papers show them as one row.
 *
 * Five scans of one thing stay five lines of the ledger: two tills that scan into one order apart must
 * never write the same quantity, or a piece would be lost.
 */

import { lineAt } from "../balance/line-places.ts";
import { courseOf, type LineBalance } from "../balance/order-balance.ts";
import { combinationName } from "../goods/tax-letters.ts";
import { type LedgerView } from "../ledger-view.ts";
import { entryName } from "../prices/catalogue-view.ts";
import { readSetting } from "../settings/settings.ts";
import { noteOf } from "../state/notes.ts";
import { type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { lineList } from "./line-list.ts";
import { serialOf } from "./line-serial.ts";

/** Whether the shop shows equal lines of this product as one row. */
export type JoinsProduct = (sku: string) => boolean;

export function joinsIn(view: LedgerView): JoinsProduct {
  const which = readSetting(view, "equal-lines");
  return which === "barcodes" ? (sku) => hasBarcode(view, sku) : () => which === "always";
}

/** For whoever shows each line by itself. */
export function neverJoins(): boolean {
  return false;
}

function hasBarcode(view: LedgerView, sku: string): boolean {
  const { codes, removedCodes } = view.state("cat", entryName("product", sku));
  return codes.some(({ id }) => !removedCodes.includes(id));
}

/**
 * Returns a text that equal lines have in common, or those of one combo; undefined for a line that always stands
 * alone: weighed goods, goods with a serial number, what is voided, and what was paid or is shared in part.
 */
export function likeness(
  order: OrderState,
  balance: LineBalance,
  joins: JoinsProduct,
): string | undefined {
  const { id, line, voided, share, covered, remaining } = balance;
  const isInPart = share !== undefined || (covered !== 0 && remaining !== 0);
  const { combo } = line.added ?? {};
  // Its lines are one row, whatever the shop joins; what of it is paid or shared is so of all of them.
  if (combo !== undefined) return JSON.stringify([combo.of, voided, isInPart, lineAt(order, id)]);
  if (line.added?.by !== "each" || voided || isInPart) return undefined;
  if (serialOf(line) !== undefined) return undefined;
  const { sku, name } = line.added;
  if (!joins(sku)) return undefined;
  return JSON.stringify([
    sku,
    name,
    line.added.kind,
    balance.unitPrice,
    balance.modifiers,
    balance.discount,
    balance.service,
    combinationName(balance.taxes),
    lineList(line)?.name ?? "",
    noteOf(line),
    registerValue(line.fields.seat) ?? 0,
    courseOf(line),
    lineAt(order, id),
  ]);
}
