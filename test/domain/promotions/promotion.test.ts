import { expect, test } from "vitest";

import { promotionsWith } from "../../../src/domain/promotions/promotion.ts";
import { bundle, nForM, promotions } from "./baskets.ts";

test("Promotions of goods are all that hold them, also beside others in a bundle, the oldest first", () => {
  const all = promotions(nForM(3, 2, "beer"), bundle(600, "beer", "cake"), nForM(2, 1, "tea"));

  const found = promotionsWith(all, { sku: "beer", category: "" });

  expect(found.map(({ id }) => id)).toEqual(["P1", "P2"]);
});
