/** Two shops of one name are told apart wherever they are listed together. */

import { expect, test } from "vitest";

import { toldApart } from "../../hub/shops-apart.ts";

test("shops of one name have their ids behind it, in each of their rows; others have their name", () => {
  const rows = [
    { shop: "S1", name: "Café", sold: 1 },
    { shop: "S1", name: "Café", sold: 2 },
    { shop: "S2", name: "Café", sold: 3 },
    { shop: "S3", name: "Deli", sold: 4 },
  ];

  expect(toldApart(rows)).toEqual([
    { shop: "S1", name: "Café (S1)", sold: 1 },
    { shop: "S1", name: "Café (S1)", sold: 2 },
    { shop: "S2", name: "Café (S2)", sold: 3 },
    { shop: "S3", name: "Deli", sold: 4 },
  ]);
});

test("several rows of one shop are no two shops", () => {
  const row = { shop: "S1", name: "Café" };

  expect(toldApart([row, row])).toEqual([row, row]);
});
