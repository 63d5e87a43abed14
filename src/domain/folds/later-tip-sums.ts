/** The sums of tips that were typed after their payment. */

import { tipsMore } from "../balance/tips-after.ts";
import { type Contribution } from "../base/contribution.ts";
import { counted } from "../figures/day-sums.ts";
import { type PaymentState, type TippedState } from "../state/order-state.ts";
import { drawerTenderKey } from "./drawer-sums.ts";

/** Returns the sums of the tips of a payment that were typed after it, each under its own till and day. */
export function tippedContributions(
  payment: Pick<PaymentState, "captured" | "tipped">,
): ReadonlyArray<Contribution> {
  const { tipped = [] } = payment;
  if (tipped.length === 0) return [];
  const more = tipsMore(payment);
  return tipped
    .filter(({ home }) => home)
    .flatMap(({ id, day, body }) => voiceContributions({ body, day, more: more.get(id) ?? 0 }));
}

/** Returns the sums of one such tip. */
export function voiceContributions({
  body,
  day,
  more,
}: Pick<TippedState, "body" | "day"> & { readonly more: number }): ReadonlyArray<Contribution> {
  const { till, drawer, method, moved } = body;
  return [
    ...counted("tipped", { till, day }, { ...body, more }),
    ...(drawer === null ? [] : [[drawerTenderKey(drawer, method, "amount"), moved] as const]),
  ];
}
