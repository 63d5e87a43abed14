/** The vouchers of a simulated shop: whether it sells any, and how far tills that are apart may go beyond their rights. */

import { type MinorUnits, minor } from "../../src/domain/money/amounts.ts";
import { type SimOptions } from "./options.ts";

/** A voucher in a guest's pocket: any till may be shown its code. */
export interface GuestVoucher {
  readonly id: string;
  readonly code: string;
}

/** A voucher with the minor units that a till may redeem of it. */
export interface DueVoucher {
  readonly id: string;
  readonly amount: number;
}

/** Whether the shop sells vouchers. A liar's own events are in no book. */
export function hasVouchers({
  without,
  hasLiar,
}: Pick<SimOptions, "without" | "hasLiar">): boolean {
  return !without.has("vouchers") && !hasLiar;
}

const LIMITS = [2000, 0, 500] as const;

/** What a till that is apart may redeem beyond its rights; nothing where nobody is to be asked anything. */
export function voucherLimit({ seed, manners }: Pick<SimOptions, "seed" | "manners">): MinorUnits {
  return minor(manners === "silence" ? 0 : (LIMITS[seed % LIMITS.length] ?? 0));
}
