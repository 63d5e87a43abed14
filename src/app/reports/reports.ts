/** A report worked out for a range of days. */

import { type BusinessDay } from "../../domain/identity.ts";
import { readTimeCard } from "../../domain/people/time-card.ts";
import { shopTimeOn } from "../../domain/settings/shop-time.ts";
import { addDays, daysFromTo } from "../../domain/text/civil-time.ts";
import { drawersOfDay, isUncounted } from "../../report/day-drawers.ts";
import { tendersReport, tipsByPerson, tipsReport } from "../../report/sales/figure-reports.ts";
import { labourReport } from "../../report/sales/labour-report.ts";
import { lateSales } from "../../report/sales/late-sales.ts";
import { type Beside, besideDays, type Step } from "../../report/sales/report-steps.ts";
import { type ReportTable } from "../../report/sales/report-table.ts";
import {
  areasReport,
  categoriesReport,
  customersReport,
  dayRange,
  hoursReport,
  peopleReport,
  productsReport,
  promotionsReport,
  salesReport,
  servicesReport,
  type SoldNames,
  type SoldRange,
  tablesReport,
  taxesReport,
  tillsReport,
} from "../../report/sales/sales-reports.ts";
import { tenderName } from "../drawers/drawer-text.ts";
import { rateReader } from "../people/staff-changes.ts";
import { type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { type ActRange, actsOver, brokenOver, drawersOver, speedOver } from "./act-reports.ts";
import { type ReportFilter } from "./read-filter.ts";
import { type ReportName } from "./report-filters.ts";
import { createSoldDays } from "./sold-days.ts";

export interface ReportAsked {
  readonly report: ReportName;
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly step: Step;
  readonly filter: ReportFilter;
  readonly names: SoldNames;
  /** The days to compare with; undefined for none. Of sales by step alone. */
  readonly beside: Beside | undefined;
  readonly speech: Speech;
  /** Whether cash is left out: see `isCashWithheld`. */
  readonly withholdsCash: boolean;
}

interface Making {
  readonly till: Till;
  readonly asked: ReportAsked;
  readonly sold: SoldRange;
  readonly days: ReadonlyArray<BusinessDay>;
  /** The days with what is told before each is read. */
  readonly acts: ActRange;
}

const MAKERS: Readonly<Record<ReportName, (making: Making) => ReportTable>> = {
  sales: ({ sold, asked }) => salesReport(sold, asked.step),
  hours: ({ sold }) => hoursReport(sold),
  products: ({ sold }) => productsReport(sold),
  categories: ({ sold }) => categoriesReport(sold),
  people: ({ till, sold, days, asked: { filter } }) =>
    peopleReport(sold, tipsIn(till, days, filter)),
  tables: ({ sold }) => tablesReport(sold),
  areas: ({ sold }) => areasReport(sold),
  services: ({ sold }) => servicesReport(sold),
  tills: ({ sold }) => tillsReport(sold),
  customers: ({ sold }) => customersReport(sold),
  promotions: ({ sold, acts }) => promotionsReport(sold, brokenOver(acts)),
  taxes: ({ sold }) => taxesReport(sold),
  tenders: ({ till, days, asked: { filter, speech, withholdsCash } }) =>
    till.ledger.read((view) =>
      tendersReport({ view, days, isOfTill: filter.isOfTill }, (method) =>
        method === "cash" && withholdsCash ? undefined : tenderName(till, method, speech),
      ),
    ),
  tips: ({ till, days, asked: { filter } }) =>
    till.ledger.read((view) =>
      tipsReport({ view, days, isOfTill: filter.isOfTill }, (staff) => till.staffName(staff)),
    ),
  discounts: ({ acts }) => actsOver(acts, "discounts"),
  voids: ({ acts }) => actsOver(acts, "voids"),
  drawers: ({ acts }) => drawersOver(acts),
  speed: ({ acts }) => speedOver(acts),
  labour: ({ till, sold, asked }) => {
    const { step } = asked;
    const staff = new Map(till.staff().map((member) => [member.number, member]));
    const rate = rateReader(till);
    const { rows: sales } = salesReport(sold, step);
    const { shifts } = till.ledger.read((view) => readTimeCard(view, asked));
    return labourReport(
      {
        sales,
        shifts: shifts.map(({ day, staff: number, minutes }) => {
          return { day, staff: number, minutes: minutes?.work ?? 0 };
        }),
        rateOf: (number) => {
          const member = staff.get(number);
          return member && rate(member);
        },
      },
      step,
    );
  },
};

/** Returns the tips by person; none where nothing tells a payment by what is asked. */
function tipsIn(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
  { isOfTill, hasPayments, item }: ReportFilter,
): ReadonlyMap<string, number> {
  if (!hasPayments || item !== undefined) return new Map();
  const byPerson = till.ledger.read((view) => tipsByPerson({ view, days, isOfTill }));
  return new Map([...byPerson].map(([staff, { tips }]) => [staff, tips]));
}

/**
 * Whether a drawer is open that nobody has counted on the last day: what it should hold is told to nobody who may
 * be about to count it.
 */
export function isCashWithheld(till: Till, to: BusinessDay): boolean {
  const day = till.days().now;
  if (day > to) return false;
  const names = { staffName: till.staffName, tillName: () => "" };
  const devices = [...till.ledger.admission().keys()];
  return till.ledger.read((view) =>
    drawersOfDay(view, day, { ...names, devices }).some((drawer) => isUncounted(drawer, day)),
  );
}

/** `onReading`: called before a day is read from its orders, with how far that is, 0 to 1. */
export function makeReport(
  till: Till,
  asked: ReportAsked,
  onReading: (day: BusinessDay, done: number) => void = () => undefined,
): ReportTable {
  const { report, from, to, filter, names, beside } = asked;
  const days = daysFromTo(from, to);
  const earlier = beside === undefined ? [] : earlierDays(days, besideDays({ from, to }, beside));
  const all = [...days, ...earlier];
  let read = 0;
  const kept = createSoldDays(till, (day) => {
    onReading(day, read / all.length);
  });

  function rangeOf(range: ReadonlyArray<BusinessDay>): SoldRange["days"] {
    return dayRange(range, (day) => {
      read += 1;
      return kept.read(day);
    });
  }

  const { cutover } = till.ledger.read((view) => shopTimeOn(view, till.founding, to));
  const sold = {
    days: rangeOf(days),
    ...(beside === undefined ? {} : { earlier: rangeOf(earlier) }),
    filter,
    names,
    firstHour: Math.floor(cutover / 60),
  };
  const acts = {
    till,
    days,
    filter,
    speech: asked.speech,
    onDay: (day: BusinessDay) => {
      onReading(day, read / all.length);
      read += 1;
    },
  };
  const table = MAKERS[report]({ till, asked, sold, days, acts });
  kept.keep();
  if (NO_SALES.has(report)) return table;
  const late = till.ledger.read((view) => lateSales(view, days, filter.isOfTill));
  return late.length === 0 ? table : { ...table, late };
}

/** Reports of which nothing is a part of what a day sold. */
const NO_SALES: ReadonlySet<ReportName> = new Set([
  "discounts",
  "voids",
  "drawers",
  "speed",
  "labour",
]);

/** Returns the first and the last of the days that the range is compared with; undefined for none. */
export function earlierRange({
  from,
  to,
  beside,
}: Pick<ReportAsked, "from" | "to" | "beside">): Pick<ReportAsked, "from" | "to"> | undefined {
  if (beside === undefined) return undefined;
  const by = besideDays({ from, to }, beside);
  return { from: addDays(from, 0 - by), to: addDays(to, 0 - by) };
}

/** Rows stand by what they brought: the first ones are the top, the last ones the flop, the least first. */
export function cutRows(
  table: ReportTable,
  { top, flop }: { readonly top: number | undefined; readonly flop: number | undefined },
): ReportTable {
  const { rows } = table;
  if (flop !== undefined) return { ...table, rows: rows.slice(0 - flop).toReversed() };
  return top === undefined ? table : { ...table, rows: rows.slice(0, top) };
}

function earlierDays(days: ReadonlyArray<BusinessDay>, by: number): ReadonlyArray<BusinessDay> {
  return days.map((day) => addDays(day, 0 - by));
}
