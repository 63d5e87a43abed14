/** Deposits on bottles, crates and glasses: they go out with their goods, and come back without a receipt. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { orderView } from "../../../src/app/orders/orders.ts";
import { exchange, refund } from "../../../src/app/orders/refund.ts";
import { addToOrder, sell } from "../../../src/app/orders/sell.ts";
import { createUnseenSession } from "../../../src/app/register/unseen-session.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { type OrderView } from "../../../src/domain/views.ts";
import { performOn, payOrder, splitOrder } from "../../support/acts.ts";
import { answerFirst, itemsOf } from "../../support/answer-item.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { pointsShop } from "../../support/points-shop.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { keep, pieces, RAVI, receive, setProduct } from "../../support/stock-acts.ts";
import { testRandom } from "../../support/test-random.ts";

const DAY = CAFE_DAY as BusinessDay;
const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

/** A cola of 2.50 with 0.25 on its bottle, a crate of six of them with 1.50 on itself, and a glass of 2.00. */
async function kiosk(): Promise<PromotedShop> {
  const shop = await promotedShop(await newCafe());
  shop.goods({ BOTTLE: "0.25", CRATE: "1.50", GLASS: "2.00", COLA: "2.50", SIXPACK: "12.00" });
  for (const sku of ["BOTTLE", "CRATE", "GLASS"]) setProduct(shop.till, sku, { deposit: sku });
  setProduct(shop.till, "COLA", { deposit: "BOTTLE" });
  setProduct(shop.till, "SIXPACK", { deposit: "6*BOTTLE + CRATE" });
  shop.meet();
  return shop;
}

/** Returns the lines as `3 COLA 7.50`, without those that are gone. */
function linesOf({ lines }: OrderView): ReadonlyArray<string> {
  return lines
    .filter(({ voided }) => !voided)
    .map(({ quantity, name, gross }) => `${quantity / 1000} ${name} ${(gross / 100).toFixed(2)}`);
}

