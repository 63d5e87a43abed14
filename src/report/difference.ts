/** What two books of a day say otherwise. */

export interface Difference {
  /** Of `receipts` the figures are numbers, of `chain` and `settled` nothing, of the others money. */
  readonly check: "sales" | "taxes" | "tenders" | "receipts" | "chain" | "settled";
  /** Names the amount or number involved. */
  readonly what: string;
  readonly expected: number;
  readonly found: number;
}

export function differing(
  check: Difference["check"],
  what: string,
  [expected, found]: readonly [number, number],
): ReadonlyArray<Difference> {
  return expected === found ? [] : [{ check, what, expected, found }];
}
