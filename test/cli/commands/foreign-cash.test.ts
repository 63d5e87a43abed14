/** Cash of another currency at the command line: its rate, a sale, and what lies in the drawer. */

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

test("a rate is set, dollars are taken by it, and the day tells each currency", async () => {
  const store = await shopCopy();
  function run(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: MIA });
  }
  function manage(...words: ReadonlyArray<string>) {
    return till(["currency", ...words, "--store", store], { env: RAVI });
  }

  expect((await run("sell", "croissant", "--cash", "usd5")).stderr).toContain(
    "No rate for USD yet: see the back office, or till currency set USD 0.92.",
  );
  expect(await manage("set", "usd", "0.92")).toMatchObject({
    code: 0,
    stdout: "1 USD = 0.92 EUR\n",
  });
  expect((await manage("set", "USD", "0.92")).stdout).toBe("1 USD = 0.92 EUR already.\n");
  expect(await manage("set", "EUR", "1")).toEqual(
    refused(2, "Rates: EUR is the shop's own currency and needs no rate."),
  );
  expect(await manage("set", "USD", "0")).toMatchObject({ code: 2 });
  const json = await till(["currency", "list", "--json", "--store", store], { env: MIA });
  expect(JSON.parse(json.stdout)).toEqual({
    base: "EUR",
    rates: [{ currency: "USD", rate: 92_000_000, text: "0.92" }],
  });

  const sold = await run("sell", "2*croissant", "--cash", "usd10");
  expect(sold).toMatchObject({ code: 0, stderr: "" });
  expect(sold.stdout).toContain("Given 10.00 USD at 0.92 = 9.20 EUR\n");
  expect(sold.stdout).toContain("Change 4.00 EUR\n");
  const paper = await run("print", "show", "A-000001");
  expect(paper.stdout).toMatch(/10\.00 USD at 0\.92 +9\.20$/mu);
  const order = await run("order", "show", "A1");
  expect(order.stdout).toContain("Given 10.00 USD at 0.92 = 9.20 EUR\n");

  const day = await run("reconcile", "--json");
  expect(day.code).toBe(0);
  expect(JSON.parse(day.stdout)).toMatchObject({
    tenders: [{ method: "cash", amount: 520, kept: 520 }],
    foreign: [{ currency: "USD", count: 1, amount: 1000, worth: 920 }],
    ownCash: -400,
  });
  const text = await run("reconcile");
  expect(text.stdout).toMatch(/cash in USD, 1 payment: 10\.00 USD +9\.20$/mu);
  expect(text.stdout).toMatch(/cash in EUR +-4\.00$/mu);

  expect((await manage("remove", "USD")).stdout).toBe("Cash in USD is taken no more.\n");
  expect((await manage("remove", "USD")).code).not.toBe(0);
  expect((await till(["currency", "list", "--store", store], { env: MIA })).stdout).toContain(
    "No cash of other currencies",
  );
});
