/** Which options of a line are worth telling. */

import { type LineView, type ModifierView } from "../domain/views.ts";
import { type TillContext } from "./till-context.ts";

export interface ShownModifiers {
  /** The options that somebody chose, or that cost something. */
  readonly chosen: ReadonlyArray<ModifierView>;
  /** The usual ones of a required group, such as medium rare: they stand on ticket and bill as well. */
  readonly usual: ReadonlyArray<ModifierView>;
}

/** Returns the modifiers to show. What comes with the product and could be left out only takes room. */
export function shownModifiers(till: TillContext, line: LineView): ShownModifiers {
  const product = till.port.catalogue().productsBySku.get(line.sku);
  const options = product === undefined ? [] : till.index().optionsOf(product);
  const free = options.filter(({ option }) => option.byDefault && option.price === 0);
  const usual = new Set(free.map(({ option }) => option.name));
  const required = new Set(
    free.flatMap(({ group, option }) => (group.min > 0 ? [option.name] : [])),
  );
  return {
    chosen: line.modifiers.filter(({ name }) => !usual.has(name)),
    usual: line.modifiers.filter(({ name }) => required.has(name)),
  };
}
