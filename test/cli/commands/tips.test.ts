/** A tip at the command line: on top of what is due, the person's own, and no turnover. */

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();

test("a tip of more than what is due is taken by no command until --yes says that it is right", async () => {
  const store = await shopCopy();
  function run(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: MIA });
  }
  const question =
    "A tip of 99999.00 on 2.60? If it is right: F9 at the register, --yes in a shell.";

  const asked = await run("sell", "croissant", "--card", "--tip", "99999");
  expect(asked).toEqual(refused(2, question));
  expect((await run("order", "open", "croissant")).code).toBe(0);
  const forOrder = ["order", "pay", "A1", "--tip", "99999"];
  expect(await run(...forOrder, "--card")).toEqual(refused(2, question));
  expect(await run(...forOrder, "--cash", "100001.60")).toEqual(refused(2, question));
  const day: unknown = JSON.parse((await run("reconcile", "--json")).stdout);
  expect(day).toMatchObject({ sales: { receipts: 0 }, tips: [], tenders: [] });

  expect((await run("sell", "croissant", "--card", "--tip", "3", "--yes")).code).toBe(0);
  const paid = await run(...forOrder, "--card", "--yes");
  expect(paid.stdout).toContain("Tip 99999.00 EUR\n");
});

test("a tip is on the receipt and in the day, and the cash in the drawer ties out", async () => {
  const store = await shopCopy();
  function sell(...words: ReadonlyArray<string>) {
    return till(["sell", ...words, "--store", store], { env: MIA });
  }

  const cash = await sell("2*croissant", "--cash", "10", "--tip", "1.50");
  expect(cash).toMatchObject({ code: 0, stderr: "" });
  expect(cash.stdout).toContain("Tip 1.50 EUR\n");
  expect(cash.stdout).toContain("Change 3.30 EUR\n");
  expect((await sell("croissant", "--card", "--tip", "0.40")).stdout).toContain("Tip 0.40 EUR\n");
  expect(await sell("croissant", "--tip", "1")).toEqual(
    refused(2, "A tip is given with a payment: say --cash or --card too."),
  );
  expect((await sell("croissant", "--cash", "3", "--tip", "1")).code).not.toBe(0);

  const paper = await till(["print", "show", "A-000001", "--store", store]);
  expect(paper.stdout).toMatch(/^TOTAL EUR +5\.20$/mu);
  expect(paper.stdout).toMatch(/Tip +1\.50$/mu);
  const day = await till(["reconcile", "--store", store, "--json"]);
  expect(day.code).toBe(0);
  expect(JSON.parse(day.stdout)).toMatchObject({
    tips: [
      { staff: "1", name: "Mia", method: "card", count: 1, amount: 40 },
      { staff: "1", name: "Mia", method: "cash", count: 1, amount: 150 },
    ],
  });
  const text = await till(["reconcile", "--store", store]);
  expect(text.stdout).toContain("Ties out to the cent.");
});
