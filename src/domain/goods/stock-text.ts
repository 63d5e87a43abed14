/** Quantities of stock as people write them: `3`, `0.568`, `-2`, with six decimals at most. */

import { type Locale, withDecimal } from "../text/locale.ts";
import { ONE_IN_STOCK, STOCK_MAX } from "./stock-quantity.ts";

const QUANTITY = /^(?<whole>[0-9]{1,8})?(?:[.,](?<part>[0-9]{1,6}))?$/u;
const DECIMALS = 6;

/** Returns a quantity in millionths, zero included; undefined for what is none. */
export function readStockQuantity(text: string): number | undefined {
  const groups = QUANTITY.exec(text.trim())?.groups;
  if (groups === undefined || text.trim() === "") return undefined;
  const { whole = "0", part = "" } = groups;
  const quantity = Number(whole) * ONE_IN_STOCK + Number(part.padEnd(DECIMALS, "0"));
  return quantity <= STOCK_MAX ? quantity : undefined;
}

/** Writes a quantity with what it is counted in; pieces say nothing. */
export function amountText(quantity: number, unit: string, locale: Locale): string {
  const text = stockText(quantity, locale);
  return unit === "" ? text : `${text} ${unit}`;
}

/** Writes a quantity without zeros behind its last decimal. */
export function stockText(quantity: number, locale: Locale): string {
  const size = Math.abs(quantity);
  const part = String(size % ONE_IN_STOCK)
    .padStart(DECIMALS, "0")
    .replace(/0+$/u, "");
  const sign = quantity < 0 ? "-" : "";
  const whole = Math.floor(size / ONE_IN_STOCK);
  return withDecimal(`${sign}${whole}${part === "" ? "" : `.${part}`}`, locale);
}
