/** Reports over days, as a person at the register reads them. */

import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "./refusal-port.ts";

/** The days that a report at the register is of: business days, today with them. */
export const REPORT_SPANS = ["today", "yesterday", "week", "month"] as const;
export type ReportSpan = (typeof REPORT_SPANS)[number];

export interface ReportChoice {
  readonly report: string;
  /** What it is called. */
  readonly name: string;
}

export interface ShownReport extends ReportChoice {
  readonly span: ReportSpan;
  /** The days, and in which currency amounts are. */
  readonly range: string;
  readonly lines: ReadonlyArray<string>;
  readonly notes: ReadonlyArray<string>;
}

export interface ReportDesk {
  /** Refused for who may not see reports. */
  readonly list: () => Result<ReadonlyArray<ReportChoice>, Refusal>;
  /**
   * Returns a report, so many columns wide. A day that nobody has read before is read from its orders, which takes
   * a while.
   */
  readonly read: (
    report: string,
    span: ReportSpan,
    columns: number,
  ) => Result<ShownReport, Refusal>;
  /** Queues the same on paper. */
  readonly print: (report: string, span: ReportSpan) => Result<void, Refusal>;
}
