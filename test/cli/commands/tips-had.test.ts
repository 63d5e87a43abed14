/** Tips that a person had in cash before they are shared out, at the command line. */

import { expect, test } from "vitest";

import { MIA } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

test("a pool shows what each has had, and pays what is left", async () => {
  const store = await shopCopy();
  function run(env: Readonly<Record<string, string>>, ...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env });
  }
  for (const env of [MIA, RAVI]) {
    await run(env, "clock", "in");
    await run(env, "clock", "out");
  }
  await run(MIA, "sell", "croissant", "--card", "--tip", "1");
  await run(RAVI, "drawer", "open", "200");
  const paid = await run(RAVI, "drawer", "tips", "0.80", "--of", "1");
  expect(paid.stdout).not.toContain("beyond");
  const pool = ["tips", "pool", "--day", "today", "--by", "points"];

  const preview = await run(RAVI, ...pool);
  const json: unknown = JSON.parse((await run(RAVI, ...pool, "--json")).stdout);

  expect(preview.stdout).toContain("  1  Mia   1  0.50  0.50 had already\n");
  expect(preview.stdout).toContain("What was had already is taken off: 0.50 is left to pay.");
  expect(json).toMatchObject({
    total: 100,
    left: 50,
    shares: [
      { staff: "1", amount: 50, had: 50, left: 0 },
      { staff: "4", amount: 50, had: 0, left: 50 },
    ],
  });
  expect((await run(RAVI, ...pool, "--pay", "payroll")).code).toBe(0);
  const asked = await run(RAVI, "attention", "list");
  expect(asked.stdout).toContain("Mia had 0.30 of tips beyond what is owed");
});
