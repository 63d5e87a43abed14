/**
 * The letters that a receipt names taxes by: one for each combination of taxes that goods bear, such as
 * `A` for VAT 21% and, where two taxes are charged, `B` for both together.
 *
 * A tax class may say its letters, because some countries prescribe them. All other combinations get the
 * letters that are free, the highest rate first.
 */

import { type Tax, taxName } from "../money/tax.ts";
import { compareText } from "../text/entry-text.ts";
import { SERVICES, type TaxClass } from "./catalogue.ts";

/** The letters by the name of a combination of taxes (`combinationName`). */
export type TaxLetters = ReadonlyMap<string, string>;

type Combination = ReadonlyArray<Tax>;

/** Returns one name for the same taxes in any order; empty for no tax. */
export function combinationName(taxes: Combination): string {
  return taxes.map(taxName).toSorted(compareText).join(" ");
}

/** The letters that a shop uses on all its receipts. Goods without a tax have one only where their class says it. */
export function taxLettersOf(classes: Iterable<TaxClass>): TaxLetters {
  const all = [...classes];
  const said = all.flatMap(({ taxesByService, letters = {} }) =>
    SERVICES.flatMap((service): ReadonlyArray<readonly [Combination, string]> => {
      const letter = letters[service];
      return letter === undefined ? [] : [[taxesByService[service], letter]];
    }),
  );
  const chosen = new Map<string, string>();
  for (const [taxes, letter] of said) {
    const name = combinationName(taxes);
    const isTaken = [...chosen.values()].includes(letter);
    if (!chosen.has(name) && !isTaken) chosen.set(name, letter);
  }
  const combinations = all.flatMap(({ taxesByService }) =>
    SERVICES.map((service) => taxesByService[service]),
  );
  return withFreeLetters(chosen, combinations, new Set(chosen.values()));
}

/**
 * The letters of one paper. Goods may be on it that bear what no class of the shop bears any more: no
 * letter then stands for two combinations.
 */
export function lettersOnPaper(
  combinations: ReadonlyArray<Combination>,
  shop: TaxLetters,
): TaxLetters {
  const lettered = combinations.flatMap((taxes): ReadonlyArray<readonly [string, string]> => {
    const name = combinationName(taxes);
    const letter = shop.get(name);
    return letter === undefined ? [] : [[name, letter]];
  });
  return withFreeLetters(new Map(lettered), combinations, new Set(shop.values()));
}

function withFreeLetters(
  chosen: ReadonlyMap<string, string>,
  combinations: ReadonlyArray<Combination>,
  taken: ReadonlySet<string>,
): TaxLetters {
  const letters = new Map(chosen);
  const free = freeLetters(taken);
  const unlettered = combinations
    .filter((taxes) => taxes.length > 0)
    .map((taxes) => ({ name: combinationName(taxes), rate: rateOf(taxes) }))
    .toSorted((one, other) => other.rate - one.rate || compareText(one.name, other.name));
  for (const { name } of unlettered) {
    if (!letters.has(name)) letters.set(name, free.next().value);
  }
  return letters;
}

function rateOf(taxes: Combination): number {
  return taxes.reduce((sum, { rate }) => sum + rate, 0);
}

/** `A` to `Z`, then `AA` and so on. */
function* freeLetters(taken: ReadonlySet<string>): Generator<string, never> {
  for (let ordinal = 0; ; ordinal += 1) {
    const last = String.fromCodePoint(65 + (ordinal % 26));
    const letter = ordinal < 26 ? last : String.fromCodePoint(64 + Math.floor(ordinal / 26)) + last;
    if (!taken.has(letter)) yield letter;
  }
}
