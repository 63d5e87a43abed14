/** The reports that there are, and what each can be asked. Loaded with every command, so it loads nothing. */

import { type Beside, type Step } from "../../report/sales/report-steps.ts";

export const STEPS = [
  "hour",
  "day",
  "week",
  "month",
  "year",
] as const satisfies ReadonlyArray<Step>;
export const BESIDE = ["before", "year"] as const satisfies ReadonlyArray<Beside>;

export const FILTERS = ["till", "area", "service", "category", "product", "person"] as const;
export type FilterName = (typeof FILTERS)[number];

/** Papers of several servers and kinds of goods are told apart by what they have in common. */
const OF_PAPERS = ["till", "area", "service"] as const;

export const REPORT_FILTERS = {
  sales: FILTERS,
  hours: FILTERS,
  products: FILTERS,
  categories: FILTERS,
  people: FILTERS,
  tables: FILTERS,
  areas: FILTERS,
  services: FILTERS,
  tills: FILTERS,
  customers: FILTERS,
  promotions: OF_PAPERS,
  taxes: OF_PAPERS,
  tenders: ["till"],
  tips: ["till"],
  discounts: ["till", "person"],
  voids: ["till", "person"],
  drawers: ["till"],
  speed: ["till"],
  labour: [],
} as const satisfies Readonly<Record<string, ReadonlyArray<FilterName>>>;

export type ReportName = keyof typeof REPORT_FILTERS;
export const REPORT_NAMES = Object.keys(REPORT_FILTERS) as ReadonlyArray<ReportName>;
