/** Goods that people sold though they knew them to be sold out. */

import { parseSoldOnKey } from "../domain/folds/order-sums.ts";

/** Pieces that one person sold though they knew them to be sold out. */
export interface SoldOnTotal {
  /** Staff number. */
  readonly staff: string;
  readonly name: string;
  readonly count: number;
}

/** From the kept sums of a day, by staff number. */
export function soldOnTotals(kept: ReadonlyMap<string, number>): ReadonlyArray<SoldOnTotal> {
  return [...kept]
    .flatMap(([key, count]): ReadonlyArray<SoldOnTotal> => {
      const staff = parseSoldOnKey(key);
      return staff === undefined || count === 0 ? [] : [{ staff, name: "", count }];
    })
    .toSorted((a, b) => (a.staff < b.staff ? -1 : 1));
}
