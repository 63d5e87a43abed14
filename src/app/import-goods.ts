/** Products of a sheet into the shop: only differences, and all of them or none. */

import { changeProducts } from "../domain/commands/change-products.ts";
import { requirePermission } from "../domain/commands/decision.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { catalogueAfter, type GoodsImport, planGoodsImport } from "../domain/goods-import.ts";
import { type SheetRow } from "../domain/goods-sheet.ts";
import { findGoodsWarnings, type GoodsWarning } from "../domain/goods-warnings.ts";
import { type SheetProblem } from "../domain/read-goods-sheet.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type OpenTill } from "./open-till.ts";
import { type Actor, type Till } from "./till.ts";

export interface ImportOptions {
  readonly deactivateMissing: boolean;
}

/** What would be written, worked out on one state of the catalogue. */
export interface PreparedImport {
  readonly changes: GoodsImport;
  readonly warnings: ReadonlyArray<GoodsWarning>;
  readonly events: ReadonlyArray<Draft>;
  /** Of the catalogue that it was worked out on. */
  readonly revision: number;
}

export interface ImportEnds {
  /** In events. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The sheet is wrong: each problem by itself, nothing written. */
export interface SheetFault {
  readonly type: "sheet/wrong";
  readonly problems: ReadonlyArray<SheetProblem>;
}

/** Writes nothing. */
export function prepareImport(
  till: Till,
  rows: ReadonlyArray<SheetRow>,
  { deactivateMissing }: ImportOptions,
): Result<PreparedImport, SheetFault> {
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

/**
 * Durable when it returns. Where the catalogue has changed since `prepared`, the sheet is compared with
 * what is there now: what was imported is returned.
 */
export function importGoods(
  { till, random }: Pick<OpenTill, "till" | "random">,
  actor: Actor,
  {
    rows,
    prepared,
    onProgress,
    ...options
  }: ImportOptions &
    ImportEnds & { readonly rows: ReadonlyArray<SheetRow>; readonly prepared: PreparedImport },
): Result<PreparedImport, Refusal | SheetFault> {
  let current = prepared;
  for (;;) {
    const { events, revision } = current;
    const done = till.actAtLength<{ readonly type: "catalogue/moved" }>(actor, {
      name: "import products",
      events,
      random,
      gate: (context) => {
        const allowed = requirePermission(context, "catalogue");
        if (!allowed.ok) return allowed;
        const isSame = context.view.revision("cat") === revision;
        return isSame ? ok(undefined) : err({ type: "catalogue/moved" });
      },
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    if (done.ok) return ok(current);
    if (done.fault.type !== "catalogue/moved") return err(done.fault);
    const again = prepareImport(till, rows, options);
    if (!again.ok) return again;
    current = again.value;
  }
}
