/** What a report leaves in when nothing is asked of it. */

import { readFilter, type ReportFilter } from "../../src/app/reports/read-filter.ts";
import { soldNames } from "../../src/app/reports/sold-names.ts";
import { type Till } from "../../src/app/till.ts";

export function unfiltered(till: Till): ReportFilter {
  const read = readFilter({ till, names: soldNames(till, { locale: "en" }) }, {});
  if (!read.ok) throw new Error("A filter without a wish was refused.");
  return read.value;
}
