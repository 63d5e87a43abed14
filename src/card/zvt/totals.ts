/**
 * What a terminal has taken since its last end of day, by brand (BMP 60). Source: ZVT-Protokoll, PA00P015
 * revision 13.13, end of day; the same layout in ecrterm, bezahl-online/zvt and EVerest/zvt.
 */

import { bcd, fromBcd } from "./bcd.ts";

/** In the order in which they stand there; the newer brands are among `other`. */
export const TOTALS_BRANDS = [
  "girocard",
  "jcb",
  "mastercard",
  "amex",
  "visa",
  "diners",
  "other",
] as const;
export type TotalsBrand = (typeof TOTALS_BRANDS)[number];

export interface BrandTotal {
  readonly brand: TotalsBrand;
  /** Transactions, at most 255. */
  readonly count: number;
  /** In minor units. */
  readonly sum: number;
}

export interface DayTotals {
  readonly firstReceipt: number;
  readonly lastReceipt: number;
  /** One for each brand, also for one without transactions. */
  readonly brands: ReadonlyArray<BrandTotal>;
}

const HEAD_BYTES = 4;
const BRAND_BYTES = 7;

/** Returns undefined for what is no such record. */
export function readTotals(data: Uint8Array): DayTotals | undefined {
  const firstReceipt = fromBcd(data.subarray(0, 2));
  const lastReceipt = fromBcd(data.subarray(2, 4));
  if (firstReceipt === undefined || lastReceipt === undefined) return undefined;
  const brands: BrandTotal[] = [];
  for (const [at, brand] of TOTALS_BRANDS.entries()) {
    const from = HEAD_BYTES + at * BRAND_BYTES;
    const count = data[from];
    const sum = fromBcd(data.subarray(from + 1, from + BRAND_BYTES));
    if (from + BRAND_BYTES > data.length || count === undefined || sum === undefined) {
      return undefined;
    }
    brands.push({ brand, count, sum });
  }
  return { firstReceipt, lastReceipt, brands };
}

export function totalsBytes({ firstReceipt, lastReceipt, brands }: DayTotals): Uint8Array {
  const bytes = [...bcd(firstReceipt, 2), ...bcd(lastReceipt, 2)];
  for (const brand of TOTALS_BRANDS) {
    const row = brands.find((each) => each.brand === brand);
    bytes.push(row?.count ?? 0, ...bcd(row?.sum ?? 0, 6));
  }
  return Uint8Array.from(bytes);
}
