/**
 * A till that was told today alone, as people ask it for figures: it has sums, and not what they are made of.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { systemClock } from "../../../src/app/system/clock.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { refused } from "../../support/commands.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { tillHere as ask } from "../../support/till-here.ts";

const newCafe = cafeCopies({ startMs: systemClock.nowMs() });
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

/** The bar has heard nothing but today, of which the front counter is gone since. */
async function toldBar(): Promise<{ readonly store: string; readonly day: string }> {
  const cafe = await newCafe();
  const { till } = cafe.open();
  const bar = await enrolBar(cafe, till);
  sellGoods(till, ["espresso"], { cash: 10_000 });
  const told = till.ledger.present.tell({ since: 0, receipts: [] });
  if (told === undefined) throw new Error("Nothing was told.");
  for (const row of till.ledger.secrets.rows()) bar.till.ledger.secrets.receive(row);
  bar.till.ledger.present.take(till.ledger.identity.key.device, told);
  const { dir } = bar;
  await bar.close();
  return { store: dir, day: till.founding.firstDay };
}

test("figures of days wait for the past, and sales don't", async () => {
  const { store, day } = await toldBar();
  const sentence =
    "Front counter has told this box what today rests on, and 100 % of the shop's past is here: sums are as Front counter says.";
  const awaited = "This till has not heard the shop's past yet: figures of days come once it has.";

  for (const [exit, ...words] of [
    [8, "reconcile"],
    [8, "reconcile", "--json"],
    [8, "reconcile", "--journal"],
    [8, "report", "sales"],
    [8, "export", "journal", "--day", day],
    [8, "clock", "evening"],
    [8, "clock", "hours"],
    [8, "clock", "list"],
    [8, "stock", "reorder"],
    [8, "stock", "value", "--day", day],
    [8, "stock", "variance"],
    [8, "stock", "margin"],
    [8, "close", "--nightly"],
    [5, "tips", "pool", "--by", "hours", "--new-day", day],
  ] as ReadonlyArray<readonly [number, ...string[]]>) {
    const { code, stdout, stderr } = await ask([...words, "--store", store], { env: RAVI });
    expect([words, code, stdout, code === exit ? "" : stderr]).toEqual([words, exit, "", ""]);
    expect(stderr.replace(/\d+ %/u, "100 %")).toBe(refused(exit, `${sentence}\n${awaited}`).stderr);
  }

  const sale = ["sell", "croissant", "--cash", "5", "--new-day", day];
  const sold = await ask([...sale, "--store", store], { env: RAVI });
  expect(sold.code).toBe(0);
});
