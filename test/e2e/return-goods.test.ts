/** Goods come back without a receipt: at the register in a real terminal, and at the command line. Size: whole. */

import { readFile, writeFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { MIA, refused } from "../support/commands.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal, quit } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

describe("at the register", () => {
  test("one thing goes back, another one as dear is taken along, and no money moves", async () => {
    const store = await shopCopy();
    const register = await loggedIn(store, ["4", "4444"]);

    await enter(register, "<croissant", "= BACK Croissant -2.60  (Enter)");
    await register.sees(/1 +-1 Croissant +-2\.60/u);
    await register.sees(/TO GIVE BACK +2\.60/u);
    await enter(register, "croissant", "= Croissant = 2.60  (Enter)");
    await register.sees(/TOTAL +0\.00/u);
    register.press(KEY.f9);
    await register.sees("TO PAY");
    register.press(KEY.enter);
    await register.sees("Nothing was to be paid. Receipt A-000001.");
    await leave(register, "4444");

    const paper = await till(["print", "show", "A-000001", "--store", store]);
    expect(paper.stdout).toMatch(/^-1 x Croissant +-2\.60 B$/mu);
    expect(paper.stdout).toMatch(/^1 x Croissant +2\.60 B$/mu);
    expect(paper.stdout).toMatch(/^TOTAL EUR +0\.00$/mu);
    expect(paper.stdout).not.toMatch(/drawer opens|Cash|Given back/u);
    const day = await till(["reconcile", "--store", store]);
    expect(day).toMatchObject({ code: 0, stderr: "" });
    expect(day.stdout).toMatch(/Sales, 1 receipt +2\.60$/mu);
    expect(day.stdout).toMatch(/Returned without receipt, 1 line +-2\.60$/mu);
    expect(day.stdout).toContain("Ties out to the cent.");
  });

  test("money goes out for what comes back, and nobody makes it once more", async () => {
    const store = await shopCopy();
    const register = await loggedIn(store, ["4", "4444"]);

    await enter(register, "<3*flat white", "= BACK 3 × Flat white -10.80  (Enter)");
    register.press(KEY.f9);
    await register.sees("TO GIVE BACK");
    await register.sees("= give back 10.80 in cash  (Enter)");
    register.press(KEY.enter);
    await register.sees("10.80 given back. Receipt A-000001.");
    await leave(register, "4444");

    const paper = await till(["print", "show", "A-000001", "--store", store]);
    expect(paper.stdout).toMatch(/^-3 x Flat white +-10\.80 B$/mu);
    expect(paper.stdout).toMatch(/^TOTAL EUR +-10\.80$/mu);
    expect(paper.stdout).toMatch(/^Given back \(Cash\) +10\.80$/mu);
    expect(paper.stdout).toContain("(drawer opens)");
    await expect(readFile(`${store}.paper/bar.txt`, "utf8")).rejects.toThrow("ENOENT");
    const shown = await till(["order", "show", "A1", "--store", store, "--json"]);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      order: { status: "paid", total: -1080, due: 0 },
      lines: [{ quantity: -3000, gross: -1080, kitchen: "none" }],
      totals: { total: -1080, paid: -1080, due: 0, giveBack: 0 },
      change: 1080,
      receipts: [{ total: -1080, payments: [{ method: "cash", amount: -1080, tendered: 0 }] }],
    });
    const day = await till(["reconcile", "--store", store]);
    expect(day.stdout).toMatch(/Sales, 1 receipt +0\.00$/mu);
    expect(day.stdout).toMatch(/cash, 1 payment +-10\.80$/mu);
    expect(day.stdout).toContain("Ties out to the cent.");
    expect((await till(["verify", "--store", store])).code).toBe(0);
  });

  test("a cashier takes goods back with a manager's PIN, off again by undo, and to a card", async () => {
    const store = await shopCopy();
    const register = await loggedIn(store, ["1", "1111"]);

    await enter(register, "<croissant", "= BACK Croissant -2.60  (Enter)");
    await register.sees("Mia may not take goods back");
    register.type("4");
    register.press(KEY.enter);
    await answer(register, "PIN >", "4444");
    await register.sees(/1 +-1 Croissant +-2\.60/u);
    register.press(KEY.ctrlZ);
    await register.sees("Croissant is off again.");
    await enter(register, "<croissant", "= BACK Croissant -2.60  (Enter)");
    await answer(register, "PIN >", "4444");
    await register.sees(/TO GIVE BACK +2\.60/u);
    register.press(KEY.f12);
    await register.sees("2.60 back to the card? F12 or Enter gives it, Esc goes back.");
    register.press(KEY.enter);
    await register.sees("2.60 given back to the card. Receipt A-000001.");
    await leave(register, "1111");

    const events = await till(["export", "events", "--store", store]);
    const vouched = events.stdout.match(/\bby\W+1\W+approved\W+4/gu);
    expect(events.stdout.match(/order\/line-returned/gu)).toHaveLength(2);
    expect(vouched).toHaveLength(2);
    const paper = await till(["print", "show", "A-000001", "--store", store]);
    expect(paper.stdout).toMatch(/^Given back \(Card\) +2\.60$/mu);
    expect(paper.stdout).not.toContain("drawer opens");
  });
});

