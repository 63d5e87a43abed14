/** Tables from a shell: opened, counted, handed over, left, and found by their number. */

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();

test("a table is opened before its goods, and found by its number from then on", async () => {
  const { order } = await newShop();

  const opened = await order("table", "7", "--covers", "4");
  await order("add", "7", "croissant", "flat white");
  const seated = await order("seat", "7", "2", "3");
  const again = await order("table", "7", "--covers", "5", "--json");

  expect(opened).toMatchObject({ code: 0, stderr: "" });
  expect(opened.stdout).toMatch(/^Order A1 {2}dine-in {2}open {2}table 7 {2}4 guests$/mu);
  expect(seated.stdout).toMatch(/Flat white.*, seat 3/u);
  expect(JSON.parse(again.stdout)).toMatchObject({
    order: { number: "A1", table: "7", covers: 5, owner: "1" },
    lines: [{ seat: 0 }, { seat: 3 }],
  });
});

test("what is open shows where, how many, who serves it and since when nobody was there", async () => {
  const { order } = await newShop();
  await order("table", "7", "--covers", "4");
  await order("table", "Rossi");

  const { stdout } = await order("list", "--open");

  expect(stdout).toMatch(/^A1 +\d\d:\d\d +open .* table 7 {2}4 guests {2}Mia \d+'$/mu);
  expect(stdout).toMatch(/^A2 +\d\d:\d\d +open .* Rossi {2}Mia \d+'$/mu);
});

test("a table is handed over, and all of a person's", async () => {
  const { order } = await newShop();
  await order("table", "7");
  await order("table", "8");
  await order("table", "9");

  const one = await order("hand-over", "3", "8", "--json");
  const all = await order("hand-over", "2", "--from", "1");

  expect(JSON.parse(one.stdout)).toMatchObject({ owner: "3", orders: [{ table: "8" }] });
  expect(all.stdout.match(/table [79]/gu)).toEqual(["table 7", "table 9"]);
  expect(await order("hand-over", "2", "--from", "1")).toEqual(
    refused(5, "Mia has no open table: there is nothing to hand over."),
  );
  expect((await order("hand-over", "2")).code).toBe(2);
  expect((await order("hand-over", "99", "7")).code).toBe(3);
});

test("guests who left end their order, and not one with goods on it", async () => {
  const { order } = await newShop();
  await order("table", "7");

  const left = await order("leave", "7", "--reason", "waited too long");
  await order("table", "8");
  await order("add", "8", "croissant");

  expect(left.stdout).toMatch(/^Order A1 {2}dine-in {2}empty/mu);
  expect((await order("list", "--open")).stdout).not.toContain("table 7");
  expect(await order("leave", "8")).toEqual(
    refused(5, "There are goods or money on the order: take the goods off, or pay."),
  );
});

test.each([
  [["covers", "A1", "0"], 2, "Say how many guests there are: 1 to 999."],
  [["covers", "A1", "10000"], 2, "Say how many guests there are: 1 to 999."],
  [["covers", "A1", "many"], 2, '"many" is no number of guests.'],
  [["table", "7", "--covers", "0"], 2, "Say how many guests there are: 1 to 999."],
  [["table", "x".repeat(10_000)], 2, "The name is too long: at most 30 characters."],
  [["table", "🎂"], 2, "Nobody could read that name: take letters or digits."],
  [["table", "a\u0007b"], 2, "Nobody could read that name: take letters or digits."],
  [["table", "\u202eissor"], 2, "Nobody could read that name: take letters or digits."],
  [
    ["table", "9".repeat(10_000)],
    2,
    "9999999999… is no table: a number of up to four digits, perhaps with a letter.",
  ],
  [
    ["seat", "A1", "1", "100"],
    2,
    "Seats have the numbers 1 to 99, and 0 is the whole table: say one of these.",
  ],
] as const)("%j is refused with one sentence, and nothing is written", async (words, code, why) => {
  const { order } = await newShop();
  await order("table", "7");
  await order("add", "7", "croissant");
  const before = await order("list", "--json");

  expect(await order(...words)).toEqual(refused(code, why));

  const [was, is] = [before, await order("list", "--json")].map(({ stdout }) => stdout);
  expect(is).toBe(was);
});

async function newShop() {
  const store = await shopCopy();
  return {
    order: (...words: ReadonlyArray<string>) =>
      till(["order", ...words, "--store", store], { env: MIA }),
  };
}
