import { describe, expect, test } from "vitest";

import { ok } from "../../../../src/domain/base/result.ts";
import { decideAlone } from "../../../../src/domain/commands/approval.ts";
import { type DecisionContext } from "../../../../src/domain/commands/decision.ts";
import { decideAddGoods } from "../../../../src/domain/commands/order/add-goods.ts";
import {
  decideSetQuantity,
  decideVoidLine,
} from "../../../../src/domain/commands/order/edit-order.ts";
import { decideRingUp } from "../../../../src/domain/commands/order/ring-up.ts";
import {
  decideUndo,
  type Undo,
  undosOf,
} from "../../../../src/domain/commands/order/undo-order.ts";
import { decideSetLeft } from "../../../../src/domain/commands/stock/set-left.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { minor, type MinorUnits, thousandths } from "../../../../src/domain/money/amounts.ts";
import { entryName } from "../../../../src/domain/prices/catalogue-view.ts";
import { leftOf, limitOf } from "../../../../src/domain/prices/goods-left.ts";
import { type Sure } from "../../../../src/domain/questions.ts";
import { type Counter, type CounterOptions, createCounter } from "../../../support/counter.ts";
import { createDice } from "../../../support/dice.ts";
import { proofRuns } from "../../../support/proof-runs.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const CAKE = product("CAKE");
const FISH = product("FISH", { soldBy: "weight", price: minor(2000) });
const STEPS = 8;
/** Somebody sells on, having been told that there is less. */
const SELLING_ON = { sure: new Set<Sure>(["goods"]) };
const CATALOGUE = catalogueOf([CAKE, FISH]);

describe("goods that were counted", () => {
  test("are sold until there are none, and then they are sold out", () => {
    const counter = counterAt({ left: 3 });
    counter.add(CAKE, { count: 2 });

    expect(faultOf(add(counter, 2))).toMatchObject({ type: "product/only-left", left: 1000 });
    valueOf(add(counter, 1));
    expect(faultOf(add(counter, 1)).type).toBe("product/sold-out");
  });

  test("are there again with what is taken off", () => {
    const counter = counterAt({ left: 3 });
    const line = counter.add(CAKE, { count: 3 });
    valueOf(quantity(counter, line, 2));
    expect(faultOf(quantity(counter, line, 4)).type).toBe("product/only-left");
    valueOf(quantity(counter, line, 3));
    expect(faultOf(quantity(counter, line, 4)).type).toBe("product/sold-out");

    valueOf(voided(counter, line));

    valueOf(add(counter, 3));
  });

  test("stay taken once they are paid, and do not come back with what is brought back", () => {
    const counter = counterAt({ left: 2 });
    counter.add(CAKE);
    valueOf(counter.pay(280));
    counter.add(CAKE, { kind: "return", count: 5 });

    expect(faultOf(add(counter, 2))).toMatchObject({ left: 1000 });
  });

  test("are counted anew from the next count on: what was on orders before takes nothing of it", () => {
    const counter = counterAt({ left: 3 });
    const before = counter.add(CAKE, { count: 3 });
    valueOf(left(counter, 2));

    valueOf(quantity(counter, before, 4));
    expect(faultOf(add(counter, 2))).toMatchObject({ left: 1000 });
    valueOf(voided(counter, before));
    expect(faultOf(add(counter, 3))).toMatchObject({ left: 2000 });
  });

  test("have no limit again when somebody says so", () => {
    const counter = counterAt({ left: 1 });
    counter.add(CAKE);
    valueOf(left(counter, null));

    valueOf(add(counter, 50));
    expect(faultOf(left(counter, null)).type).toBe("product/stock-known");
  });

  test("may be weighed", () => {
    const counter = counterAt({ left: 0.5, goods: FISH });
    counter.add(FISH, { count: 0.35 });

    expect(faultOf(add(counter, 0.2, FISH))).toMatchObject({ left: 150, soldBy: "weight" });
    expect(faultOf(left(counter, 1.5)).type).toBe("quantity/invalid");
  });

  test("are sold out for good when somebody says so, whatever is taken off then", () => {
    const counter = counterAt({ left: 1 });
    const line = counter.add(CAKE);
    valueOf(left(counter, 0));
    valueOf(voided(counter, line));

    expect(faultOf(add(counter, 1)).type).toBe("product/sold-out");
    expect(faultOf(left(counter, 0)).type).toBe("product/stock-known");
  });
});

