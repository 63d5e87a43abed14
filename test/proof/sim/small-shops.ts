/**
 * A small shop of each sort, for a run that has to be short: what holds in shops of that sort holds in it. The file of
 * the sort plays more of them, and longer.
 */

import { expect, test } from "vitest";

import { type SimWish, TROUBLES, type Trouble } from "../../../proof/sim/options.ts";
import { type Kind } from "../../../src/domain/events/kinds.ts";
import { smallShop, withoutTradesBut, wrongOf } from "./many-seeds.ts";
import { type TRADES } from "./trades.ts";

export interface SmallShop {
  readonly sort: string;
  readonly seed: number;
  readonly wish?: Omit<SimWish, "seed">;
  /** What comes about in it: else it would show nothing of its sort. */
  readonly kinds?: ReadonlyArray<Kind>;
}

const SHOP = { hours: 0.003, tills: 2 };

/** One that trades something beside its usual goods, and in which everything goes wrong but the clocks. */
export function tradingShop(
  trade: (typeof TRADES)[number],
  seed: number,
  kinds: ReadonlyArray<Kind>,
): SmallShop {
  const without = new Set<Trouble>(["printers", "cards", "clocks", ...withoutTradesBut(trade)]);
  return {
    sort: trade,
    seed,
    wish: { hours: 0.004, actsPerHour: 5000, troublesPerHour: 1500, without },
    kinds,
  };
}

export function allTroublesBut(...kept: ReadonlyArray<Trouble>): ReadonlySet<Trouble> {
  return new Set(TROUBLES.filter((trouble) => !kept.includes(trouble)));
}

export function playSmall(shops: ReadonlyArray<SmallShop>): void {
  test.each(shops)("$sort", async ({ seed, wish, kinds = [] }) => {
    const shop = await smallShop(seed, { ...SHOP, ...wish });

    expect(wrongOf([shop])).toEqual([]);
    expect(["receipt/issued" as const, ...kinds].filter((kind) => !shop.kinds.has(kind))).toEqual(
      [],
    );
  });
}
