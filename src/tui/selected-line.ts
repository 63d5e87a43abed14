/** The line of the order that keys and typed commands are about. */

import { type LineView, type OrderView } from "../domain/views.ts";
import { type RegisterState } from "./register-state.ts";

/** The line that commands are about: where the arrows stand, else the last one. */
export function selectedLine(state: RegisterState): LineView | undefined {
  const live = state.order?.lines.filter(({ voided }) => !voided) ?? [];
  return live.find(({ id }) => id === state.lineId) ?? live.at(-1);
}

/** The line that somebody has chosen by the arrows; undefined where the last one counts. */
export function chosenLine(state: RegisterState): LineView | undefined {
  const { lineId, stayedId } = state;
  const line = lineId === stayedId ? undefined : selectedLine(state);
  return line?.id === lineId ? line : undefined;
}

/** The order as others have changed it: their new line is not the one that this person's keys are about. */
export function withOrderNow(state: RegisterState, order: OrderView | undefined): RegisterState {
  const next = { ...state, order };
  const selected = selectedLine(state);
  if (selected === undefined || order?.id !== state.order?.id) return next;
  const stayed = { ...next, lineId: selected.id, stayedId: selected.id };
  const isOther = selectedLine(next)?.id !== selected.id;
  return isOther && selectedLine(stayed)?.id === selected.id ? stayed : next;
}
