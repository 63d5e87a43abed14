/** Combos, and half and half, that are priced anew for the customer who was named afterwards. */

import { describe, expect, test } from "vitest";

import { putCustomerOn } from "../../../src/app/orders/order-edit.ts";
import { undoOnOrder } from "../../../src/app/orders/order-undo.ts";
import { linesToReprice } from "../../../src/app/orders/reprice.ts";
import { addToOrder } from "../../../src/app/orders/sell.ts";
import { customerAdding } from "../../../src/app/people/customer-changes.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { entryName } from "../../../src/domain/prices/catalogue-view.ts";
import { performOn, splitOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { RAVI, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

/** A meal at 7.00, for members 6.50; a pizza of 10.00 for 9.00, and one of 12.00. */
async function shop(): Promise<PromotedShop & { readonly anna: string }> {
  const it = await promotedShop(await newCafe());
  it.goods({ BEER: "4.50", MARGHERITA: "10.00", FUNGHI: "12.00" });
  it.goods({ BURGER: "9.50", CAKE: "4.00" }, 9);
  for (const sku of ["MARGHERITA", "FUNGHI"]) setProduct(it.till, sku, { half: "yes" });
  const { category = "", taxClass = "" } = it.till.catalogue().productsBySku.get("CAKE") ?? {};
  const combo = "M: BURGER | CAKE +1.50; D: BEER";
  setProduct(it.till, "MEAL", {
    name: "Meal",
    price: "7.00",
    category,
    "tax class": taxClass,
    combo,
  });
  const listed = [
    ["MEAL", 650],
    ["FUNGHI", 1100],
  ] as const;
  const events = [
    {
      kind: "price-list/set" as const,
      streams: [toStreamId("cat", entryName("price-list", "members"))],
      body: { set: { name: "Members", groups: ["members"] }, over: {} },
    },
    ...listed.map(([sku, fixed]) => ({
      kind: "price/listed" as const,
      streams: [toStreamId("cat", entryName("product", sku))],
      body: { list: "members", price: { fixed: minor(fixed), off: milliPercent(0) }, over: [] },
    })),
  ];
  valueOf(it.till.ledger.commit({ by: "4", name: "write", decide: () => ok({ events }) }));
  const adding = valueOf(customerAdding(it.counter.open, { name: "Anna" }, "members"));
  const release = it.till.whileCommitting(adding.keep);
  valueOf(it.till.act(RAVI, adding.name, adding.decide));
  release();
  it.meet();
  return { ...it, anna: adding.id };
}

function name(it: PromotedShop & { readonly anna: string }, id: EventId): void {
  valueOf(putCustomerOn(it.till, RAVI, { order: id, customer: it.anna }));
}

function reprice(it: PromotedShop, id: EventId) {
  return valueOf(performOn(it.till, MIA, { order: id, act: "reprice" }));
}

describe("a combo whose price is another one for the customer", () => {
  test("is priced anew as one row, its surcharge stays, and one step takes it back", async () => {
    const it = await shop();
    const id = it.open("10*meal/burger");
    name(it, id);
    expect(linesToReprice(it.till, id)).toBe(1);

    const done = reprice(it, id);

    expect(done.order?.total).toBe(6500);
    expect(done.performed.answer?.lines).toMatchObject([
      { before: 700, after: 650, list: "Members" },
    ]);
    expect(linesToReprice(it.till, id)).toBe(0);
    expect(it.taxes(id)).toEqual(it.taxes(freshFor(it, "10*meal/burger")));
    expect(valueOf(undoOnOrder(it.till, MIA, id)).order).toMatchObject({ total: 7000 });
  });

  test("keeps what its choice costs more", async () => {
    const it = await shop();
    const id = it.open("meal/cake", "beer");
    expect(it.view(id).total).toBe(1300);
    name(it, id);

    expect(reprice(it, id).order?.total).toBe(1250);
  });

  test("is added at that price, which nobody keeps who takes the name off", async () => {
    const it = await shop();
    const id = freshFor(it, "meal/burger");
    const live = it.view(id).lines.filter(({ voided }) => !voided);
    expect(live.map(({ list }) => list)).toEqual(["Members", "Members"]);

    const off = putCustomerOn(it.till, MIA, { order: id, customer: undefined });
    expect(faultOf(off)).toMatchObject({ type: "permission/missing" });
  });

  test("stays as it is once a part of it is paid", async () => {
    const it = await shop();
    const id = it.open("2*meal/burger");
    valueOf(splitOrder(it.till, MIA, { order: "A1", wanted: { type: "evenly", count: 2 } }));
    it.pay(id, 700, { part: 1 });
    name(it, id);

    expect(linesToReprice(it.till, id)).toBe(0);
  });
});

describe("half and half whose halves have another price for the customer", () => {
  test("is priced anew by the rule of the shop, and one step takes it back", async () => {
    const it = await shop();
    const id = it.open("2*margherita+funghi");
    expect(it.view(id).total).toBe(2400);
    name(it, id);
    expect(linesToReprice(it.till, id)).toBe(1);

    expect(reprice(it, id).order?.total).toBe(2200);
    expect(valueOf(undoOnOrder(it.till, MIA, id)).order).toMatchObject({ total: 2400 });
  });

  test("keeps a price that was typed", async () => {
    const it = await shop();
    const id = it.open("beer");
    valueOf(addToOrder(it.till, RAVI, { order: id, entries: ["margherita+funghi=8"] }));
    name(it, id);

    expect(linesToReprice(it.till, id)).toBe(0);
  });
});

/** Returns an order that was the customer's before its goods were rung up. */
function freshFor(it: PromotedShop & { readonly anna: string }, entry: string): EventId {
  const id = it.open("beer");
  name(it, id);
  it.add(id, [entry]);
  const [first] = it.view(id).lines;
  if (first === undefined) throw new Error("The order has lines.");
  it.act(id, { act: "void", voids: [{ line: first.id, count: first.quantity }], reason: "x" });
  return id;
}
