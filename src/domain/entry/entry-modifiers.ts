/**
 * Which options of a product are taken: its defaults, and what the cashier picks by number.
 */

import { type Result, err, ok } from "../base/result.ts";
import { type ModifierGroup, type ModifierOption, type TakenModifier } from "../goods/catalogue.ts";
import { modifiersPrice, priceWithOptions } from "../goods/pricing.ts";
import { type MinorUnits, addMinor } from "../money/amounts.ts";
import { foldName, foldText, isDigits } from "../text/entry-text.ts";
import { type ModifierView } from "../views.ts";
import { type OptionFault } from "./entry-fault.ts";

export interface NumberedOption {
  readonly group: ModifierGroup;
  readonly option: ModifierOption;
}

export type Options = ReadonlyArray<NumberedOption>;

/** Returns the options that are taken when nobody says otherwise; none of a group that is asked each time. */
export function defaultModifiers(options: Options): ReadonlyArray<TakenModifier> {
  return options
    .filter(({ group, option }) => option.byDefault && group.asked !== true)
    .map((numbered) => taken(numbered, 1));
}

/** The options of a line that exists, known by what they are called and cost. */
export function modifiersOfLine(
  options: Options,
  modifiers: ReadonlyArray<ModifierView>,
): ReadonlyArray<TakenModifier> {
  return modifiers.flatMap((modifier) => {
    const numbered =
      options.find(
        ({ option }) => option.name === modifier.name && option.price === modifier.price,
      ) ?? options.find(({ option }) => option.name === modifier.name);
    return numbered === undefined ? [] : [taken(numbered, modifier.count)];
  });
}

/**
 * Picks of one entry: in a group of one the pick replaces, else it is added; a number that is taken
 * already is taken off, a number typed twice is taken twice.
 */
export function pickModifiers(
  options: Options,
  before: ReadonlyArray<TakenModifier>,
  numbers: ReadonlyArray<number>,
): Result<ReadonlyArray<TakenModifier>, OptionFault> {
  const rival = groupsOf(options).find(
    (group) => group.max === 1 && new Set(numbersIn(options, group, numbers)).size > 1,
  );
  if (rival !== undefined) return err(tooMany(rival));
  let now = before;
  for (const number of new Set(numbers)) {
    const numbered = options[number - 1];
    if (numbered === undefined) return err(noSuchOption(options, number));
    now = pick(now, numbered, numbers.filter((other) => other === number).length);
  }
  const crowded = groupsOf(options).find((group) => countIn(now, group) > group.max);
  return crowded === undefined ? ok(now) : err(tooMany(crowded));
}

/**
 * Returns the changes of options as text: `+ Oat milk`, `− Sugar`. An option that a choice of one
 * replaces is not named.
 */
export function optionChanges(
  options: Options,
  before: ReadonlyArray<TakenModifier>,
  after: ReadonlyArray<TakenModifier>,
): ReadonlyArray<string> {
  const changes = options.map((numbered) => ({
    ...numbered,
    more: countOf(after, numbered) - countOf(before, numbered),
  }));
  const added = new Set(changes.filter(({ more }) => more > 0).map(({ group }) => group));
  return changes
    .filter(({ group, more }) => more > 0 || (more < 0 && !(group.max === 1 && added.has(group))))
    .map(({ option, more }) => {
      const count = Math.abs(more) === 1 ? "" : `${Math.abs(more)} `;
      return `${more > 0 ? "+" : "−"} ${count}${option.name}`;
    });
}

/** How often an option is taken. */
export function countOf(
  modifiers: ReadonlyArray<TakenModifier>,
  { group, option }: NumberedOption,
): number {
  return modifiers.find((it) => it.group === group.id && it.option === option.id)?.count ?? 0;
}

/** The number of the first option whose name, or a word of it, begins with the text. */
export function optionByName(options: Options, typed: string): number | undefined {
  const folded = foldName(typed);
  const names = options.map(({ option }) => foldName(option.name));
  const at = [
    names.indexOf(folded),
    names.findIndex((name) => name.startsWith(folded)),
    names.findIndex((name) => name.split(" ").some((word) => word.startsWith(folded))),
  ].find((index) => index >= 0);
  return at === undefined || folded === "" ? undefined : at + 1;
}

