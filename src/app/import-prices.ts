/** Prices of a sheet onto the shop's price lists: only differences, and all of them or none. */

import { listPrices } from "../domain/commands/change-lists.ts";
import { requirePermission } from "../domain/commands/decision.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type SheetRow } from "../domain/goods-sheet.ts";
import { type ListSheet, type ListSheetProblem, readListSheet } from "../domain/list-sheet.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type OpenTill } from "./open-till.ts";
import { type Actor, type Till } from "./till.ts";

/** What would be written, worked out on one state of the catalogue. */
export interface PreparedPrices {
  readonly changes: ListSheet;
  readonly events: ReadonlyArray<Draft>;
  readonly revision: number;
}

/** The sheet is wrong: each problem by itself, nothing written. */
export interface ListSheetFault {
  readonly type: "sheet/wrong";
  readonly problems: ReadonlyArray<ListSheetProblem>;
}

/** Writes nothing. */
export function preparePrices(
  till: Till,
  rows: ReadonlyArray<SheetRow>,
): Result<PreparedPrices, ListSheetFault> {
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

/**
 * Durable when it returns. Where the catalogue has changed since `prepared`, the sheet is compared with
 * what is there now: what was imported is returned.
 */
export function importPrices(
  { till, random }: Pick<OpenTill, "till" | "random">,
  actor: Actor,
  {
    rows,
    prepared,
    onProgress,
  }: {
    readonly rows: ReadonlyArray<SheetRow>;
    readonly prepared: PreparedPrices;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Result<PreparedPrices, Refusal | ListSheetFault> {
  let current = prepared;
  for (;;) {
    const { events, revision } = current;
    const done = till.actAtLength<{ readonly type: "catalogue/moved" }>(actor, {
      name: "import prices",
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
    const again = preparePrices(till, rows);
    if (!again.ok) return again;
    current = again.value;
  }
}
