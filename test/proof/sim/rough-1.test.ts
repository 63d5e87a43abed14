import { expect, test } from "vitest";

import { LONG_MS, roughShops, wrongOf } from "./many-seeds.ts";

test(
  "shops in which everything goes wrong are whole again in the end, and the same shops played again",
  async () => {
    const shops = await roughShops(1000, { isTwice: true });

    expect(wrongOf(shops)).toEqual([]);
    // Another seed is another run.
    expect(new Set(shops.map(({ digest }) => digest)).size).toBe(shops.length);
  },
  LONG_MS,
);