/**
 * Returns the numbers of what was typed, or the first text that means none. Digits beyond the numbers are a name, such as
 * `1664`. Parts of a menu may have the same goods: a name is of the first of them that has room.
 */
export function numbersOfPicks(
  options: Options,
  picks: ReadonlyArray<string>,
): Result<ReadonlyArray<number>, string> {
  const numbers: number[] = [];
  for (const typed of picks) {
    const isNumber = isDigits(typed) && Number(typed) <= options.length;
    const named = isNumber
      ? undefined
      : (optionByName(options, typed) ?? optionById(options, typed));
    if (named !== undefined) numbers.push(firstFree(options, named, numbers));
    else if (isDigits(typed)) numbers.push(Number(typed));
    else return err(typed);
  }
  return ok(numbers);
}

/** The number of the option that is this one by its id; of a menu's part that is its SKU. */
function optionById(options: Options, typed: string): number | undefined {
  const at = options.findIndex(({ option }) => foldText(option.id) === foldText(typed));
  return at < 0 ? undefined : at + 1;
}

/** Returns the first number of the same option in a group with room; the number itself where all are full. */
function firstFree(options: Options, number: number, before: ReadonlyArray<number>): number {
  const same = options[number - 1]?.option;
  const at = options.findIndex(
    ({ group, option }) =>
      option.id === same?.id &&
      option.name === same.name &&
      numbersIn(options, group, before).length < group.max,
  );
  return at < 0 ? number : at + 1;
}

/** Groups that need a choice and have too few. */
export function missingGroups(
  options: Options,
  modifiers: ReadonlyArray<TakenModifier>,
): ReadonlyArray<ModifierGroup> {
  return groupsOf(options).filter((group) => countIn(modifiers, group) < group.min);
}

/** Returns the price of one unit with its options. */
export function unitPriceOf(
  price: MinorUnits,
  options: Options,
  modifiers: ReadonlyArray<TakenModifier>,
): MinorUnits {
  const added = groupsOf(options).map((group) => modifiersPrice(group, modifiers));
  return priceWithOptions(price, addMinor(...added));
}

export function groupsOf(options: Options): ReadonlyArray<ModifierGroup> {
  return [...new Set(options.map(({ group }) => group))];
}

function pick(
  modifiers: ReadonlyArray<TakenModifier>,
  numbered: NumberedOption,
  count: number,
): ReadonlyArray<TakenModifier> {
  function isSame(it: TakenModifier): boolean {
    return it.group === numbered.group.id && it.option === numbered.option.id;
  }

  const others = modifiers.filter((it) => !isSame(it));
  if (count === 1 && modifiers.some(isSame)) {
    // The last of a forced choice can only be replaced.
    return numbered.group.max === 1 && numbered.group.min === 1 ? modifiers : others;
  }
  const kept =
    numbered.group.max === 1 ? others.filter((it) => it.group !== numbered.group.id) : others;
  return [...kept, taken(numbered, count)];
}

function taken({ group, option }: NumberedOption, count: number): TakenModifier {
  return { group: group.id, option: option.id, count };
}

function countIn(modifiers: ReadonlyArray<TakenModifier>, group: ModifierGroup): number {
  return modifiers
    .filter((modifier) => modifier.group === group.id)
    .reduce((sum, { count }) => sum + count, 0);
}

function numbersIn(
  options: Options,
  group: ModifierGroup,
  numbers: ReadonlyArray<number>,
): ReadonlyArray<number> {
  return numbers.filter((number) => options[number - 1]?.group === group);
}

function tooMany({ name, max }: ModifierGroup): OptionFault {
  return { type: "too-many", group: name, max };
}

function noSuchOption(options: Options, number: number): OptionFault {
  const [first] = options;
  if (first === undefined) return { type: "no-options" };
  return { type: "no-such-number", number, count: options.length, first: first.option.name };
}
