import { expect, test } from "vitest";

import { LONG_MS, smallShop } from "./many-seeds.ts";

const SEEDS = Array.from({ length: 6 }, (_, index) => 7000 + index);

test(
  "the same seed is the same run, to every message",
  async () => {
    const digests: string[] = [];
    for (const seed of SEEDS) {
      const [first, second] = [await smallShop(seed), await smallShop(seed)];

      expect(second.digest).toBe(first.digest);
      expect(first.problems).toEqual([]);
      digests.push(first.digest);
    }
    expect(new Set(digests).size).toBe(SEEDS.length);
  },
  LONG_MS,
);
