import { expect, test } from "vitest";

import { LONG_MS, wrongIn } from "./many-seeds.ts";

test(
  "shops in which everything goes wrong are whole again in the end",
  async () => {
    expect(await wrongIn(3000, 50)).toEqual([]);
  },
  LONG_MS,
);
