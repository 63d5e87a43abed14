/** What came to days after they were closed: figures of a range have it, and the closes of its days don't. */

import { closedDay } from "../../domain/day/closed-day.ts";
import { type BusinessDay, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { addFigures, keptByTill, readFigures } from "../figures.ts";

export interface LateSales {
  readonly day: BusinessDay;
  /** Receipts and refunds, as they are now less those that the closes of the day name. */
  readonly amount: MinorUnits;
}

/**
 * Returns the closed days to which sales or refunds came later. A day of which a close names a Z that is not
 * here is left out: nobody can say what came later to it.
 */
export function lateSales(
  view: LedgerView,
  days: ReadonlyArray<BusinessDay>,
  isOfTill: (till: Origin) => boolean,
): ReadonlyArray<LateSales> {
  return days.flatMap((day) => {
    const { closes, missingZs, figuresByTill } = closedDay({ state: view.glance }, day);
    if (closes.length === 0 || missingZs.length > 0) return [];
    const recorded = [...figuresByTill].flatMap(([till, figures]) =>
      isOfTill(till) ? [Object.entries(figures)] : [],
    );
    const kept = [...keptByTill(view, day)].flatMap(([till, sums]) =>
      isOfTill(till) ? [sums] : [],
    );
    const amount = minor(turnover(kept) - turnover(recorded));
    return amount === 0 ? [] : [{ day, amount }];
  });
}

function turnover(parts: Parameters<typeof addFigures>[0]): number {
  const { sales, returned, refunds } = readFigures(addFigures(parts));
  return sales + returned.total + refunds.total;
}
