/** The tips of a payment, and when the person is asked about one. */

import { err, ok, type Result } from "../../base/result.ts";
import { type MinorUnits } from "../../money/amounts.ts";
import { type Refusal } from "../refusal.ts";

export interface TipGiven {
  /** The tip in minor units of the shop's own money. */
  readonly tip: MinorUnits;
  /** Whether a person has confirmed an unusual tip. */
  readonly isTipSure?: boolean | undefined;
}

/** A tip of more than what is due is mostly a slip of the finger. */
export function isUnusualTip(tip: MinorUnits, due: MinorUnits): boolean {
  return tip > due;
}

/** Refuses an unusual tip, as long as nobody has said that it is right. */
export function requireUsualTip(
  { tip, isTipSure }: TipGiven,
  due: MinorUnits,
): Result<undefined, Refusal> {
  return isTipSure !== true && isUnusualTip(tip, due)
    ? err({ type: "tip/unusual", tip, due })
    : ok(undefined);
}
