/**
 * The numbers that a box gives: of receipts and refunds, and to call out. It knows its own ones itself, and by somebody
 * else's word it would give one twice, or leave some out.
 */

import { type KnownEvent } from "../events/kinds.ts";
import { codeOf } from "../events/series.ts";
import { calloutCountKey, isNumberKey, seriesCountKey } from "../folds/order-sums.ts";
import { type DeviceId, deviceOf, type Origin } from "../identity.ts";

/** Whether the box gives its numbers by this sum. `code`: undefined where nobody has said its letter. */
export function isOwnNumberKey(
  key: string,
  { device, code }: { readonly device: DeviceId; readonly code: string | undefined },
): boolean {
  if (!isNumberKey(key)) return false;
  const [, name = "", origin] = key.split("/");
  return origin === undefined ? codeOf(name) === code : deviceOf(origin as Origin) === device;
}

export const NUMBERED_KINDS = ["receipt/issued", "refund/issued", "order/opened"] as const;

/** Returns the key of the sum that counts the number which the event gives; undefined where it gives none. */
export function numberKeyOf(event: KnownEvent): string | undefined {
  switch (event.kind) {
    case "receipt/issued":
    case "refund/issued":
      return seriesCountKey(event.body.series);
    case "order/opened":
      return calloutCountKey(event.act.day, event.body.till);
    default:
      return undefined;
  }
}
