/**
 * What a person types of the slip of a terminal that the till doesn't ask: its number, and the last four
 * digits of the card. No more of a card is ever kept.
 */

import { err, ok, type Result } from "../base/result.ts";
import { LAST4, SLIP } from "../events/card-events.ts";
import { isCardNumberIn } from "../people/card-numbers.ts";
import { type CardNoted } from "../state/order-state.ts";

type SlipFault = { readonly type: "text/card-number" } | { readonly type: "slip/invalid" };

/** Reads `0471`, `0471 1234` and `*1234`. */
export function readSlip(text: string): Result<CardNoted, SlipFault> {
  if (isCardNumberIn(text)) return err({ type: "text/card-number" });
  const [first = "", second = "", ...others] = text.trim().split(/\s+/u);
  if (others.length > 0) return err({ type: "slip/invalid" });
  if (first.startsWith("*")) {
    return second === ""
      ? checkedSlip({ slip: "", last4: first.slice(1) })
      : err({ type: "slip/invalid" });
  }
  const isStarred = second.startsWith("*");
  return checkedSlip({ slip: first, last4: isStarred ? second.slice(1) : second });
}

/** Returns both as they are kept; refused where neither is there, or one is no such thing. */
export function checkedSlip({ slip, last4 }: CardNoted): Result<CardNoted, SlipFault> {
  if ([slip, last4].some((text) => isCardNumberIn(text))) return err({ type: "text/card-number" });
  const isSome = slip !== "" || last4 !== "";
  return isSome && SLIP.test(slip) && LAST4.test(last4)
    ? ok({ slip, last4 })
    : err({ type: "slip/invalid" });
}

/** `0471 *1234`: what is known of both. */
export function slipText({ slip, last4 }: CardNoted): string {
  return [slip, last4 === "" ? "" : `*${last4}`].filter((text) => text !== "").join(" ");
}
