/** What stands beside the rows of the shop's printers. */

import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { type Words } from "../words.ts";
import { isPrinterPage, whyNoPrinters } from "./office-printer-rows.ts";
import { type RowTarget } from "./office-row.ts";
import { type OfficePage } from "./office-state.ts";

/** Above the rows: what is asked, and not how somebody came there. */
export function printerQuestion(
  { officePrinters: w }: Words,
  { type }: OfficePage,
): string | undefined {
  return Object.hasOwn(w.steps, type)
    ? `${w.add}: ${w.steps[type as keyof typeof w.steps]}`
    : undefined;
}

/** Undefined for pages of other things. */
export function printerHints(
  till: TillContext,
  { session }: RegisterState,
  { page, target }: { readonly page: OfficePage; readonly target: RowTarget | undefined },
): ReadonlyArray<string> | undefined {
  if (!isPrinterPage(page)) return undefined;
  const why = whyNoPrinters(till, page);
  if (why !== undefined) return [why];
  const w = till.words.officePrinters;
  if (page.type === "printer-find") {
    const search = session?.office.printers.search();
    if (search?.state === "searching") return [w.lookingHint];
    if (search?.state === "failed") return [w.failedHint];
    return (search?.found.length ?? 0) === 0 ? [w.noneFound] : [w.foundHint];
  }
  return page.type === "printer" ? hintsOfPrinter(w, target) : [w.hints[page.type]];
}

function hintsOfPrinter(
  w: Words["officePrinters"],
  target: RowTarget | undefined,
): ReadonlyArray<string> {
  switch (target?.type) {
    case "printer-does":
      return [w.doesHint];
    case "printer-replace":
      return [w.replaceHint];
    case "printer-remove":
      return [w.removeHint];
    case "printer-test":
      return [w.testHint];
    case "printer-probe":
      return [w.probeHint];
    case "printer-field":
      return [w.fieldHints[target.field]];
    default:
      return [];
  }
}
