/** The catalogue of another till's file into the shop: categories and groups that it lacks, and goods, all of it or nothing. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { changeProducts } from "../../domain/commands/office/change-products.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { toStreamId } from "../../domain/identity.ts";
import { type ForeignCatalogue } from "../../domain/imports/foreign-goods.ts";
import {
  catalogueWith,
  type ForeignPlan,
  type ImportAnswers,
  type ImportQuestion,
  planForeign,
} from "../../domain/imports/foreign-plan.ts";
import { catalogueAfter, planGoodsImport } from "../../domain/office/goods-import.ts";
import { findGoodsWarnings } from "../../domain/office/goods-warnings.ts";
import { type GoodsSheetProblem } from "../../domain/office/read-goods-sheet.ts";
import { entryName } from "../../domain/prices/catalogue-view.ts";
import { type Actor, type Till, type TillHere } from "../till/till.ts";
import { type PreparedImport } from "./import-goods.ts";
import { type ImportEnds, importSheet, type SheetFault } from "./import-sheet.ts";

export interface PreparedForeign extends PreparedImport {
  readonly plan: ForeignPlan;
}

/** What the file can't say is not answered yet. */
export interface OpenQuestions {
  readonly type: "import/open";
  readonly questions: ReadonlyArray<ImportQuestion>;
}

export interface ForeignWish {
  readonly foreign: ForeignCatalogue;
  readonly answers: ImportAnswers;
}

/** Writes nothing. */
export function prepareForeign(
  till: Till,
  { foreign, answers }: ForeignWish,
): Result<PreparedForeign, OpenQuestions | SheetFault<GoodsSheetProblem>> {
  const { currency } = till;
  return till.ledger.read((view) => {
    const here = till.catalogue();
    const plan = planForeign(foreign, { catalogue: here, currency }, answers);
    if (!plan.ok) return err({ type: "import/open", questions: plan.fault });
    const catalogue = catalogueWith(here, plan.value);
    const wish = { catalogue, currency, deactivateMissing: false };
    const planned = planGoodsImport(plan.value.rows, wish);
    if (!planned.ok) return err({ type: "sheet/wrong", problems: planned.fault });
    const { added, changed, products } = planned.value;
    const sold = catalogueAfter(catalogue, planned.value).productsBySku.values();
    return ok({
      plan: plan.value,
      // What the file lacks is none of its business.
      changes: { ...planned.value, missing: [] },
      warnings: findGoodsWarnings(products, sold, currency),
      events: [...entriesOf(plan.value), ...changeProducts(view, [...added, ...changed])],
      revision: view.revision("cat"),
    });
  });
}

function entriesOf({ categories, groups }: ForeignPlan): ReadonlyArray<Draft> {
  return [
    ...categories.map(({ id, ...set }): Draft => ({
      kind: "category/set",
      streams: [toStreamId("cat", entryName("category", id))],
      body: { set, over: {} },
    })),
    ...groups.map(({ id, min, max, freeCount, name, options }): Draft => ({
      kind: "modifier-group/set",
      streams: [toStreamId("cat", entryName("modifier-group", id))],
      body: {
        set: { name, min, max, freeCount, options: options.map((option) => ({ ...option })) },
        over: {},
      },
    })),
  ];
}

/** Imports what was prepared as `importSheet` does. */
export function importForeign(
  open: Pick<TillHere, "till" | "random">,
  actor: Actor,
  {
    onProgress,
    prepared,
    ...wish
  }: ForeignWish & ImportEnds & { readonly prepared: PreparedForeign },
): Result<PreparedForeign, Refusal | OpenQuestions | SheetFault<GoodsSheetProblem>> {
  return importSheet(open, actor, {
    name: "import another till's goods",
    permission: "catalogue",
    streams: ["cat"],
    prepared,
    work: ({ events }) => ({ events }),
    prepareAgain: () => prepareForeign(open.till, wish),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}
