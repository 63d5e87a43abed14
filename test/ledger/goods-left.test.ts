/** What is left of goods, counted down at tills that are apart: one number in the end, for everybody. */

import { expect, test } from "vitest";

import { type LineBalance, orderBalance } from "../../src/domain/balance/order-balance.ts";
import { err } from "../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { decideSetQuantity, decideVoidLine } from "../../src/domain/commands/order/edit-order.ts";
import { decideUndo } from "../../src/domain/commands/order/undo-order.ts";
import { decideSetLeft } from "../../src/domain/commands/stock/set-left.ts";
import { OPEN_ORDER_TAG } from "../../src/domain/folds/order-sums.ts";
import { type EventId, streamName } from "../../src/domain/identity.ts";
import { thousandths } from "../../src/domain/money/amounts.ts";
import { entryName } from "../../src/domain/prices/catalogue-view.ts";
import { leftOf, limitOf, soldOnOf } from "../../src/domain/prices/goods-left.ts";
import { type Sure } from "../../src/domain/questions.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { createDice, type Dice } from "../support/dice.ts";
import { proofRuns } from "../support/proof-runs.ts";
import {
  act,
  cafeCatalogue,
  createShop,
  synchronise,
  synchroniseAll,
  type TestTill,
  valueOf,
} from "../support/shop.ts";

const CATALOGUE = cafeCatalogue();
const CAKE = productOf("CROISSANT");
const STEPS = 60;

test("counted once, it is what was counted less what stands on orders, whoever heard what first", () => {
  for (let seed = 0; seed < proofRuns(4); seed += 1) {
    const dice = createDice(seed);
    using shop = createShop(`left ${seed}`);
    const tills = [shop.a, shop.join("B")];
    valueOf(setLeft(shop.a, 40));
    synchroniseAll(tills);

    for (let step = 0; step < STEPS; step += 1) anything(dice, tills, { counts: false });
    synchroniseAll(tills);

    const live = linesAt(shop.a).filter(({ voided }) => !voided);
    const sold = live.reduce((sum, { quantity }) => sum + quantity, 0);
    expect([seed, ...tills.map(leftAt)]).toEqual([seed, 40_000 - sold, 40_000 - sold]);
  }
});

test("counted again and again, also apart, it is the same at every till, and from scratch", () => {
  for (let seed = 0; seed < proofRuns(4); seed += 1) {
    const dice = createDice(1000 + seed);
    using shop = createShop(`left again ${seed}`);
    const tills = [shop.a, shop.join("B"), shop.join("C")];

    for (let step = 0; step < STEPS; step += 1) anything(dice, tills, { counts: true });
    synchroniseAll(tills);

    const [first, ...others] = tills.map(leftAt);
    expect([seed, others]).toEqual([seed, [first, first]]);
    for (const till of tills) expect(verifyLedger(till.ledger()).findings).toEqual([]);
  }
});

test("tills that are apart sell more than there is, and nothing of it is refused afterwards", () => {
  using shop = createShop("oversold");
  const tills = [shop.a, shop.join("B")];
  const [a, b] = [shop.a, tills[1] ?? shop.a];
  valueOf(setLeft(a, 2));
  synchroniseAll(tills);

  valueOf(addGoods(a, 2));
  valueOf(addGoods(b, 2));
  synchroniseAll(tills);

  expect(tills.map(leftAt)).toEqual([-2000, -2000]);
  expect(addGoods(a, 1)).toMatchObject({ ok: false, fault: { type: "product/sold-out" } });
  valueOf(setLeft(b, 0));
  synchronise(b, a);
  expect(tills.map(leftAt)).toEqual([0, 0]);
});

test("what is sold on at one till takes nothing of the count, and comes off first", () => {
  for (let seed = 0; seed < proofRuns(8); seed += 1) {
    const dice = createDice(2000 + seed);
    using shop = createShop(`sold on ${seed}`);
    const { a } = shop;
    valueOf(setLeft(a, 10));

    for (let step = 0; step < STEPS; step += 1) {
      const sellsOn = dice.chance(0.3);
      anything(dice, [a, a], { counts: false, sellsOn });

      const live = linesAt(a).filter(({ voided }) => !voided);
      const sold = live.reduce((sum, { quantity }) => sum + quantity, 0);
      const beyond = live.reduce((sum, { line }) => sum + (soldOnOf(line)?.quantity ?? 0), 0);
      expect([seed, step, leftAt(a)]).toEqual([seed, step, 10_000 - sold + beyond]);
      expect(leftAt(a)).toBeGreaterThanOrEqual(0);
    }
    expect(verifyLedger(a.ledger()).findings).toEqual([]);
  }
});

