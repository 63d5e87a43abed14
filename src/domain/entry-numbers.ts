/**
 * The numbers of the entry line. A run of eight digits or more is a barcode and never one of them.
 */
import { type MinorUnits, type Thousandths, minor, thousandths } from "./amounts.ts";

const QUANTITY_MAX = 9999;
const GTIN_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);

export type ReadQuantity =
  | { readonly type: "pieces" | "weight"; readonly quantity: Thousandths }
  | { readonly type: "invalid" };

/** `3` is pieces (or kilograms), `0.350`, `0,350` and `.35` are weight. */
export function readQuantity(text: string): ReadQuantity {
  const parts = /^(?<whole>\d{0,7})(?:[.,](?<rest>\d{1,3}))?$/u.exec(text)?.groups;
  if (parts === undefined || text === "") return { type: "invalid" };
  const whole = Number(parts["whole"] ?? "0");
  const rest = Number((parts["rest"] ?? "").padEnd(3, "0"));
  const quantity = whole * 1000 + rest;
  if (quantity === 0 || quantity > QUANTITY_MAX * 1000) return { type: "invalid" };
  return {
    type: parts["rest"] === undefined ? "pieces" : "weight",
    quantity: thousandths(quantity),
  };
}

/** Up to seven digits and as many decimals as the currency has; undefined when it isn't money. */
export function readMoney(text: string, currency: string): MinorUnits | undefined {
  const parts = /^(?<whole>\d{1,7})(?:[.,](?<rest>\d{1,2}))?$/u.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const decimals = decimalsOf(currency);
  const rest = parts["rest"] ?? "";
  if (rest.length > decimals) return undefined;
  return minor(Number(parts["whole"]) * 10 ** decimals + Number(rest.padEnd(decimals, "0")));
}

/** The mod 10 check digit of the GS1 barcodes. */
export function hasCheckDigit(digits: string): boolean {
  if (!/^\d+$/u.test(digits) || !GTIN_LENGTHS.has(digits.length)) return false;
  const sum = Array.from(digits).reduce((total, digit, at) => {
    const weight = (digits.length - at) % 2 === 0 ? 3 : 1;
    return total + Number(digit) * weight;
  }, 0);
  return sum % 10 === 0;
}

export function writeMoney(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, "0");
  const sign = amount < 0 ? "-" : "";
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export function writeQuantity(quantity: number): string {
  if (quantity % 1000 === 0) return String(quantity / 1000);
  return `${quantity < 0 ? "-" : ""}${writeThousandths(Math.abs(quantity))}`;
}

function writeThousandths(quantity: number): string {
  return `${Math.floor(quantity / 1000)}.${String(quantity % 1000).padStart(3, "0")}`;
}

function decimalsOf(currency: string): number {
  return ["JPY", "KRW", "ISK", "HUF", "CLP", "VND"].includes(currency) ? 0 : 2;
}
