/** Courses at the command line, and on the papers of the kitchen. */

import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();

test("a sale is made course by course, as it would be typed", async () => {
  const store = await shopCopy();
  const goods = ["steak/2", ";", "burger", ";1", "tarte", ";0", "salmon"];

  const sold = await till(["sell", ...goods, "--store", store, "--json"], { env: MIA });

  expect(sold).toMatchObject({ code: 0, stderr: "" });
  const shown = await till(["order", "show", "A1", "--store", store, "--json"]);
  const { order, lines } = JSON.parse(shown.stdout) as {
    readonly order: { readonly course: number };
    readonly lines: ReadonlyArray<{ readonly course: number }>;
  };
  expect(lines.map(({ course }) => course)).toEqual([2, 3, 1, 2]);
  expect(order.course).toBe(0);
});

test("the kitchen's paper is in the order of the courses", async () => {
  const store = await shopCopy();
  const sold = await till(
    ["sell", ";3", "burger", ";1", "salmon", "--cash", "100", "--store", store],
    { env: MIA },
  );

  expect(sold).toMatchObject({ code: 0, stderr: "" });
  const paper = await readFile(`${store}.paper/kitchen.txt`, "utf8");
  const rows = paper.match(/Course \d|\d x [^\n]+/gu)?.map((text) => text.trim());
  expect(rows).toEqual(["Course 1", "1 x Salmon", "Course 3", "1 x Burger"]);
});

test("a course without goods, and one too many, sell nothing", async () => {
  const store = await shopCopy();

  const empty = await till(["sell", "espresso", ";2", "--store", store], { env: MIA });
  const beyond = await till(["sell", ";9", "espresso", ";", "latte", "--store", store], {
    env: MIA,
  });

  expect(empty).toEqual(refused(2, '";2" begins a course: name its goods after it.'));
  expect(beyond).toEqual(refused(2, "Course 9 is the last one."));
});

test("a sale that is paid while the kitchen waits says what becomes of the course", async () => {
  const store = await shopCopy();
  const sale = ["sell", ";1", "tarte", ";2", "burger", "--service", "dine-in", "--cash", "100"];
  const env = MIA;

  const asked = await till([...sale, "--store", store], { env });
  const wrong = await till([...sale, "--held", "later", "--store", store], { env });
  const fired = await till([...sale, "--held", "fire", "--store", store], { env });
  const kept = await till([...sale, "--held", "wait", "--store", store], { env });

  expect(asked).toEqual(
    refused(
      5,
      "The kitchen still waits with 1 × Burger: make it now, or keep waiting? (--held fire, --held wait)",
    ),
  );
  expect(wrong).toEqual(
    refused(2, "--held takes fire (the kitchen makes it now) or wait (it waits on)."),
  );
  expect([fired.code, kept.code]).toEqual([0, 0]);
  const held = await Promise.all(
    ["A1", "A2"].map(async (order) => {
      const shown = await till(["order", "show", order, "--store", store, "--json"]);
      const { lines } = JSON.parse(shown.stdout) as {
        readonly lines: ReadonlyArray<{ readonly held: boolean }>;
      };
      return lines.map((line) => line.held);
    }),
  );
  expect(held).toEqual([
    [false, false],
    [false, true],
  ]);
});
