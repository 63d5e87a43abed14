/** Products of a sheet into the shop: only differences, and all of them or none. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { changeProducts } from "../../domain/commands/office/change-products.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import {
  catalogueAfter,
  type GoodsImport,
  planGoodsImport,
} from "../../domain/office/goods-import.ts";
import { type SheetRow } from "../../domain/office/goods-sheet.ts";
import { findGoodsWarnings, type GoodsWarning } from "../../domain/office/goods-warnings.ts";
import { type GoodsSheetProblem } from "../../domain/office/read-goods-sheet.ts";
import { type TillHere, type Actor, type Till } from "../till/till.ts";
import { type ImportEnds, importSheet, type SheetFault } from "./import-sheet.ts";

export interface ImportOptions {
  readonly deactivateMissing: boolean;
}

/** The changes to write, worked out on one state of the catalogue. */
export interface PreparedImport {
  readonly changes: GoodsImport;
  readonly warnings: ReadonlyArray<GoodsWarning>;
  readonly events: ReadonlyArray<Draft>;
  /** The revision of the catalogue that they were worked out on. */
  readonly revision: number;
}

/** Writes nothing. */
export function prepareImport(
  till: Till,
  rows: ReadonlyArray<SheetRow>,
  { deactivateMissing }: ImportOptions,
): Result<PreparedImport, SheetFault<GoodsSheetProblem>> {
  const { currency } = till;
  return till.ledger.read((view) => {
    const catalogue = till.catalogue();
    const planned = planGoodsImport(rows, { catalogue, currency, deactivateMissing });
    if (!planned.ok) return err({ type: "sheet/wrong", problems: planned.fault });
    const { added, changed, deactivated, products } = planned.value;
    const sold = catalogueAfter(catalogue, planned.value).productsBySku.values();
    return ok({
      changes: planned.value,
      warnings: findGoodsWarnings(products, sold, currency),
      events: changeProducts(view, [...added, ...changed, ...deactivated]),
      revision: view.revision("cat"),
    });
  });
}

/** Imports goods as `importSheet` does. */
export function importGoods(
  open: Pick<TillHere, "till" | "random">,
  actor: Actor,
  {
    rows,
    prepared,
    onProgress,
    ...options
  }: ImportOptions &
    ImportEnds & { readonly rows: ReadonlyArray<SheetRow>; readonly prepared: PreparedImport },
): Result<PreparedImport, Refusal | SheetFault<GoodsSheetProblem>> {
  return importSheet(open, actor, {
    name: "import products",
    permission: "catalogue",
    streams: ["cat"],
    prepared,
    work: ({ events }) => ({ events }),
    prepareAgain: () => prepareImport(open.till, rows, options),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}
