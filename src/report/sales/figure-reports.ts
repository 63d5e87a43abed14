/** The reports of figures that are kept by day and till as events come in: tenders and tips. */

import { FIGURES } from "../../domain/figures/figures.ts";
import { type BusinessDay, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { addFigures, keptByTill, readFigures } from "../figures.ts";
import { type ReportTable, shareOf } from "./report-table.ts";

export interface FigureRange {
  readonly view: LedgerView;
  readonly days: ReadonlyArray<BusinessDay>;
  /** Whether the sums of a till count. */
  readonly isOfTill: (till: Origin) => boolean;
}

/** The sums of all days and of the tills asked for, under their names. */
function sumsOf({ view, days, isOfTill }: FigureRange): ReadonlyMap<string, number> {
  return addFigures(
    days.flatMap((day) =>
      [...keptByTill(view, day)].flatMap(([till, sums]) => (isOfTill(till) ? [sums] : [])),
    ),
  );
}

/**
 * What each tender took: `amount` for what it paid, `kept` with rounding, tips, refunds and corrections.
 * `named`: the name of a tender; undefined for one that is not shown.
 */
export function tendersReport(
  range: FigureRange,
  named: (method: string) => string | undefined,
): ReportTable {
  const { tenders } = readFigures(sumsOf(range));
  const rows = tenders.flatMap(({ method, count, amount, refunded, tips, kept }) => {
    const name = named(method);
    return name === undefined ? [] : [{ name, count, amount, refunded, tips, kept }];
  });
  const total = { count: 0, amount: 0, refunded: 0, tips: 0, kept: 0 };
  for (const row of rows) {
    total.count += row.count;
    total.amount += row.amount;
    total.refunded += row.refunded;
    total.tips += row.tips;
    total.kept += row.kept;
  }
  return {
    columns: ["name", "count", "amount", "refunded", "tips", "kept", "byMoney"],
    rows: rows.map((row) => Object.assign({ byMoney: shareOf(row.kept, total.kept) }, row)),
    total,
    bars: "kept",
  };
}

/** Returns the tips by the staff number of whose they are. */
export function tipsByPerson(
  range: FigureRange,
): ReadonlyMap<string, { readonly count: number; readonly tips: number }> {
  const byStaff = new Map<string, { count: number; tips: number }>();
  for (const { staff, count, amount } of FIGURES.tips.rows(sumsOf(range))) {
    const own = byStaff.get(staff) ?? { count: 0, tips: 0 };
    own.count += count;
    own.tips += amount;
    byStaff.set(staff, own);
  }
  return byStaff;
}

/** Tips as they were taken, by whose they are. */
export function tipsReport(range: FigureRange, named: (staff: string) => string): ReportTable {
  const byStaff = tipsByPerson(range);
  const total = { count: 0, tips: 0 };
  for (const { count, tips } of byStaff.values()) {
    total.count += count;
    total.tips += tips;
  }
  const rows = [...byStaff]
    .toSorted(([a, one], [b, other]) => other.tips - one.tips || (a < b ? -1 : 1))
    .map(([staff, { count, tips }]) => {
      return { staff, name: named(staff), count, tips, byMoney: shareOf(tips, total.tips) };
    });
  return { columns: ["staff", "name", "count", "tips", "byMoney"], rows, total, bars: "tips" };
}
