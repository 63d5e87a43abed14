/** Goods of which so many are left: whether there are as many as a line wants, and that it takes them. */

import { type LineBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Counted } from "../../events/counted-events.ts";
import { type LineAdded } from "../../events/line-events.ts";
import { type EventId } from "../../identity.ts";
import { stockOfOne } from "../../lines/line-measure.ts";
import { thousandths, type Thousandths } from "../../money/amounts.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { inStock, leftOf, limitOf, soldOutBy, takenBy } from "../../prices/goods-left.ts";
import { fieldValue } from "../../state/entry-state.ts";
import { type LineState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type DecisionContext, isSure, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

interface Wanted extends Pick<LineAdded, "sku" | "name" | "by"> {
  readonly quantity: Thousandths;
}

/**
 * Returns the stock that a new line notes; undefined where nothing is counted. A line that sells on
 * beyond the stock says so, and needs the right to. `one`: how much of the stock one is, where that is no whole piece
 * or kilogram (`stockOfOne`).
 */
export function takeLeft(
  context: DecisionContext,
  { one: weight, ...wanted }: Wanted & { readonly one: Thousandths | undefined },
): Result<Counted | undefined, Refusal> {
  const quantity = inStock(weight, wanted.quantity);
  const there = takeThere(context, { ...wanted, quantity, weight });
  if (!there.ok) return there;
  if (there.value === undefined) return ok(undefined);
  const { write, there: past, isShort } = there.value;
  const counted = { write, from: thousandths(0), ...ofWeight(weight) };
  return ok(isShort ? { ...counted, soldOn: soldOnFrom(context, past) } : counted);
}

/** How much a count still has of what is wanted of it. */
interface Taken {
  readonly write: EventId;
  readonly there: Thousandths;
  /** The rest is sold although it is not there. */
  readonly isShort: boolean;
}

function ofWeight(weight: Thousandths | undefined): Pick<Counted, "weight"> {
  return weight === undefined ? {} : { weight };
}

interface WantedOfStock extends Wanted {
  /** What one pack weighs, where the line is of packs; the quantity wanted is of the stock. */
  readonly weight: Thousandths | undefined;
}

function takeThere(
  context: DecisionContext,
  { sku, name, by, quantity, weight }: WantedOfStock,
): Result<Taken | undefined, Refusal> {
  const { view } = context;
  const entry = view.state("cat", entryName("product", sku));
  const limit = limitOf(entry);
  const write = limit?.writes.at(-1);
  if (limit === undefined || write === undefined) return ok(undefined);
  const left = leftOf(view, limit);
  const soldBy = by === "weight" || fieldValue(entry, "soldBy") === "weight" ? "weight" : "each";
  const isMeasured = soldBy === "each" || by === "weight" || weight !== undefined;
  if (left > 0 && !isMeasured) return ok(undefined);
  if (quantity <= left) return ok({ write, there: quantity, isShort: false });
  const allowed = requireSellingOn(context, { name, left, soldBy });
  if (!allowed.ok) return allowed;
  return ok({ write, there: thousandths(Math.max(0, left)), isShort: true });
}

/** Asks first; then it takes the right to sell on what is sold out. */
function requireSellingOn(
  context: DecisionContext,
  short: {
    readonly name: string;
    readonly left: Thousandths;
    readonly soldBy: "each" | "weight";
  },
): Result<undefined, Refusal> {
  if (isSure(context, "goods")) return requirePermission(context, "oversell");
  const { name, left } = short;
  return left <= 0
    ? err({ type: "product/sold-out", name })
    : err({ type: "product/only-left", ...short });
}

function soldOnFrom(
  { staff, till, day }: Pick<DecisionContext, "staff" | "till" | "day">,
  past: Thousandths,
): NonNullable<Counted["soldOn"]> {
  return { past, by: staff.number, till, day };
}

/** Returns the stock for more of a line; undefined where the line takes from that count already. */
export function takeMore(
  context: DecisionContext,
  { line, quantity: present, kind }: LineBalance,
  quantity: Thousandths,
): Result<Counted | undefined, Refusal> {
  if (line.added === null || !kind.stocked || quantity <= present) return ok(undefined);
  const { sku, name, by } = line.added;
  const countedNow = registerValue(line.fields.counted);
  const entry = context.view.state("cat", entryName("product", sku));
  const limit = limitOf(entry);
  const isKnown =
    countedNow !== undefined && (limit?.writes ?? [countedNow.write]).includes(countedNow.write);
  const weight = countedNow?.weight ?? (isKnown ? undefined : stockOfOne(line.added));
  const had = inStock(weight, present);
  const more = thousandths(inStock(weight, quantity) - had);
  const taken = takeThere(context, { sku, name, by, quantity: more, weight });
  if (!taken.ok) return taken;
  const { write, there = more, isShort = false } = taken.value ?? {};
  if (write !== undefined && !isKnown) {
    const past = thousandths(had + there);
    const counted = { write, from: had, ...ofWeight(weight) };
    return ok(isShort ? { ...counted, soldOn: soldOnFrom(context, past) } : counted);
  }
  if (countedNow === undefined || (!isShort && countedNow.soldOn === undefined))
    return ok(undefined);
  // The quantity beyond the count stays beyond it, whatever comes back.
  const past = thousandths(Math.min(had, countedNow.soldOn?.past ?? had) + there);
  const soldOn = soldOnFrom(context, past);
  return ok({
    ...countedNow,
    soldOn: isShort ? soldOn : { ...soldOn, ...countedNow.soldOn, past },
  });
}

/** The quantity and stock that a line had a moment ago. */
export interface HadBefore {
  readonly quantity: Thousandths;
  /** The count that the line took from; undefined for none. */
  readonly counted: Counted | undefined;
}

/**
 * Returns the stock for goods that come back to a line, or as another line: the line takes what it
 * took. It takes nothing from a later count, since the goods had not come from there.
 */
export function takeBack(
  context: DecisionContext,
  line: LineState,
  { quantity: had, counted }: HadBefore,
): Result<Counted | undefined, Refusal> {
  const { view } = context;
  const { sku = "", name = "" } = line.added ?? {};
  const entry = view.state("cat", entryName("product", sku));
  const limit = limitOf(entry);
  const { weight } = counted ?? {
    weight: line.added ? stockOfOne(line.added) : undefined,
  };
  const quantity = inStock(weight, had);
  const soldOut = soldOutBy(entry).at(-1);
  // Goods that are sold out since may come back all the same; the line notes that it knows.
  if (soldOut !== undefined) {
    return ok(
      counted?.write === soldOut
        ? counted
        : { ...ofWeight(weight), ...counted, write: soldOut, from: quantity },
    );
  }
  if (counted === undefined || limit?.writes.includes(counted.write) !== true) return ok(undefined);
  const present = takenBy(line);
  const has = present && limit.writes.includes(present.write) ? present.quantity : 0;
  const left = leftOf(view, limit);
  const there = Math.min(quantity, counted.soldOn?.past ?? quantity);
  const more = Math.max(0, there - counted.from) - has;
  if (more <= 0 || more <= left) return ok(counted);
  const soldBy = fieldValue(entry, "soldBy") === "weight" ? "weight" : "each";
  const allowed = requireSellingOn(context, { name, left, soldBy });
  if (!allowed.ok) return allowed;
  const past = thousandths(there - (more - Math.max(0, left)));
  return ok({ ...counted, soldOn: soldOnFrom(context, past) });
}

/** Returns the stock for a line that is still there; undefined where the line says so already. */
export function takeAgain(
  context: DecisionContext,
  line: LineState,
  had: HadBefore,
): Result<Counted | undefined, Refusal> {
  const taken = takeBack(context, line, had);
  if (!taken.ok) return taken;
  const present = registerValue(line.fields.counted);
  // A count can't be unsaid: all of the line was there before it.
  const nothing = present && { ...present, from: inStock(present.weight, had.quantity) };
  const next = taken.value ?? nothing;
  return ok(isSameCount(next, present) ? undefined : next);
}

function isSameCount(one: Counted | undefined, other: Counted | undefined): boolean {
  return (
    one?.write === other?.write &&
    one?.from === other?.from &&
    one?.weight === other?.weight &&
    one?.soldOn?.past === other?.soldOn?.past &&
    one?.soldOn?.by === other?.soldOn?.by
  );
}