describe("at the command line", () => {
  test("goods come back beside what is sold, and the difference is paid", async () => {
    const store = await shopCopy();

    const sold = await till(["sell", "<croissant", "flat white", "--cash", "5", "--store", store], {
      env: RAVI,
    });
    const back = await till(["sell", "<2*croissant=2.00", "--cash", "0", "--store", store], {
      env: RAVI,
    });
    const open = await till(["sell", "<croissant", "--store", store], { env: RAVI });
    const card = await till(["sell", "<croissant", "--card", "--store", store], { env: RAVI });

    expect(sold).toMatchObject({ code: 0, stderr: "" });
    expect(sold.stdout).toMatch(/^ {2}1 {2}-1 x Croissant +-2\.60$/mu);
    expect(sold.stdout).toMatch(/^ {2}Total +1\.00 EUR$/mu);
    expect(sold.stdout).toMatch(/^Change 4\.00 EUR$/mu);
    expect(back.stdout).toMatch(/^ {2}Total +-4\.00 EUR$/mu);
    expect(back.stdout).toMatch(/^Give back 4\.00 EUR$/mu);
    expect(open.stdout).toMatch(/^ {2}To give back +2\.60$/mu);
    expect(card.stdout).toMatch(/^Give back 2\.60 EUR to the card$/mu);
    expect((await till(["reconcile", "--store", store])).stdout).toContain("Ties out to the cent.");
  });

  test("a cashier needs the word of somebody who may, and no cash is taken for it", async () => {
    const store = await shopCopy();
    const pin = `${store}.pin`;
    await writeFile(pin, "4444\n");
    const words = ["sell", "<croissant", "--cash", "0", "--store", store];

    expect(await till(words, { env: MIA })).toEqual(
      refused(4, "Mia may not take goods back: ask someone who may."),
    );
    expect(
      await till(["sell", "<croissant", "--cash", "5", "--store", store], { env: RAVI }),
    ).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("2.60 is to be given back") as string,
    });
    expect(await till(["sell", "<zzz", "--store", store], { env: RAVI })).toMatchObject({
      code: 3,
      stdout: "",
    });
    const done = await till([...words, "--approver", "4", "--approver-pin-file", pin], {
      env: MIA,
    });
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toContain("Receipt A-000001\nGive back 2.60 EUR\n");
  });
});

async function loggedIn(
  store: string,
  [number, pin]: readonly [number: string, pin: string],
): Promise<Terminal> {
  const register = openTerminal(["run", "--store", store]);
  await register.sees("staff number >");
  register.press(number, KEY.enter);
  await answer(register, "PIN >", pin);
  await register.sees("The order is empty.");
  return register;
}

async function enter(register: Terminal, text: string, preview: string): Promise<void> {
  register.type(text);
  await register.sees(preview);
  register.press(KEY.enter);
}

async function leave(register: Terminal, pin: string): Promise<void> {
  register.press(KEY.ctrlL);
  await register.sees("Locked");
  await quit(register, pin);
  expect(await register.exit).toBe(0);
}