describe("a deposit", () => {
  test("comes onto the order with its goods, by its own taxes", async () => {
    const it = await kiosk();
    it.goods({ BOTTLE: "0.25" }, 9);
    const id = it.open("3*cola");
    expect(linesOf(it.view(id))).toEqual(["3 COLA 7.50", "3 BOTTLE 0.75"]);
    expect(it.view(id).total).toBe(825);
    expect(it.taxes(id)).toEqual([
      [9, 6],
      [21, 130],
    ]);
  });

  test("is so many as its goods bring, of each article", async () => {
    const it = await kiosk();
    const id = it.open("2*sixpack");
    expect(linesOf(it.view(id))).toEqual(["2 SIXPACK 24.00", "12 BOTTLE 3.00", "2 CRATE 3.00"]);
  });

  test("follows the quantity and the void of its goods, and their undo", async () => {
    const it = await kiosk();
    const id = it.open("cola");
    it.act(id, { act: "quantity", line: 1, is: "all", quantity: pieces(4) });
    expect(linesOf(it.view(id))).toEqual(["4 COLA 10.00", "4 BOTTLE 1.00"]);
    it.act(id, { act: "quantity", line: 1, is: "all", quantity: pieces(2) });
    expect(linesOf(it.view(id))).toEqual(["2 COLA 5.00", "2 BOTTLE 0.50"]);
    const [cola] = it.view(id).lines;
    it.act(id, { act: "void", voids: [{ line: cola?.id as EventId }], reason: "no" });
    expect(linesOf(it.view(id))).toEqual([]);
    expect(it.view(id).total).toBe(0);
  });

  test("asks nobody what its goods ask, of two tills that say it apart", async () => {
    const it = await kiosk();
    const id = it.open("cola");
    it.meet();
    const [cola] = it.view(id).lines;
    for (const [at, seat] of [
      [it.counter, 1],
      [it.bar, 2],
    ] as const) {
      valueOf(performOn(at.till, MIA, { act: "seat", order: id, line: 1, seat }));
    }
    it.meet();
    expect(itemsOf(it.counter, "line/contested")).toMatchObject([
      { subject: { fact: { subject: cola?.id } } },
    ]);

    answerFirst(it.bar, "line/contested", "settle");
    it.meet();
    expect(itemsOf(it.counter, "line/contested")).toEqual([]);
  });

  test("that a guest brought a bottle for asks nobody once its goods go too", async () => {
    const it = await kiosk();
    const id = it.open("cola");
    const [cola, bottle] = it.view(id).lines;
    it.act(id, { act: "void", voids: [{ line: bottle?.id as EventId }], reason: "own bottle" });
    it.act(id, { act: "void", voids: [{ line: cola?.id as EventId }], reason: "too warm" });
    expect(itemsOf(it.counter, "line/voided-twice")).toEqual([]);
  });

  test("asks nobody beside its goods, which two tills voided apart", async () => {
    const it = await kiosk();
    const id = it.open("cola");
    it.meet();
    const [cola] = it.view(id).lines;
    const voids = [{ line: cola?.id as EventId }];
    it.act(id, { act: "void", voids, reason: "too warm" }, it.counter);
    it.act(id, { act: "void", voids, reason: "has gone" }, it.bar);
    it.meet();
    expect(itemsOf(it.counter, "line/voided-twice")).toMatchObject([
      { subject: { fact: { subject: cola?.id } } },
    ]);
  });

  test("comes with more of goods whose stock is kept, which is another line", async () => {
    const it = await kiosk();
    keep(it.till, "COLA");
    receive(it.counter, "COLA", 10);
    const id = it.open("cola");
    it.act(id, { act: "quantity", line: 1, is: "all", quantity: pieces(3) });
    expect(it.view(id).total).toBe(3 * 275);
    const bottles = it.view(id).lines.filter(({ name }) => name === "BOTTLE");
    expect(bottles.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3000);
  });

  test("comes off alone where the guest brings the bottle, and then stays off", async () => {
    const it = await kiosk();
    const id = it.open("2*cola");
    const [, bottle] = it.view(id).lines;
    it.act(id, { act: "void", voids: [{ line: bottle?.id as EventId }], reason: "own bottle" });
    it.act(id, { act: "quantity", line: 1, is: "all", quantity: pieces(3) });
    expect(linesOf(it.view(id))).toEqual(["3 COLA 7.50"]);
  });

  test("has its quantity, its price and its discount from nobody", async () => {
    const it = await kiosk();
    const id = it.open("2*cola");
    const rate = { rate: milliPercent(10_000), amount: minor(0) };
    const quantity = { act: "quantity", line: 2, is: "all", quantity: pieces(1) } as const;
    for (const request of [
      quantity,
      { act: "price", line: 2, price: minor(10) } as const,
      { act: "discount", line: 2, discount: rate, reason: "regular" } as const,
    ]) {
      const refused = faultOf(performOn(it.till, RAVI, { ...request, order: id }));
      expect(refused).toMatchObject({ type: "line/fixed", name: "BOTTLE" });
    }
    expect(it.view(id).total).toBe(550);
  });

  test("bears nothing that is taken off the order, no promotion and no charge", async () => {
    const it = await kiosk();
    it.promote("three", "name=3 for 2", "kind=n-for-m", "goods=COLA BOTTLE", "n=3", "m=2");
    const id = it.open("3*cola");
    expect(it.view(id).total).toBe(500 + 75);
    const half = { rate: milliPercent(50_000), amount: minor(0) };
    it.act(id, { act: "discount", discount: half, reason: "late" });
    expect(it.view(id).total).toBe(250 + 75);
  });

  test("bears no coupon, and counts for no coupon's minimum", async () => {
    const it = await kiosk();
    it.promote("half", "name=Half", "kind=coupon", "code=HALF", "rate=50%");
    it.promote("ten", "name=Ten", "kind=coupon", "code=TEN", "amount=10", "minimum=5.50");
    const id = it.open("2*cola");
    it.act(id, { act: "coupon", code: "HALF" });
    expect(it.offs(id)).toEqual([250, 0]);
    expect(it.view(id).total).toBe(250 + 50);
    it.act(id, { act: "coupon", code: "HALF", isOff: true });

    it.act(id, { act: "coupon", code: "TEN" });
    expect(it.view(id).total).toBe(550);
    it.add(id, ["cola"]);
    expect(it.view(id).total).toBe(75);
    expect(it.pay(id, 75)).toMatchObject({ total: 75 });
    expect(dayReport(it.till, DAY)).toMatchObject({ sales: 0, differences: [] });
  });

  test("goes where its goods go, and is split as they are", async () => {
    const it = await kiosk();
    const id = it.open("2*cola", "croissant");
    const { order: other } = sellGoods(it.till, ["croissant"]);
    const [cola] = it.view(id).lines;
    const lines = [{ line: cola?.id as EventId, quantity: pieces(1) }];
    valueOf(performOn(it.till, RAVI, { act: "move", order: id, lines, to: other.id }));
    const moved = it.view(other.id).lines.map(({ name, quantity }) => [name, quantity / 1000]);
    expect(moved).toContainEqual(["COLA", 1]);
    expect(moved).toContainEqual(["BOTTLE", 1]);
    expect(linesOf(it.view(id)).slice(0, 2)).toEqual(["1 COLA 2.50", "1 BOTTLE 0.25"]);

    const third = it.open("2*cola", "croissant");
    const shares = [{ position: 1, quantity: pieces(1) }];
    valueOf(splitOrder(it.till, RAVI, { order: third, wanted: { type: "lines", shares } }));
    expect(it.view(third).parts.map(({ total }) => total)[0]).toBe(275);
  });

  test("is a deposit also where it is sold by itself, such as that on a glass", async () => {
    const it = await kiosk();
    const id = it.open("3*glass");
    expect(it.view(id).lines.map(({ kind }) => kind)).toEqual(["deposit"]);
    it.act(id, { act: "quantity", line: 1, is: "all", quantity: pieces(2) });
    expect(it.view(id).total).toBe(400);
    const priced = sell(it.till, RAVI, {
      entries: ["glass=1.00"],
      payment: inCash(undefined),
      service: undefined,
    });
    expect(priced.ok).toBe(false);
  });

  test("is part of a combo with its part", async () => {
    const it = await kiosk();
    it.goods({ MEAL: "4.00" }, 9);
    setProduct(it.till, "MEAL", { combo: "Bread: CROISSANT; Drink: COLA" });
    const id = it.open("2*meal");
    expect(it.view(id).lines.map(({ name }) => name)).toEqual(["Croissant", "COLA", "BOTTLE"]);
    expect(it.view(id).total).toBe(800 + 50);
    it.act(id, { act: "quantity", line: 1, is: "all", quantity: pieces(1) });
    expect(it.view(id).total).toBe(400 + 25);
  });

  test("is asked for by no article that is off sale", async () => {
    const it = await kiosk();
    setProduct(it.till, "BOTTLE", { active: "no" });
    expect(it.view(it.open("cola")).total).toBe(250);
  });
});

