/** The shop's own tenders at the command line: named, taken, counted, given back. */

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

test("a voucher is taken by its name, stands on papers and in the day, and goes back", async () => {
  const store = await shopCopy();
  function run(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: MIA });
  }
  function manage(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: RAVI });
  }

  expect(await run("sell", "croissant", "--tender", "Meal voucher")).toMatchObject({ code: 3 });
  expect(await manage("tender", "add", "Meal voucher")).toMatchObject({
    code: 0,
    stdout: "Taken now: 1 Meal voucher.\n",
  });
  expect(await manage("tender", "add", "meal voucher")).toEqual(
    refused(2, 'Tenders has "meal voucher" already.'),
  );
  expect((await run("tender", "list")).stdout).toBe("1 Meal voucher\n");

  const sold = await run("sell", "2*croissant", "--tender", "meal voucher");
  expect(sold).toMatchObject({ code: 0, stderr: "" });
  expect(sold.stdout).toContain("Meal voucher 5.20 EUR\n");
  expect((await run("print", "show", "A-000001")).stdout).toMatch(/^Meal voucher +5\.20$/mu);
  expect(await run("sell", "croissant", "--card", "--tender", "1")).toEqual(
    refused(2, "Say --tender, or --cash or --card, and no two of them."),
  );

  expect((await run("sell", "croissant", "--cash", "5")).code).toBe(0);
  expect(await manage("refund", "A-000002", "--reason", "cold", "--tender", "1")).toEqual(
    refused(5, "Nothing of that receipt can go back by Meal voucher: give cash."),
  );

  expect((await manage("tender", "rename", "1", "Lunch card")).code).toBe(0);
  const back = await manage(
    "refund",
    "A-000001",
    "1",
    "--reason",
    "cold",
    "--tender",
    "Meal voucher",
  );
  expect(back).toMatchObject({ code: 0 });
  expect(back.stdout).toContain("Give back 2.60 EUR by Meal voucher\n");
  expect((await manage("tender", "remove", "Lunch card")).stdout).toBe(
    "Nothing but cash and cards is taken now.\n",
  );

  expect((await run("print", "show", "A-000001")).stdout).toMatch(/^Meal voucher +5\.20$/mu);
  const day = await run("reconcile", "--json");
  expect(day.code).toBe(0);
  expect(JSON.parse(day.stdout)).toMatchObject({
    tenders: [
      { method: "cash", amount: 260 },
      { method: "own-meal-voucher", name: "Meal voucher", amount: 520, refunded: -260, kept: 260 },
    ],
  });
  expect((await run("reconcile")).stdout).toMatch(/Meal voucher, 1 payment +5\.20$/mu);
});
