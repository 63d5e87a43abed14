/** What is looked at on a box, as a report names it before what was found: the names of the screens. */

import { type Locale } from "../../domain/locale.ts";
import { onceAsked } from "../../domain/once-asked.ts";
import { type BoxCheck } from "../../tui/ports/doctor-port.ts";
import { deDoctor } from "../../tui/words/de-doctor.ts";
import { enDoctor } from "../../tui/words/en-doctor.ts";
import { esDoctor } from "../../tui/words/es-doctor.ts";
import { frDoctor } from "../../tui/words/fr-doctor.ts";
import { type Finding } from "../finding.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

type CheckLabels = Readonly<Record<BoxCheck, string>>;

const LABELS: WordsByLanguage<CheckLabels> = {
  en: onceAsked(scriptLabels),
  de: () => deDoctor().doctor.checks,
  fr: () => frDoctor().doctor.checks,
  es: () => esDoctor().doctor.checks,
};

/** `printer Receipts`, `Drucker Receipts`: English as scripts read it. */
export function checkLabel(
  { check, name }: Pick<Finding, "check" | "name">,
  locale: Locale,
): string {
  const label = wordsIn(LABELS, locale)[check];
  return name === undefined ? label : `${label} ${name}`;
}

/** By their ids, which are English. */
function scriptLabels(): CheckLabels {
  const checks = Object.keys(enDoctor.doctor.checks) as ReadonlyArray<BoxCheck>;
  const labels = checks.map((check) => [check, check === "letters" ? "letters of" : check]);
  return Object.fromEntries(labels) as CheckLabels;
}
