/** Texts of terminals as people read them: no control characters, and no number of a card. */

import { isCardNumberIn } from "../domain/people/card-numbers.ts";

/** Digits with whatever stands between them but letters. */
const DIGITS = /[0-9](?:[^\p{L}\p{N}]*[0-9])+/gu;
/** Digits that go on in the next line: only blanks and dashes part a number there, and no sign of a sum or date. */
const PARTED_DIGITS = /[0-9](?:[ \n-]*[0-9])+/gu;
/** The digits of a card's number that anybody may see. */
const SHOWN = 4;

/** Returns the text with each digit but the last four of a payment card's number masked. */
export function withoutCardNumbers(text: string): string {
  return text.replaceAll(DIGITS, masked);
}

/** Returns lines of paper without the number of a card, also one that is parted over several lines. */
export function linesWithoutCardNumbers(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const text = lines.map(withoutCardNumbers).join("\n");
  return text.replaceAll(PARTED_DIGITS, masked).split("\n");
}

export function withoutControls(text: string): string {
  return text.replaceAll("\u00a0", " ").replaceAll(/[\p{C}\u2028\u2029\ufffd]/gu, "");
}

function masked(digits: string): string {
  let text = digits;
  // What is left of one number may be one with what stands beside it.
  while (isCardNumberIn(text)) text = maskedOnce(text);
  return text;
}

function maskedOnce(text: string): string {
  const hidden = new Set<number>();
  for (const [start, end] of spansOf(text)) {
    const digits = [...text.slice(start, end).matchAll(/[0-9]/gu)];
    for (const { index } of digits.slice(0, -SHOWN)) hidden.add(start + index);
  }
  return text.replaceAll(/[0-9]/gu, (digit, at: number) => (hidden.has(at) ? "*" : digit));
}

type Span = readonly [start: number, end: number];

/** Returns where numbers of cards stand; two that overlap are one. */
function spansOf(text: string): ReadonlyArray<Span> {
  const groups = [...text.matchAll(/[0-9]+/gu)];
  const spans: Array<[start: number, end: number]> = [];
  for (const [from, { index: start }] of groups.entries()) {
    const end = groups
      .slice(from, from + DIGITS_MAX)
      .map((group) => group.index + group[0].length)
      .findLast((at) => isCardNumber(text.slice(start, at)));
    if (end === undefined) continue;
    const last = spans.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

/** The longest number of a card: so many groups of digits may be one. */
const DIGITS_MAX = 19;

/** Whether all digits of the text together are one number. */
function isCardNumber(text: string): boolean {
  return isCardNumberIn(text.replaceAll(/[^0-9]/gu, ""));
}
