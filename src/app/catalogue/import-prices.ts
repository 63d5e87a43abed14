/** Prices of a sheet onto the shop's price lists: only differences, and all of them or none. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { listPrices } from "../../domain/commands/office/change-lists.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type SheetRow } from "../../domain/office/goods-sheet.ts";
import {
  type ListSheet,
  type ListSheetProblem,
  readListSheet,
} from "../../domain/office/list-sheet.ts";
import { type TillHere, type Actor, type Till } from "../till/till.ts";
import { type ImportEnds, importSheet, type SheetFault } from "./import-sheet.ts";

/** The changes to write, worked out on one state of the catalogue. */
export interface PreparedPrices {
  readonly changes: ListSheet;
  readonly events: ReadonlyArray<Draft>;
  readonly revision: number;
}

/** Writes nothing. */
export function preparePrices(
  till: Till,
  rows: ReadonlyArray<SheetRow>,
): Result<PreparedPrices, SheetFault<ListSheetProblem>> {
  const { currency } = till;
  return till.ledger.read((view) => {
    const read = readListSheet(rows, { catalogue: till.catalogue(), currency });
    if (!read.ok) return err({ type: "sheet/wrong", problems: read.fault });
    const { added, changed, removed } = read.value;
    const byList = [...Map.groupBy([...added, ...changed, ...removed], ({ list }) => list)];
    return ok({
      changes: read.value,
      events: byList.flatMap(([list, prices]) => listPrices(view, list, prices)),
      revision: view.revision("cat"),
    });
  });
}

/** Imports prices as `importSheet` does. */
export function importPrices(
  open: Pick<TillHere, "till" | "random">,
  actor: Actor,
  {
    rows,
    ...sheet
  }: ImportEnds & { readonly rows: ReadonlyArray<SheetRow>; readonly prepared: PreparedPrices },
): Result<PreparedPrices, Refusal | SheetFault<ListSheetProblem>> {
  return importSheet(open, actor, {
    ...sheet,
    name: "import prices",
    permission: "catalogue",
    streams: ["cat"],
    work: ({ events }) => ({ events }),
    prepareAgain: () => preparePrices(open.till, rows),
  });
}
