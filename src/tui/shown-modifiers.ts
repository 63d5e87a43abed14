/** Which options of a line are worth telling. */

import { type LineView, type ModifierView } from "../domain/views.ts";
import { type TillContext } from "./till-context.ts";

/**
 * Returns the modifiers to show. Those that come with the product and cost nothing would only push
 * lines off the screen.
 */
export function shownModifiers(till: TillContext, line: LineView): ReadonlyArray<ModifierView> {
  const product = till.port.catalogue().productsBySku.get(line.sku);
  const options = product === undefined ? [] : till.index().optionsOf(product);
  const usual = new Set(
    options
      .filter(({ option }) => option.byDefault && option.price === 0)
      .map(({ option }) => option.name),
  );
  return line.modifiers.filter(({ name }) => !usual.has(name));
}
