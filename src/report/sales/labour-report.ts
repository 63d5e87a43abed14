/** What work costs beside what was sold, step by step. */

import { type BusinessDay } from "../../domain/identity.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type Step, stepOf } from "./report-steps.ts";
import { type ReportRow, type ReportTable, shareOf } from "./report-table.ts";

export interface LabourShift {
  readonly day: BusinessDay;
  readonly staff: string;
  /** The minutes of work: without breaks that are not paid. */
  readonly minutes: number;
}

interface Labour {
  readonly minutes: number;
  /** The minutes of people who have no rate: they are in no cost. */
  readonly unpriced: number;
  readonly cost: MinorUnits;
}

/**
 * `sales`: rows of steps with their `amount`, as the report of sales has them. Of each person the minutes of a
 * step are added up before they are priced, rounded half up.
 */
export function labourReport(
  {
    shifts,
    rateOf,
    sales,
  }: {
    readonly shifts: ReadonlyArray<LabourShift>;
    readonly rateOf: (staff: string) => MinorUnits | undefined;
    readonly sales: ReadonlyArray<ReportRow>;
  },
  step: Step,
): ReportTable {
  const bySteps = Map.groupBy(shifts, ({ day }) => stepOf(day, step));
  const rows = sales.map(({ step: name, amount }) => {
    const labour = labourOf(bySteps.get(String(name)) ?? [], rateOf);
    return rowOf(labour, Number(amount ?? 0), name);
  });
  const total = { minutes: 0, unpriced: 0, cost: minor(0), amount: 0 };
  for (const row of rows) {
    total.minutes += Number(row.minutes);
    total.unpriced += Number(row.unpriced);
    total.cost = minor(total.cost + Number(row.cost));
    total.amount += Number(row.amount);
  }
  return {
    columns: ["step", "minutes", "unpriced", "cost", "amount", "ofSales"],
    rows,
    total: rowOf(total, total.amount),
    bars: "cost",
  };
}

function rowOf(labour: Labour, amount: number, step?: ReportRow["step"]): ReportRow {
  const { minutes, unpriced, cost } = labour;
  const cells = { minutes, unpriced, cost, amount, ofSales: shareOf(cost, amount) };
  return step === undefined ? cells : { step, ...cells };
}

function labourOf(
  shifts: ReadonlyArray<LabourShift>,
  rateOf: (staff: string) => MinorUnits | undefined,
): Labour {
  const labour = { minutes: 0, unpriced: 0, cost: minor(0) };
  for (const [staff, own] of Map.groupBy(shifts, (shift) => shift.staff)) {
    const minutes = own.reduce((sum, shift) => sum + shift.minutes, 0);
    const rate = rateOf(staff);
    labour.minutes += minutes;
    if (rate === undefined) labour.unpriced += minutes;
    else labour.cost = minor(labour.cost + Math.round((minutes * rate) / MINUTES_AN_HOUR));
  }
  return labour;
}

const MINUTES_AN_HOUR = 60;
