import { expect, test } from "vitest";

import { type Trouble } from "../../src/sim/options.ts";
import { LONG_MS, smallShop, wrongIn, wrongOf } from "./many-seeds.ts";

test(
  "where nobody touches what somebody else does, nobody is asked anything",
  async () => {
    expect(await wrongIn(5000, 50, { manners: "silence" })).toEqual([]);
  },
  LONG_MS,
);

test("nobody answers what another till asks about its own paper, which comes out there", async () => {
  const dense = { hours: 0.02, actsPerHour: 2500, troublesPerHour: 300 };
  const wish = { ...dense, tills: 2, manners: "silence", without: new Set<Trouble>() } as const;

  expect(wrongOf([await smallShop(700_000, wish)])).toEqual([]);
});
