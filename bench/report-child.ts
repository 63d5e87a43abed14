/** A report over days in a process of its own, so that its memory can be told. */

import { openTill } from "../src/app/open-till.ts";
import { UNFILTERED } from "../src/app/reports/read-filter.ts";
import { makeReport } from "../src/app/reports/reports.ts";
import { soldNames } from "../src/app/reports/sold-names.ts";
import { speechOf } from "../src/app/speech.ts";
import { type BusinessDay } from "../src/domain/identity.ts";
import { type ReportFigures, timeEach } from "./measurement.ts";
import { peakMb } from "./peak-memory.ts";

const [store = "", from, to] = process.argv.slice(2);
const open = openTill(store);
const speech = speechOf(open.till);
const asked = {
  report: "sales",
  from: from as BusinessDay,
  to: to as BusinessDay,
  step: "month",
  names: soldNames(open.till, speech),
  speech,
  filter: UNFILTERED,
  beside: undefined,
  withholdsCash: false,
} as const;
let rows = 0;
const [micros = 0] = timeEach(1, () => {
  const table = makeReport(open.till, asked);
  rows = table.rows.length;
});
const figures: ReportFigures = { rows, ms: micros / 1000, peakMb: peakMb() };
process.stdout.write(JSON.stringify(figures));
await open.close();
