/** Guests who pay by card while somebody puts their bill on another one, or did so before. */

import { beforeEach, expect, test } from "vitest";

import { mergeOrders } from "../../../src/app/orders/move-order.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { type CardTill, type CardTills, cardTills, stateAt } from "../../support/card-tills.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();

let tills: CardTills;
let a: CardTill;

beforeEach(async () => {
  tills = await cardTills(await newCafe(), { isBound: true });
  ({ a } = tills);
});

function sold(): EventId {
  return sellGoods(a.open.till, ["croissant"]).order.id;
}

function mergedInto(order: EventId, into: EventId): void {
  valueOf(mergeOrders(a.open.till, MIA, { order, into }));
}

test("an order that was merged while its terminal was asked is paid on the bill that it is on", async () => {
  const [order, into] = [sold(), sold()];
  const { card } = tills.pay(a, order);
  mergedInto(order, into);
  const end = await tills.endOf(card);

  expect(end).toMatchObject({ type: "ended", outcome: { type: "captured" } });
  expect(stateAt(a, card.payment() as EventId)).toBe("captured");
  expect(tills.charges()).toHaveLength(1);
});

test("an order that was merged before is asked for on the bill that it is on", async () => {
  const [order, into] = [sold(), sold()];
  mergedInto(order, into);
  const { card } = tills.pay(a, order);
  const end = await tills.endOf(card);

  expect(end).toMatchObject({ type: "ended", outcome: { type: "captured" } });
  expect(tills.charges()).toEqual([520]);
});
