/**
 * What an article costs: the value of what was counted last and what came since, by their quantity. It is
 * no average that moves with each sale, so all tills come to the same in whatever order they hear. Source:
 * RULES 4, W4.
 */

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
  return known <= 0 ? undefined : minor(shareOf(value, quantity, known));
}

/** Returns value × part ÷ whole, rounded half away from zero. */
export function shareOf(value: number, part: number, whole: number): number {
  const product = BigInt(value) * BigInt(part) * 2n;
  const sign = product < 0n ? -1n : 1n;
  const doubled = (product * sign) / BigInt(whole);
  return Number(sign * ((doubled + 1n) / 2n));
}