const SELLING_ON = { sure: new Set<Sure>(["goods"]) };

/** At a till, perhaps selling on what is sold out. */
type Person = TestTill & { readonly sellsOn?: boolean };

/** Something that somebody may do, or some news; what is refused is not done. */
function anything(
  dice: Dice,
  tills: ReadonlyArray<TestTill>,
  { counts, sellsOn = false }: { readonly counts: boolean; readonly sellsOn?: boolean },
): void {
  const picked = dice.pick(tills);
  const till: Person = { ...picked, sellsOn };
  const others = tills.filter((other) => other !== picked);
  const line = dice.pick([undefined, ...linesAt(till)]);
  const steps: ReadonlyArray<() => unknown> = [
    () => addGoods(till, 1 + dice.nat(3)),
    () => addGoods(till, 1 + dice.nat(3), line?.order),
    () => line && change(till, line, dice.nat(6) * 1000),
    () => line && takeOff(till, line),
    () => line && putBack(till, line),
    () => others.length > 0 && synchronise(till, dice.pick(others)),
    ...(counts ? [() => setLeft(till, dice.pick([null, 0, 3, 20]))] : []),
  ];
  dice.pick(steps)();
}

interface KnownLine extends LineBalance {
  readonly order: EventId;
}

function linesAt(till: TestTill): ReadonlyArray<KnownLine> {
  return till.ledger().read((view) =>
    view.tagged(OPEN_ORDER_TAG).flatMap((stream) => {
      const order = streamName(stream) as EventId;
      const { lines } = orderBalance(view.state("order", order));
      return lines.map((line) => Object.assign({ order }, line));
    }),
  );
}

function leftAt(till: TestTill): number | undefined {
  return till.ledger().read((view) => {
    const limit = limitOf(view.state("cat", entryName("product", CAKE.sku)));
    return limit && leftOf(view, limit);
  });
}

function setLeft(till: TestTill, count: number | null) {
  const left = count === null ? null : thousandths(count * 1000);
  return act(till, (context) => decideSetLeft(context, { product: CAKE, left }));
}

function addGoods(till: Person, count: number, order?: EventId) {
  return actBy(till, (context) =>
    decideAddGoods(context, {
      catalogue: CATALOGUE,
      goods: { kind: "goods", product: CAKE, quantity: thousandths(count * 1000) },
      order: order && context.view.state("order", order),
      service: "counter",
    }),
  );
}

function change(till: Person, { id, order }: KnownLine, quantity: number) {
  return onOrder(till, order, (context, state) =>
    decideSetQuantity(context, state, { line: id, quantity: thousandths(quantity) }),
  );
}

function takeOff(till: Person, { id, order }: KnownLine) {
  return onOrder(till, order, (context, state) =>
    decideVoidLine(context, state, { line: id, reason: "" }),
  );
}

function putBack(till: Person, { id, order, voided }: KnownLine) {
  return onOrder(till, order, (context, state) =>
    voided
      ? decideUndo(context, state, { type: "put-back", line: id })
      : err({ type: "order/none" }),
  );
}

function onOrder(
  till: Person,
  order: EventId,
  decide: (context: DecisionContext, state: OrderState) => Decision,
) {
  return actBy(till, (context) => decide(context, context.view.state("order", order)));
}

function actBy(till: Person, decide: (context: DecisionContext) => Decision) {
  return act(till, (context) =>
    decide({ ...context, ...(till.sellsOn === true ? SELLING_ON : {}) }),
  );
}

function productOf(sku: string) {
  const product = CATALOGUE.productsBySku.get(sku);
  if (product === undefined) throw new Error(`The café has no ${sku}.`);
  return product;
}
