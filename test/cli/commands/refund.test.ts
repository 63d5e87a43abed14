/** Goods come back at the command line: on paper, in the books, and with the word of who may give money out. */

import { readFile, writeFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

test("goods of a receipt come back, on paper, in the day's books and in the chain", async () => {
  const store = await shopCopy();
  await till(["sell", "--store", store, "3*flat white", "croissant", "--card"], { env: MIA });

  const back = await till(
    ["refund", "A-000001", "2*1", "2", "--reason", "was cold", "--store", store],
    { env: RAVI },
  );
  const card = await till(
    ["refund", "A-000001", "--card", "--reason", "all of it", "--goods", "none", "--store", store],
    { env: RAVI },
  );
  const paper = await till(["print", "show", "A-000002", "--store", store]);
  const day = await till(["reconcile", "--store", store]);
  const order = await till(["order", "show", "A-000003", "--store", store]);
  const verified = await till(["verify", "--store", store]);

  expect(back).toEqual({
    code: 0,
    stderr: "9.80 EUR of it was not paid in cash.\n",
    stdout: [
      "Refund A-000002 of receipt A-000001",
      "  Flat white                              -7.20  waste",
      "  Croissant                               -2.60  waste",
      "Give back 9.80 EUR in cash",
      "",
    ].join("\n"),
  });
  expect(card.stdout).toMatch(/Flat white +-3\.60 {2}none\nGive back 3\.60 EUR by card\n$/u);
  expect(paper.stdout).toMatch(/^ +REFUND$/mu);
  expect(paper.stdout).toContain("Of receipt A-000001: was cold");
  expect(paper.stdout).toMatch(/^-2 x Flat white +-7\.20 B$/mu);
  expect(paper.stdout).toMatch(/^TOTAL EUR +-9\.80$/mu);
  expect(paper.stdout).toContain("(drawer opens)");
  expect(paper.stdout).not.toContain("Thank you");
  expect(await readFile(`${store}.paper/receipt.txt`, "utf8")).toContain("Refund A-000003");
  expect(day.stdout).toMatch(/Sales, 1 receipt +13\.40$/mu);
  expect(day.stdout).toMatch(/Refunds, 2 refunds +-13\.40$/mu);
  expect(day.stdout).toMatch(/VAT 9%, tax +0\.00$/mu);
  expect(day.stdout).toMatch(/card, refunded +-3\.60$/mu);
  expect(day.stdout).toMatch(/cash, refunded +-9\.80$/mu);
  expect(day.stdout).toContain("Ties out to the cent.");
  expect(order.stdout).toContain("Refund A-000003 of A-000001: all of it\n");
  expect(verified.code).toBe(0);
});

test("the tip of a card typed by hand stays, or goes back with the last goods", async () => {
  const store = await shopCopy();
  const goods = ["2*croissant", "--card", "--tip", "1", "--store", store];
  await till(["sell", ...goods], { env: MIA });
  await till(["sell", ...goods], { env: MIA });
  const why = ["--card", "--reason", "was cold", "--store", store];

  const stays = await till(["refund", "A-000001", ...why], { env: RAVI });
  const early = await till(["refund", "A-000002", "1", ...why, "--tip", "back"], { env: RAVI });
  await till(["refund", "A-000002", "1", ...why], { env: RAVI });
  const back = await till(["refund", "A-000002", ...why, "--tip", "back"], { env: RAVI });
  const orders = await Promise.all(
    ["A1", "A2"].map((order) => till(["order", "show", order, "--store", store, "--json"])),
  );
  const tips = await till(["report", "tips", "--store", store], { env: RAVI });
  const day = await till(["reconcile", "--store", store], { env: RAVI });

  expect(stays.stderr).toBe("The tip of 1.00 EUR stays; --tip back gives it back as well.\n");
  expect(early).toMatchObject({ code: 5, stdout: "" });
  expect(early.stderr).toContain("No tip goes back with A-000002");
  expect(back).toMatchObject({ code: 0, stderr: "Tip back to the card: 1.00 EUR\n" });
  const given = orders.map(({ stdout }) => /"tip": (?<tip>\d+)/u.exec(stdout)?.groups?.["tip"]);
  expect(given).toEqual(["100", "0"]);
  expect(tips.stdout).toMatch(/^ +Total +1 +1\.00$/mu);
  expect(day.stdout).toMatch(/card, refunded +-10\.40$/mu);
  expect(day.stdout).toContain("Ties out to the cent.");
});

test("a receipt is printed once more, and says so", async () => {
  const store = await shopCopy();
  await till(["sell", "--store", store, "croissant", "--cash", "20"], { env: MIA });

  const again = await till(["print", "again", "a-000001", "--store", store], { env: MIA });
  const unknown = await till(["print", "again", "A-000009", "--store", store], { env: MIA });
  const paper = await readFile(`${store}.paper/receipt.txt`, "utf8");

  expect(again).toEqual({ code: 0, stderr: "", stdout: "a-000001 is printed once more.\n" });
  expect(unknown).toMatchObject({ code: 3, stdout: "" });
  expect(unknown.stderr).toContain("There is no paper A-000009 here.");
  expect(paper.match(/REPRINT/gu)).toHaveLength(1);
  expect(paper.match(/Receipt A-000001/gu)).toHaveLength(2);
});

test("a cashier gives money out with a manager's word, and the books name both", async () => {
  const store = await shopCopy();
  await till(["sell", "--store", store, "croissant", "--cash", "20"], { env: MIA });
  const pin = `${store}.pin`;
  await writeFile(pin, "4444\n");
  const words = ["refund", "A-000001", "--reason", "cold", "--store", store, "--approver", "4"];

  const noPin = await till(words, { env: MIA });
  const nobody = await till([...words, "--approver", "Ravi", "--approver-pin-file", pin], {
    env: MIA,
  });
  const done = await till([...words, "--approver-pin-file", pin], { env: MIA });
  const events = await till(["export", "events", "--store", store]);

  expect(noPin).toMatchObject({ code: 2, stdout: "" });
  expect(noPin.stderr).toContain("Say the approver's PIN: --approver-pin-file FILE.");
  expect(nobody).toEqual(
    refused(2, '"Ravi" is no staff number: say 1 to 6 digits, the first one not 0.'),
  );
  expect(done).toMatchObject({ code: 0, stderr: "" });
  const refund = events.stdout.split("\n").find((line) => line.includes("refund/issued"));
  expect(refund).toMatch(/by\W+1\W+approved\W+4/u);
});

test.for([
  [RAVI, ["A-000009"], 3, "That receipt is not known here"],
  [RAVI, ["A-000001", "7"], 3, "There is no such line"],
  [RAVI, ["A-000001", "x"], 2, '"x" is no line: 2 is one of line 2'],
  [RAVI, ["A-000001", "5*1"], 5, "Flat white: only 2 of it can come back."],
  [RAVI, ["A-000001", "0.5*1"], 2, "Flat white can't be sold in that quantity"],
  [RAVI, ["A-000001", "--card"], 5, "Nothing of that receipt was paid by card"],
  [MIA, ["A-000001"], 4, "Mia may not take goods back: ask someone who may."],
] as const)("%j may not have %j back", async ([env, words, code, sentence]) => {
  const store = await shopCopy();
  await till(["sell", "--store", store, "2*flat white", "--cash", "20"], { env: MIA });

  const done = await till(["refund", ...words, "--reason", "cold", "--store", store], { env });

  expect(done).toMatchObject({ code, stdout: "" });
  expect(done.stderr).toContain(sentence);
  expect((await till(["print", "show", "A-000002", "--store", store])).code).toBe(3);
});

test("nobody gives money out without saying why", async () => {
  const store = await shopCopy();

  expect(await till(["refund", "A-000001", "--store", store], { env: RAVI })).toEqual(
    refused(2, "Required option '--reason <text>' not specified: see --help."),
  );
});

test("a voucher of the receipt stays, and the till says so and how it is paid out", async () => {
  const store = await shopCopy();
  function run(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: RAVI });
  }
  const gift = ["name=Gift 25", "price=25", "category=bakery", "tax-class=untaxed", "voucher=yes"];
  await run("catalog", "add", "GIFT25", ...gift);
  const sold = await run("sell", "croissant", "gift25", "--cash", "30", "--json");
  const { vouchers } = JSON.parse(sold.stdout) as { vouchers: ReadonlyArray<{ number: string }> };
  const number = vouchers[0]?.number ?? "";

  expect((await run("refund", "A-000001", "2", "--reason", "no gift")).stderr).toBe(
    "Gift 25 is a voucher: `till voucher cash NUMBER` pays out what is left.\n",
  );
  const back = await run("refund", "A-000001", "--reason", "was cold");
  expect(back.stdout).toContain("Give back 2.60 EUR in cash");
  expect(back.stderr).toBe(
    `Voucher ${number} stays: \`till voucher cash ${number}\` pays out the 25.00 left on it.\n`,
  );
  expect((await run("refund", "A-000001", "--reason", "gift too")).stderr).toContain(
    "Gift 25 is a voucher",
  );
  expect((await run("voucher", "cash", number, "--reason", "no gift")).code).toBe(0);
});
