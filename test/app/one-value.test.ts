/** What two surfaces say of one thing is one value: a day in the café, on screen, on paper, in texts and in figures. */

import { beforeEach, expect, test } from "vitest";

import { closeOwnZ } from "../../src/app/day/close-day.ts";
import { findOrder } from "../../src/app/orders/orders.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { cafeCopies } from "../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../support/real-register.ts";
import { tillHere } from "../support/till-here.ts";

const newCafe = cafeCopies({ startMs: systemClock.nowMs() });
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };
const PANE = { width: 40, height: 30, signs: "all" } as const;
/** A tip that was typed as 1.00, and lowered afterwards. */
const LATER_TIP = 60;
/** A row of goods, with its number, its station and how many there are. */
const BASKET_ROW = /^[> ] +\d+k? +\d/u;
/** What a row ends in: money, and on paper the letter of its tax. */
const MONEY = /(?<money>-?\d+\.\d\d)(?: EUR| [A-Z])? *$/u;

let store: string;
let register: RealRegister;

interface ToldOrder {
  readonly totals: { readonly total: number; readonly due: number };
  readonly lines: ReadonlyArray<{ readonly gross: number; readonly discount: number }>;
  readonly tax: ReadonlyArray<{ readonly tax: number }>;
  readonly money: ReadonlyArray<{ readonly amount: number; readonly tip: number }>;
  readonly receipts: ReadonlyArray<ToldReceipt>;
}

interface ToldReceipt {
  readonly number: string;
  readonly total: number;
  readonly tax: ReadonlyArray<{ readonly net: number; readonly tax: number }>;
  readonly payments: ReadonlyArray<{ readonly amount: number; readonly tip: number }>;
}

interface ToldTender {
  readonly method: string;
  readonly name: string | null;
  readonly amount: number;
  readonly refunded: number;
  readonly tips: number;
  readonly kept: number;
}

interface ToldDay {
  readonly sales: { readonly total: number };
  readonly refunds: { readonly total: number };
  readonly taxes: ReadonlyArray<{ readonly net: number; readonly tax: number }>;
  readonly tenders: ReadonlyArray<ToldTender>;
  readonly tips: ReadonlyArray<{ readonly amount: number }>;
  readonly depositsHeld: { readonly total: number };
  readonly vouchersOpen: { readonly total: number };
  readonly vouchersRedeemed: ReadonlyArray<{ readonly amount: number }>;
  readonly openOrders: { readonly due: number };
}

interface ToldCards {
  readonly payments: ReadonlyArray<{ readonly sum: number }>;
}

beforeEach(async () => {
  const cafe = await newCafe();
  store = cafe.dir;
  register = openRealRegister(cafe);
  await run("tender", "add", "Meal voucher");
  await run("drawer", "open", "100");
  await run("order", "open", "2*flat white", "carrot cake", "cola");
  await run("order", "void", "A1", "3", "--reason", "not wanted");
  await run("order", "undo", "A1");
  await run("order", "pay", "A1", "--card", "--by-hand", "--tip", "1");
  await run("card", "tip", "A1", String(LATER_TIP / 100));
  await run("order", "open", "2*croissant");
  await run("order", "pay", "A2", "--tender", "meal voucher");
  await run("refund", "A-000002", "1", "--reason", "cold", "--tender", "1");
  await run("order", "open", "carrot cake");
  await run("order", "due", "A3", "23:58");
  await run("order", "pay", "A3", "--cash", "2");
  await run("order", "open", "2*flat white", "2*croissant");
  await run("order", "split", "A4", "--evenly", "2");
  await run("order", "pay", "A4", "--part", "1", "--cash", "20");
  const sold = await told<{ readonly code: string }>("voucher", "sell", "25", "--cash", "30");
  await run("order", "open", "3*flat white");
  await run("order", "pay", "A6", "--voucher", sold.code);
});

test.each(["A1", "A2", "A3", "A4", "A6"])("of order %s", async (number) => {
  const order = await told<ToldOrder>("order", "show", number);
  const text = await run("order", "show", number);
  const pane = paneOf(number);
  const { total, due } = order.totals;

  expect(sum(order.lines.map(({ gross, discount }) => gross - discount))).toBe(total);
  expect(rows(text, /^ +\d+ {2}/u)).toBe(total);
  expect(rows(text, /^ +Total /u)).toBe(total);
  expect(rows(pane, /^ +total /iu)).toBe(total);
  expect(rows(pane, BASKET_ROW)).toBe(total);
  expect(rows(pane, /^ +paid /u)).toBe(sum(order.money.map(({ amount }) => amount)));
  expect(rows(pane, /^ +to pay /iu)).toBe(due);
  expect(rows(text, /^ +VAT/u)).toBe(sum(order.tax.map(({ tax }) => tax)));
  expect(rows(text, /^ +Due /u)).toBe(due);
  expect(rows(text, /^ +paid /u)).toBe(sum(order.money.map(({ amount }) => Math.max(0, amount))));
  expect(rows(text, /^ +tip /u)).toBe(sum(order.money.map(({ tip }) => tip)));

  for (const receipt of order.receipts) {
    const paper = await run("receipt", "show", receipt.number);
    expect(rows(paper, /^TOTAL /u)).toBe(receipt.total);
    expect(rows(paper, /^(?:\d+(?:\/\d+)?) x /u)).toBe(receipt.total);
    expect(rows(paper, /^[A-Z] VAT/u)).toBe(sum(receipt.tax.map(({ net, tax }) => net + tax)));
    expect(rows(paper, /^(?:Card|Cash|Meal voucher|Voucher)\b/u)).toBe(
      sum(receipt.payments.map(({ amount }) => amount)),
    );
    expect(rows(paper, /^ +Tip /u)).toBe(sum(receipt.payments.map(({ tip }) => tip)));
  }
});

