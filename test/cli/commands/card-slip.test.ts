/** A card that a terminal beside the till has taken: what its slip says, typed with the payment or after it. */

import { expect, test } from "vitest";

import { refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as ask } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

async function shop() {
  const store = await shopCopy();
  return (...words: ReadonlyArray<string>) => ask([...words, "--store", store], { env: RAVI });
}

test("a slip that is typed with a sale is in the list of cards, and on an order's payment too", async () => {
  const run = await shop();
  expect((await run("sell", "croissant", "--card", "--slip", "0471", "--last4", "1234")).code).toBe(
    0,
  );
  await run("order", "open", "croissant");
  expect((await run("order", "pay", "A2", "--card", "--slip", "B17")).code).toBe(0);

  const { stdout } = await run("card", "list", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    payments: [
      { order: "A1", terminal: null, act: "pay", sum: 260, slip: "0471", last4: "1234" },
      { order: "A2", terminal: null, act: "pay", sum: 260, slip: "B17", last4: null },
    ],
  });
  expect((await run("card", "list")).stdout).toContain("paid, typed by hand (0471 *1234)");
});

test("a slip is noted after the payment, and the last word holds", async () => {
  const run = await shop();
  await run("sell", "croissant", "--card");
  await run("card", "slip", "A1", "0417");
  const noted = await run("card", "slip", "A1", "0471", "--last4", "1234", "--json");

  expect(JSON.parse(noted.stdout)).toMatchObject({ order: "A1", slip: "0471", last4: "1234" });
});

test("a tip after the payment counts of a card that was typed by hand", async () => {
  const run = await shop();
  await run("sell", "croissant", "--card");
  const tipped = await run("card", "tip", "A1", "0.40", "--json");

  expect(JSON.parse(tipped.stdout)).toMatchObject({ terminal: null, sum: 300 });
});

test("a card's number is refused in one sentence, and what is no slip in another", async () => {
  const run = await shop();
  const number = ["sell", "croissant", "--card", "--last4", "4111111111111111"];
  expect(await run(...number)).toEqual(
    refused(2, "That looks like a bank card's number, which is kept nowhere: leave it out."),
  );
  for (const words of [
    ["--last4", "12345"],
    ["--slip", "01234567890"],
    ["--slip", "04-71"],
  ]) {
    expect(await run("sell", "croissant", "--card", ...words)).toEqual(
      refused(2, "A slip's number has up to 10 letters or digits; of its card only 4 digits."),
    );
  }
  expect(await run("sell", "croissant", "--cash", "5", "--slip", "0471")).toEqual(
    refused(2, "--slip and --last4 are for --card where this till asks no terminal."),
  );
  expect(JSON.parse((await run("card", "list", "--json")).stdout)).toMatchObject({ payments: [] });
});

test("a payment in cash has no slip", async () => {
  const run = await shop();
  await run("sell", "croissant", "--cash", "5");

  expect((await run("card", "slip", "A1", "0471")).code).not.toBe(0);
});
