/** Goods of which so many are left: whether there are as many as a line wants, and that it takes them. */

import { entryName } from "../catalogue-view.ts";
import { type Counted, type LineAdded } from "../events/order-events.ts";
import { fieldValue } from "../folds/entry-fold.ts";
import { type LineState } from "../folds/order-state.ts";
import { registerValue } from "../folds/register.ts";
import { leftOf, limitOf, soldOutBy, takenBy } from "../goods-left.ts";
import { thousandths, type Thousandths } from "../money/amounts.ts";
import { type LineBalance } from "../order-balance.ts";
import { err, ok, type Result } from "../result.ts";
import { type DecisionContext } from "./decision.ts";
import { type Refusal } from "./refusal.ts";

interface Wanted extends Pick<LineAdded, "sku" | "name" | "by"> {
  readonly quantity: Thousandths;
}

/** What a new line notes of it; undefined where nothing is counted. */
export function takeLeft(
  { view }: DecisionContext,
  wanted: Wanted,
): Result<Counted | undefined, Refusal> {
  const { sku, name, by, quantity } = wanted;
  const entry = view.state("cat", entryName("product", sku));
  const limit = limitOf(entry);
  const write = limit?.writes.at(-1);
  if (limit === undefined || write === undefined) return ok(undefined);
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
  quantity: Thousandths,
): Result<Counted | undefined, Refusal> {
  const more = thousandths(quantity - present);
  if (line.added === null || comesBack || more <= 0) return ok(undefined);
  const { sku, name, by } = line.added;
  const taken = takeLeft(context, { sku, name, by, quantity: more });
  if (!taken.ok || taken.value === undefined) return taken;
  const limit = limitOf(context.view.state("cat", entryName("product", sku)));
  const known = registerValue(line.fields.counted)?.write;
  const isKnown = known !== undefined && limit?.writes.includes(known) === true;
  return ok(isKnown ? undefined : { ...taken.value, from: present });
}

/** What a line had a moment ago. */
export interface HadBefore {
  readonly quantity: Thousandths;
  /** What it took from; undefined for nothing. */
  readonly counted: Counted | undefined;
}

/**
 * The same for what comes back to a line, or as another one for it: it takes what it took. From a count
 * that was made since it takes nothing, because what went away had not come from there.
 */
export function takeBack(
  { view }: DecisionContext,
  line: LineState,
  { quantity, counted }: HadBefore,
): Result<Counted | undefined, Refusal> {
  const { sku = "", name = "" } = line.added ?? {};
  const entry = view.state("cat", entryName("product", sku));
  const limit = limitOf(entry);
  const soldOut = soldOutBy(entry).at(-1);
  // What was sold out since is no reason to keep it away; it says that it knows.
  if (soldOut !== undefined) return ok({ write: soldOut, from: quantity });
  if (counted === undefined || limit?.writes.includes(counted.write) !== true) return ok(undefined);
  const present = takenBy(line);
  const has = present && limit.writes.includes(present.write) ? present.quantity : 0;
  const more = Math.max(0, quantity - counted.from) - has;
  const left = leftOf(view, limit);
  if (more <= 0 || more <= left) return ok(counted);
  if (left <= 0) return err({ type: "product/sold-out", name });
  const soldBy = fieldValue(entry, "soldBy") === "weight" ? "weight" : "each";
  return err({ type: "product/only-left", name, left, soldBy });
}

/** The same for a line that is still there; undefined where it says so already. */
export function takeAgain(
  context: DecisionContext,
  line: LineState,
  had: HadBefore,
): Result<Counted | undefined, Refusal> {
  const taken = takeBack(context, line, had);
  if (!taken.ok) return taken;
  const present = registerValue(line.fields.counted);
  // A count can't be unsaid: all of the line was there before it.
  const nothing = present && { ...present, from: had.quantity };
  const next = taken.value ?? nothing;
  const isSame = next?.write === present?.write && next?.from === present?.from;
  return ok(isSame ? undefined : next);
}
