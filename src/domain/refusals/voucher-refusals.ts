/** Why no voucher was sold, redeemed or replaced. */

import { refusal } from "../base/refusal-table.ts";
import { type BusinessDay, type Origin } from "../identity.ts";
import { type Peer } from "../membership/peer.ts";
import { type MinorUnits } from "../money/amounts.ts";

export const VOUCHER_REFUSALS = {
  /** Nothing is known here that was sold under that code or number. */
  "voucher/unknown": refusal("unknown"),
  /** The digits that check a code don't fit the others. */
  "voucher/mistyped": refusal("wrong"),
  /** Too many codes that nobody sold were typed here. */
  "voucher/wait": refusal<{ waitMs: number }>("conflict"),
  /** What the codes are kept by has not come to this till yet. */
  "voucher/no-key": refusal("conflict"),
  "voucher/reason": refusal("wrong", { needsReason: true }),
  /** A till has less of it by right than was to be taken. */
  "voucher/few": refusal<{ number: string; till: string; has: MinorUnits }>("conflict"),
  "voucher/amount": refusal<{ amount: MinorUnits }>("wrong"),
  "voucher/empty": refusal<{ number: string }>("conflict"),
  "voucher/blocked": refusal<{ number: string; to: string | undefined }>("conflict"),
  /** It was sold by several tills, and each of the codes was redeemed from. */
  "voucher/used": refusal("conflict"),
  "voucher/expired": refusal<{ number: string; until: BusinessDay }>("conflict"),
  /** A product that is a voucher comes back by its number alone, which says what is left of it. */
  "voucher/back": refusal<{ name: string }>("wrong"),
  /** All that is left to pay is for a voucher. */
  "voucher/buys-voucher": refusal("conflict"),
  "voucher/too-much": refusal<{ number: string; due: MinorUnits; amount: MinorUnits }>("wrong"),
  "voucher/too-little": refusal<{ number: string; left: MinorUnits }>("wrong"),
  /** The till may redeem less of it now than was wanted; `other` has some, where anybody has. */
  "voucher/none-here": refusal<{
    number: string;
    id: string;
    here: MinorUnits;
    /** How much more was wanted than the till may redeem. */
    lacks: MinorUnits;
    other: (Peer & { has: MinorUnits; origin: Origin }) | undefined;
  }>("conflict"),
  /** Money of a voucher is corrected by no word: it goes back onto the voucher. */
  "voucher/correct": refusal("conflict"),
};