test("A deposit earns no points, and none pay for it", async () => {
  const it = await pointsShop(await newCafe());
  it.goods({ BOTTLE: "0.25", COLA: "2.50" });
  setProduct(it.till, "BOTTLE", { deposit: "BOTTLE" });
  setProduct(it.till, "COLA", { deposit: "BOTTLE" });
  it.sellTo(it.counter, 1100, "4*cola");
  expect(it.pointsAt(it.counter)).toMatchObject({ earned: 10 });
  it.set("points-worth", "0.50");
  const id = it.orderOf(it.counter, "cola");
  it.act(id, { act: "points", points: 6 });
  expect(it.view(id).due).toBe(25);
  it.pay(id, 25);
  expect(it.pointsAt(it.counter)).toMatchObject({ earned: 10, spent: 5 });
});

describe("empties", () => {
  test("come back by the article or by the goods, and cash goes out", async () => {
    const it = await kiosk();
    sellGoods(it.till, ["4*cola"], { cash: 1100 });
    const { receipts } = sellGoods(it.till, ["<<2*cola", "<bottle"], { cash: 0 });
    expect(receipts.map(({ total }) => total)).toEqual([-75]);
    const report = dayReport(it.till, DAY);
    expect(report).toMatchObject({
      sales: 1000,
      returned: { count: 0, total: 0 },
      bottleDeposits: [
        { what: "back", taxes: "VAT 21%", count: 2, amount: -75 },
        { what: "out", taxes: "VAT 21%", count: 1, amount: 100 },
      ],
      differences: [],
    });
    expect(report.tenders.map(({ method, kept }) => [method, kept])).toEqual([["cash", 1025]]);
  });

  test("are a crate with its bottles", async () => {
    const it = await kiosk();
    const id = it.open("<<sixpack", "croissant");
    expect(linesOf(it.view(id)).slice(0, 2)).toEqual(["-6 BOTTLE -1.50", "-1 CRATE -1.50"]);
  });

  test("are none of goods without a deposit", async () => {
    const it = await kiosk();
    const entries = ["<<croissant"];
    const refused = sell(it.till, MIA, { entries, payment: inCash(undefined), service: undefined });
    const { fault } = refused.ok ? { fault: undefined } : refused;
    expect(fault).toMatchObject({ type: "entry/unreadable" });
    expect(fault?.type === "entry/unreadable" && fault.why("en")).toBe("Croissant has no deposit.");
  });

  test("above the shop's limit take the right to take goods back", async () => {
    const it = await kiosk();
    valueOf(changeSetting(it.till, RAVI, { key: "empties-limit", texts: ["1.00"] }));
    const id = it.open("<4*bottle", "croissant");
    expect(faultOf(addToOrder(it.till, MIA, { order: id, entries: ["<bottle"] }))).toMatchObject({
      type: "permission/missing",
      permission: "return",
    });
    const more = { act: "quantity", order: id, line: 1, is: "all", quantity: pieces(5) } as const;
    expect(faultOf(performOn(it.till, MIA, more))).toMatchObject({ permission: "return" });
    valueOf(performOn(it.till, RAVI, more));
    expect(linesOf(it.view(id))[0]).toBe("-5 BOTTLE -1.25");
  });

  test("come back though the article is off sale", async () => {
    const it = await kiosk();
    setProduct(it.till, "BOTTLE", { active: "no" });
    expect(linesOf(it.view(it.open("<<cola", "croissant")))[0]).toBe("-1 BOTTLE -0.25");
  });

  test("lower what is due, and nothing else", async () => {
    const it = await kiosk();
    const id = it.open("2*cola", "<<2*cola");
    expect(it.view(id).due).toBe(500);
    const paid = valueOf(
      payOrder(it.till, RAVI, { order: id, payment: { type: "cash", tendered: minor(500) } }),
    );
    expect(paid.receipt?.lines.map(({ name, amount }) => [name, amount])).toEqual([
      ["COLA", 500],
      ["BOTTLE", 50],
      ["BOTTLE", -50],
    ]);
    expect(dayReport(it.till, DAY)).toMatchObject({ sales: 500, differences: [] });
  });
});

