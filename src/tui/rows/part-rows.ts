/** Of a bill that is split: its parts, and the change of the one before, beside the payment. */

import { type RegisterState } from "../register-state.ts";
import { partAtArrows, partNow } from "../split.ts";
import { spread } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { blankRow, type PaneRow, row, windowAround } from "./pane-row.ts";

/** Of the part that was paid just now. */
export function changeBefore(till: TillContext, { paid }: RegisterState, width: number): PaneRow {
  if (paid?.isFresh !== true || paid.change === 0) return blankRow;
  return row(spread(` ${till.words.side.change}`, `${till.money(paid.change)} `, width), "bold");
}

/** Parts before words about them. */
const HINTED_FROM = 3;

/** As many as there is room for, around the one where the arrows stand, else the one that is paid now. */
export function partRows(
  till: TillContext,
  state: RegisterState,
  {
    sums,
    width,
    height,
  }: { readonly sums: number; readonly width: number; readonly height: number },
): ReadonlyArray<PaneRow> {
  const { splits } = till.words;
  const now = partNow(state);
  const isHinted = height > HINTED_FROM;
  const room = isHinted ? height - 1 : height;
  if (state.order === undefined || now === undefined || room < 1) return [];
  const arrows = partAtArrows(state, sums);
  const rows = state.order.parts.map(({ id, no, due, receipt }) => {
    const what = receipt === "" ? till.money(due) : receipt;
    const mark = id === now.id ? ">" : " ";
    const look = id === arrows?.id ? "reverse" : "plain";
    return row(spread(`${mark}${splits.row({ no })}`, `${what} `, width), look);
  });
  const hint = isHinted ? [row(` ${splits.keys}`)] : [];
  return [...hint, ...windowAround(rows, (arrows ?? now).no - 1, room)];
}
