/** What a report over a year and over a month costs, of days that were read before and the first time. */

import { execFileSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { boundedEnvironment, MEMORY_FLAGS } from "../bin/memory-flags.js";
import { addDays } from "../src/domain/text/civil-time.ts";
import { type Measurement, type ReportFigures, rounded } from "./measurement.ts";
import { type AfterYear, tillAfterYear } from "./year.ts";

const CHILD = fileURLToPath(new URL("report-child.ts", import.meta.url));
const YEAR_MS_MAX = 2000;
const YEAR_MB_MAX = 200;
const MONTH_MS_MAX = 300;
const MONTH_DAYS = 30;

interface ReportSizes {
  readonly events: number;
  readonly days: number;
  readonly rounds: number;
}

/** Each report is a process of its own; the least of some rounds, whatever else the machine does. */
export async function measureReports(
  dir: string,
  { events, days, rounds }: ReportSizes,
): Promise<ReadonlyArray<Measurement>> {
  const year = await tillAfterYear(path.join(dir, "year"), events, days);
  await year.open.close();
  const first = reportOnce(year, days);
  const again = Array.from({ length: rounds }, () => reportOnce(year, days));
  const months = Array.from({ length: rounds }, () => reportOnce(year, Math.min(days, MONTH_DAYS)));
  const of = `${events.toLocaleString("en")} events`;
  const note = `of days that were read before, beyond start-up; the least of ${rounds}`;
  return [
    {
      name: `a year's report over ${of}`,
      value: rounded(least(again, ({ ms }) => ms)),
      unit: "ms",
      limit: YEAR_MS_MAX,
      note,
    },
    {
      name: `a year's report over ${of}, peak memory`,
      value: rounded(
        least(again, ({ peakMb }) => peakMb),
        0,
      ),
      unit: "MB",
      limit: YEAR_MB_MAX,
      note: "whole process, V8 bounded as by the launcher",
    },
    {
      name: `a month's report after ${of}`,
      value: rounded(least(months, ({ ms }) => ms)),
      unit: "ms",
      limit: MONTH_MS_MAX,
      note,
    },
    {
      name: `a year's report over ${of}, the first time`,
      value: rounded(first.ms / 1000),
      unit: "s",
      note: "each day is read from its orders, with progress, and kept",
    },
  ];
}

function reportOnce({ store, first }: AfterYear, days: number): ReportFigures {
  const child = [...MEMORY_FLAGS, CHILD, store, first, addDays(first, days - 1)];
  const told = execFileSync(process.execPath, child, {
    encoding: "utf8",
    env: boundedEnvironment(),
  });
  const figures = JSON.parse(told) as ReportFigures;
  if (figures.rows === 0) throw new Error("Nothing was sold in the year.");
  return figures;
}

function least<Figures>(all: ReadonlyArray<Figures>, figure: (figures: Figures) => number): number {
  return Math.min(...all.map(figure));
}
