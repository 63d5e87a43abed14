/**
 * Goods of a receipt come back for others: at the register in a real terminal, and at the command line.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { MIA, refused } from "../support/commands.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal, quit } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

test("a guest exchanges goods of a receipt at the register, and one sum is paid", async () => {
  const store = await shopCopy();
  await till(["sell", "--store", store, "2*croissant", "--cash", "20"], { env: MIA });
  const register = await loggedIn(store);

  await enter(register, ":return 1", "Take goods back 1");
  await register.sees("Receipt A-000001: what comes back?");
  await register.sees("+ goods instead of money");
  await chosen(register, "1", "BACK 1 of 2");
  await chosen(register, "+", "for other goods: why?");
  await chosen(register, "2", "then pay the rest.");
  await register.sees(/BACK 1 × Croissant +-2\.60/u);
  await register.sees("of A-000001");
  await enter(register, "flat white", "= Flat white = 3.60  (Enter)");
  await register.sees(/goods back +-2\.60/u);
  await register.sees(/TO PAY +1\.00/u);
  register.type("5");
  register.press(KEY.f9);
  await register.sees("Paid 1.00 in cash. Receipt A-000003.");
  register.press(KEY.ctrlL);
  await register.sees("Locked");
  await quit(register, "4444");
  expect(await register.exit).toBe(0);

  const refund = await till(["print", "show", "A-000002", "--store", store]);
  expect(refund.stdout).toMatch(/^ +REFUND$/mu);
  expect(refund.stdout).toMatch(/^Exchange +-2\.60$/mu);
  expect(refund.stdout).not.toContain("drawer opens");
  const receipt = await till(["print", "show", "A-000003", "--store", store]);
  expect(receipt.stdout).toMatch(/^TOTAL EUR +3\.60$/mu);
  expect(receipt.stdout).toMatch(/^Exchange +2\.60$/mu);
  expect(receipt.stdout).toMatch(/^Cash +1\.00$/mu);
  const day = await till(["reconcile", "--store", store]);
  expect(day).toMatchObject({ code: 0, stderr: "" });
  expect(day.stdout).toMatch(/Sales, 2 receipts +8\.80$/mu);
  expect(day.stdout).toMatch(/Refunds, 1 refund +-2\.60$/mu);
  expect(day.stdout).toMatch(/exchange, 1 payment +2\.60$/mu);
  expect(day.stdout).toMatch(/exchange, refunded +-2\.60$/mu);
  expect(day.stdout).toContain("Ties out to the cent.");
  expect((await till(["verify", "--store", store])).code).toBe(0);
});

test("goods come back for an order by the command line, once, and no money moves", async () => {
  const store = await shopCopy();
  await till(["sell", "--store", store, "2*croissant", "--cash", "20"], { env: MIA });
  await till(["sell", "--store", store, "flat white"], { env: MIA });
  const words = ["refund", "A-000001", "1", "--reason", "wrong", "--store", store, "--exchange"];

  const taken = await till([...words, "A2"], { env: RAVI });
  const again = await till([...words, "A2"], { env: RAVI });
  const unknown = await till([...words, "A9"], { env: RAVI });
  const wrong = await till([...words, "A2", "--card"], { env: RAVI });
  const alone = await till([...words, "--json"], { env: RAVI });

  expect(taken).toMatchObject({ code: 0, stderr: "" });
  expect(taken.stdout).toMatch(/^ {2}BACK 1 x Croissant, of A-000001 +-2\.60$/mu);
  expect(taken.stdout).toMatch(/^ {2}Due +1\.00$/mu);
  expect(again).toEqual(
    refused(
      5,
      "Goods of A-000001 come back there already: till order keep, then all of them at once.",
    ),
  );
  expect(unknown.code).toBe(3);
  expect(wrong).toEqual(refused(2, "--exchange gives no money out: without --card."));
  expect(JSON.parse(alone.stdout)).toMatchObject({
    order: { status: "open" },
    returns: [{ number: "A-000001", lines: [{ name: "Croissant", amount: -260 }], total: -260 }],
    totals: { total: 0, due: 0, giveBack: 260 },
  });
  const day = await till(["reconcile", "--store", store]);
  expect(day.stdout).not.toContain("Refunds");
  expect(day.stdout).toContain("Ties out to the cent.");

  const back = ["refund", "A-000001", "--reason", "cold", "--store", store];
  expect((await till(back, { env: RAVI })).code).toBe(0);
  expect(await till(["order", "pay", "A2", "--cash", "5", "--store", store], { env: MIA })).toEqual(
    refused(
      5,
      "Of A-000001 something came back elsewhere: till order keep, then till refund --exchange anew.",
    ),
  );
});

async function loggedIn(store: string): Promise<Terminal> {
  const register = openTerminal(["run", "--store", store]);
  await register.sees("staff number >");
  register.press("4", KEY.enter);
  await answer(register, "PIN >", "4444");
  await register.sees("The order is empty.");
  return register;
}

/** Enter only once the preview says what it will do. */
async function enter(register: Terminal, text: string, preview: string): Promise<void> {
  register.type(text);
  await register.sees(preview);
  register.press(KEY.enter);
}

async function chosen(register: Terminal, sign: string, seen: string): Promise<void> {
  register.type(sign);
  await register.sees(seen);
}
