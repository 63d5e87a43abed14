/** Vouchers at a real register: sold as a line, looked up by their codes, and taken as a payment. */

import { expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { sellVoucher } from "../../../src/app/orders/sell-voucher.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { voucherCodeText, voucherNumber } from "../../../src/domain/vouchers/voucher-code.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { fingerOn } from "../../support/tapped-register.ts";
import { meet } from "../../support/two-tills.ts";
import { sellOne, tillsWithSecrets } from "../../support/voucher-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });

interface WithVoucher {
  readonly register: CafeRegister;
  readonly code: string;
  readonly number: string;
}

async function withVoucher(cents: number): Promise<WithVoucher> {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  const amount = minor(cents);
  const wish = { amount, payment: inCash(amount) };
  const [made] = valueOf(sellVoucher(register.open.till, MIA, wish)).made;
  return { register, code: made?.code ?? "", number: made?.voucher.number ?? "" };
}

test("A voucher that is sold is a line, paid with the others", async () => {
  const { register } = await withVoucher(1000);
  typed(register, "400");
  typed(register, ":voucher 25");

  expect(register.message()).toBe("Voucher of 25.00.");
  expect(register.store.getState().order).toMatchObject({ due: 2760 });
  press(register, "Ctrl-Z");
  expect(register.store.getState().order).toMatchObject({ due: 260 });
});

test("A scanned code shows what is left and pays what is due, and the rest is paid in cash", async () => {
  const { register, code, number } = await withVoucher(500);
  typed(register, "3*400");
  typed(register, code);
  expect(register.message()).toBe(`Voucher ${number}: 5.00 left. Enter pays 5.00 with it.`);

  press(register, "Enter");
  expect(register.store.getState().order).toMatchObject({ due: 280 });
  typed(register, "10");
  expect(register.message()).toMatch(/Paid 2\.80 in cash/u);
});

test("A voucher pays for goods alone, also where another voucher is on the order", async () => {
  const { register, code, number } = await withVoucher(1000);
  typed(register, "400");
  typed(register, ":voucher 25");
  typed(register, code);
  expect(register.message()).toBe(`Voucher ${number}: 10.00 left. Enter pays 2.60 with it.`);
});

test("A code on an empty screen only says what is left", async () => {
  const { register, code, number } = await withVoucher(1000);
  typed(register, code);
  expect(register.message()).toBe(`Voucher ${number}: 10.00 left.`);
  expect(register.store.getState().screen).toBe("register");
});

test("A part of it is typed behind the code, and more is paid onto it with a plus", async () => {
  const { register, code, number } = await withVoucher(1000);
  typed(register, "3*400");
  typed(register, `:voucher ${code} 2`);
  expect(register.message()).toBe(`Voucher ${number}: 10.00 left. Enter pays 2.00 with it.`);
  press(register, "Esc");
  typed(register, `:voucher ${code} +10`);
  expect(register.message()).toBe(`10.00 onto voucher ${number}.`);
  expect(register.store.getState().order).toMatchObject({ due: 1780 });
});

test("A code is taken as the paper has it, in groups, and a part of it behind that", async () => {
  const { register, code, number } = await withVoucher(1000);
  const onPaper = voucherCodeText(code);
  typed(register, "3*400");
  typed(register, `:voucher ${onPaper}`);
  expect(register.message()).toBe(`Voucher ${number}: 10.00 left. Enter pays 7.80 with it.`);
  press(register, "Esc");
  typed(register, `:voucher ${onPaper} 2`);
  expect(register.message()).toBe(`Voucher ${number}: 10.00 left. Enter pays 2.00 with it.`);
  press(register, "Esc");
  typed(register, onPaper);
  expect(register.message()).toBe(`Voucher ${number}: 10.00 left. Enter pays 7.80 with it.`);
});

test("A mistyped code and an unknown amount each say what to do", async () => {
  const { register, code } = await withVoucher(1000);
  const wrong = `V${code[1] === "1" ? "2" : "1"}${code.slice(2)}`;
  typed(register, `:voucher ${wrong}`);
  expect(register.message()).toBe("That code is mistyped: look at its digits again.");
  press(register, "Esc");
  typed(register, ":voucher");
  expect(register.message()).toBe("Type what it is worth, as :voucher 25, or scan a code.");
});

test("What goods without a receipt are worth goes back onto the voucher that is scanned", async () => {
  const { register, code, number } = await withVoucher(1000);
  typed(register, "<2*400");
  typed(register, code);
  expect(register.message()).toBe(`Voucher ${number}: 10.00 left. Enter puts 5.20 back onto it.`);

  press(register, "Enter");
  expect(register.store.getState()).toMatchObject({ screen: "register", order: undefined });
  typed(register, code);
  expect(register.message()).toBe(`Voucher ${number}: 15.20 left.`);
});

test("A part of it is typed before a code that is scanned", async () => {
  const { register, code, number } = await withVoucher(1000);
  typed(register, "3*400");
  press(register, "F9");
  typed(register, `2${code}`);
  expect(register.message()).toBe(`Voucher ${number}: 10.00 left. Enter pays 2.00 with it.`);
});

test("Whose till is away pays what it may pay here, the rest is paid otherwise, and nobody reads its code", async () => {
  const cafe = await newCafe();
  const { counter, bar } = await tillsWithSecrets(cafe);
  valueOf(changeSetting(counter.till, RAVI, { key: "voucher-limit", texts: ["5.00"] }));
  const { id, code } = sellOne(counter, 1000);
  meet(counter, bar);
  const register = { ...openRealRegister({ ...cafe, open: () => bar.open }), clock: cafe.clock };
  await register.logIn("4", "4444");
  const seen = fingerOn(register, cafe.clock, { columns: 80, rows: 24 });
  function screen(): string {
    return seen.rows().join("\n");
  }

  typed(register, "3*400");
  press(register, "F9");
  register.type(code);
  expect(screen()).not.toContain(code);
  expect(screen()).toContain(`V**********${code.slice(-4)}`);
  press(register, "Enter");
  const number = voucherNumber(id);
  expect(register.message()).toBe(`Voucher ${number}: 10.00 left. Enter pays 5.00 with it.`);
  press(register, "Enter");
  expect(register.store.getState().order).toMatchObject({ due: 280 });

  // Nothing is left to redeem here: it stays asked about, as the other till may be heard by the next press.
  typed(register, `2${code}`);
  press(register, "Enter");
  expect(register.message()).toMatch(/0\.00 can be redeemed here now/u);
  expect(register.store.getState().asked).toMatchObject({ how: "voucher", amount: 200 });
  typed(register, "2.80");
  expect(register.message()).toMatch(/Paid 2\.80 in cash/u);
});
