/**
 * Numbers of payment cards, which are kept nowhere: whoever types one into a note would leave it on every
 * till, on paper and in every backup.
 *
 * Such a number has 15 to 19 digits with a right check digit, and begins as those of payment cards do.
 * Barcodes of goods are shorter. A shop whose own cards look like it says what they begin with.
 */

import { refusal } from "../base/refusal-table.ts";
import { type Draft, typedTexts } from "../events/kinds.ts";

/** Numbers of payment cards are kept nowhere. */
export const CARD_NUMBER_FAULTS = { "text/card-number": refusal("wrong") };

const DIGITS_MIN = 15;
const DIGITS_MAX = 19;

/** A picture is no text. */
const PICTURE = "set/logo";

/** Whether any of the texts that people wrote into these holds the number of a payment card. */
export function holdCardNumber(
  drafts: ReadonlyArray<Draft>,
  ownPrefixes: () => ReadonlyArray<string>,
): boolean {
  return drafts.some(({ kind, streams, body }) => {
    const fields = typedTexts(kind);
    if (fields.length === 0 || streams.some((stream) => stream === PICTURE)) return false;
    return textsUnder(body, fields).some((text) => isCardNumberIn(text, ownPrefixes));
  });
}

/** Whether the text holds one, however its digits are parted; `ownPrefixes` is asked only then. */
export function isCardNumberIn(
  text: string,
  ownPrefixes: () => ReadonlyArray<string> = () => [],
): boolean {
  const found = (text.match(/[0-9](?:[^\p{L}\p{N}]*[0-9])*/gu) ?? [])
    .filter((run) => run.length >= DIGITS_MIN)
    .flatMap(cardNumbersIn);
  return found.some((digits) => !ownPrefixes().some((prefix) => digits.startsWith(prefix)));
}

/** The digits of a card may have others beside them, such as the month until which it is valid. */
function cardNumbersIn(run: string): ReadonlyArray<string> {
  const groups = run.match(/[0-9]+/gu) ?? [];
  return groups.flatMap((_, from) => {
    const found: string[] = [];
    let digits = "";
    for (const group of groups.slice(from, from + DIGITS_MAX)) {
      digits += group;
      if (digits.length > DIGITS_MAX) break;
      if (digits.length >= DIGITS_MIN && isCardNumber(digits)) found.push(digits);
    }
    return found;
  });
}

function isCardNumber(digits: string): boolean {
  const four = Number(digits.slice(0, 4));
  const begins = /^(?:3[47]|4|5[0-9]|6[0-9])/u.test(digits) || (four >= 2221 && four <= 2720);
  return begins && isLuhn(digits);
}

function isLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

function textsUnder(value: unknown, fields: ReadonlyArray<string>): ReadonlyArray<string> {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    fields.includes(name) ? allTexts(inner) : textsUnder(inner, fields),
  );
}

function allTexts(value: unknown): ReadonlyArray<string> {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(allTexts);
}
