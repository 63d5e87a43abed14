/** Acts on an open order: what each of them writes, refuses and undoes. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { sentQuantity } from "../../../../src/domain/balance/sent-pieces.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import { decideAddGoods, type Goods } from "../../../../src/domain/commands/order/add-goods.ts";
import {
  decideSetNote,
  decideSetPrice,
  decideSetQuantity,
  decideVoidLine,
} from "../../../../src/domain/commands/order/edit-order.ts";
import { decideDiscountLine } from "../../../../src/domain/commands/order/give-discount.ts";
import { decideSetService } from "../../../../src/domain/commands/order/order-head.ts";
import { decideReprice } from "../../../../src/domain/commands/order/reprice-order.ts";
import { decideSetModifiers } from "../../../../src/domain/commands/order/set-modifiers.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { type KnownEvent } from "../../../../src/domain/events/kinds.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { type Product, type Catalogue } from "../../../../src/domain/goods/catalogue.ts";
import { type EventId } from "../../../../src/domain/identity.ts";
import {
  milliPercent,
  minor,
  thousandths,
  zeroMinor,
} from "../../../../src/domain/money/amounts.ts";
import { shopMoment } from "../../../../src/domain/settings/shop-time.ts";
import { type Counter, createCounter, type CounterOptions } from "../../../support/counter.ts";
import { addAt, billAt, duesAt, moveLine, on, openTable } from "../../../support/moved-tables.ts";
import { proofRuns } from "../../../support/proof-runs.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, milk, product } from "../../../support/small-shop.ts";
import { idOf } from "../../../support/told.ts";

/* A line that lies on two bills: what is changed on one of them leaves the other as it is. */

const catalogue = catalogueOf([]);
const PRICE = 450;

/** Three beers at table 7, of which one was moved to table 9. */
function twoTables({ isSent = false } = {}) {
  const counter = createCounter({ catalogue });
  const [seven, nine] = [openTable(counter, "7"), openTable(counter, "9")];
  const beers = addAt(counter, seven, { sku: "BEER", price: PRICE, count: 3 });
  if (isSent) valueOf(on(counter, seven, decideSend));
  moveLine(counter, { from: seven, to: nine, line: beers, count: 1 });
  return { counter, seven, nine, beers };
}

/** Has so many of it here; none takes it off. */
function have(line: EventId, count: number): Parameters<typeof on>[2] {
  const [reason, quantity] = ["so it was", thousandths(count * 1000)];
  return (context, order) =>
    count === 0
      ? decideVoidLine(context, order, { line, reason })
      : decideSetQuantity(context, order, { line, quantity, reason });
}

/** Pieces that the kitchen knows of by all its papers. */
function piecesTold(counter: Counter): number {
  const lines = counter
    .events()
    .flatMap((it) => (it.kind === "ticket/issued" ? it.body.lines : []));
  const signs: Readonly<Record<string, number>> = { new: 1, void: -1 };
  return lines.reduce((sum, { act, quantity }) => sum + (signs[act] ?? 0) * quantity, 0) / 1000;
}

const NOON = shopMoment(1_790_000_000_000, 60, 240);

/** A list by which everything costs half. */
function withList(products: ReadonlyArray<Product>): Catalogue {
  const list = { id: "half", name: "Half", priority: 1, days: [], hours: [], services: [] };
  const half = { fixed: null, off: milliPercent(50_000), write: idOf("A", 1), inQuestion: false };
  return {
    ...catalogueOf(products),
    priceListsById: new Map([["half", { ...list, groups: [], active: true }]]),
    listedPrices: new Map(products.map(({ sku }) => [sku, new Map([["half", half]])])),
  };
}

