/**
 * What goods cost before tax is looked at: lines, modifiers, discounts, charges, combos.
 *
 * All percentages round once, by magnitude. What a discount grants is positive for goods that are
 * sold and negative for goods that come back; it never turns a value's sign.
 */

import { allocate, splitEvenly } from "../money/allocate.ts";
import {
  addMinor,
  type MilliPercent,
  minor,
  type MinorUnits,
  sumMinor,
  type Thousandths,
  zeroMinor,
} from "../money/amounts.ts";
import { divideRounded, type HalfRule, productOf } from "../money/rounding.ts";
import { type ModifierGroup, type ModifierOption, type TakenModifier } from "./catalogue.ts";

export interface LineGrossInput {
  readonly unitPrice: MinorUnits;
  /** The sum that modifiers add to one unit. */
  readonly modifiersPerUnit: MinorUnits;
  readonly quantity: Thousandths;
  readonly half: HalfRule;
}

/** The price of a line before discounts: modifiers are in the unit, then times the quantity. R2. */
export function lineGross(line: LineGrossInput): MinorUnits {
  const unit = addMinor(line.unitPrice, line.modifiersPerUnit);
  return minor(divideRounded(productOf(unit, line.quantity), 1000, line.half));
}

/**
 * Returns the price of one unit with its options, never below zero: a guest gets no money for
 * taking something. Prices, lists and options are written at different times and on tills that are
 * apart, so no check of one of them alone could promise that.
 */
export function priceWithOptions(price: MinorUnits, options: MinorUnits): MinorUnits {
  return minor(Math.max(0, price + options));
}

/** Options of one group taken at one price; zero for those that the group includes. */
export interface PricedOption {
  readonly option: ModifierOption;
  readonly price: MinorUnits;
  readonly count: number;
}

/**
 * The taken options of one group with what each adds to one unit of the line.
 *
 * The dearest options are the last to be charged, so `freeCount` lets those go that cost most; what
 * goes free and what is charged stay apart. An option that lowers the price is never let go. Options
 * taken of other groups are ignored; throws RangeError for an option that this group has not got.
 */
export function priceModifiers(
  group: ModifierGroup,
  taken: ReadonlyArray<TakenModifier>,
): ReadonlyArray<PricedOption> {
  const countByOption = new Map<ModifierOption, number>();
  for (const modifier of taken.filter((entry) => entry.group === group.id)) {
    const option = optionOf(group, modifier);
    countByOption.set(option, (countByOption.get(option) ?? 0) + modifier.count);
  }
  const dearestFirst = [...countByOption].toSorted(([a], [b]) => b.price - a.price);
  const freeByOption = new Map<ModifierOption, number>();
  let freeLeft = group.freeCount;
  for (const [option, count] of dearestFirst) {
    const released = Math.min(freeLeft, count);
    freeLeft -= released;
    freeByOption.set(option, option.price < 0 ? 0 : released);
  }
  return [...countByOption].flatMap(([option, count]) => {
    const free = freeByOption.get(option) ?? 0;
    return [
      { option, price: zeroMinor, count: free },
      { option, price: option.price, count: count - free },
    ].filter((entry) => entry.count > 0);
  });
}

/** Returns the sum that the options of one group add to one unit of the line. */
export function modifiersPrice(
  group: ModifierGroup,
  taken: ReadonlyArray<TakenModifier>,
): MinorUnits {
  return sumMinor(priceModifiers(group, taken), ({ price, count }) => price * count);
}

/** A discount; an amount is positive whatever it is taken off. */
export type Discount =
  | { readonly type: "percent"; readonly rate: MilliPercent }
  | { readonly type: "amount"; readonly amount: MinorUnits };

export interface DiscountedLine {
  readonly net: MinorUnits;
  /** The amount that each discount took off, in the order in which they were given. */
  readonly granted: ReadonlyArray<MinorUnits>;
}

/**
 * A line after its discounts: percentages first, each on what the one before left, then amounts, and
 * never past zero. Source: docs/rules/arithmetic.md, R3; fixtures/vectors/discounts.json, D10.
 */
export function discountLine(
  gross: MinorUnits,
  discounts: ReadonlyArray<Discount>,
  half: HalfRule,
): DiscountedLine {
  const granted = discounts.map(() => zeroMinor);
  let net = gross;
  for (const [place, discount] of percentagesFirst(discounts)) {
    const off = discountOf(net, discount, half);
    granted[place] = off;
    net = minor(net - off);
  }
  return { net, granted };
}

/**
 * A service charge on the lines after all discounts. It has its own tax class. Source: docs/rules/arithmetic.md, R11;
 * fixtures/vectors/discounts.json, A03.
 */
export function serviceCharge(
  discounted: MinorUnits,
  rate: MilliPercent,
  half: HalfRule,
): MinorUnits {
  return percentOf(discounted, rate, half);
}

/**
 * A combo's price spread over its components by their list prices, so that each keeps its own tax.
 * Components that are all free share it evenly; throws RangeError without components. R12.
 */
export function spreadCombo(
  price: MinorUnits,
  listPrices: ReadonlyArray<MinorUnits>,
): ReadonlyArray<MinorUnits> {
  return listPrices.every((listPrice) => listPrice === 0)
    ? splitEvenly(price, listPrices.length)
    : allocate(price, listPrices);
}

/** `rate` of an amount, rounded once. R2, R8. */
export function percentOf(amount: MinorUnits, rate: MilliPercent, half: HalfRule): MinorUnits {
  return minor(divideRounded(productOf(amount, rate), 100_000, half));
}

function optionOf(group: ModifierGroup, modifier: TakenModifier): ModifierOption {
  const option = group.options.find(({ id }) => id === modifier.option);
  if (option === undefined) throw new RangeError(`No option ${modifier.option} in ${group.id}`);
  return option;
}

function percentagesFirst(
  discounts: ReadonlyArray<Discount>,
): ReadonlyArray<readonly [number, Discount]> {
  const placed = [...discounts.entries()];
  return [
    ...placed.filter(([, { type }]) => type === "percent"),
    ...placed.filter(([, { type }]) => type === "amount"),
  ];
}

function discountOf(value: MinorUnits, discount: Discount, half: HalfRule): MinorUnits {
  if (discount.type === "percent") return percentOf(value, discount.rate, half);
  const off = Math.min(discount.amount, Math.abs(value));
  return minor(value < 0 ? -off : off);
}