test("A deposit comes back with the receipt of its goods", async () => {
  const it = await kiosk();
  const id = it.open("2*cola");
  valueOf(payOrder(it.till, RAVI, { order: id, payment: { type: "cash", tendered: minor(550) } }));
  const session = sessionOf(it);
  const receipt = valueOf(session.receipt("A-000001"));
  const lines = receipt.lines.flatMap((row) => row.items.map(({ line }) => ({ line })));
  const back = {
    receipt: receipt.id,
    order: receipt.order,
    reason: "warm",
    method: "cash",
  } as const;
  valueOf(session.perform({ act: "refund", ...back, lines }));
  expect(dayReport(it.till, DAY)).toMatchObject({
    sales: 500,
    refunds: { count: 1, total: -500 },
    bottleDeposits: [
      { what: "out", amount: 50 },
      { what: "refunded", amount: -50 },
    ],
    differences: [],
  });
});

describe("where goods of a receipt come back", () => {
  const WARM = { number: "A-000001", reason: "warm" } as const;
  const ONE_COLA = { position: 1, quantity: thousandths(1000) };

  test("their deposit goes back with them, piece by piece", async () => {
    const { till } = await threeSold();
    const back = { ...WARM, method: "cash", parts: [ONE_COLA] } as const;
    expect(valueOf(refund(till, RAVI, back)).total).toBe(-275);
    expect(valueOf(refund(till, RAVI, back)).total).toBe(-275);
    expect(valueOf(refund(till, RAVI, back)).total).toBe(-275);
    expect(dayReport(till, DAY)).toMatchObject({
      bottleDeposits: [
        { what: "out", amount: 75 },
        { what: "refunded", amount: -75 },
      ],
      differences: [],
    });
  });

  test("the fate of goods is said of the goods, and of no deposit", async () => {
    const { till } = await threeSold();
    const back = { ...WARM, method: "cash", parts: [ONE_COLA] } as const;
    for (const goods of [undefined, "waste"] as const) {
      const { lines } = valueOf(refund(till, RAVI, { ...back, goods }));
      expect(lines.map(({ name, goods: fate }) => [name, fate])).toEqual([
        ["COLA", goods ?? "back"],
        ["BOTTLE", undefined],
      ]);
    }
  });

  test("as many of it as a person names, where one does, and it alone without them", async () => {
    const { till } = await threeSold();
    const bottle = { position: 2, quantity: thousandths(1000) };
    const colas = { position: 1, quantity: thousandths(2000) };
    const both = { ...WARM, method: "cash", parts: [colas, bottle] } as const;
    expect(valueOf(refund(till, RAVI, both)).total).toBe(-525);
    const alone = { ...WARM, method: "cash", parts: [{ ...bottle, quantity: thousandths(2000) }] };
    expect(valueOf(refund(till, RAVI, alone)).total).toBe(-50);
    const last = { ...WARM, method: "cash", parts: [ONE_COLA] } as const;
    expect(valueOf(refund(till, RAVI, last)).total).toBe(-250);
  });

  test("also for other goods, and at a register", async () => {
    const it = await threeSold();
    const session = sessionOf(it);
    const receipt = valueOf(session.receipt("A-000001"));
    const cola = receipt.lines.flatMap((row) => row.items.map(({ line }) => line))[0] as EventId;
    const one = [{ line: cola, quantity: thousandths(1000) }];
    const worth = session.refundFor({ receipt, lines: one, method: "cash" });
    expect(valueOf(worth)).toMatchObject({ amount: 275 });
    const exchanged = valueOf(
      exchange(it.till, RAVI, { ...WARM, parts: [ONE_COLA], order: undefined }),
    );
    expect(it.till.ledger.read((view) => orderView(view, exchanged))).toMatchObject({
      returns: [{ total: -275 }],
    });
  });
});

