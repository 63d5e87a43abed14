/** Who wrote an event, and when. */

import { type KnownEvent } from "../events/kinds.ts";
import { type ReceiptState } from "../state/order-state.ts";

export function whoAndWhen({
  act,
  key,
}: KnownEvent): Pick<ReceiptState, "by" | "day" | "hlc" | "wallMs" | "offsetMinutes"> {
  return {
    by: act.by,
    day: act.day,
    hlc: key.hlc,
    wallMs: act.wallMs,
    offsetMinutes: act.offsetMinutes,
  };
}
