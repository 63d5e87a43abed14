/** Which lines of a receipt come back for so much of one row of its paper. */

import { type LineCombo } from "../events/line-parts.ts";
import { type EventId } from "../identity.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";

interface ReturnableLine {
  readonly line: EventId;
  readonly left: Thousandths;
  readonly combo?: Pick<LineCombo, "part"> | undefined;
}

interface ReturnedLine {
  readonly line: EventId;
  readonly quantity: Thousandths;
}

/**
 * Returns the lines that come back for so much of a row. Of a row of which nothing is left, or for a
 * quantity that no row has, it is the first line, so that the decision says why not. Of a combo it is so much of each
 * part.
 */
export function linesBack(
  { items }: { readonly items: ReadonlyArray<ReturnableLine> },
  quantity: Thousandths,
): ReadonlyArray<ReturnedLine> {
  const lines: ReturnedLine[] = [];
  for (const part of Map.groupBy(items, ({ combo }) => combo?.part).values()) {
    let missing: number = quantity;
    for (const { line, left } of part) {
      const count = thousandths(Math.min(left, missing));
      if (count > 0) lines.push({ line, quantity: count });
      missing -= count;
    }
  }
  const [first] = items;
  return lines.length > 0 || first === undefined ? lines : [{ line: first.line, quantity }];
}
