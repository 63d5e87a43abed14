/** Acts about a row of several equal lines: which of its lines they are about, as one step. */

import { orderBalance } from "../domain/balance/order-balance.ts";
import { ok } from "../domain/base/result.ts";
import { type Decision } from "../domain/commands/decision.ts";
import { foldDrafts, shiftContext, withTaken } from "../domain/commands/drafted-order.ts";
import { type Draft } from "../domain/events/kinds.ts";
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
  { order, input }: { readonly order: OrderState; readonly input: object },
): Decision {
  const { also = [] }: AlsoLines = input;
  if (also.length === 0 || !("line" in input) || act.ofRow?.(input) === "all") {
    return act.decide(context, order, input);
  }
  // Another till may have taken some of them off.
  const live = orderBalance(order).lines.filter(({ voided }) => !voided);
  const others = also.filter((line) => live.some(({ id }) => id === line));
  const drafts: Draft[] = [];
  let now = order;
  for (const line of [...others, input.line]) {
    const shifted = withTaken(shiftContext(context, drafts.length), { before: order, order: now });
    const decided = act.decide({ ...context, ...shifted }, now, { ...input, line });
    if (!decided.ok) return decided;
    now = foldDrafts(shifted, now, decided.value);
    drafts.push(...decided.value);
  }
  return ok(drafts);
}
