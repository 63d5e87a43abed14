/** Which price list the price of a line is by. */

import { type LineList } from "../events/line-events.ts";
import { type ChosenPrice } from "../prices/price-lists.ts";
import { type LineState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

/**
 * Null for the product's own price, where that was worked out after the line was added. Undefined where
 * nothing says so: it was added at the product's own price, or somebody has typed another one.
 */
export function lineList({ added, fields }: LineState): LineList | null | undefined {
  const price = fields.unit.open.at(-1);
  const anew = fields.list?.open.find(({ id }) => id === price?.id);
  if (anew !== undefined) return anew.value;
  return registerValue(fields.unit) === added?.unit ? added?.list : undefined;
}

/**
 * Returns the price list that the line records; undefined for the product's own price. `group`: the
 * customer's.
 */
export function listOfChosen({ from }: ChosenPrice, group: string): LineList | undefined {
  if (from === undefined) return undefined;
  const { id, name, groups } = from.list;
  const own = groups.length === 0 ? {} : { group };
  return { id, name, write: from.written.write, ...own };
}
