/**
 * The pricing rules by number. A line records the number it was priced under, so that no other build
 * and no later setting ever re-prices it. A number is never given a new meaning.
 */
export interface PricingRule {
  /** Whether tax is rounded once per bill and rate, or per line. */
  readonly rounding: "order" | "line";
  /** The rounding of an exact half: away from zero, or to the even neighbour. */
  readonly half: "up" | "even";
}

const RULES: ReadonlyArray<PricingRule> = [
  { rounding: "order", half: "up" },
  { rounding: "order", half: "even" },
  { rounding: "line", half: "up" },
  { rounding: "line", half: "even" },
];

/** The rule of a number from 1; an unknown one (a newer build's) is read as the default. */
export function pricingRule(number: number): PricingRule {
  return RULES[number - 1] ?? { rounding: "order", half: "up" };
}

export function pricingRuleNumber({ rounding, half }: PricingRule): number {
  return RULES.findIndex((rule) => rule.rounding === rounding && rule.half === half) + 1;
}
