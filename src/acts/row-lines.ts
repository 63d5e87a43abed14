/** The lines of a row, as acts and their sentences are about them. */

import { type EventId } from "../domain/identity.ts";
import { type OrderRow } from "../domain/order/order-rows.ts";
import { type LineView } from "../domain/views.ts";
import { type TextContext } from "./act.ts";

/** The other lines of the row that an act is about; missing where it is about one line. */
export interface AlsoLines {
  readonly also?: ReadonlyArray<EventId>;
}

/** Returns the name of a line, and of a row of several lines also how much there is of it. */
export function rowName({ times }: Pick<TextContext, "times">, line: LineView | OrderRow): string {
  const isRow = linesIn(line).length > 1;
  return isRow ? `${times(line.quantity, line.soldBy)}${line.name}` : line.name;
}

/** Returns the newest line of a row, and any other line as it is. */
export function newestLine(line: LineView | OrderRow): LineView {
  return linesIn(line).at(-1) ?? line;
}

/** Returns the lines of a row, and any other line alone. */
export function linesIn(line: LineView | OrderRow): ReadonlyArray<LineView> {
  return "lines" in line ? line.lines : [line];
}
