/**
 * The lines of a combo: a line for each of its parts, which people see and name as one row. What is done to one of them
 * is done to all. Source: docs/rules/promotions.md, P20.
 */

import { type LineBalance, orderBalance } from "../balance/order-balance.ts";
import { type LineCombo } from "../events/line-parts.ts";
import { type EventId } from "../identity.ts";
import { type OrderState } from "../state/order-state.ts";

/** Returns all lines of the combo that a line is a part of, in the order of the bill; none for a line of its own. */
export function linesOfCombo(order: OrderState, line: EventId): ReadonlyArray<LineBalance> {
  const { lines } = orderBalance(order);
  const of = lines.find(({ id }) => id === line)?.line.added?.combo?.of;
  if (of === undefined) return [];
  return lines.filter(({ voided, line: { added } }) => !voided && added?.combo?.of === of);
}

interface InCombo {
  readonly combo?: Pick<LineCombo, "of" | "part"> | undefined;
}

/** Returns the lines whose quantity is that of their combo: what other parts have so much of, too. */
export function onePart<Line extends InCombo>(lines: ReadonlyArray<Line>): ReadonlyArray<Line> {
  const part = lines[0]?.combo?.part;
  return part === undefined ? lines : lines.filter(({ combo }) => combo?.part === part);
}
