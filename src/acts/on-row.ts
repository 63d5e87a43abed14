/** Acts about a row of several equal lines: which of its lines they are about, as one step. */

import { type LineBalance, orderBalance } from "../domain/balance/order-balance.ts";
import { ok } from "../domain/base/result.ts";
import { type Decision } from "../domain/commands/decision.ts";
import { foldDrafts, shiftContext, withTaken } from "../domain/commands/order/drafted-order.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type EventId } from "../domain/identity.ts";
import { thousandths } from "../domain/money/amounts.ts";
import { linesOfCombo } from "../domain/order/combo-lines.ts";
import { type OrderRow, piecesOfRow } from "../domain/order/order-rows.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { type ActContext } from "./act.ts";
import { type AnyAct } from "./all.ts";
import { type AlsoLines } from "./row-lines.ts";

/** Returns the input of an act about the row with the lines that it is about. */
export function inputForRow<Input extends object>(
  act: AnyAct,
  { id, lines }: OrderRow,
  input: Input,
): Input & AlsoLines {
  const [oldest] = lines;
  const isOfRow = "line" in input && input.line === id && lines.length > 1;
  if (!isOfRow || oldest === undefined) return input;
  const part = act.ofRow?.(input) ?? "each";
  if (part === "newest") return input;
  if (part === "oldest") return { ...input, line: oldest.id };
  return { ...input, also: lines.slice(0, -1).map((line) => line.id) };
}

/** Decides an act; one that is about several lines of a row is decided line by line, all or none. */
export function decideOnRow(
  act: AnyAct,
  context: ActContext,
  { order, input: said }: { readonly order: OrderState; readonly input: object },
): Decision {
  const isOfOrder = act.on !== "shop" && act.on !== "order or new" && act.isOfParts !== true;
  const input = isOfOrder ? aboutCombos(order, act, said) : said;
  const { also = [] }: AlsoLines = input;
  if (also.length === 0 || !("line" in input) || typeof input.line !== "string") {
    return act.decide(context, order, input);
  }
  const line = input.line as EventId;
  const isOfAll = act.ofRow?.(input) === "all";
  const isCombo = linesOfCombo(order, line).length > 0;
  if (!isCombo && isOfAll) return act.decide(context, order, input);
  // Another till may have taken some of them off. Always in the order of the bill: what two tills write of a combo
  // apart then wins for all of its parts, or for none.
  const lines = orderBalance(order).lines.filter(
    ({ id, voided }) => !voided && (id === line || also.includes(id)),
  );
  const { also: _, ...one } = input as AlsoLines & { readonly line: unknown };
  const inputs = isOfAll ? aboutParts(one, lines) : aboutEach(act, one, isCombo ? lines : []);
  const drafts: Draft[] = [];
  let now = order;
  for (const own of inputs ?? lines.map(({ id }) => Object.assign({}, one, { line: id }))) {
    const shifted = withTaken(shiftContext(context, drafts.length), { before: order, order: now });
    const decided = act.decide({ ...context, ...shifted }, now, own);
    if (!decided.ok) return decided;
    now = foldDrafts(shifted, now, decided.value);
    drafts.push(...decided.value);
  }
  return ok(drafts);
}

/** Returns an input for each part of a combo, which may be several lines, as a row of equal ones is. */
function aboutParts(input: object, lines: ReadonlyArray<LineBalance>): ReadonlyArray<object> {
  const parts = Map.groupBy(lines, ({ line: { added } }) => added?.combo?.part);
  return [...parts.values()].map((own) => {
    const ids = own.map(({ id }) => id);
    return Object.assign({}, input, { line: ids.at(-1), also: ids.slice(0, -1) });
  });
}

/** Returns an input for each line of a combo, where those differ; undefined where they don't. */
function aboutEach(
  act: AnyAct,
  input: object,
  lines: ReadonlyArray<LineBalance>,
): ReadonlyArray<object> | undefined {
  const shares = lines.length === 0 ? undefined : act.ofCombo?.(input, lines);
  return shares?.map((share, at) => Object.assign({}, share, { line: lines[at]?.id }));
}