describe("a line that lies on two bills", () => {
  test("is more on one of them without being more on the other", () => {
    const { counter, seven, nine, beers } = twoTables();
    valueOf(
      on(counter, nine, (context, order) =>
        decideSetQuantity(context, order, { line: beers, quantity: thousandths(4000) }),
      ),
    );
    expect(duesAt(counter, seven, nine)).toEqual([2 * PRICE, 4 * PRICE]);
  });

  test("is void on one of them, and the kitchen hears of so many pieces", () => {
    const { counter, seven, nine, beers } = twoTables({ isSent: true });
    const written = valueOf(
      on(counter, seven, (context, order) =>
        decideVoidLine(context, order, { line: beers, reason: "spilled" }),
      ),
    );
    const told = written.flatMap((it) => (it.kind === "ticket/issued" ? it.body.lines : []));
    expect(told).toMatchObject([{ act: "void", quantity: 2000 }]);
    expect(duesAt(counter, seven, nine)).toEqual([0, PRICE]);
    for (const id of [seven, nine]) {
      expect(on(counter, id, decideSend)).toMatchObject({
        fault: { type: id === nine ? "order/nothing-to-send" : "order/no-kitchen" },
      });
    }
  });

  test("is told once where the moved pieces go, and what stayed is no news", () => {
    const { counter, seven, nine } = twoTables({ isSent: true });
    const moved = counter
      .events()
      .flatMap((it) => (it.kind === "ticket/issued" ? [it.body] : []))
      .filter(({ lines }) => lines.some(({ act }) => act === "move"));
    expect(moved).toMatchObject([
      { head: { table: "9", tableBefore: "7" }, lines: [{ act: "move", quantity: 1000 }] },
    ]);
    for (const id of [seven, nine]) {
      expect(on(counter, id, decideSend)).toMatchObject({
        fault: { type: "order/nothing-to-send" },
      });
    }
  });

  test("takes no price and no discount that would change the other bill", () => {
    const { counter, nine, beers } = twoTables();
    const discount = { rate: milliPercent(10_000), amount: zeroMinor };
    expect(
      on(counter, nine, (context, order) =>
        decideSetPrice(context, order, { line: beers, price: minor(100) }),
      ),
    ).toMatchObject({ fault: { type: "line/elsewhere-too" } });
    expect(
      on(counter, nine, (context, order) =>
        decideDiscountLine(context, order, { line: beers, discount, reason: "" }),
      ),
    ).toMatchObject({ fault: { type: "line/elsewhere-too" } });
  });

  test("keeps its price when one of the two is priced anew", () => {
    const { counter, seven, nine, beers } = twoTables();
    const tea = addAt(counter, nine, { sku: "TEA", price: PRICE });
    const beer = product("BEER", { price: minor(PRICE) });
    const lists = withList([beer, product("TEA", { price: minor(PRICE) })]);
    const reprice = { catalogue: lists, addedAt: () => NOON };
    expect(
      on(counter, seven, (context, order) => decideReprice(context, order, reprice)),
    ).toMatchObject({ fault: { type: "line/elsewhere-too" } });
    const done = on(counter, nine, (context, order) => decideReprice(context, order, reprice));
    expect(valueOf(done)).toMatchObject([{ body: { line: tea, set: { unit: PRICE / 2 } } }]);
    expect(duesAt(counter, seven, nine)).toEqual([2 * PRICE, PRICE + PRICE / 2]);

    valueOf(moveLine(counter, { line: beers, from: nine, to: seven }));
    valueOf(on(counter, seven, (context, order) => decideReprice(context, order, reprice)));
    expect(duesAt(counter, seven)).toEqual([(3 * PRICE) / 2]);
  });

  test("is as it was on both after what was done on one of them is taken back", () => {
    const act = fc.record({
      at: fc.constantFrom(0, 1),
      // None of it, or so many.
      count: fc.integer({ min: 0, max: 5 }),
      isMeanwhile: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.boolean(), fc.array(act, { maxLength: 6 }), (isSent, acts) => {
        const { counter, seven, nine, beers } = twoTables({ isSent });
        for (const { at, count, isMeanwhile } of acts) {
          const [own, other] = at === 0 ? ([seven, nine] as const) : ([nine, seven] as const);
          const before = billAt(counter, own);
          const had = duesAt(counter, own);
          const done = valueOf(on(counter, own, have(beers, count)));
          if (isMeanwhile) on(counter, other, have(beers, 4));
          const there = duesAt(counter, other);
          for (const undo of undosOf(before, done)) {
            valueOf(on(counter, own, (context, order) => decideUndo(context, order, undo)));
          }
          expect(duesAt(counter, own)).toEqual(had);
          expect(duesAt(counter, other)).toEqual(there);
          if (!isSent) continue;
          for (const table of [seven, nine]) on(counter, table, decideSend);
          const owed = duesAt(counter, seven, nine).reduce((sum, due) => sum + due, 0);
          expect(piecesTold(counter)).toBe(owed / PRICE);
        }
      }),
      { numRuns: proofRuns({ small: 30, whole: 100 }) },
    );
  });

  test("adds up on both, whatever is moved, added and taken off in whatever order", () => {
    const act = fc.record({
      at: fc.constantFrom(0, 1),
      what: fc.constantFrom("move", "quantity", "void", "send"),
      count: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const { counter, seven, nine, beers } = twoTables();
        const tables = [seven, nine] as const;
        const here = [2, 1];
        for (const { at, what, count } of acts) {
          const [own, other] = at === 0 ? tables : [nine, seven];
          const had = here[at] ?? 0;
          const line = { line: beers, reason: "so it was" };
          const done =
            what === "move"
              ? moveLine(counter, { from: own, to: other, line: beers, count })
              : on(counter, own, (context, order) => {
                  if (what === "send") return decideSend(context, order);
                  if (what === "void") return decideVoidLine(context, order, line);
                  const quantity = thousandths(count * 1000);
                  return decideSetQuantity(context, order, { ...line, quantity });
                });
          const isThere = what === "move" ? count <= had : had > 0;
          expect(done.ok).toBe(what === "send" ? done.ok : isThere);
          if (!done.ok) continue;
          if (what === "move") {
            here[at] = had - count;
            here[1 - at] = (here[1 - at] ?? 0) + count;
          }
          if (what === "quantity") here[at] = count;
          if (what === "void") here[at] = 0;
          expect(duesAt(counter, ...tables)).toEqual(here.map((pieces) => pieces * PRICE));
        }
      }),
      { numRuns: proofRuns({ small: 30, whole: 100 }) },
    );
  });
});