describe("packs whose price a scale has printed", () => {
  test("take what they weigh by their price, until there is none", () => {
    const counter = counterAt({ left: 4, goods: FISH });

    // 26.50 at 20.00 for a kilogram.
    valueOf(addPacks(counter, { price: 2650 }));
    expect(leftNow(counter, FISH)).toBe(2675);
    valueOf(addPacks(counter, { count: 2, price: 2700 }, SELLING_ON));
    expect(leftNow(counter, FISH)).toBe(0);
    expect(faultOf(addPacks(counter, { price: 1 })).type).toBe("product/sold-out");
  });

  test("are refused where they weigh more than there is", () => {
    const counter = counterAt({ left: 1, goods: FISH });
    const pack = addPacks(counter, { price: 2002 });

    expect(faultOf(pack)).toEqual({
      type: "product/only-left",
      name: FISH.name,
      left: 1000,
      soldBy: "weight",
    });
    valueOf(addPacks(counter, { price: 2000 }));
    expect(leftNow(counter, FISH)).toBe(0);
  });

  test("come back with what they took, whatever a kilogram costs by then", () => {
    const counter = counterAt({ left: 9, goods: FISH });
    const line = packsOf(counter, { count: 3, price: 2650 });
    expect(leftNow(counter, FISH)).toBe(5025);
    valueOf(priceFish(counter, minor(4000)));

    valueOf(quantity(counter, line, 2));
    expect(leftNow(counter, FISH)).toBe(6350);
    valueOf(quantity(counter, line, 4));
    expect(leftNow(counter, FISH)).toBe(3700);
    valueOf(voided(counter, line));
    expect(leftNow(counter, FISH)).toBe(9000);
    valueOf(undo(counter, { type: "put-back", line }));
    expect(leftNow(counter, FISH)).toBe(3700);
  });

  test("that were there before a count take of it what is added to them", () => {
    const counter = counterAt({ goods: FISH });
    const line = packsOf(counter, { count: 2, price: 1000 });
    valueOf(left(counter, 3, FISH));

    valueOf(quantity(counter, line, 3));
    expect(leftNow(counter, FISH)).toBe(2500);
    valueOf(quantity(counter, line, 1));
    expect(leftNow(counter, FISH)).toBe(3000);
  });

  test("take nothing where the goods have no price by weight, as nobody knows what they weigh", () => {
    const counter = counterAt({ left: 1, goods: FISH });
    valueOf(priceFish(counter, minor(0)));

    valueOf(addPacks(counter, { price: 9900 }));
    expect(leftNow(counter, FISH)).toBe(1000);
  });

  test("of two tills apart leave the same on both, whoever hears first", () => {
    const here = counterAt({ left: 9, goods: FISH });
    const there = here.apart("B");
    const line = packsOf(here, { count: 2, price: 2650 });
    valueOf(addPacks(there, { price: 1000 }));
    there.hear(here);
    valueOf(quantity(here, line, 1));
    here.hear(there);
    there.hear(here);

    expect([here, there].map((till) => leftNow(till, FISH))).toEqual([7175, 7175]);
  });
});

