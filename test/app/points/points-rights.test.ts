/** Points are spent at whichever till asks for them first, and never twice. */

import { describe, expect, test } from "vitest";

import { createDice } from "../../../proof/sim/dice.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type ReceiptView } from "../../../src/domain/views.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type PointsShop, pointsShop } from "../../support/points-shop.ts";
import { PROMOTED_CARD } from "../../support/promoted-shop.ts";
import { faultOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { type TillAt } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

async function newShop(): Promise<PointsShop> {
  const it = await pointsShop(await newCafe());
  it.goods({ BEER: "3.33", WINE: "30.00", CHEESE: "25.00" });
  return it;
}

/** Puts points on a new order of cheese, 25.00, and pays the rest; returns the fault where that is refused. */
function spend(it: PointsShop, at: TillAt, points: number): unknown {
  const order = it.orderOf(at, "CHEESE");
  const done = performOn(at.till, RAVI, { act: "points", points, order });
  if (!done.ok) return done.fault;
  it.pay(order, 2500 - points * 10, { at });
  return undefined;
}

describe("the right to spend points", () => {
  test("comes to the till that asks for it, and leaves the other", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 3000, "WINE");
    it.meet();
    expect(spend(it, it.bar, 10)).toMatchObject({ type: "points/none-here", here: 0 });
    it.gather(it.bar);
    expect(it.pointsAt(it.bar)).toMatchObject({ left: 30, here: 30 });
    expect(it.pointsAt(it.counter)).toMatchObject({ left: 30, here: 0 });

    expect(spend(it, it.bar, 10)).toBeUndefined();
    expect(spend(it, it.counter, 10)).toMatchObject({
      type: "points/none-here",
      other: { has: 30 },
    });
    it.meet();
    expect(it.pointsAt(it.counter)).toEqual(expect.objectContaining({ earned: 54, spent: 10 }));
  });

  test("what goods that came back elsewhere took is covered before anything moves", async () => {
    const it = await newShop();
    const receipt = it.sellTo(it.counter, 3000, "WINE");
    it.sellTo(it.counter, 2500, "CHEESE");
    it.meet();
    // The bar gives 30.00 back: 30 points are missing in its account, and the counter has 55.
    it.bringBack(it.bar, receipt, 1);
    it.meet();
    expect(it.pointsAt(it.counter)).toMatchObject({ left: 25, here: 25 });
    it.gather(it.bar);
    expect(it.pointsAt(it.bar)).toMatchObject({ left: 25, here: 25 });
    expect(spend(it, it.bar, 25)).toBeUndefined();
    expect(it.pointsAt(it.bar)).toMatchObject({ spent: 25, left: 22 });
  });

  test("apart, up to the limit of the shop and no further", async () => {
    const it = await newShop();
    it.set("points-limit", "15");
    it.sellTo(it.counter, 3000, "WINE");
    it.meet();
    expect(spend(it, it.bar, 16)).toMatchObject({ type: "points/none-here", here: 15 });
    expect(spend(it, it.bar, 15)).toBeUndefined();
    expect(spend(it, it.counter, 30)).toBeUndefined();
    it.meet();
    // 30 + 23 + 22 were earned, and 45 spent.
    expect(it.pointsAt(it.counter)).toMatchObject({ earned: 75, spent: 45, left: 30 });
  });
});

describe("whatever tills do, apart and together", () => {
  test.each([1, 2, 3])("no point is made or lost: seed %i", async (seed) => {
    const it = await newShop();
    const dice = createDice(`points ${seed}`);
    const tills = [it.counter, it.bar] as const;
    const receipts: ReceiptView[] = [];
    for (let step = 0; step < 14; step += 1) {
      const at = dice.pick(tills);
      const what = dice.nat(6);
      if (what <= 1) receipts.push(it.sellTo(at, 999, "3*BEER"));
      else if (what === 2) spend(it, at, 1 + dice.nat(12));
      else if (what === 3) it.gather(at);
      else if (what === 4) it.meet();
      else if (receipts.length > 0) {
        // A piece that is back already, as far as this till knows, is refused.
        attempt(() => it.bringBack(at, dice.pick(receipts), 1));
      }
    }
    it.meet();
    const [counter, bar] = tills.map((at) => it.pointsAt(at));
    expect(counter?.left).toBe(bar?.left);
    expect(counter?.left).toBe((counter?.earned ?? 0) - (counter?.spent ?? 0));
    it.gather(it.bar);
    it.gather(it.counter);
    // Whoever asks has all that is left.
    expect(it.pointsAt(it.counter).here).toBe(Math.max(0, counter?.left ?? 0));
  });
});

function attempt(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!String(error).includes("refund/")) throw error;
  }
}

test("an order whose points another till spent is refused when it is paid, in one sentence", async () => {
  const it = await newShop();
  it.sellTo(it.counter, 3000, "WINE");
  const order = it.orderOf(it.counter, "CHEESE");
  it.act(order, { act: "points", points: 30 });
  it.meet();
  it.gather(it.bar);
  expect(spend(it, it.bar, 30)).toBeUndefined();
  it.meet();
  const payment = { type: "cash", tendered: minor(2200) } as const;
  expect(faultOf(payOrder(it.till, RAVI, { order, payment }))).toMatchObject({
    type: "points/too-few",
    left: 22,
  });
});
