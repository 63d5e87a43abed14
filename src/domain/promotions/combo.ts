/** What each component of a combo costs. */

import { spreadCombo } from "../goods/pricing.ts";
import { addMinor, minor, type MinorUnits, sumMinor } from "../money/amounts.ts";

export interface ChosenComponent {
  /** The list price of what was chosen; zero or more. */
  readonly list: MinorUnits;
  /** What the choice costs beyond the combo's price. */
  readonly surcharge: MinorUnits;
}

/** Returns the price of a combo, which is never more than its goods cost by themselves: `lists`. */
export function comboCost(price: MinorUnits, lists: ReadonlyArray<MinorUnits>): MinorUnits {
  const alone = sumMinor(lists, (list) => list);
  return alone > 0 ? minor(Math.min(price, alone)) : price;
}

/**
 * Returns what each component of one combo costs: the combo's price spread by list prices, and the
 * choice's surcharge on its own component. Several combos cost so many times that, so no piece bears an
 * odd cent of another. Throws RangeError without components.
 */
export function comboParts(
  price: MinorUnits,
  components: ReadonlyArray<ChosenComponent>,
): ReadonlyArray<MinorUnits> {
  const parts = spreadCombo(
    price,
    components.map(({ list }) => list),
  );
  return components.map(({ surcharge }, at) => addMinor(parts[at] ?? 0, surcharge));
}
