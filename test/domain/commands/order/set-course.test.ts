import { describe, expect, test } from "vitest";

import { courseOf } from "../../../../src/domain/balance/order-balance.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import { decideAddGoods } from "../../../../src/domain/commands/order/add-goods.ts";
import {
  decideSetQuantity,
  decideVoidLine,
} from "../../../../src/domain/commands/order/edit-order.ts";
import { decideRingUp } from "../../../../src/domain/commands/order/ring-up.ts";
import { decideSetCourse } from "../../../../src/domain/commands/order/set-course.ts";
import { type EventId } from "../../../../src/domain/identity.ts";
import { thousandths } from "../../../../src/domain/money/amounts.ts";
import { NO_LOOKUPS, toOrderView } from "../../../../src/domain/order/order-view.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const SOUP = product("SOUP", { course: 1 });
const STEAK = product("STEAK", { course: 2 });
const CAKE = product("CAKE", { course: 3 });
const CATALOGUE = catalogueOf([SOUP, STEAK, CAKE]);

describe("goods", () => {
  test("are in their product's course as long as nobody says another one", () => {
    const counter = counterAt();
    counter.add(SOUP);
    counter.add(STEAK);

    expect(coursesOf(counter)).toEqual([1, 2]);
    expect(viewOf(counter)?.course).toBeUndefined();
  });

  test("are in the course that was said, from there on, and in their own again after 0", () => {
    const counter = counterAt();
    counter.add(SOUP);
    valueOf(course(counter, 4));
    counter.add(SOUP);
    counter.add(CAKE);
    valueOf(course(counter, 0));
    counter.add(CAKE);

    expect(coursesOf(counter)).toEqual([1, 4, 4, 3]);
  });

  test("are in it from the first on, when it was said before them", () => {
    const counter = counterAt();
    valueOf(
      counter.decide((context) =>
        decideAddGoods(context, {
          catalogue: CATALOGUE,
          goods: { kind: "goods", product: SOUP, quantity: thousandths(1000) },
          order: undefined,
          service: "counter",
          course: 2,
        }),
      ),
    );
    counter.add(CAKE);

    expect(coursesOf(counter)).toEqual([2, 2]);
  });

  test("are in it at another till too, that has heard of it", () => {
    const here = counterAt();
    here.add(SOUP);
    valueOf(course(here, 5));
    const there = here.apart("B");

    there.add(SOUP);

    expect(coursesOf(there)).toEqual([1, 5]);
  });
});

describe("lines", () => {
  test("change from the chosen one on, whatever is below it", () => {
    const counter = counterAt();
    counter.add(SOUP);
    const second = counter.add(SOUP);
    counter.add(CAKE);

    valueOf(course(counter, 2, second));

    expect(coursesOf(counter)).toEqual([1, 2, 2]);
    expect(viewOf(counter)?.course).toBe(2);
  });

  test("go back to their products' own", () => {
    const counter = counterAt();
    valueOf(course(counter, 7, counter.add(SOUP)));
    const cake = counter.add(CAKE);

    valueOf(course(counter, 0, cake));

    expect(coursesOf(counter)).toEqual([7, 3]);
  });

  test("that are off, paid, or come back stay where they are", () => {
    const counter = counterAt();
    const paid = counter.add(SOUP);
    valueOf(counter.pay(280));
    const off = counter.add(SOUP);
    valueOf(
      counter.decide((context, order) => decideVoidLine(context, order, { line: off, reason: "" })),
    );
    counter.add(SOUP, { kind: "return" });
    counter.add(STEAK);

    valueOf(course(counter, 6, paid));

    expect(coursesOf(counter)).toEqual([1, 1, 1, 6]);
  });
});

describe("the kitchen", () => {
  test("hears of a course that changed after it was told, once, and of which one it was", () => {
    const counter = counterAt();
    const soup = counter.add(SOUP);
    valueOf(counter.decide(decideSend));
    const [change] = valueOf(course(counter, 3, soup));
    expect(viewOf(counter)?.lines[0]?.kitchen).toBe("unsent");

    const told = valueOf(counter.decide(decideSend));

    expect(linesOf(told)).toMatchObject([
      { act: "change", course: 3, courseBefore: 1, cause: change?.id },
    ]);
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("is told course by course, whatever the order in which they were rung up", () => {
    const counter = counterAt();
    counter.add(CAKE);
    counter.add(SOUP);
    counter.add(STEAK);
    counter.add(SOUP);

    const told = linesOf(valueOf(counter.decide(decideSend)));

    expect(told.map(({ text }) => text)).toEqual(["SOUP", "SOUP", "STEAK", "CAKE"]);
  });

  test("is not to make what is off where it has it", () => {
    const counter = counterAt();
    const soup = counter.add(SOUP, { count: 2 });
    valueOf(counter.decide(decideSend));
    valueOf(course(counter, 3, soup));
    const less = { line: soup, quantity: thousandths(1000), reason: "mind" };

    const told = valueOf(
      counter.decide((context, order) => decideSetQuantity(context, order, less)),
    );

    expect(linesOf(told)).toMatchObject([{ act: "void", course: 1 }]);
    expect(linesOf(told)[0]).not.toHaveProperty("courseBefore");
  });
});

describe("nothing is done", () => {
  test("where it would change nothing", () => {
    const counter = counterAt();
    const soup = counter.add(SOUP);
    expect(faultOf(course(counter, 0)).type).toBe("course/same");
    valueOf(course(counter, 1, soup));

    expect(faultOf(course(counter, 1, soup)).type).toBe("course/same");
  });

  test("once the order is paid, by whom may not sell, or from a line that is not there", () => {
    const counter = counterAt();
    counter.add(SOUP);
    expect(faultOf(course(counter, 2, "no:1:line" as EventId)).type).toBe("line/unknown");
    const guest = counter.apart("B", { permissions: ["pay"] });
    expect(faultOf(course(guest, 2)).type).toBe("permission/missing");
    valueOf(counter.pay(280));

    expect(faultOf(course(counter, 2)).type).toBe("order/paid");
  });
});

test("a whole sale has its courses where they begin", () => {
  const counter = counterAt();
  const quantity = thousandths(1000);
  const rung = [
    { kind: "goods" as const, product: SOUP, quantity, course: 2 },
    { kind: "goods" as const, product: STEAK, quantity },
    { kind: "goods" as const, product: SOUP, quantity, course: 4 },
    { kind: "goods" as const, product: CAKE, quantity, course: 0 },
  ];

  valueOf(
    counter.decide((context) =>
      decideRingUp(context, {
        catalogue: CATALOGUE,
        goods: rung,
        service: "counter",
        payment: { type: "none" },
      }),
    ),
  );

  expect(coursesOf(counter)).toEqual([2, 2, 4, 3]);
});

function counterAt(): Counter {
  return createCounter({ catalogue: CATALOGUE });
}

function course(counter: Counter, number: number, from?: EventId) {
  return counter.decide((context, order) =>
    decideSetCourse(context, order, { catalogue: CATALOGUE, course: number, from }),
  );
}

function coursesOf(counter: Counter): ReadonlyArray<number> {
  return Object.values(counter.order().linesById).map(courseOf);
}

function viewOf(counter: Counter) {
  return toOrderView(counter.order(), NO_LOOKUPS);
}

function linesOf(events: ReturnType<Counter["events"]>) {
  return events.flatMap((event) => (event.kind === "ticket/issued" ? event.body.lines : []));
}
