/** Papers of a bill that is split: each says which part it is of, and which share of a line. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { refund } from "../../../src/app/orders/refund.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder, splitOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

/** Two portions of chips for 6.50 and a croissant for 2.60 by three. */
async function splitByThree() {
  const open = (await newCafe()).open();
  sellGoods(open.till, ["2*chips", "croissant"]);
  const wanted = { type: "evenly", count: 3 } as const;
  valueOf(splitOrder(open.till, MIA, { order: "A1", wanted }));
  return {
    till: open.till,
    /** What the printer of receipts has printed since it was asked last. */
    paper: async () => {
      await open.printing.settle();
      return readFileSync(rollPath(open.dir, "receipt"), "utf8");
    },
  };
}

test("the slip of a part payment says which part it is of, and what is left of that", async () => {
  const { till, paper } = await splitByThree();
  const card = { type: "card", amount: minor(100) } as const;

  valueOf(payOrder(till, MIA, { order: "A1", payment: card, part: 2 }));

  expect(await paper()).toMatch(
    /Part 2 of 3[\s\S]*Part payment, card +1\.00\n.*Still to pay +2\.03/u,
  );
});

test("the refund of a part says which part that was, and which share of each line", async () => {
  const { till, paper } = await splitByThree();
  valueOf(payOrder(till, MIA, { order: "A1", payment: { type: "card" }, part: 1 }));
  const before = (await paper()).length;

  const back = { number: "A-000001", parts: [], method: "card", reason: "cold" } as const;
  const { lines } = valueOf(refund(till, RAVI, back));

  const printed = (await paper()).slice(before);
  expect(printed).toMatch(/Part 1 of 3/u);
  expect(printed).toMatch(/1\/3 \(2 x Chips\) +-2\.17/u);
  expect(printed).toMatch(/1\/3 Croissant +-0\.87/u);
  expect(printed).not.toContain("each");
  expect(lines.map(({ quantity }) => quantity)).toEqual([0, 0]);
});
