/** Vouchers at the register. */

import { type Result } from "../../domain/base/result.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Refusal } from "./refusal-port.ts";

/** A voucher that was looked up by its code. */
export interface ShownVoucher {
  readonly id: string;
  /** The number that its papers name. */
  readonly number: string;
  /** What is left of it, as far as it is known here. */
  readonly left: MinorUnits;
  /** What it would pay of the order on the screen: zero where nothing is to pay that vouchers buy. */
  readonly pays: MinorUnits;
  /** What would go back onto it of what the order on the screen has to give back; zero for nothing. */
  readonly back: MinorUnits;
  /** The last day on which it is redeemed, as it is shown; undefined for ever. */
  readonly until: string | undefined;
  /** Whether it is redeemed at all: it is not blocked, nor too old, nor spent. */
  readonly isOpen: boolean;
}

export interface VoucherDesk {
  /** What papers call one, in the shop's language. */
  readonly name: () => string;
  /** Finds a voucher by its code, and asks other tills for what they may redeem of it. */
  readonly find: (code: string) => Result<ShownVoucher, Refusal>;
  /** Whether a coupon that is offered has that code. */
  readonly isCoupon: (code: string) => boolean;
}
