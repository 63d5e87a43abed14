/** An order's bill is split into parts, or is one again, from a shell or at the register. */

import { type Refusal } from "../../domain/commands/refusal.ts";
import { decideSplit, type ShareWish, type SplitWish } from "../../domain/commands/split-order.ts";
import { type WantedSplit } from "../../domain/entry/entry-split.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type OrderView } from "../../domain/views.ts";
import { type Actor, type Till } from "../till.ts";
import { findOrder, type OrderDetails, orderState, writtenOrder } from "./orders.ts";

export function splitOrder(
  till: Till,
  actor: Actor,
  { order: text, wanted }: { readonly order: string; readonly wanted: WantedSplit },
): Result<OrderDetails, Refusal> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const { order } = found;
  const wish = splitWish(order, wanted);
  if (!wish.ok) return wish;
  const done = till.act(actor, "split order", (context) =>
    decideSplit(context, orderState(context.view, order.id), wish.value),
  );
  return done.ok ? ok(writtenOrder(till, order.id)) : done;
}

/** With the lines that stand at these positions. */
export function splitWish(
  { lines }: Pick<OrderView, "lines">,
  wanted: WantedSplit,
): Result<SplitWish, Refusal> {
  if (wanted.type !== "lines") return ok(wanted);
  const shares: ShareWish[] = [];
  for (const { position, ...share } of wanted.shares) {
    const line = lines.find((it) => !it.gone && it.position === position)?.id;
    if (line === undefined) return err({ type: "line/unknown" });
    shares.push({ line, ...share });
  }
  return ok({ type: "lines", shares });
}
