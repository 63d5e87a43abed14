/** Goods of which so many are left: whether there are as many as a line wants, and that it takes them. */

import { thousandths, type Thousandths } from "../amounts.ts";
import { entryName } from "../catalogue-view.ts";
import { type Counted, type LineAdded } from "../events/order-events.ts";
import { fieldValue } from "../folds/entry-fold.ts";
import { registerValue } from "../folds/register.ts";
import { leftOf, limitOf } from "../goods-left.ts";
import { type LineBalance } from "../order-balance.ts";
import { err, ok, type Result } from "../result.ts";
import { type DecisionContext } from "./decision.ts";
import { type Refusal } from "./refusal.ts";

interface Wanted extends Pick<LineAdded, "sku" | "name" | "by"> {
  readonly quantity: Thousandths;
  /** It was there a moment ago: what was sold out since is no reason to keep it away. */
  readonly isBack?: boolean | undefined;
}

/** What a new line notes of it; undefined where nothing is counted. */
export function takeLeft(
  { view }: DecisionContext,
  wanted: Wanted,
): Result<Counted | undefined, Refusal> {
  const { sku, name, by, quantity, isBack = false } = wanted;
  const entry = view.state("cat", entryName("product", sku));
  const limit = limitOf(entry);
  const write = limit?.writes.at(-1);
  if (limit === undefined || write === undefined) return ok(undefined);
  if (isBack && limit.counted === 0) return ok(undefined);
  const left = leftOf(view, limit);
  if (left <= 0) return err({ type: "product/sold-out", name });
  const soldBy = by === "weight" || fieldValue(entry, "soldBy") === "weight" ? "weight" : "each";
  // Of a pack whose price a scale has printed nobody knows the weight.
  if (soldBy === "weight" && by !== "weight") return ok(undefined);
  if (quantity > left) return err({ type: "product/only-left", name, left, soldBy });
  return ok({ write, from: thousandths(0) });
}

/** The same for more of a line; undefined where it takes from that count already. */
export function takeMore(
  context: DecisionContext,
  { line, quantity: present, comesBack }: LineBalance,
  { quantity, isBack }: Pick<Wanted, "quantity" | "isBack">,
): Result<Counted | undefined, Refusal> {
  const more = thousandths(quantity - present);
  if (line.added === null || comesBack || more <= 0) return ok(undefined);
  const { sku, name, by } = line.added;
  const taken = takeLeft(context, { sku, name, by, quantity: more, isBack });
  if (!taken.ok || taken.value === undefined) return taken;
  const limit = limitOf(context.view.state("cat", entryName("product", sku)));
  const known = registerValue(line.fields.counted)?.write;
  const isKnown = known !== undefined && limit?.writes.includes(known) === true;
  return ok(isKnown ? undefined : { ...taken.value, from: present });
}