const TARTE = product("TARTE", { price: minor(350) });
const LATTE = product("LATTE", { price: minor(300), modifierGroups: ["milk"] });
const CATALOGUE = catalogueOf([TARTE, LATTE], [milk]);
const NOWHERE = idOf("Z", 9);

describe("ringing goods up", () => {
  test("opens the order with the first of them, and adds to it after that", () => {
    const counter = counterAt();

    counter.add(TARTE);
    counter.add(TARTE);

    expect(counter.events().map(({ kind }) => kind)).toEqual([
      "order/opened",
      "order/line-added",
      "order/line-added",
    ]);
    expect(orderBalance(counter.order())).toMatchObject({ status: "open", due: 700 });
  });

  test("copies name, price and taxes, so that no later change of them alters the order", () => {
    const counter = counterAt();
    const line = counter.add(
      product("TARTE", { name: "Tarte", kitchenName: "TRT", price: minor(350) }),
    );

    expect(counter.order().linesById[line]?.added).toMatchObject({
      name: "Tarte",
      kitchen: "TRT",
      unit: 350,
      taxes: { counter: [{ label: "VAT 9%" }] },
      rule: 1,
    });
  });

  test("takes an option for nothing as often as the group gives it away", () => {
    const free = { ...milk, freeCount: 1, max: 2 };
    const counter = createCounter({ catalogue: catalogueOf([LATTE], [free]) });
    const [option] = free.options;
    const taken = [1, 1].map((count) => ({ group: "milk", option: option?.id ?? "", count }));

    const line = counter.add(LATTE, { modifiers: taken });

    const counts = counter.order().linesById[line]?.added?.modifiers.map(({ count }) => count);
    expect(counts?.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  test.each<[string, Partial<Goods> & { readonly product?: Product }, string]>([
    ["nothing of it", { quantity: thousandths(0) }, "quantity/invalid"],
    ["half a piece", { quantity: thousandths(500) }, "quantity/invalid"],
    ["ten thousand pieces", { quantity: thousandths(10_000_000) }, "quantity/invalid"],
    ["goods that are off sale", { product: product("OLD", { active: false }) }, "product/inactive"],
    ["goods without a tax class", { product: product("X", { taxClass: "?" }) }, "product/no-tax"],
    [
      "an open price without the price",
      { product: product("O", { openPrice: true }) },
      "price/needed",
    ],
    ["a price below nothing", { price: minor(-1) }, "price/invalid"],
    ["a barcode for a price", { price: minor(4_006_381_333_931) }, "price/invalid"],
    [
      "a price that quantity makes enormous",
      { price: minor(9_000_000_000), quantity: thousandths(99_000) },
      "price/invalid",
    ],
    [
      "an option that it hasn't got",
      { modifiers: [{ group: "milk", option: "?", count: 1 }] },
      "modifier/unknown",
    ],
    ["more options than go", { product: LATTE, modifiers: tooMany() }, "modifiers/invalid"],
    [
      "half an option",
      { product: LATTE, modifiers: [{ ...firstOption(), count: 0.5 }] },
      "modifiers/invalid",
    ],
  ])("is refused for %s", (_, goods, type) => {
    const counter = counterAt();

    const refused = counter.decide((context) =>
      decideAddGoods(context, {
        catalogue: CATALOGUE,
        goods: { kind: "goods", product: TARTE, quantity: thousandths(1000), ...goods },
        order: undefined,
        service: "counter",
      }),
    );

    expect(faultOf(refused).type).toBe(type);
    expect(counter.events()).toEqual([]);
  });

  test("weighs what is sold by weight to the gram", () => {
    const counter = counterAt();
    const cheese = product("CHEESE", { soldBy: "weight", price: minor(1999) });

    const line = counter.add(cheese, { count: 0.355 });

    expect(liveOf(counter, line)).toBe(710);
  });

  test("ends where the receipt would no longer fit, and an order of that length can be paid", () => {
    const counter = counterAt();
    for (let lines = 0; lines < 200; lines += 1) counter.add(LATTE, { modifiers: [firstOption()] });

    const refused = counter.decide((context, order) =>
      decideAddGoods(context, {
        catalogue: CATALOGUE,
        goods: { kind: "goods", product: TARTE, quantity: thousandths(1000) },
        order,
        service: "counter",
      }),
    );
    const paid = valueOf(counter.pay(1_000_000));

    expect(faultOf(refused)).toEqual({ type: "order/full", max: 200 });
    expect(paid.filter(({ kind }) => kind === "ticket/issued")).toHaveLength(5);
    for (const { body } of paid) {
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(64 * 1024);
    }
    expect(orderBalance(counter.order()).status).toBe("paid");
  });
});

describe("a line", () => {
  test("changes its quantity over the writes that it knows", () => {
    const counter = counterAt();
    const line = counter.add(TARTE);

    const [changed] = valueOf(setQuantity(counter, line, { count: 3 }));

    expect(changed).toMatchObject({ body: { over: { quantity: [line] } } });
    expect(liveOf(counter, line)).toBe(1050);
  });

  test("tells the kitchen of less, for which it takes the right to void", () => {
    const counter = counterAt();
    const line = counter.add(TARTE, { count: 3 });
    valueOf(counter.decide(decideSend));

    expect(faultOf(setQuantity(counter, line, { count: 1 })).type).toBe("reason/needed");

    const events = valueOf(setQuantity(counter, line, { count: 1, reason: "guest left" }));

    expect(ticketLines(events)).toMatchObject([
      { act: "void", quantity: 2000, cause: events[0]?.id, reason: "guest left" },
    ]);
    expect(sentQuantity(counter.order(), line)).toBe(1000);
    const cashier = counter.apart("B", { permissions: ["sell"] });
    expect(faultOf(setQuantity(cashier, line, { count: 0.5 + 0.5 - 1 })).type).toBe(
      "quantity/invalid",
    );
    valueOf(setQuantity(counter, line, { count: 3 }));
    valueOf(counter.decide(decideSend));
    expect(
      faultOf(setQuantity(counter.apart("B", { permissions: ["sell"] }), line, { count: 1 })),
    ).toEqual({
      type: "permission/missing",
      permission: "void",
      staff: "1",
    });
  });

  test("is less or none only for a reason that can be written down", () => {
    const counter = counterAt();
    const line = counter.add(TARTE, { count: 3 });
    const reason = "x".repeat(201);

    const less = setQuantity(counter, line, { count: 1, reason });
    const none = counter.decide((context, order) =>
      decideVoidLine(context, order, { line, reason }),
    );

    const tooLong = { type: "text/too-long", what: "reason", max: 200 };
    expect([faultOf(less), faultOf(none)]).toEqual([tooLong, tooLong]);
    const longest = setQuantity(counter, line, { count: 1, reason: ` ${"x".repeat(200)} ` });
    expect(valueOf(longest)).toMatchObject([{ body: { reason: "x".repeat(200) } }]);
  });

  test("is asked for again by the change that asked for more", () => {
    const counter = counterAt();
    const line = counter.add(TARTE);
    const first = valueOf(counter.decide(decideSend));
    const [change] = valueOf(setQuantity(counter, line, { count: 3 }));
    const second = valueOf(counter.decide(decideSend));

    expect(ticketLines(first)).toMatchObject([{ act: "new", cause: line, quantity: 1000 }]);
    expect(ticketLines(second)).toMatchObject([{ act: "new", cause: change?.id, quantity: 2000 }]);
  });

  test("can be void without a word before the kitchen knows, and only with a reason after", () => {
    const counter = counterAt();
    const [one, other] = [counter.add(TARTE), counter.add(TARTE)];
    valueOf(
      counter.decide((context, order) => decideVoidLine(context, order, { line: one, reason: "" })),
    );
    valueOf(counter.decide(decideSend));

    const silent = counter.decide((context, order) =>
      decideVoidLine(context, order, { line: other, reason: "  " }),
    );
    const said = counter.decide((context, order) =>
      decideVoidLine(context, order, { line: other, reason: "spilt" }),
    );

    expect(faultOf(silent).type).toBe("reason/needed");
    expect(valueOf(said).map(({ kind }) => kind)).toEqual(["order/line-voided", "ticket/issued"]);
    expect(sentQuantity(counter.order(), other)).toBe(0);
  });

  test("takes other options and another note", () => {
    const counter = counterAt();
    const line = counter.add(LATTE, { modifiers: [] });

    valueOf(
      counter.decide((context, order) =>
        decideSetModifiers(context, order, {
          catalogue: CATALOGUE,
          line,
          modifiers: [firstOption()],
        }),
      ),
    );
    valueOf(
      counter.decide((context, order) => decideSetNote(context, order, { line, note: "hot" })),
    );

    const [balance] = orderBalance(counter.order()).lines;
    expect(balance?.modifiers).toHaveLength(1);
    expect(balance?.line.fields.note.open.at(-1)?.value).toBe("hot");
  });

  test("refuses a note that would not fit on a ticket", () => {
    const counter = counterAt();
    const line = counter.add(TARTE);

    const refused = counter.decide((context, order) =>
      decideSetNote(context, order, { line, note: "x".repeat(201) }),
    );

    expect(faultOf(refused)).toEqual({ type: "text/too-long", what: "note", max: 200 });
  });

  test("takes another price, and its options cost what they did", () => {
    const counter = counterAt();
    const line = counter.add(LATTE, { modifiers: [firstOption()] });
    const [before] = orderBalance(counter.order()).lines;

    valueOf(setPrice(counter, line, 250));

    const [after] = orderBalance(counter.order()).lines;
    expect((before?.live ?? 0) - (after?.live ?? 0)).toBe(50);
    expect(faultOf(setPrice(counter, line, -1)).type).toBe("price/invalid");
    expect(faultOf(setPrice(counter, line, 10 ** 11)).type).toBe("price/invalid");
  });

  test("takes another price from whom may change prices, or where the product says none", () => {
    const cashier = counterAt({ permissions: ["sell"] });
    const line = cashier.add(TARTE);
    const priced = counterAt();
    const goods = {
      kind: "goods" as const,
      product: product("O", { openPrice: true }),
      price: minor(500),
    };
    const [, added] = valueOf(
      priced.decide((context) =>
        decideAddGoods(context, { ...opening, goods: { ...one, ...goods } }),
      ),
    );
    const open = priced.apart("A", { permissions: ["sell"] });

    expect(faultOf(setPrice(cashier, line, 100))).toMatchObject({ permission: "price" });
    expect(setPrice(open, added?.id ?? NOWHERE, 700).ok).toBe(true);
    expect(orderBalance(open.order()).due).toBe(700);
  });

  test.each<[string, { readonly rate?: number; readonly amount?: number } | null, number]>([
    ["ten percent off", { rate: 10_000 }, 315],
    ["a third of a percent off, rounded once", { rate: 333 }, 349],
    ["an amount off", { amount: 100 }, 250],
    ["all of it off", { rate: 100_000 }, 0],
    ["nothing off any more", null, 350],
  ])("takes %s", (_, discount, due) => {
    const counter = counterAt();
    const line = counter.add(TARTE);
    counter.add(product("WATER", { price: minor(100) }));
    valueOf(discountLine(counter, line, { amount: 50 }));

    valueOf(discountLine(counter, line, discount));

    expect(orderBalance(counter.order())).toMatchObject({ due: due + 100, total: due + 100 });
    const receipt = valueOf(counter.pay(1000)).find(({ kind }) => kind === "receipt/issued");
    expect(receipt?.body).toMatchObject({ total: due + 100 });
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ status: "paid", attention: [] });
  });

  test("takes no more off than it costs, also when it comes to cost less", () => {
    const counter = counterAt();
    const line = counter.add(TARTE, { count: 2 });

    expect(faultOf(discountLine(counter, line, { amount: 701 }))).toMatchObject({ gross: 700 });
    valueOf(discountLine(counter, line, { amount: 700 }));
    valueOf(setQuantity(counter, line, { count: 1 }));

    expect(orderBalance(counter.order()).lines[0]).toMatchObject({ live: 0, off: 350 });
  });

  test("takes something off for who may, and the later of two tills counts", () => {
    const counter = counterAt();
    const line = counter.add(TARTE);
    const cashier = counter.apart("C", { permissions: ["sell"] });
    const other = counter.apart("B");
    valueOf(discountLine(counter, line, { amount: 100 }));
    valueOf(discountLine(other, line, { amount: 50 }));
    counter.hear(other);

    expect(faultOf(discountLine(cashier, line, { rate: 1000 }))).toMatchObject({
      permission: "discount",
    });
    expect(orderAttention(counter.order())).toMatchObject([{ type: "line/contested" }]);
    valueOf(discountLine(counter, line, { amount: 70 }));
    expect({
      ...orderBalance(counter.order()),
      attention: orderAttention(counter.order()),
    }).toMatchObject({ due: 280, attention: [] });
  });

  test.each<[string, (counter: Counter, line: EventId) => EventId, string]>([
    ["nobody rang up", () => NOWHERE, "line/unknown"],
    ["is void", voided, "line/voided"],
    ["is paid", paid, "line/paid"],
  ])("that %s can't change any more", (_, prepare, type) => {
    const counter = counterAt();
    const line = prepare(counter, counter.add(TARTE));

    const refusals = [
      setQuantity(counter, line, { count: 2 }),
      counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "x" })),
      counter.decide((context, order) => decideSetNote(context, order, { line, note: "x" })),
    ];

    expect(refusals.map((refused) => faultOf(refused).type)).toEqual([type, type, type]);
  });

  test("of goods that left the catalogue keeps its options", () => {
    const counter = counterAt();
    const line = counter.add(product("GONE"));

    const refused = counter.decide((context, order) =>
      decideSetModifiers(context, order, { catalogue: CATALOGUE, line, modifiers: [] }),
    );

    expect(faultOf(refused).type).toBe("line/unknown");
  });
});

