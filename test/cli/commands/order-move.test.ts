/** Orders and lines of them in a shell: moved to another table, put on one bill, taken off it again. */

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();

test("an order goes to another table, and takes along what it is called", async () => {
  const { order } = await tables();

  const moved = await order("move", "7", "--to", "3");

  expect(moved).toMatchObject({ code: 0, stderr: "" });
  expect(moved.stdout).toMatch(/^Order A1 .* table 3/mu);
  expect((await order("show", "7")).code).toBe(3);
});

test("an order goes to a tab, and sits at no table then", async () => {
  const { order } = await tables();

  const moved = await order("move", "7", "--to", "Rossi");

  expect(moved.stdout).toMatch(/^Order A1 .* Rossi$/mu);
  expect(moved.stdout).not.toContain("table");
});

test("lines, and pieces of one, go on the bill of another table", async () => {
  const { order } = await tables();

  const moved = await order("move", "7", "--to", "9", "--lines", "2", "--pieces", "2*1", "--json");
  const left = await order("show", "7", "--json");

  expect(JSON.parse(moved.stdout)).toMatchObject({
    order: { number: "A2", table: "9" },
    lines: [{ name: "Espresso" }, { name: "Croissant", quantity: 2000 }, { name: "Flat white" }],
  });
  expect(JSON.parse(left.stdout)).toMatchObject({
    order: { number: "A1", table: "7" },
    lines: [{ name: "Croissant", quantity: 1000 }],
  });
});

test("lines open a tab where nobody is called so yet", async () => {
  const { order } = await tables();

  const moved = await order("move", "7", "--to", "Rossi", "--lines", "2");

  expect(moved.stdout).toMatch(/^Order A3 .* Rossi$/mu);
});

test("a table in use is named with the order there, and both may sit there", async () => {
  const { order } = await tables();

  expect(await order("move", "7", "--to", "9")).toEqual(
    refused(5, '"9" is in use: till order merge A1 A2 puts both on one bill, --beside keeps two.'),
  );
  const beside = await order("move", "7", "--to", "9", "--beside");

  expect(beside.stdout).toMatch(/^Order A1 .* table 9/mu);
  expect(await order("show", "9")).toMatchObject({ code: 3 });
});

test("two orders are one bill until one of them is taken off it", async () => {
  const { order } = await tables();

  const merged = await order("merge", "7", "9", "--json");
  const either = await order("show", "7", "--json");
  const apart = await order("unmerge", "7");

  expect(JSON.parse(merged.stdout)).toMatchObject({
    order: { number: "A2", table: "9", joined: [{ number: "A1", table: "7" }] },
    lines: [{ name: "Espresso" }, { name: "Croissant" }, { name: "Flat white" }],
  });
  expect(JSON.parse(either.stdout)).toMatchObject({ order: { number: "A2" } });
  expect(apart.stdout).toMatch(/^Order A1 .* table 7/mu);
});

test.each([
  [["move", "7", "--to", "7"], 5, "That is where it is already."],
  [["move", "99", "--to", "7"], 3, /^There is no order 99/u],
  [["move", "7", "--to", "12345"], 2, /^12345 is no table/u],
  [["move", "7", "--to", "🎂"], 2, "Nobody could read that name: take letters or digits."],
  [["move", "7", "--to", "9", "--lines", "8"], 3, /line/u],
  [["move", "7", "--to", "9", "--lines", "2/3"], 2, '--lines "2/3" names no lines: such as 2,5.'],
  [["move", "7", "--to", "9", "--pieces", "4*1"], 2, /^Only 3 of Croissant are here to move\.$/u],
  [["move", "7", "--to", "9", "--pieces", "1"], 2, /names no lines/u],
  [["merge", "7", "7"], 5, "That is where it is already."],
  [["merge", "7", "99"], 3, /^There is no order 99/u],
  [["unmerge", "7"], 5, "It is on no other bill."],
] as const)("%j is refused with one sentence, and nothing is written", async (words, code, why) => {
  const { order } = await tables();
  const before = await order("list", "--json");

  const { code: ended, stdout, stderr } = await order(...words);

  expect({ code: ended, stdout }).toEqual({ code, stdout: "" });
  expect(stderr.replace(/^till: /u, "").trimEnd()).toMatch(why);
  const [was, is] = [before, await order("list", "--json")].map((it) => it.stdout);
  expect(is).toBe(was);
});

async function tables() {
  const store = await shopCopy();
  function order(...words: ReadonlyArray<string>) {
    return till(["order", ...words, "--store", store], { env: MIA });
  }
  await order("table", "7");
  await order("add", "7", "3*croissant", "flat white");
  await order("table", "9");
  await order("add", "9", "espresso");
  return { order };
}
