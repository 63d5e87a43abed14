/** All that the report of a business day says. */

import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type OffsetAt } from "../../domain/text/clock-text.ts";
import { type CompTaxes } from "../../report/comp-taxes.ts";
import { type CompTotal } from "../../report/comps.ts";
import { type DayAct } from "../../report/day-acts.ts";
import { type DayDrawer } from "../../report/day-drawers.ts";
import { type DayCategory } from "../../report/day-goods.ts";
import { type DayOutage } from "../../report/day-outages.ts";
import { type DaySafe, type OutsideDrawers } from "../../report/day-safe.ts";
import { type DayServer } from "../../report/day-servers.ts";
import { type DayTerminal } from "../../report/day-terminals.ts";
import { type DayZs } from "../../report/day-zs.ts";
import { type ReassignedOrder } from "../../report/reassigned-orders.ts";
import { type DayBooks } from "../../report/reconcile.ts";
import { type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { type OtherDate } from "./other-dates.ts";
import { type LineSums } from "./report-lines.ts";

export interface DayReport extends DayBooks, LineSums {
  /** The names of the shop's own tenders by their ids: as the day's money has them, else as they are called now. */
  readonly tenderNames: ReadonlyMap<string, string>;
  readonly drawers: ReadonlyArray<DayDrawer>;
  readonly safe: DaySafe;
  readonly outside: OutsideDrawers;
  /** The closes and Zs of the day, and the sums by till. */
  readonly closing: DayZs;
  readonly goods: ReadonlyArray<DayCategory>;
  /** The sales that each person served, with the person's name. */
  readonly servers: ReadonlyArray<DayServer & { readonly name: string }>;
  /** The acts besides selling, with approval and reason, in the ledger's order. */
  readonly acts: ReadonlyArray<DayAct>;
  /** Orders of which somebody said that day whose they are. */
  readonly reassigned: ReadonlyArray<ReassignedOrder>;
  /** The comps of each person. */
  readonly comps: ReadonlyArray<CompTotal>;
  /** What the receipts of the day gave away, by the taxes of the goods. */
  readonly compTaxes: ReadonlyArray<CompTaxes>;
  /** The card terminals' ends of the day, and what waits for one. */
  readonly terminals: ReadonlyArray<DayTerminal>;
  /** When other tills were cut off from this one, as far as that shows. */
  readonly outages: ReadonlyArray<DayOutage>;
  /** What was sold under another date than it was, as far as the chains show. */
  readonly otherDates: ReadonlyArray<OtherDate>;
  /** Tabs by card of the shop that nobody has closed: what cards hold of the guests' money. */
  readonly openTabs: { readonly tabs: number; readonly amount: MinorUnits };
  /** The card payments of the day that a terminal approved without its host, which has not taken them yet. */
  readonly atRisk: { readonly payments: number; readonly amount: MinorUnits };
  /**
   * Whether expected cash is hidden: the reader may not see it, and an open drawer of the day was
   * not counted. Otherwise they would count the amount that they read.
   */
  readonly withholdsCash: boolean;
}

/** What the texts of a day's parts ask of its report. */
export type ReportView = Pick<DayReport, "day" | "withholdsCash" | "tenderNames">;

/** The till that says it: the shop's money, and the offset of its wall, which says which times come twice. */
export type ReportingTill = Pick<Till, "currency" | "offsetMinutes">;

export interface DaySpeech extends Speech {
  readonly offsetAt: OffsetAt;
}
