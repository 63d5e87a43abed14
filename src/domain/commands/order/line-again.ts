/** A line as it stands, for another line that takes its place or a part of it. */

import { type LineAdded } from "../../events/line-events.ts";
import { type LineChanged } from "../../events/order-events.ts";
import { type EventId } from "../../identity.ts";
import { type BornLine } from "../../lines/line-kinds.ts";
import { type Thousandths } from "../../money/amounts.ts";
import { lineList } from "../../order/line-list.ts";
import { type LineFields, type LineState, type OrderState } from "../../state/order-state.ts";
import { type Register, registerValue } from "../../state/register.ts";
import { usesAgain } from "../stock/take-stock.ts";

/** Returns another line of the same goods: of so many, or of as many as the line has. */
export function anotherLine(
  order: OrderState,
  {
    id,
    line,
    added,
    quantity,
  }: {
    readonly id: EventId;
    readonly line: LineState;
    readonly added: BornLine;
    readonly quantity?: Thousandths;
  },
): LineAdded {
  const again = asItStood(line, added);
  const { quantity: all } = again;
  const so = quantity ?? all;
  return { ...again, quantity: so, ...usesAgain(added, so), held: wasToWait(order, id, line) };
}

/** Returns the goods of a line as it stands now, without what it takes of the stock. */
function asItStood(line: LineState, added: BornLine): LineAdded {
  const { discount: _, counted: __, list: ___, held: ____, ...own } = line.fields;
  const { counted: _____, list: ______, kind: _______, uses: ________, ...whole } = added;
  const { undoes: _________, ...goods } = whole;
  // Each field of a line that was added has a value; what is left is asked anew.
  const again = { ...goods, ...valuesOf(own, Object.keys(own)) } as LineAdded;
  // A price that was typed since is no list's.
  const list = lineList(line);
  return list === undefined || list === null ? again : { ...again, list };
}

/** Whether the kitchen was to hold the line, by a person's word and until it began with it. */
function wasToWait(
  { sentLines }: OrderState,
  id: EventId,
  { fields: { held } }: LineState,
): boolean {
  const isSaid = held !== undefined && registerValue(held) === true;
  return (
    isSaid && sentLines.every(({ line, act }) => line !== id || (act !== "fire" && act !== "new"))
  );
}

/** Returns what the named fields say now. */
export function valuesOf(
  fields: Partial<LineFields>,
  names: ReadonlyArray<string>,
): LineChanged["set"] {
  const values = Object.entries(fields)
    .filter(([name]) => names.includes(name))
    .map(([name, register]: [string, Register<unknown>]) => [name, registerValue(register)]);
  return Object.fromEntries(values) as LineChanged["set"];
}

/** Why the discount that holds was given; empty where nobody said. */
export function whyOf(
  order: OrderState | undefined,
  discount: Register<unknown> | undefined,
): string {
  const write = discount?.open.at(-1);
  return (write && order?.whyOff?.[write.id]) ?? "";
}
