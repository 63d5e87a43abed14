/** The options of a line: what was taken or goes by default, within each group's limits, priced. */

import { err, ok, type Result } from "../../base/result.ts";
import { type LineModifier } from "../../events/line-parts.ts";
import {
  type Catalogue,
  type ModifierGroup,
  type Product,
  type TakenModifier,
} from "../../goods/catalogue.ts";
import { priceModifiers } from "../../goods/pricing.ts";
import { groupsOfProduct, usualOptions } from "../../goods/product-options.ts";
import { type Refusal } from "../refusal.ts";

/**
 * Undefined `taken` means the defaults. Options that a group gives away are recorded with price
 * zero. Refuses an option that the product has not got, and a group with too few or too many.
 */
export function chooseModifiers(
  catalogue: Catalogue,
  product: Product,
  taken: ReadonlyArray<TakenModifier> | undefined,
): Result<ReadonlyArray<LineModifier>, Refusal> {
  const groups = groupsOfProduct(catalogue, product);
  const wanted = taken ?? groups.flatMap(defaultsOf);
  const stray = wanted.find(
    ({ group, option }) => !groups.some((entry) => entry.id === group && hasOption(entry, option)),
  );
  if (stray !== undefined) {
    return err({ type: "modifier/unknown", name: product.name, modifier: stray.option });
  }
  const wrong = groups.find((group) => !fits(group, wanted));
  if (wrong !== undefined) {
    const { name: group, min, max } = wrong;
    return err({ type: "modifiers/invalid", name: product.name, group, min, max });
  }
  return ok(groups.flatMap((group) => priced(group, wanted)));
}

function defaultsOf(group: ModifierGroup): ReadonlyArray<TakenModifier> {
  return group.asked === true ? [] : usualOptions(group);
}

function hasOption(group: ModifierGroup, option: string): boolean {
  return group.options.some(({ id }) => id === option);
}

function fits(group: ModifierGroup, taken: ReadonlyArray<TakenModifier>): boolean {
  const counts = taken.filter((entry) => entry.group === group.id).map(({ count }) => count);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    counts.every((count) => Number.isInteger(count) && count >= 1) &&
    total >= group.min &&
    total <= group.max
  );
}

/** Returns one entry for each option and price, so that free and charged ones stay apart. */
function priced(
  group: ModifierGroup,
  taken: ReadonlyArray<TakenModifier>,
): ReadonlyArray<LineModifier> {
  return priceModifiers(group, inOptionOrder(group, taken)).map(({ option, price, count }) => ({
    group: group.id,
    option: option.id,
    name: option.name,
    price,
    count,
  }));
}

/** Papers and screens list options as the group does, in whatever order they were typed. */
function inOptionOrder(
  group: ModifierGroup,
  taken: ReadonlyArray<TakenModifier>,
): ReadonlyArray<TakenModifier> {
  return group.options.flatMap(({ id }) =>
    taken.filter((modifier) => modifier.group === group.id && modifier.option === id),
  );
}
