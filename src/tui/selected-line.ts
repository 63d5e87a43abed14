/** The line of the order that keys and typed commands are about, and the row in which it stands. */

import { type OrderRow, rowOfLine, rowsOfOrder } from "../domain/order/order-rows.ts";
import { type LineView, type OrderView } from "../domain/views.ts";
import { type RegisterState } from "./register-state.ts";

/** The row that commands are about: where the arrows stand, else the last line's. */
export function selectedRow(state: RegisterState): OrderRow | undefined {
  const live = liveLines(state);
  return rowOfLine(live, state.lineId) ?? rowOfLine(live, lastLine(live)?.id);
}

/**
 * The line that commands are about. A row that somebody has chosen by the arrows is one with all its
 * lines; else it is the last line alone, such as the goods that were added just now, or the whole combo.
 */
export function selectedLine(state: RegisterState): LineView | undefined {
  const chosen = chosenLine(state);
  if (chosen !== undefined) return chosen;
  const live = liveLines(state);
  const line = live.find(({ id }) => id === state.lineId) ?? lastLine(live);
  return line?.combo === undefined ? line : rowOfLine(live, line.id);
}

/** The row that somebody has chosen by the arrows; undefined where the last line counts. */
export function chosenLine(state: RegisterState): OrderRow | undefined {
  const { lineId, stayedId } = state;
  return lineId === stayedId ? undefined : rowOfLine(liveLines(state), lineId);
}

/** Returns the line that came last: the goods, where that is the deposit that came with them. */
function lastLine(live: ReadonlyArray<LineView>): LineView | undefined {
  const last = live.at(-1);
  return last?.with === undefined ? last : (live.find(({ id }) => id === last.with) ?? last);
}

/** The rows that the arrows walk through. */
export function liveRows(state: RegisterState): ReadonlyArray<OrderRow> {
  return rowsOfOrder(liveLines(state));
}

function liveLines({ order }: RegisterState): ReadonlyArray<LineView> {
  return order?.lines.filter(({ voided }) => !voided) ?? [];
}

/** The order as others have changed it: their new line is not the one that this person's keys are about. */
export function withOrderNow(state: RegisterState, order: OrderView | undefined): RegisterState {
  const next = { ...state, order };
  const selected = selectedLine(state);
  if (selected === undefined || order?.id !== state.order?.id) return next;
  const stayed = { ...next, lineId: selected.id, stayedId: selected.id };
  const isThere = rowOfLine(liveLines(next), state.lineId) !== undefined;
  const isOther = !isThere && selectedLine(next)?.id !== selected.id;
  return isOther && selectedLine(stayed)?.id === selected.id ? stayed : next;
}
