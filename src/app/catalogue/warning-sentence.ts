/** What a cashier will stumble over, in a sentence; for a screen, a command and an import. */

import { assertNever } from "../../domain/assert-never.ts";
import { type GoodsWarning } from "../../domain/office/goods-warnings.ts";

/** Without the place in a file. */
export function warningSentence({ type, product, other }: GoodsWarning): string {
  const { name, plu } = product;
  switch (type) {
    case "name/begins-like-plu":
      return `“${name}” begins like the PLU of ${other?.name ?? ""}: the digits alone sell that.`;
    case "name/no-letter":
      return `“${name}” has no letter or digit: it can't be found by typing.`;
    case "plu/banknote":
      return `the PLU ${plu} of ${name} equals a banknote: paying with ${plu} asks once more.`;
    default:
      return assertNever(type, "warning");
  }
}
