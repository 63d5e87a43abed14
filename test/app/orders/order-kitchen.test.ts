import { expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { type KitchenWish, tellKitchen } from "../../../src/app/orders/order-kitchen.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MIA = { number: "1", name: "Mia" };

test("a course that waits is on its ticket as held, and on one of its own when it is fired", async () => {
  const { till, jobs } = (await newCafe()).open();
  sellGoods(till, ["croissant", "510", "540"], { service: "dine-in" });

  const sent = tell(till, { type: "send" });
  expect(heldOf(sent)).toEqual(["Margherita", "Crème brûlée"]);
  const fired = tell(till, { type: "fire", course: undefined });
  expect(heldOf(fired)).toEqual(["Crème brûlée"]);

  const [fire, ticket] = jobs.latest(2).map(({ document }) => document);
  expect(ticket).toMatch(/HELD - NOT YET.*Margherita.*Crème brûlée/su);
  expect(fire).toMatch(/FIRE.*Margherita/su);
  expect(fire).not.toContain("Crème");
});

test("lines wait by their numbers, or by their course, until they are let go", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["croissant", "510", "latte"], { service: "takeaway" });

  tell(till, { type: "hold", lines: [1], course: 2, held: true });
  tell(till, { type: "hold", lines: [1], course: undefined, held: false });

  expect(heldOf(tell(till, { type: "send" }))).toEqual(["Margherita"]);
});

test("what was dropped comes out on a ticket of its own, with why, and is charged once", async () => {
  const { till, jobs } = (await newCafe()).open();
  sellGoods(till, ["croissant", "510", "540"], { service: "dine-in" });
  const sent = tell(till, { type: "send" });
  const act = { type: "refire", line: 1, quantity: undefined, reason: "dropped" } as const;

  const again = tell(till, act);

  const [ticket] = jobs.latest(1).map(({ document }) => document);
  expect(ticket).toMatch(/MAKE AGAIN.*Croissant.*\(dropped\)/su);
  expect(ticket).not.toContain("Margherita");
  expect(again.order.total).toBe(sent.order.total);
  expect(faultOf(tellKitchen(till, MIA, { order: "A1", act: { ...act, line: 2 } })).type).toBe(
    "line/waits",
  );
  expect(faultOf(tellKitchen(till, MIA, { order: "A1", act: { ...act, line: 9 } })).type).toBe(
    "line/unknown",
  );
});

test("what is not there can't wait", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["croissant"], {});
  const act = { type: "hold", lines: [7], course: undefined, held: true } as const;

  expect(faultOf(tellKitchen(till, MIA, { order: "A1", act })).type).toBe("line/unknown");
  expect(faultOf(tellKitchen(till, MIA, { order: "Z9", act })).type).toBe("order/unknown");
});

function tell(till: OpenTill["till"], act: KitchenWish["act"]): ReturnType<typeof sellGoods> {
  return valueOf(tellKitchen(till, MIA, { order: "A1", act }));
}

function heldOf({ order }: ReturnType<typeof sellGoods>): ReadonlyArray<string> {
  return order.lines.filter(({ isHeld }) => isHeld).map(({ name }) => name);
}