/** Returns the input with all lines of each combo of which it names one. */
function aboutCombos(order: OrderState, act: AnyAct, input: object): object {
  const hasCombos = Object.values(order.linesById).some(({ added }) => added?.combo !== undefined);
  if (!hasCombos && order.gathered === undefined) return input;
  const wide = Object.fromEntries(
    Object.entries(input).map(([field, value]) => [field, withRest(order, value)]),
  );
  const part = act.ofRow?.(input) ?? "each";
  // One that names its lines in a list is decided once, about all of them.
  const isOnce = part === "oldest" || (part === "newest" && act.ofCombo === undefined);
  if (!("line" in input) || typeof input.line !== "string" || isOnce) return wide;
  const { also = [] } = input as AlsoLines;
  const all = linesOfCombo(order, input.line as EventId).map(({ id }) => id);
  const rest = all.filter((id) => id !== input.line);
  return rest.length === 0 ? wide : { ...wide, also: [...new Set([...also, ...rest])] };
}

/** Returns a list of lines, or of so much of each, with the other lines of their combos. */
function withRest(order: OrderState, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const items: ReadonlyArray<unknown> = value;
  const combos = Map.groupBy(items, (item) => {
    const [first] = linesOfCombo(order, lineIn(item) ?? ("" as EventId));
    return first?.id;
  });
  return [...combos].flatMap(([first, own]) =>
    first === undefined ? own : piecesOfCombo(linesOfCombo(order, first), own),
  );
}

/** Returns the lines of a combo of which some are named, or so much of each part as of those. */
function piecesOfCombo(
  lines: ReadonlyArray<LineBalance>,
  named: ReadonlyArray<unknown>,
): ReadonlyArray<unknown> {
  const [item] = named;
  if (!isLine(item)) return lines.map(({ id }) => id);
  const partOf = new Map(lines.map(({ id, line: { added } }) => [id, added?.combo?.part]));
  const counts = new Map<number | undefined, number>();
  for (const one of named.filter(isLine)) {
    const part = partOf.get(one.line);
    const whole = lines.find(({ id }) => id === one.line)?.quantity ?? 0;
    const count = one.count ?? one.quantity ?? Math.abs(whole);
    counts.set(part, (counts.get(part) ?? 0) + count);
  }
  const wanted = thousandths(Math.max(...counts.values()));
  const combo = lines.map(({ id, quantity, line: { added } }) => {
    return { id, quantity, ...(added?.combo === undefined ? {} : { combo: added.combo }) };
  });
  const pieces = piecesOfRow({ lines: combo }, wanted);
  // Of none of it the act decides as of any line.
  if (pieces.length === 0) return named;
  return pieces.map(({ line, count }) => {
    // What was said stays said: whether there is as much is for the act to decide.
    const isWhole =
      item.count === undefined &&
      item.quantity === undefined &&
      lines.some(({ id, quantity }) => id === line && Math.abs(quantity) === count);
    return ofSoMuch(item, line, isWhole ? undefined : count);
  });
}

/** Returns an item of a list about another line: all of it, or so much as the item says by its own word. */
function ofSoMuch(item: NamedLine, line: EventId, count: number | undefined): NamedLine {
  const { count: _, quantity, ...rest } = item;
  if (count === undefined) return { ...rest, line };
  return quantity === undefined ? { ...rest, line, count } : { ...rest, line, quantity: count };
}

function lineIn(item: unknown): EventId | undefined {
  if (isLine(item)) return item.line;
  return typeof item === "string" ? (item as EventId) : undefined;
}

interface NamedLine {
  readonly line: EventId;
  readonly count?: number;
  readonly quantity?: number;
}

function isLine(item: unknown): item is NamedLine {
  return typeof item === "object" && item !== null && "line" in item;
}
