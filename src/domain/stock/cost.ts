/**
 * What an article costs: the value of what was counted last and what came since, by their quantity. It is
 * no average that moves with each sale, so all tills come to the same in whatever order they hear. Source:
 * docs/rules/stock.md, S15.
 */

import { type BusinessDay } from "../identity.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type StockState, type Worth } from "../state/stock-state.ts";

/** Returns the goods whose cost is known and what they cost together, at all places. */
export function worthOf({ worth }: Pick<StockState, "worth">): Worth {
  return Object.values(worth).reduce(
    (sum, { quantity, value }) => ({
      quantity: sum.quantity + quantity,
      value: sum.value + value,
    }),
    { quantity: 0, value: 0 },
  );
}

/** Returns what so much of an article costs; undefined where nobody ever said a cost. */
export function costOf(
  state: Pick<StockState, "worth" | "lastWorth">,
  quantity: number,
): MinorUnits | undefined {
  const present = worthOf(state);
  const { quantity: known, value } = present.quantity > 0 ? present : state.lastWorth;
  return known <= 0 ? undefined : costBy({ quantity: known, value }, quantity);
}

/**
 * Returns the goods and their sum by which an article costs what it does at the end of a business day: what comes
 * later changes no day before it. Undefined while nobody had said a cost.
 */
export function basisOn({ costs }: Pick<StockState, "costs">, day: BusinessDay): Worth | undefined {
  const days = Object.keys(costs) as BusinessDay[];
  const last = days.reduce<BusinessDay | undefined>(
    (found, it) => (it <= day && (found === undefined || it > found) ? it : found),
    undefined,
  );
  return last === undefined ? undefined : costs[last];
}

/** Returns what so much of an article costs at the end of a business day; undefined as for the basis. */
export function costOn(
  state: Pick<StockState, "costs">,
  day: BusinessDay,
  quantity: number,
): MinorUnits | undefined {
  const basis = basisOn(state, day);
  return basis === undefined ? undefined : costBy(basis, quantity);
}

/** Returns what so much costs where all of the basis costs what it says. */
export function costBy({ quantity: known, value }: Worth, quantity: number): MinorUnits {
  return minor(shareOf(value, quantity, known));
}

/** Returns value × part ÷ whole, rounded half away from zero. */
export function shareOf(value: number, part: number, whole: number): number {
  const product = BigInt(value) * BigInt(part) * 2n;
  const sign = product < 0n ? -1n : 1n;
  const doubled = (product * sign) / BigInt(whole);
  return Number(sign * ((doubled + 1n) / 2n));
}
