import { expect, test } from "vitest";

import { LONG_MS, wrongIn } from "./many-seeds.ts";

test(
  "where nobody touches what somebody else does, nobody is asked anything",
  async () => {
    expect(await wrongIn(5000, 48, { manners: "silence" })).toEqual([]);
  },
  LONG_MS,
);
