import { describe, expect, test } from "vitest";

import { createUndoStack, type UndoStack } from "../../../../src/app/orders/undo-stack.ts";
import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { type Decision, type DecisionContext } from "../../../../src/domain/commands/decision.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import { decideAddGoods } from "../../../../src/domain/commands/order/add-goods.ts";
import {
  decideSetNote,
  decideSetPrice,
  decideSetQuantity,
  decideVoidLine,
} from "../../../../src/domain/commands/order/edit-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../../src/domain/commands/order/give-discount.ts";
import { decideSetService } from "../../../../src/domain/commands/order/order-head.ts";
import { decideSetCourse } from "../../../../src/domain/commands/order/set-course.ts";
import { decideSetModifiers } from "../../../../src/domain/commands/order/set-modifiers.ts";
import {
  decideUndo,
  type Undo,
  undosOf,
} from "../../../../src/domain/commands/order/undo-order.ts";
import { type Permission } from "../../../../src/domain/events/permission.ts";
import { milliPercent, minor, thousandths } from "../../../../src/domain/money/amounts.ts";
import { NO_LOOKUPS, toOrderView } from "../../../../src/domain/order/order-view.ts";
import { type OrderState, openedId } from "../../../../src/domain/state/order-state.ts";
import { registerValue } from "../../../../src/domain/state/register.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { createDice, type Dice } from "../../../support/dice.ts";
import { proofRuns } from "../../../support/proof-runs.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, milk, product } from "../../../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(350) });
const LATTE = product("LATTE", { price: minor(300), modifierGroups: ["milk"] });
const CATALOGUE = catalogueOf([TARTE, LATTE], [milk]);
const STEPS = 12;

interface Bench {
  readonly counter: Counter;
  readonly undos: UndoStack;
}

describe("taking back", () => {
  test("step by step leads through every state of the order, whatever was done", () => {
    for (let seed = 0; seed < proofRuns(60); seed += 1) {
      const dice = createDice(seed);
      const bench = benchAt();
      act(bench, addGoods(dice));
      const seen: unknown[] = [];
      for (let step = 0; step < STEPS; step += 1) {
        const before = seenOf(bench.counter);
        if (act(bench, anyStep(dice, bench.counter.order()))) seen.push(before);
      }

      while (seen.length > 0) {
        expect(takeBack(bench), `seed ${seed}`).toBe("");
        expect(seenOf(bench.counter), `seed ${seed}`).toEqual(seen.pop());
      }
    }
  });

  test("takes the rights of the opposite action", () => {
    const bench = benchAt();
    const line = bench.counter.add(TARTE);
    act(bench, (context, order) => decideSetPrice(context, order, { line, price: minor(100) }));

    expect(takeBack(bench, ["sell"])).toBe("permission/missing");
    expect(takeBack(bench, ["sell", "price"])).toBe("");
    expect(orderBalance(bench.counter.order()).due).toBe(350);
  });

  test("leaves with the kitchen what it has", () => {
    const bench = benchAt();
    act(bench, addGoods(createDice(1)));
    act(bench, decideSend);

    expect(takeBack(bench)).toBe("reason/needed");
  });

  test("puts back what it cost when it was rung up", () => {
    const bench = benchAt();
    const line = bench.counter.add(TARTE);
    act(bench, (context, order) => decideSetPrice(context, order, { line, price: minor(100) }));
    act(bench, (context, order) => decideVoidLine(context, order, { line, reason: "" }));

    expect(takeBack(bench)).toBe("");
    expect(orderBalance(bench.counter.order()).due).toBe(100);
  });

  test("puts back on a full order what went off it, and ends before nobody could handle it", () => {
    const bench = benchAt();
    const line = bench.counter.add(TARTE);
    act(bench, (context, order) => decideVoidLine(context, order, { line, reason: "" }));
    const off = bench.counter.order();
    function offTimes(count: number): OrderState {
      const linesById = { ...off.linesById };
      for (let at = 1; at < count; at += 1) Object.assign(linesById, { [`${line}${at}`]: off });
      return { ...off, linesById };
    }
    function putBackAt(count: number): Decision {
      return bench.counter.decide((context) =>
        decideUndo(context, offTimes(count), { type: "put-back", line }),
      );
    }

    expect(faultOf(putBackAt(400))).toEqual({ type: "order/full", max: 400 });
    expect(valueOf(putBackAt(200))).toMatchObject([{ kind: "order/line-added" }]);
  });

  test("ends with the payment", () => {
    const bench = benchAt();
    const line = bench.counter.add(TARTE);
    const other = bench.counter.add(TARTE);
    act(bench, (context, order) => decideVoidLine(context, order, { line: other, reason: "" }));
    const undo = lastUndo(bench);
    valueOf(bench.counter.pay(350));

    const refused = bench.counter.decide((context, order) =>
      decideUndo(context, order, undo ?? { type: "take-off", line }),
    );
    const taken = bench.counter.decide((context, order) =>
      decideUndo(context, order, { type: "take-off", line }),
    );

    expect(faultOf(refused).type).toBe("order/paid");
    expect(faultOf(taken).type).toBe("line/paid");
    expect(undosOf(undefined, bench.counter.events().slice(-1))).toEqual([]);
  });
});