describe("how an order is served", () => {
  test("may change until it is paid", () => {
    const counter = counterAt();
    counter.add(TARTE);

    valueOf(counter.decide((context, order) => decideSetService(context, order, "takeaway")));
    valueOf(counter.pay(350));
    const late = counter.decide((context, order) => decideSetService(context, order, "dine-in"));

    expect(counter.order().fields.service.open.at(-1)?.value).toBe("takeaway");
    expect(faultOf(late).type).toBe("order/paid");
  });
});

function counterAt(options: CounterOptions = {}): Counter {
  return createCounter({ catalogue: CATALOGUE, ...options });
}

const one = { quantity: thousandths(1000) };
const opening = { catalogue: CATALOGUE, order: undefined, service: "counter" } as const;

function discountLine(
  counter: Counter,
  line: EventId,
  discount: { readonly rate?: number; readonly amount?: number } | null,
) {
  const { rate = 0, amount = 0 } = discount ?? {};
  const taken = discount === null ? null : { rate: milliPercent(rate), amount: minor(amount) };
  return counter.decide((context, order) =>
    decideDiscountLine(context, order, { line, discount: taken }),
  );
}

function setPrice(counter: Counter, line: EventId, price: number) {
  return counter.decide((context, order) =>
    decideSetPrice(context, order, { line, price: minor(price) }),
  );
}

function setQuantity(
  counter: Counter,
  line: EventId,
  { count, reason = "" }: { readonly count: number; readonly reason?: string },
) {
  const quantity = thousandths(count * 1000);
  return counter.decide((context, order) =>
    decideSetQuantity(context, order, { line, quantity, reason }),
  );
}

function liveOf(counter: Counter, line: EventId): number | undefined {
  return orderBalance(counter.order()).lines.find(({ id }) => id === line)?.live;
}

function ticketLines(events: ReadonlyArray<KnownEvent>) {
  return events.flatMap((event) => (event.kind === "ticket/issued" ? event.body.lines : []));
}

function voided(counter: Counter, line: EventId): EventId {
  valueOf(
    counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "x" })),
  );
  return line;
}

function paid(counter: Counter, line: EventId): EventId {
  valueOf(counter.pay(350));
  return line;
}

function firstOption() {
  return { group: "milk", option: milk.options[0]?.id ?? "", count: 1 };
}

function tooMany() {
  return [{ ...firstOption(), count: milk.max + 1 }];
}
