/** Shops in which nobody touches what somebody else does. Size: whole. */

import { expect, test } from "vitest";

import { type Trouble } from "../../../proof/sim/options.ts";
import { smallShop, withoutTradesBut, wrongIn, wrongOf } from "./many-seeds.ts";

test("where nobody touches what somebody else does, nobody is asked anything", async () => {
  expect(await wrongIn(5000, 15, { manners: "silence" })).toEqual([]);
});

const DENSE = {
  hours: 0.01,
  actsPerHour: 1400,
  troublesPerHour: 600,
  without: new Set<Trouble>(withoutTradesBut()),
};

test.each([
  ["no printer loses its power with half a receipt in hand", 900_160, 2],
  ["none does before it could say that a receipt is out", 900_063, 5],
  ["a newcomer's printer is set up while its first receipt waits", 900_212, 2],
])("%s", async (_, seed, tills) => {
  const shop = await smallShop(seed, { ...DENSE, tills, manners: "silence" });

  expect(wrongOf([shop])).toEqual([]);
});
