/** A payment that was booked by the wrong tender is put right at the command line. */

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };
const WHY = ["--reason", "pressed F9"];

test("cash that was really a card moves in the day, and the receipt and its number stay", async () => {
  const store = await shopCopy();
  function run(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: RAVI });
  }
  await run("sell", "croissant", "--cash", "10", "--tip", "0.50");

  const corrected = await run("order", "correct", "A-000001", "--to", "card", ...WHY);
  await run("print", "again", "A-000001");
  const paper = await run("print", "show", "A-000001");
  const day = await run("reconcile");
  const figures: unknown = JSON.parse((await run("reconcile", "--json")).stdout);
  const order: unknown = JSON.parse((await run("order", "show", "A1", "--json")).stdout);
  const shown = await run("order", "show", "A1");

  const sentence = "A-000001: 3.10 was paid by card and not by cash, says Ravi: pressed F9";
  expect(corrected).toMatchObject({ code: 0, stderr: "" });
  expect(corrected.stdout).toContain(`${sentence}\n`);
  expect(shown.stdout).toContain(`${sentence}\n`);
  expect(paper.stdout).toMatch(/^TOTAL EUR +2\.60$/mu);
  expect(paper.stdout).toMatch(/^Card \(corrected\) +2\.60$/mu);
  expect(paper.stdout).not.toMatch(/^Cash|Change/mu);
  expect(day.stdout).toContain(`  ${sentence}\n`);
  expect(day.stdout).toMatch(/cash, 1 payment +2\.60$/mu);
  expect(day.stdout).toMatch(/cash, corrected +-2\.60$/mu);
  expect(day.stdout).toMatch(/cash, all of it +0\.00$/mu);
  expect(day.stdout).toMatch(/card, all of it +3\.10$/mu);
  expect(day.stdout).toContain("Ties out to the cent.");
  expect(figures).toMatchObject({
    tiesOut: true,
    ownCash: 0,
    tips: [{ staff: "4", method: "card", count: 1, amount: 50 }],
    corrections: [
      { of: "A-000001", amount: 260, tip: 50, by: { staff: "4" }, reason: "pressed F9" },
    ],
  });
  expect(order).toMatchObject({
    corrections: [{ from: { method: "cash" }, to: { method: "card" }, by: { name: "Ravi" } }],
    receipts: [
      { number: "A-000001", payments: [{ method: "card", amount: 260, corrected: true }] },
    ],
  });
  expect((await run("verify")).code).toBe(0);

  const back = await run("refund", "A-000001", "--card", "--reason", "cold");
  expect(back).toMatchObject({ code: 0, stderr: "" });
});

test("a correction takes the right to give back, a reason, and what there is", async () => {
  const store = await shopCopy();
  function run(env: Readonly<Record<string, string>>, ...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env });
  }
  await run(MIA, "order", "open", "2*croissant");
  await run(MIA, "order", "pay", "A1", "--cash", "2");
  await run(MIA, "order", "pay", "A1", "--card");
  const correct = ["order", "correct", "A1"];

  expect((await run(MIA, ...correct, "--to", "cash", ...WHY)).code).toBe(4);
  expect(await run(RAVI, ...correct, "--to", "cash", "--reason", " ")).toEqual(
    refused(2, "Say why it is corrected: the reason is recorded."),
  );
  expect(await run(RAVI, ...correct, "--to", "gold", ...WHY)).toMatchObject({ code: 3 });
  expect(await run(RAVI, "order", "correct", "A9", "--to", "cash", ...WHY)).toMatchObject({
    code: 3,
  });
  expect(await run(RAVI, ...correct, "--to", "cash", "--from", "cash", ...WHY)).toEqual(
    refused(5, "It is booked so already: nothing was changed."),
  );
  const more = ["--to", "cash", "--amount", "9", ...WHY];
  expect(await run(RAVI, ...correct, ...more)).toEqual(
    refused(5, "At most 3.20 can be corrected: the rest was paid otherwise, or went back."),
  );
  await run(RAVI, "tender", "add", "Voucher");
  expect(await run(RAVI, ...correct, "--to", "voucher", ...WHY)).toEqual(
    refused(2, "It was paid by several tenders: say which was booked wrongly, with --from."),
  );
  const part = ["--to", "voucher", "--from", "card", "--amount", "1.20", ...WHY];
  expect((await run(RAVI, ...correct, ...part)).stdout).toContain(
    "A-000001: 1.20 was paid by Voucher and not by card, says Ravi: pressed F9\n",
  );
  await run(RAVI, "print", "again", "A-000001");
  const paper = await run(RAVI, "print", "show", "A-000001");
  expect(paper.stdout).toMatch(/^Card \(corrected\) +2\.00$/mu);
  expect(paper.stdout).toMatch(/^Voucher \(corrected\) +1\.20$/mu);
  const vouched = await run(MIA, "order", "undo", "A1");
  expect(vouched.code).toBe(5);
});