describe("taking back", () => {
  test("what was taken off takes them again, if they are there", () => {
    const counter = counterAt({ left: 2 });
    const line = counter.add(CAKE, { count: 2 });
    valueOf(voided(counter, line));
    const other = counter.add(CAKE);

    expect(faultOf(undo(counter, { type: "put-back", line }))).toMatchObject({
      type: "product/only-left",
      left: 1000,
    });
    valueOf(voided(counter, other));
    valueOf(undo(counter, { type: "put-back", line }));
    expect(faultOf(add(counter, 1)).type).toBe("product/sold-out");
  });

  test("takes nothing of a count that the goods had not been taken from", () => {
    const counter = counterAt({});
    const line = counter.add(CAKE, { count: 3 });
    valueOf(left(counter, 2));
    valueOf(voided(counter, line));

    valueOf(undo(counter, { type: "put-back", line }));

    expect(faultOf(left(counter, 2))).toMatchObject({ type: "product/stock-known", left: 2000 });
    valueOf(add(counter, 2));
  });

  test("of a part takes nothing either of a count that it had not been taken from", () => {
    const counter = counterAt({});
    const line = counter.add(CAKE, { count: 5 });
    valueOf(left(counter, 6));
    const before = counter.order();
    const [back] = undosOf(before, valueOf(quantity(counter, line, 4)));

    valueOf(undo(counter, back ?? { type: "payment" }));

    expect(leftNow(counter)).toBe(6000);
  });

  test("takes nothing of a count that was made after they went away", () => {
    const counter = counterAt({ left: 9 });
    const line = counter.add(CAKE, { count: 3 });
    valueOf(voided(counter, line));
    valueOf(left(counter, 5));

    valueOf(undo(counter, { type: "put-back", line }));

    expect(faultOf(left(counter, 5))).toMatchObject({ type: "product/stock-known", left: 5000 });
  });

  test.each([CAKE, FISH])(
    "leaves as many $sku as there were, or as were counted since",
    (goods) => {
      for (let seed = 0; seed < proofRuns(30); seed += 1) {
        const dice = createDice(seed);
        const counter = counterAt({ goods, ...(dice.nat(2) === 0 ? {} : { left: 30 }) });
        const count = 1 + dice.nat(5);
        const line =
          goods === CAKE
            ? counter.add(CAKE, { count })
            : packsOf(counter, { count, price: 1 + dice.nat(7999) });
        let steps: ReadonlyArray<Done> = [];
        for (let step = 0; step < STEPS; step += 1) {
          if (dice.nat(4) === 0) {
            valueOf(left(counter, 40 + step, goods));
            steps = steps.map(({ undos }) => ({ undos, were: 40_000 + step * 1000 }));
          }
          const [were, before] = [leftNow(counter, goods), counter.order()];
          const events = valueOf(quantity(counter, line, 1 + dice.nat(5)));
          steps = [...steps, { undos: undosOf(before, events), were }];
        }

        for (const { undos, were } of steps.toReversed()) {
          for (const what of undos) valueOf(undo(counter, what));
          expect([seed, leftNow(counter, goods)]).toEqual([seed, were]);
        }
      }
    },
  );

  test("brings back what the guest had, though it is sold out by now", () => {
    const counter = counterAt({});
    const line = counter.add(CAKE, { count: 2 });
    valueOf(quantity(counter, line, 1));
    valueOf(left(counter, 0));

    expect(faultOf(quantity(counter, line, 2)).type).toBe("product/sold-out");
    valueOf(undo(counter, { type: "set-back", line, before: { quantity: thousandths(2000) } }));
    valueOf(voided(counter, line));
    valueOf(undo(counter, { type: "put-back", line }));
  });
});

test("a whole sale has no more of them than there are", () => {
  const counter = counterAt({ left: 3 });
  const two = { kind: "goods" as const, product: CAKE, quantity: thousandths(2000) };

  const sold = counter.decide((context) =>
    decideRingUp(context, {
      catalogue: CATALOGUE,
      goods: [two, two],
      service: "counter",
      payment: { type: "none" },
    }),
  );

  expect(faultOf(sold)).toMatchObject({ type: "product/only-left", left: 1000 });
});

test("counting takes the right to", () => {
  const counter = counterAt({ permissions: ["sell", "pay"] });

  expect(faultOf(left(counter, 3)).type).toBe("permission/missing");
});

