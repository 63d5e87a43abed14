import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { sentPieces } from "../../../../src/domain/balance/sent-pieces.ts";
import { ok } from "../../../../src/domain/base/result.ts";
import { type DecisionContext } from "../../../../src/domain/commands/decision.ts";
import { decideHold } from "../../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import { decideSetService } from "../../../../src/domain/commands/order/order-head.ts";
import { decidePayment, type MadePayment } from "../../../../src/domain/commands/order/ring-up.ts";
import { decideSetCourse } from "../../../../src/domain/commands/order/set-course.ts";
import { decideSplit } from "../../../../src/domain/commands/order/split-order.ts";
import { type KnownEvent } from "../../../../src/domain/events/kinds.ts";
import { orderStream } from "../../../../src/domain/folds/order-fold.ts";
import { minor } from "../../../../src/domain/money/amounts.ts";
import { billParts } from "../../../../src/domain/order/bill-parts.ts";
import { type HeldGoods } from "../../../../src/domain/questions.ts";
import { openedId } from "../../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const BEER = product("BEER", { course: 0, station: "bar" });
const SOUP = product("SOUP", { course: 1, station: "kitchen" });
const STEAK = product("STEAK", { course: 2, station: "kitchen" });
const CATALOGUE = catalogueOf([BEER, SOUP, STEAK]);
const CARD: MadePayment = { type: "card" };

describe("an order that is paid while the kitchen holds goods", () => {
  test("asks once where guests sit, and does what is said", () => {
    const counter = seated("7", [SOUP, STEAK]);

    expect(faultOf(pay(counter))).toEqual({
      type: "payment/goods-held",
      goods: [{ name: "STEAK", quantity: 1000, soldBy: "each" }],
    });
    expect(told(valueOf(pay(counter, "fire")))).toEqual(["new SOUP", "new STEAK"]);
    expect(held(counter)).toEqual([]);
  });

  test("keeps waiting where somebody says so", () => {
    const counter = seated("7", [SOUP, STEAK]);
    valueOf(counter.decide(decideSend));

    expect(faultOf(pay(counter)).type).toBe("payment/goods-held");
    expect(told(valueOf(pay(counter, "wait")))).toEqual([]);
    expect(held(counter)).toEqual(["STEAK"]);
  });

  test("fires what was sent as held", () => {
    const counter = seated("7", [SOUP, STEAK]);
    valueOf(counter.decide(decideSend));

    expect(told(valueOf(pay(counter, "fire")))).toEqual(["fire STEAK"]);
  });

  test("fires by itself where nobody sits and nobody chose a course", () => {
    const unsent = seated("", [SOUP, STEAK]);
    expect(told(valueOf(pay(unsent)))).toEqual(["new SOUP", "new STEAK"]);

    const sent = seated("", [SOUP, STEAK]);
    expect(told(valueOf(sent.decide(decideSend)))).toEqual(["new SOUP", "held STEAK"]);
    expect(told(valueOf(pay(sent)))).toEqual(["fire STEAK"]);
  });

  test("asks where a person chose the course, or held the line", () => {
    const course = seated("", [SOUP]);
    valueOf(
      course.decide((context, order) =>
        decideSetCourse(context, order, { catalogue: CATALOGUE, course: 3 }),
      ),
    );
    course.add(STEAK);
    expect(faultOf(pay(course)).type).toBe("payment/goods-held");

    const line = seated("", [SOUP, BEER]);
    const [soup] = orderBalance(line.order()).lines;
    const lines = soup === undefined ? [] : [soup.id];
    valueOf(line.decide((context, order) => decideHold(context, order, { lines, held: true })));
    expect(faultOf(pay(line)).type).toBe("payment/goods-held");
  });

  test("asks nothing of a part payment, and of a split at the last part", () => {
    const deposit = seated("7", [SOUP, STEAK]);
    valueOf(deposit.decide((context, order) => decidePayment(context, order, cash(50))));

    const counter = seated("7", [SOUP, STEAK]);
    const evenly = { type: "evenly", count: 3 } as const;
    valueOf(counter.decide((context, order) => decideSplit(context, order, evenly)));
    const parts = billParts(counter.order()).map(({ id }) => id);
    valueOf(pay(counter, undefined, parts[2]));
    valueOf(pay(counter, undefined, parts[0]));
    expect(faultOf(pay(counter, undefined, parts[1])).type).toBe("payment/goods-held");
    expect(told(valueOf(pay(counter, "fire", parts[1])))).toEqual(["fire STEAK"]);
  });

  test("is never paid with goods on hold of which nobody has said that they wait", () => {
    fc.assert(
      fc.property(
        fc.record({
          goods: fc.array(fc.constantFrom(BEER, SOUP, STEAK), { minLength: 1, maxLength: 5 }),
          table: fc.constantFrom("", "7"),
          isSent: fc.boolean(),
          answer: fc.constantFrom(undefined, "fire" as const),
        }),
        ({ goods, table, isSent, answer }) => {
          const counter = seated(table, goods);
          if (isSent) valueOf(counter.decide(decideSend));
          const paid = pay(counter, answer);
          expect(paid.ok || paid.fault.type === "payment/goods-held").toBe(true);
          expect(paid.ok && held(counter).length > 0).toBe(false);
          expect(!paid.ok && (table === "" || answer === "fire")).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function seated(table: string, goods: ReadonlyArray<typeof SOUP>): Counter {
  const counter = createCounter({ catalogue: CATALOGUE });
  for (const each of goods) counter.add(each);
  valueOf(counter.decide((context, order) => decideSetService(context, order, "dine-in")));
  if (table !== "") {
    const streams = [orderStream(openedId(counter.order()))];
    const body = { set: { table }, over: {} };
    valueOf(counter.decide(() => ok([{ kind: "order/changed", streams, body }])));
  }
  return counter;
}

function cash(tendered: number): MadePayment {
  return { type: "cash", tendered: minor(tendered) };
}

function pay(
  counter: Counter,
  heldGoods?: HeldGoods,
  part?: string,
): ReturnType<Counter["decide"]> {
  return counter.decide((context, order) => {
    const said: DecisionContext = {
      ...context,
      ...(heldGoods === undefined ? {} : { sure: new Set([heldGoods]) }),
      ...(part === undefined ? {} : { part }),
    };
    return decidePayment(said, order, CARD);
  });
}

function told(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  return events.flatMap((event) =>
    event.kind === "ticket/issued" ? event.body.lines.map(({ act, text }) => `${act} ${text}`) : [],
  );
}

function held(counter: Counter): ReadonlyArray<string> {
  const order = counter.order();
  return orderBalance(order).lines.flatMap(({ id, line }) =>
    sentPieces(order, id).some(({ isHeld }) => isHeld) ? [line.added?.name ?? ""] : [],
  );
}
