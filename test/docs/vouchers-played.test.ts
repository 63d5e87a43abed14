/** What docs/vouchers.md says to type, with the code that the first command prints. */

import { expect, test } from "vitest";

import { cafeCopies, CAFE_START_MS } from "../support/cafe.ts";
import { tillFrom } from "../support/till-here.ts";

const newCafe = cafeCopies();
const till = tillFrom(CAFE_START_MS);

test("a voucher is sold, redeemed with cash beside it, topped up, given goods back, replaced, blocked, and paid out", async () => {
  const cafe = await newCafe();
  cafe.open();

  async function typed(...words: ReadonlyArray<string>) {
    const env = { TILL_STAFF: "4", TILL_PIN: "4444" };
    const { stdout, stderr, code } = await till([...words, "--store", cafe.dir, "--json"], { env });
    expect([words.join(" "), code, code === 0 ? "" : stderr]).toEqual([words.join(" "), 0, ""]);
    return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  }

  const { code } = await typed("voucher", "sell", "5", "--cash", "5");
  expect(code).toMatch(/^V\d{14}$/u);
  const voucher = String(code);
  const sold = await typed("sell", "3*croissant", "--voucher", voucher, "--cash", "5");
  expect(sold).toMatchObject({ change: 220, order: { status: "paid" } });
  expect(await typed("voucher", "show", voucher)).toMatchObject({ left: 0, standing: "spent" });
  await typed("voucher", "top", voucher, "10", "--cash", "10");

  const { order } = await typed("order", "open", "croissant");
  const { number } = order as { readonly number: string };
  await typed("order", "pay", number, "--voucher", voucher);
  const shown = await typed("voucher", "show", voucher);
  expect(shown).toMatchObject({ left: 740, standing: "open" });
  await typed("refund", "A-000004", "--tender", "voucher", "--reason", "cold");
  const again = await typed("voucher", "show", voucher);
  expect(again).toMatchObject({ left: 1000 });
  await typed("sell", "<croissant", "--voucher", voucher);
  expect(await typed("voucher", "show", voucher)).toMatchObject({ left: 1260 });

  const replaced = await typed("voucher", "replace", String(again["number"]), "--reason", "lost");
  expect(replaced).toMatchObject({ replaced: again["number"], voucher: { left: 1260 } });
  expect(await typed("voucher", "show", voucher)).toMatchObject({ left: 0, standing: "blocked" });
  await typed("voucher", "block", String(replaced["code"]), "--reason", "stolen");
  expect(await typed("voucher", "list")).toMatchObject({
    vouchers: [],
    owed: [{ year: 2026, amount: 1260 }],
  });

  const { code: unwanted } = await typed("voucher", "sell", "8", "--cash", "10");
  const paidOut = await typed("voucher", "cash", String(unwanted), "--reason", "gift not wanted");
  expect(paidOut).toMatchObject({ out: 800 });
  expect(await typed("voucher", "show", String(unwanted))).toMatchObject({ left: 0 });
});
