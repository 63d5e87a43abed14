/** Which taxes of goods changed, named as they are printed. */

import { type Tax } from "../money/tax.ts";
import { type TaxChange } from "../views.ts";

/** The taxes of one line before and after. */
export type TaxesOfLine = readonly [before: ReadonlyArray<Tax>, after: ReadonlyArray<Tax>];

/** Returns each change once; none for lines whose taxes are the same. */
export function taxChanges(lines: ReadonlyArray<TaxesOfLine>): ReadonlyArray<TaxChange> {
  const changes = lines.flatMap(([was, is]): ReadonlyArray<TaxChange> => {
    const [before, after] = [namesOf(was), namesOf(is)];
    return before.join() === after.join() ? [] : [{ before, after }];
  });
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

function namesOf(taxes: ReadonlyArray<Tax>): ReadonlyArray<string> {
  return taxes.map(({ label }) => label);
}
