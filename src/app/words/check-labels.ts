/** The labels of a box's checks in a report: the same names as on screens. */

import { languageOf, type Locale } from "../../domain/text/locale.ts";
import { type BoxCheck } from "../../tui/ports/doctor-port.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { type Finding } from "../finding.ts";

/** `printer Receipts`, `Drucker Receipts`: English as scripts read it. */
export function checkLabel(
  { check, name }: Pick<Finding, "check" | "name">,
  locale: Locale,
): string {
  const isScript = languageOf(locale) === "en";
  const label = isScript ? scriptLabel(check) : wordsFor({ locale }).doctor.checks[check];
  return name === undefined ? label : `${label} ${name}`;
}

/** Returns the label for scripts: the check's id, which is English. */
function scriptLabel(check: BoxCheck): string {
  return check === "letters" ? "letters of" : check;
}
