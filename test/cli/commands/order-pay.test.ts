/** An open order is paid from a shell: in full, in parts, by each tender, and with goods that come back. */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

describe("in full", () => {
  test("cash gives change, and the receipt's number is on stdout", async () => {
    const { run, pay } = await openOrder();

    const paid = await pay("a1", "--cash", "20", "--tip", "1");

    expect(paid).toMatchObject({ code: 0, stderr: "" });
    expect(paid.stdout).toMatch(/^Order A1 {2}takeaway {2}paid\n/u);
    expect(paid.stdout).toMatch(/^Tip 1\.00 EUR\nReceipt A-000001\nChange 13\.80 EUR\n$/mu);
    expect((await run("print", "show", "A-000001")).stdout).toMatch(/^TOTAL EUR +5\.20$/mu);
    expect(await pay("A1", "--card")).toEqual(refused(5, "The order is paid: begin a new one."));
    expect((await run("reconcile")).stdout).toContain("Ties out to the cent.");
  });

  test("what the kitchen had not heard of is made", async () => {
    const { pay } = await openOrder();

    const paid = await pay("A1", "--card", "--json");

    expect(JSON.parse(paid.stdout)).toMatchObject({
      order: { number: "A1", status: "paid" },
      lines: [{ kitchen: "printed" }],
      totals: { total: 520, paid: 520, due: 0 },
      receipt: "A-000001",
      payment: { method: "card", amount: 520, change: 0 },
      exchanged: [],
    });
  });

  test("in cash of another currency, and by a tender of the shop's own", async () => {
    const { run, pay, manage } = await openOrder();
    await run("sell", "croissant");
    await manage("currency", "set", "USD", "0.92");
    await manage("tender", "add", "Meal voucher");

    const dollars = await pay("A1", "--cash", "usd10");
    const voucher = await pay("A2", "--tender", "meal voucher");

    expect(dollars.stdout).toContain("Given 10.00 USD at 0.92 = 9.20 EUR\n");
    expect(dollars.stdout).toContain("Change 4.00 EUR\n");
    expect(voucher.stdout).toContain("Meal voucher 2.60 EUR\nReceipt A-000002\n");
    expect((await run("reconcile")).stdout).toContain("Ties out to the cent.");
  });
});

describe("in parts", () => {
  test("by card and in cash, and the last of them brings the receipt", async () => {
    const { run, pay } = await openOrder();

    const card = await pay("A1", "--card", "--amount", "3", "--tip", "0.50");
    const cash = await pay("A1", "--cash", "1");
    const last = await pay("A1", "--cash", "2", "--json");

    expect(card).toMatchObject({ code: 0, stderr: "" });
    expect(card.stdout).toMatch(/^Order A1 {2}takeaway {2}open$/mu);
    expect(card.stdout).toMatch(/^ {2}Due +2\.70$/mu);
    expect(card.stdout).not.toContain("Receipt");
    expect(cash.stdout).toMatch(/^ {2}Due +1\.70\nChange 0\.00 EUR\n$/mu);
    expect(JSON.parse(last.stdout)).toMatchObject({
      order: { status: "paid" },
      totals: { total: 520, paid: 520, due: 0 },
      payment: { method: "cash", amount: 170, tendered: 200, change: 30 },
      receipt: "A-000001",
    });
    expect((await run("reconcile")).stdout).toContain("Ties out to the cent.");
  });

  test("more than is due is refused where no change is given", async () => {
    const { run, pay } = await openOrder();

    expect(await pay("A1", "--card", "--amount", "6")).toEqual(
      refused(2, "6.00 is more than the 5.20 that are due: a card gives no change."),
    );
    expect((await run("order", "show", "A1")).stdout).toMatch(/^Order A1 {2}takeaway {2}open\n/u);
  });
});

test("goods of a receipt that come back pay their part, and what is left goes out", async () => {
  const { run, pay, manage } = await openOrder();
  await pay("A1", "--cash", "5.20");
  await run("sell", "espresso");
  await manage("refund", "A-000001", "*1", "--reason", "wrong", "--exchange", "A2");

  const out = await pay("A2", "--cash", "0");
  const taken = await pay("A2", "--cash", "0");

  expect(out).toMatchObject({ code: 0, stderr: "" });
  expect(out.stdout).toMatch(
    /^Receipt A-\d+\nRefund A-\d+ of A-000001\nGive back \d\.\d\d EUR\n$/mu,
  );
  expect(taken.code).toBe(5);
  expect((await run("reconcile")).stdout).toContain("Ties out to the cent.");
});

test("who may not take money does it with the word of somebody who may", async () => {
  const { run, pay, manage } = await openOrder();
  await manage("role", "set", "cashier", "deny=pay");
  const pin = path.join(path.dirname(run.store), "pin");
  await writeFile(pin, "4444\n");

  const alone = await pay("A1", "--card");
  const vouched = await pay("A1", "--card", "--approver", "4", "--approver-pin-file", pin);

  expect(alone).toMatchObject({ code: 4, stdout: "" });
  expect(vouched).toMatchObject({ code: 0, stderr: "" });
  expect(vouched.stdout).toContain("Receipt A-000001\n");
});

test("bad input pays nothing, and says what to do", async () => {
  const { run, pay } = await openOrder();

  expect(await pay("A1")).toEqual(
    refused(2, "Say how it is paid: --cash AMOUNT, --card or --tender NAME."),
  );
  expect(await pay("A1", "--cash", "5", "--card")).toEqual(
    refused(2, "Say --cash or --card, not both."),
  );
  expect(await pay("A1", "--cash", "5", "--amount", "3")).toEqual(
    refused(2, "--amount is for --card and --tender: --cash says how much it is."),
  );
  expect(await pay("A1", "--card", "--amount", "much")).toEqual(
    refused(2, '--amount "much" is no amount: such as 20 or 17.50.'),
  );
  expect((await pay("Z9", "--card")).code).toBe(3);
  expect((await pay("A1", "--tender", "cheque")).code).toBe(3);
  expect((await till(["order", "pay", "A1", "--card", "--store", run.store])).code).toBe(2);
  expect((await run("order", "show", "A1")).stdout).toMatch(/^Order A1 {2}takeaway {2}open\n/u);
});

/** Two croissants, 5.20. */
async function openOrder() {
  const store = await shopCopy();
  function by(env: Readonly<Record<string, string>>) {
    return (...words: ReadonlyArray<string>) => till([...words, "--store", store], { env });
  }
  const run = Object.assign(by(MIA), { store });
  await run("sell", "2*croissant");
  return {
    run,
    manage: by(RAVI),
    pay: (...words: ReadonlyArray<string>) => run("order", "pay", ...words),
  };
}