function benchAt(): Bench {
  return { counter: createCounter({ catalogue: CATALOGUE }), undos: createUndoStack() };
}

type Act = (context: DecisionContext, order: OrderState) => Decision;

/** False when it was refused. */
function act({ counter, undos }: Bench, decide: Act): boolean {
  const before = counter.order();
  const done = counter.decide(decide);
  if (!done.ok) return false;
  const noted = undosOf(before, done.value);
  undos.push(openedId(counter.order()), noted);
  return noted.length > 0;
}

function lastUndo({ counter, undos }: Bench): Undo | undefined {
  const step = undos.last(openedId(counter.order()))?.undo;
  if (step?.type === "next-back" || step?.type === "seat-back" || step?.type === "stays") {
    throw new Error("Not of an order.");
  }
  return step;
}

/** Why it was refused, or nothing. */
function takeBack({ counter, undos }: Bench, permissions?: ReadonlyArray<Permission>): string {
  const order = openedId(counter.order());
  const undo = lastUndo({ counter, undos });
  if (undo === undefined) return "nothing to take back";
  const done = counter.decide((context, state) => {
    const staff = { ...context.staff, permissions: new Set(permissions) };
    return decideUndo(permissions === undefined ? context : { ...context, staff }, state, undo);
  });
  if (!done.ok) return done.fault.type;
  undos.done(order, done.value[0]?.id);
  return "";
}

function anyStep(dice: Dice, order: OrderState): Act {
  const lines = orderBalance(order).lines.filter(({ voided }) => !voided);
  const line = lines.length === 0 ? undefined : dice.pick(lines).id;
  if (line === undefined) return addGoods(dice);
  return dice.pick<Act>([
    addGoods(dice),
    (context: DecisionContext, state: OrderState) =>
      decideSetQuantity(context, state, { line, quantity: thousandths(1000 * (1 + dice.nat(4))) }),
    (context: DecisionContext, state: OrderState) =>
      decideSetPrice(context, state, { line, price: minor(dice.nat(500)) }),
    (context: DecisionContext, state: OrderState) =>
      decideDiscountLine(context, state, {
        line,
        discount: dice.pick([null, { rate: milliPercent(10_000), amount: minor(0) }]),
      }),
    (context: DecisionContext, state: OrderState) =>
      decideDiscountOrder(context, state, {
        discount: dice.pick([null, { rate: milliPercent(5000), amount: minor(0) }]),
      }),
    (context: DecisionContext, state: OrderState) =>
      decideSetNote(context, state, { line, note: dice.pick(["", "hot", "no ice"]) }),
    (context: DecisionContext, state: OrderState) =>
      decideSetModifiers(context, state, {
        catalogue: CATALOGUE,
        line,
        modifiers: dice.pick([[], [firstOption()]]),
      }),
    (context: DecisionContext, state: OrderState) =>
      decideVoidLine(context, state, { line, reason: "" }),
    (context: DecisionContext, state: OrderState) =>
      decideSetCourse(context, state, {
        catalogue: CATALOGUE,
        course: dice.nat(4),
        from: dice.pick([undefined, line]),
      }),
    (context: DecisionContext, state: OrderState) =>
      decideSetService(context, state, dice.pick(["counter", "takeaway", "dine-in"])),
  ]);
}

function addGoods(dice: Dice): Act {
  return (context, order) =>
    decideAddGoods(context, {
      catalogue: CATALOGUE,
      goods: { kind: "goods", product: dice.pick([TARTE, LATTE]), quantity: thousandths(1000) },
      order: order.opened === null ? undefined : order,
      service: "counter",
    });
}

function firstOption() {
  return { group: "milk", option: milk.options[0]?.id ?? "", count: 1 };
}

/** What the cashier sees of it, in no order: what is put back stands at the end. */
function seenOf(counter: Counter): unknown {
  const state = counter.order();
  const view = toOrderView(state, NO_LOOKUPS, []);
  const lines = (view?.lines ?? [])
    .filter(({ voided }) => !voided)
    .map(({ name, quantity, price, gross, off, modifiers, note, course }) =>
      JSON.stringify({ name, quantity, price, gross, off, modifiers, note, course }),
    );
  const [service, course = 0] = [
    registerValue(state.fields.service),
    registerValue(state.fields.course),
  ];
  return { lines: lines.toSorted(), due: view?.due, service, course };
}