test("What two tills do to goods apart is done to their deposit", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          who: fc.constantFrom("counter" as const, "bar" as const),
          what: fc.nat(2),
          at: fc.nat(9),
          count: fc.integer({ min: 1, max: 5 }),
        }),
        { minLength: 2, maxLength: 8 },
      ),
      fc.boolean(),
      async (steps, isKept) => {
        const it = await kiosk();
        if (isKept) {
          keep(it.till, "COLA");
          receive(it.counter, "COLA", 50);
        }
        const id = it.open("2*cola", "sixpack");
        it.meet();
        for (const { who, what, at, count } of steps) {
          const { till } = it[who];
          const live = it.view(id, it[who]).lines.filter((own) => !own.voided);
          const line = live[at % Math.max(1, live.length)];
          if (line === undefined || line.with !== undefined) continue;
          actOn(till, id, { what, line: line.id, position: line.position, count });
        }
        it.meet();
        expectFollowing(it.view(id));
        expect(it.view(id, it.bar).lines).toEqual(it.view(id).lines);
      },
    ),
    { numRuns: 15 },
  );
});

interface Step {
  readonly what: number;
  readonly line: EventId;
  readonly position: number;
  readonly count: number;
}

/** Some acts are refused, such as one about a line that is gone: then nothing has changed. */
function actOn(till: Till, order: EventId, { what, line, position, count }: Step): void {
  const quantity = pieces(count);
  if (what === 0) {
    performOn(till, RAVI, { act: "quantity", order, line: position, is: "all", quantity });
  } else if (what === 1) {
    performOn(till, RAVI, { act: "void", order, voids: [{ line, count: pieces(1) }], reason: "x" });
  } else addToOrder(till, RAVI, { order, entries: [`${count}*cola`] });
}

/** Each deposit has as many as its goods bring, and is void with them. */
function expectFollowing({ lines }: OrderView): void {
  const each: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    COLA: { BOTTLE: 1 },
    SIXPACK: { BOTTLE: 6, CRATE: 1 },
  };
  for (const goods of lines.filter(({ sku }) => each[sku] !== undefined)) {
    const deposits = lines.filter(({ with: line }) => line === goods.id);
    expect(deposits.map(({ sku }) => sku)).toEqual(Object.keys(each[goods.sku] ?? {}));
    for (const deposit of deposits) {
      expect(deposit.quantity).toBe(goods.quantity * (each[goods.sku]?.[deposit.sku] ?? 0));
      expect(deposit.voided).toBe(goods.voided);
    }
  }
}

function sessionOf({ counter: { till, open } }: PromotedShop) {
  return createUnseenSession({
    till,
    open,
    actor: RAVI,
    random: testRandom,
    prepare: () => ok(undefined),
  });
}

/** Three colas are sold, with their deposits. */
async function threeSold() {
  const it = await kiosk();
  const order = it.open("3*cola");
  valueOf(payOrder(it.till, RAVI, { order, payment: { type: "cash", tendered: minor(825) } }));
  return it;
}