test("of the day", async () => {
  const day = await told<ToldDay>("reconcile");
  const text = await run("reconcile");
  const orders = await Promise.all(
    ["A1", "A2", "A3", "A4", "A6"].map((number) => told<ToldOrder>("order", "show", number)),
  );
  const receipts = orders.flatMap((order) => order.receipts);

  expect(day.sales.total).toBe(sum(receipts.map(({ total }) => total)));
  expect(rows(text, /^ +Sales, /u)).toBe(day.sales.total);
  expect(rows(text, /^ +VAT/u)).toBe(day.sales.total + day.refunds.total);
  expect(sum(day.taxes.map(({ net, tax }) => net + tax))).toBe(day.sales.total + day.refunds.total);
  for (const { method, name, amount, refunded, tips, kept } of day.tenders) {
    const label = name ?? method;
    expect(amount + refunded + tips).toBe(kept);
    expect(rows(text, new RegExp(`^ +${label}, \\d+ payment`, "u"))).toBe(amount);
  }
  const tips = sum(day.tips.map(({ amount }) => amount));
  expect(tips).toBe(sum(orders.flatMap(({ money }) => money.map(({ tip }) => tip))));
  expect(rows(text, /^ +Tips of /u)).toBe(tips);
  expect(rows(text, /^ +Deposits held/u)).toBe(day.depositsHeld.total);
  expect(rows(text, /^ +Vouchers, still owed/u)).toBe(day.vouchersOpen.total);
  expect(rows(text, /^ +Open now/u)).toBe(day.openOrders.due);
  expect(day.openOrders.due).toBe(sum(orders.map(({ totals }) => totals.due)));
});

test("of a Z", async () => {
  closeOwnZ(register.open.till, register.open.till.days().now);
  const day = await told<ToldDay>("reconcile");
  const paper = await run("z", "show", "A-1");
  const tips = sum(day.tips.map(({ amount }) => amount));

  expect(rows(paper, /^Sales, /u)).toBe(day.sales.total);
  expect(rows(paper, /^Refunds, /u)).toBe(day.refunds.total);
  expect(rows(paper, /^VAT/u)).toBe(sum(day.taxes.map(({ net, tax }) => net + tax)));
  expect(rows(paper, /^(?:Cash|Card|Meal voucher|Voucher \w+), \d+ payment/u)).toBe(
    sum(day.tenders.map(({ amount }) => amount)),
  );
  expect(rows(paper, /^Tips, /u)).toBe(tips);
  expect(rows(paper, /^ {2}Tip /u)).toBe(tips);
  const { kept } = day.tenders.find(({ method }) => method === "card") ?? { kept: Number.NaN };
  expect(rows(paper, /^ {2}Card, in all/u)).toBe(kept);
  expect(rows(paper, /^Vouchers of /u)).toBe(sum(day.vouchersRedeemed.map(({ amount }) => amount)));
  expect(rows(paper, /^ {2}of it sales/u)).toBe(day.sales.total + day.refunds.total);
  expect(rows(paper, /^TOTAL /u)).toBe(rows(paper, /^ {2}of it /u));
});

test("of a tip that was changed later", async () => {
  const order = await told<ToldOrder>("order", "show", "A1");
  const cards = await told<ToldCards>("card", "list");
  const taken = order.totals.total + LATER_TIP;

  expect(order.money.map(({ tip }) => tip)).toEqual([LATER_TIP]);
  expect(rows(await run("report", "tips"), /^ +Total /u)).toBe(LATER_TIP);
  expect(rows(await run("report", "people"), /^ +Total /u)).toBe(LATER_TIP);
  expect(rows(await run("receipt", "show", "A-000001"), /^ +Together /u)).toBe(taken);
  expect(rows(await run("history", "order", "A1"), / tip of a card payment is /u)).toBe(LATER_TIP);
  expect(cards.payments.map((payment) => payment.sum)).toEqual([taken]);
});

async function run(...words: ReadonlyArray<string>): Promise<string> {
  const { code, stdout, stderr } = await tillHere([...words, "--store", store], { env: RAVI });
  // A day whose drawer nobody has counted does not tie out.
  if (code !== 0 && words[0] !== "reconcile") throw new Error(`${words.join(" ")}: ${stderr}`);
  return stdout;
}

async function told<Told>(...words: ReadonlyArray<string>): Promise<Told> {
  return JSON.parse(await run(...words, "--json")) as Told;
}

/** The basket of the register with that order in it. */
function paneOf(number: string): string {
  const found = findOrder(register.open.till, number);
  if (found === undefined) throw new Error(`${number} is not there.`);
  const { store: screen } = register;
  return orderRows(screen.till, { ...screen.getState(), order: found.order }, PANE)
    .map(({ text }) => text)
    .join("\n");
}

/** Returns the sum of the rows of that kind, in cents. */
function rows(text: string, kind: RegExp): number {
  return sum(
    text
      .split("\n")
      .filter((line) => kind.test(line))
      .map((line) => Math.round(Number(MONEY.exec(line)?.groups?.["money"] ?? 0) * 100)),
  );
}

function sum(amounts: ReadonlyArray<number>): number {
  return amounts.reduce((one, other) => one + other, 0);
}
