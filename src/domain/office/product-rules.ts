/** The rules for one product by itself, in a shop's files and in a sheet alike. */

import { parseBarcode } from "../goods/barcode.ts";
import { type ModifierGroup } from "../goods/catalogue.ts";

/** Characters of a name that still fit a line of paper and screen. */
export const NAME_MAX = 60;

/** Text that can be typed as the name of goods: signs alone are commands. */
export const TYPEABLE = /[\p{L}\p{N}]/u;
/** Empty for none. */
export const SHORT_CODE = /^(?:(?=.*[a-z])[a-z0-9]{1,4})?$/u;
/** Empty for none. */
export const PLU = /^[0-9]{0,6}$/u;

/** Returns the problem of a barcode in words; empty for one that may stand for goods. */
export function barcodeProblem(barcode: string): string {
  const read = parseBarcode(barcode);
  if (read.ok) return barcode.startsWith("980") ? `"${barcode}" is a receipt's code` : "";
  return read.fault.type === "barcode/no-code"
    ? `"${barcode}" has not 8, 12, 13 or 14 digits`
    : `"${barcode}" should end in ${read.fault.expected}`;
}

/** The most that options of these groups can take off a price, each once: zero or less, in minor units. */
export function lowestModifiers(
  groups: ReadonlyArray<{
    readonly options: ReadonlyArray<Pick<ModifierGroup["options"][number], "price">>;
  }>,
): number {
  return groups
    .flatMap(({ options }) => options)
    .reduce((sum, { price }) => sum + Math.min(0, price), 0);
}
