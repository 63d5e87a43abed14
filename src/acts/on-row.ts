/** Acts about a row of several equal lines: which of its lines they are about, as one step. */

import { orderBalance } from "../domain/balance/order-balance.ts";
import { ok } from "../domain/base/result.ts";
import { type Decision } from "../domain/commands/decision.ts";
import { foldDrafts, shiftContext, withTaken } from "../domain/commands/drafted-order.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type EventId } from "../domain/identity.ts";
import { linesOfCombo } from "../domain/order/combo-lines.ts";
import { type OrderRow } from "../domain/order/order-rows.ts";
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
  const input =
    act.on === "shop" || act.on === "order or new" ? said : aboutCombos(order, act, said);
  const { also = [] }: AlsoLines = input;
  if (also.length === 0 || !("line" in input) || typeof input.line !== "string") {
    return act.decide(context, order, input);
  }
  const line = input.line as EventId;
  const isCombo = linesOfCombo(order, line).length > 0;
  if (!isCombo && act.ofRow?.(input) === "all") return act.decide(context, order, input);
  const { also: _, ...one } = input as AlsoLines & { readonly line: unknown };
  // Another till may have taken some of them off.
  const live = orderBalance(order).lines.filter(({ voided }) => !voided);
  // Always in the order of the bill: what two tills write of a combo apart then wins for all of its parts, or for none.
  const lines = live.filter(({ id }) => id === line || also.includes(id));
  const inputs = (isCombo ? act.ofCombo?.(one, lines) : undefined) ?? lines.map(() => one);
  const drafts: Draft[] = [];
  let now = order;
  for (const [at, { id }] of lines.entries()) {
    const shifted = withTaken(shiftContext(context, drafts.length), { before: order, order: now });
    const about = { ...inputs[at], line: id };
    const decided = act.decide({ ...context, ...shifted }, now, about);
    if (!decided.ok) return decided;
    now = foldDrafts(shifted, now, decided.value);
    drafts.push(...decided.value);
  }
  return ok(drafts);
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
  const named = new Set(value.map((item: unknown) => lineIn(item)));
  return value.flatMap((item: unknown) => {
    const line = lineIn(item);
    const all = line === undefined ? [] : linesOfCombo(order, line);
    if (all.length === 0) return [item];
    const wanted = all.filter(({ id }) => id === line || !named.has(id));
    for (const { id } of wanted) named.add(id);
    return wanted.map(({ id }) => ofLine(item, id));
  });
}

/** Returns an item of a list about another line. */
function ofLine(item: unknown, line: EventId): unknown {
  return isLine(item) ? { ...item, line } : line;
}

function lineIn(item: unknown): EventId | undefined {
  if (isLine(item)) return item.line;
  return typeof item === "string" ? (item as EventId) : undefined;
}

function isLine(item: unknown): item is { readonly line: EventId } {
  return typeof item === "object" && item !== null && "line" in item;
}
