/** Quantities as people write them: pieces are whole, weights have up to three decimals. */

import { err, ok, type Result } from "../base/result.ts";
import { type SoldBy, thousandths, type Thousandths } from "../money/amounts.ts";

export interface QuantityFault {
  readonly type: "quantity/not-pieces" | "quantity/not-a-weight";
  readonly text: string;
}

/**
 * The form of a number of pieces. More than four digits are a PLU or a barcode by mistake, never a
 * quantity.
 */
const PIECES = /^[1-9][0-9]{0,3}$/u;
const WEIGHT = /^(?<whole>[0-9]{0,4})(?:[.,](?<part>[0-9]{1,3}))?$/u;

/**
 * `2` is two pieces; `2`, `0.350`, `0,350` and `.35` are weights in the unit of the price. Pieces are
 * 1 to 9999, a weight is above zero and below 10000. Anything else is a fault. Source:
 * docs/rules/arithmetic.md, R19.
 */
export function parseQuantity(text: string, soldBy: SoldBy): Result<Thousandths, QuantityFault> {
  if (soldBy === "each") {
    return PIECES.test(text)
      ? ok(thousandths(Number(text) * 1000))
      : err({ type: "quantity/not-pieces", text });
  }
  const groups = WEIGHT.exec(text)?.groups;
  const weight =
    Number(groups?.["whole"] ?? "0") * 1000 + Number((groups?.["part"] ?? "").padEnd(3, "0"));
  return weight > 0 ? ok(thousandths(weight)) : err({ type: "quantity/not-a-weight", text });
}

/** How many, whether they are sold or come back. */
export function magnitude(quantity: Thousandths): Thousandths {
  return thousandths(Math.abs(quantity));
}

/** `2` for pieces, `0.350` for weights and for what a split leaves of a piece. */
export function formatQuantity(quantity: Thousandths, soldBy: SoldBy): string {
  const magnitude = Math.abs(quantity);
  const sign = quantity < 0 ? "-" : "";
  const whole = Math.floor(magnitude / 1000);
  const part = magnitude % 1000;
  if (soldBy === "each" && part === 0) return `${sign}${whole}`;
  return `${sign}${whole}.${String(part).padStart(3, "0")}`;
}
