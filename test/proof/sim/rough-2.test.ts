/** Shops in which everything goes wrong, from other seeds. Size: proof. */

import { expect, test } from "vitest";

import { roughShops, wrongOf } from "./many-seeds.ts";

test("shops in which everything goes wrong are whole again in the end", async () => {
  expect(wrongOf(await roughShops(2000))).toEqual([]);
});