test("of who counts without the right to, the word of somebody is asked, though the count was the same", () => {
  const manager = counterAt({ left: 6 });
  manager.add(CAKE, { count: 2 });
  const cashier = manager.apart("B", { permissions: ["sell", "pay"] });

  function asked(count: number) {
    return faultOf(
      cashier.decide((context) =>
        decideAlone(context, (own) =>
          decideSetLeft(own, { product: CAKE, left: thousandths(count * 1000) }),
        ),
      ),
    );
  }

  expect(asked(6)).toMatchObject({ type: "permission/missing", permission: "soldout" });
  expect(asked(4)).toMatchObject({ type: "product/stock-known", left: 4000 });
});

test("two tills that counted apart count the same goods", () => {
  const here = counterAt({ left: 9 });
  const there = here.apart("B");
  valueOf(left(here, 6));
  here.add(CAKE, { count: 2 });
  valueOf(left(there, 6));
  there.add(CAKE);
  here.hear(there);
  there.hear(here);

  expect(faultOf(add(here, 9))).toMatchObject({ left: 3000 });
  expect(faultOf(add(there, 9))).toMatchObject({ left: 3000 });
});

function counterAt({
  left: count,
  goods = CAKE,
  ...options
}: CounterOptions & { readonly left?: number; readonly goods?: typeof CAKE }): Counter {
  const counter = createCounter({ catalogue: CATALOGUE, ...options });
  // An order is there before anything is counted, because the first event names it.
  const free = counter.add(goods);
  valueOf(voided(counter, free));
  if (goods === FISH) valueOf(priceFish(counter, FISH.price));
  if (count !== undefined) valueOf(left(counter, count, goods));
  return counter;
}

function left(counter: Counter, count: number | null, goods = CAKE) {
  const to = count === null ? null : thousandths(count * 1000);
  return counter.decide((context) => decideSetLeft(context, { product: goods, left: to }));
}

interface Done {
  readonly undos: ReadonlyArray<Undo>;
  /** How many the undo of it leaves. */
  readonly were: number | undefined;
}

function leftNow(counter: Counter, goods = CAKE): number | undefined {
  let now: number | undefined;
  counter.decide(({ view }) => {
    const limit = limitOf(view.state("cat", entryName("product", goods.sku)));
    now = limit && leftOf(view, limit);
    return ok([]);
  });
  return now;
}

function add(counter: Counter, count: number, goods = CAKE) {
  return counter.decide((context, order) =>
    decideAddGoods(context, {
      catalogue: CATALOGUE,
      goods: { kind: "goods", product: goods, quantity: thousandths(count * 1000) },
      order,
      service: "counter",
    }),
  );
}

interface Packs {
  readonly count?: number;
  /** In cents, on each. */
  readonly price: number;
}

function addPacks(
  counter: Counter,
  { count = 1, price }: Packs,
  told: Pick<DecisionContext, "sure"> = {},
) {
  return counter.decide((context, order) =>
    decideAddGoods(
      { ...context, ...told },
      {
        catalogue: CATALOGUE,
        goods: {
          kind: "goods",
          product: FISH,
          quantity: thousandths(count * 1000),
          price: minor(price),
          isPack: true,
        },
        order,
        service: "counter",
      },
    ),
  );
}

function packsOf(counter: Counter, packs: Packs): EventId {
  valueOf(addPacks(counter, packs));
  const id = Object.keys(counter.order().linesById).at(-1);
  if (id === undefined) throw new Error("There is no line.");
  return id as EventId;
}

/** A counter's ledger has nothing of its catalogue by itself. */
function priceFish(counter: Counter, price: MinorUnits) {
  const streams = [toStreamId("cat", entryName("product", FISH.sku))];
  const body = { set: { price, soldBy: FISH.soldBy }, over: {} };
  return counter.decide(() => ok([{ kind: "product/set", streams, body }]));
}

function quantity(counter: Counter, line: EventId, count: number) {
  return counter.decide((context, order) =>
    decideSetQuantity(context, order, { line, quantity: thousandths(count * 1000) }),
  );
}

function voided(counter: Counter, line: EventId) {
  return counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "" }));
}

function undo(counter: Counter, what: Undo) {
  return counter.decide((context, order) => decideUndo(context, order, what));
}
