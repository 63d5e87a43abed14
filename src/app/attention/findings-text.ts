/** The findings of a box's check, as text in a language and as JSON for scripts. */

import { type Locale } from "../../domain/text/locale.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { type Finding } from "../finding.ts";
import { checkLabel } from "../words/check-labels.ts";
import { padEnd } from "../words/text-columns.ts";

const SIGNS = { ok: "+", note: " ", wrong: "!" } as const;
const SIGN_CELLS = 2;
const LABEL_CELLS = 24;
/** A longer name, of a printer or a place, stands out of its column. */
const LABEL_CELLS_MAX = 34;

/**
 * Prints a line for each finding; the sentences are in the language in which they were made, and
 * begin at column `hang`.
 */
export function findingsToText(
  findings: ReadonlyArray<Finding>,
  locale: Locale,
): { readonly lines: ReadonlyArray<string>; readonly hang: number } {
  const labels = findings.map((finding) => checkLabel(finding, locale));
  const cells = labels
    .map(textWidth)
    .filter((width) => width <= LABEL_CELLS_MAX)
    .reduce((most, width) => Math.max(most, width), LABEL_CELLS);
  const lines = findings.map(({ state, sentence }, at) => {
    const label = padEnd(labels[at] ?? "", cells);
    return `${SIGNS[state]} ${label} ${sentence}`;
  });
  return { lines, hang: cells + SIGN_CELLS + 1 };
}

export function findingsToJson(
  findings: ReadonlyArray<Finding>,
): Readonly<Record<string, unknown>> {
  return {
    findings: findings.map(({ check, name, state, code, sentence }) => ({
      check: checkLabel(name === undefined ? { check } : { check, name }, "en"),
      state,
      code,
      sentence,
    })),
  };
}
