/** Money that goes back onto a voucher: what it paid of an order whose goods are off, and goods without a receipt. */

import { expect, test } from "vitest";

import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

async function paidAhead() {
  const store = await shopCopy();
  function run(...words: ReadonlyArray<string>) {
    return tillHere([...words, "--store", store], { env: RAVI });
  }
  async function sellVoucher(): Promise<string> {
    const sold = await run("voucher", "sell", "25", "--cash", "25", "--json");
    return (JSON.parse(sold.stdout) as { code: string }).code;
  }
  const code = await sellVoucher();
  await run("order", "open", "2*croissant");
  const [order] = /A\d+/u.exec((await run("order", "list", "--open")).stdout) ?? [""];
  await run("order", "due", order, "23:30");
  await run("order", "pay", order, "--voucher", code);
  await run("order", "void", order, "1", "--reason", "not wanted");
  async function left(): Promise<ReadonlyArray<number>> {
    const { stdout } = await run("voucher", "list", "--json");
    const { vouchers } = JSON.parse(stdout) as { vouchers: ReadonlyArray<{ left: number }> };
    return vouchers.map((one) => one.left);
  }
  return { run, order, code, sellVoucher, left };
}

test("by its code, which is what somebody tries first", async () => {
  const it = await paidAhead();
  expect(await it.left()).toEqual([1980]);

  const cash = await it.run("order", "pay", it.order, "--cash", "0");
  expect(cash).toMatchObject({ code: 5 });
  expect(cash.stderr).toContain("goes back so");
  expect(await it.run("order", "pay", it.order, "--voucher", it.code)).toMatchObject({ code: 0 });
  expect(await it.left()).toEqual([2500]);
});

test("by the word voucher, as a refund has it, and when the order is collected", async () => {
  const it = await paidAhead();

  expect(await it.run("order", "collect", it.order, "--tender", "voucher")).toMatchObject({
    code: 0,
  });
  expect(await it.left()).toEqual([2500]);
});

test("onto no voucher that paid nothing of it", async () => {
  const it = await paidAhead();
  const other = await it.sellVoucher();

  const refused = await it.run("order", "pay", it.order, "--voucher", other);
  expect(refused).toMatchObject({ code: 5 });
  expect((await it.left()).toSorted((one, other) => one - other)).toEqual([1980, 2500]);
});

test("of goods that come back without a receipt, onto the voucher that the guest shows", async () => {
  const it = await paidAhead();
  await it.run("order", "pay", it.order, "--voucher", it.code);

  const back = await it.run("sell", "<croissant", "--voucher", it.code, "--json");
  expect(back).toMatchObject({ code: 0 });
  const { receipts } = JSON.parse(back.stdout) as {
    receipts: ReadonlyArray<{ payments: ReadonlyArray<unknown> }>;
  };
  expect(receipts[0]?.payments).toMatchObject([{ method: "voucher", amount: -260 }]);
  expect(await it.left()).toEqual([2760]);

  await it.run("order", "open", "<2*croissant");
  const [order] = /A\d+/u.exec((await it.run("order", "list", "--open")).stdout) ?? [""];
  expect(await it.run("order", "pay", order, "--voucher", it.code)).toMatchObject({ code: 0 });
  expect(await it.left()).toEqual([3280]);
  expect((await it.run("reconcile")).stdout).toContain("Ties out to the cent");
});
