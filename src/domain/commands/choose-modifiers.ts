/** The options of a line: what was taken or goes by default, within each group's limits, priced. */
import { type MinorUnits, zeroMinor } from "../amounts.ts";
import {
  type Catalogue,
  type ModifierGroup,
  type ModifierOption,
  type Product,
  type TakenModifier,
} from "../catalogue.ts";
import { type LineModifier } from "../events/order-events.ts";
import { err, ok, type Result } from "../result.ts";
import { type Refusal } from "./refusal.ts";

/**
 * Undefined `taken` means the defaults. Options that a group gives away are recorded with price
 * zero. Refuses an option that the product has not got, and a group with too few or too many.
 */
export function chooseModifiers(
  catalogue: Catalogue,
  product: Product,
  taken: ReadonlyArray<TakenModifier> | undefined,
): Result<ReadonlyArray<LineModifier>, Refusal> {
  const groups = product.modifierGroups.flatMap((id) => catalogue.modifierGroupsById.get(id) ?? []);
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

export function defaultsOf(group: ModifierGroup): ReadonlyArray<TakenModifier> {
  return group.options
    .filter(({ byDefault }) => byDefault)
    .map(({ id }) => ({ group: group.id, option: id, count: 1 }));
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

/** One entry per option and price, so that what was free and what was charged stay apart. */
function priced(
  group: ModifierGroup,
  taken: ReadonlyArray<TakenModifier>,
): ReadonlyArray<LineModifier> {
  const pieces = group.options.flatMap((option) => {
    const own = taken.filter((entry) => entry.group === group.id && entry.option === option.id);
    return own.flatMap(({ count }) => Array.from({ length: count }, () => option));
  });
  const free = freeOptions(group, pieces);
  const entries = new Map<string, LineModifier>();
  for (const option of pieces) {
    const price: MinorUnits = takeOne(free, option) ? zeroMinor : option.price;
    const key = `${option.id} ${price}`;
    const count = (entries.get(key)?.count ?? 0) + 1;
    entries.set(key, { group: group.id, option: option.id, name: option.name, price, count });
  }
  return [...entries.values()];
}

/** The dearest ones: an option that lowers the price is never given away. */
function freeOptions(
  group: ModifierGroup,
  pieces: ReadonlyArray<ModifierOption>,
): Array<ModifierOption> {
  const dearestFirst = pieces.toSorted((one, other) => other.price - one.price);
  return dearestFirst.slice(0, group.freeCount).filter(({ price }) => price >= 0);
}

function takeOne(options: Array<ModifierOption>, option: ModifierOption): boolean {
  const index = options.indexOf(option);
  if (index < 0) return false;
  options.splice(index, 1);
  return true;
}
