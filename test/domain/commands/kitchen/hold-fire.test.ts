import { describe, expect, test } from "vitest";

import { sentQuantity } from "../../../../src/domain/balance/sent-pieces.ts";
import {
  decideFire,
  decideHold,
  unsentElsewhere,
} from "../../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import {
  decideSetNote,
  decideSetQuantity,
  decideVoidLine,
} from "../../../../src/domain/commands/order/edit-order.ts";
import { decideSetService } from "../../../../src/domain/commands/order/order-head.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { type KnownEvent } from "../../../../src/domain/events/kinds.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { deviceOf, type EventId } from "../../../../src/domain/identity.ts";
import { thousandths } from "../../../../src/domain/money/amounts.ts";
import { NO_LOOKUPS, toOrderView } from "../../../../src/domain/order/order-view.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";
import { originOf } from "../../../support/told.ts";

const SOUP = product("SOUP", { course: 1, station: "kitchen" });
const STEAK = product("STEAK", { course: 2, station: "kitchen" });
const CAKE = product("CAKE", { course: 3, station: "kitchen" });
const WINE = product("WINE", { course: 0, station: "bar" });
const BUN = product("BUN", { station: "" });
const CATALOGUE = catalogueOf([SOUP, STEAK, CAKE, WINE, BUN]);

describe("what is sent", () => {
  test("waits from the second course on, and drinks never do", () => {
    const { counter } = atTable([SOUP, STEAK, CAKE, WINE]);

    expect(told(valueOf(counter.decide(decideSend)))).toEqual([
      "new SOUP 1",
      "held STEAK 1",
      "held CAKE 1",
      "new WINE 1",
    ]);
    expect(waiting(counter)).toEqual(["STEAK", "CAKE"]);
  });

  test("goes at once where nobody sits, unless somebody holds it", () => {
    const { counter, lines } = atTable([SOUP, STEAK], "takeaway");
    valueOf(hold(counter, [lines[0]], true));

    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["held SOUP 1", "new STEAK 1"]);
  });

  test("begins with whatever course there is first, and an earlier one that comes later goes at once", () => {
    const { counter } = atTable([STEAK]);
    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["new STEAK 1"]);

    counter.add(SOUP);
    counter.add(CAKE);
    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["new SOUP 1", "held CAKE 1"]);
  });

  test("goes with its own course when that has been fired", () => {
    const { counter } = sentMenu();
    valueOf(fire(counter));
    counter.add(STEAK);

    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["new STEAK 1"]);
  });

  test("leaves a line that somebody lets go", () => {
    const { counter, lines } = atTable([SOUP, STEAK]);
    valueOf(hold(counter, [lines[1]], false));

    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["new SOUP 1", "new STEAK 1"]);
  });
});

describe("firing", () => {
  test("takes the next course that waits, then the one after it, then says that nothing does", () => {
    const { counter } = sentMenu();

    expect(told(valueOf(fire(counter)))).toEqual(["fire STEAK 1"]);
    expect(told(valueOf(fire(counter)))).toEqual(["fire CAKE 1"]);
    expect(faultOf(fire(counter))).toEqual({ type: "fire/nothing", course: undefined });
    expect(waiting(counter)).toEqual([]);
  });

  test("takes the course that is named, and refuses one that doesn't wait", () => {
    const { counter } = sentMenu();

    expect(told(valueOf(fire(counter, 3)))).toEqual(["fire CAKE 1"]);
    expect(faultOf(fire(counter, 1))).toEqual({ type: "fire/nothing", course: 1 });
  });

  test("sends what was added to the course since", () => {
    const { counter, lines } = sentMenu();
    valueOf(quantity(counter, lines[1], 3));
    counter.add(STEAK);

    expect(told(valueOf(fire(counter)))).toEqual(["fire STEAK 1", "new STEAK 2", "new STEAK 1"]);
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("leaves a colleague's lines at another till that were not sent, and counts them", () => {
    const { counter } = sentMenu();
    const far = counter.apart("B");
    far.add(STEAK, { count: 2 });
    counter.hear(far);
    counter.add(STEAK);

    expect(told(valueOf(fire(counter)))).toEqual(["fire STEAK 1", "new STEAK 1"]);
    const here = { device: deviceOf(originOf("A")) };
    expect(unsentElsewhere(here, counter.order(), new Set([2]))).toEqual([
      { device: deviceOf(originOf("B")), pieces: 2 },
    ]);
    expect(faultOf(fire(counter, 2)).type).toBe("fire/nothing");
    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["new STEAK 2"]);
  });

  test("takes what is left of a line of which some was taken off", () => {
    const { counter, line } = sentSteaks(4);
    expect(told(valueOf(quantity(counter, line, 3)))).toEqual(["void STEAK 1"]);

    expect(told(valueOf(fire(counter)))).toEqual(["fire STEAK 3"]);
    expect(sentQuantity(counter.order(), line)).toBe(3000);
  });

  test("leaves out what was taken off", () => {
    const { counter, line } = sentSteaks(1);
    valueOf(
      counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "mind" })),
    );

    expect(faultOf(fire(counter)).type).toBe("fire/nothing");
  });

  test("says when the station heard of it first", () => {
    const { counter } = sentMenu();

    expect(valueOf(fire(counter))[0]?.body).toMatchObject({
      ordered: { wallMs: 0, offsetMinutes: 60 },
    });
  });

  test("needs the right to send", () => {
    const { counter } = sentMenu();
    const cook = counter.apart("B", { permissions: ["sell"] });

    expect(faultOf(fire(cook))).toMatchObject({ permission: "send" });
  });
});

describe("what waits", () => {
  test("is told of its changes, and that it waits still", () => {
    const { counter, line } = sentSteaks(1);
    valueOf(note(counter, line, "rare"));

    const [ticket] = valueOf(counter.decide(decideSend));

    expect(ticket?.body).toMatchObject({ lines: [{ act: "change", note: "rare", waits: true }] });
    expect(told(valueOf(fire(counter)))).toEqual(["fire STEAK 1"]);
  });

  test("is more of the same when it is added to", () => {
    const { counter, line } = sentSteaks(2);
    valueOf(quantity(counter, line, 3));
    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["held STEAK 1"]);

    expect(told(valueOf(fire(counter)))).toEqual(["fire STEAK 2", "fire STEAK 1"]);
    expect(sentQuantity(counter.order(), line)).toBe(3000);
  });
});

describe("a hold", () => {
  test("is refused of what the kitchen has begun, what it waits with, and what no station makes", () => {
    const { counter, lines } = sentMenu();
    const bun = counter.add(BUN);

    expect(faultOf(hold(counter, [lines[0]], true))).toEqual({ type: "line/begun", name: "SOUP" });
    expect(faultOf(hold(counter, [lines[1]], false))).toEqual({
      type: "line/waits",
      name: "STEAK",
    });
    expect(faultOf(hold(counter, [bun], true))).toEqual({ type: "line/no-station", name: "BUN" });
  });

  test("is said once", () => {
    const { counter, lines } = atTable([SOUP]);
    valueOf(hold(counter, lines, true));

    expect(faultOf(hold(counter, lines, true)).type).toBe("line/held-same");
    expect(waiting(counter)).toEqual(["SOUP"]);
  });

  test("is taken back, until it was sent", () => {
    const { counter, lines } = atTable([SOUP, STEAK]);
    const before = counter.order();
    const events = valueOf(hold(counter, [lines[0]], true));
    const [undo] = undosOf(before, events);
    if (undo === undefined) throw new Error("Nothing takes it back.");

    valueOf(counter.decide((context, order) => decideUndo(context, order, undo)));
    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["new SOUP 1", "held STEAK 1"]);

    expect(faultOf(counter.decide((context, order) => decideUndo(context, order, undo))).type).toBe(
      "line/begun",
    );
  });
});

test.each([
  ["was fired by then", true, "new SOUP 1"],
  ["waited still", false, "held SOUP 1"],
] as const)("what was held, %s, and comes back from its void is so again", (_, isFired, again) => {
  const { counter, lines } = atTable([SOUP]);
  const [line] = lines;
  if (line === undefined) throw new Error("There is one.");
  valueOf(hold(counter, lines, true));
  valueOf(counter.decide(decideSend));
  if (isFired) valueOf(fire(counter));
  const before = counter.order();
  const gone = valueOf(
    counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "mind" })),
  );

  const [undo] = undosOf(before, gone);
  if (undo === undefined) throw new Error("Nothing takes it back.");
  const back = valueOf(counter.decide((context, order) => decideUndo(context, order, undo)));

  expect(told(back)).toEqual([again]);
  expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
});

describe("two tills apart", () => {
  test("that fire the same course have fired it once, and a person hears of it", () => {
    const { counter, lines } = sentMenu();
    const far = counter.apart("B");
    const [here] = valueOf(fire(counter));
    const [there] = valueOf(fire(far));
    counter.hear(far);

    expect(attention(counter)).toMatchObject([
      { type: "ticket/possible-duplicate", subject: lines[1], voices: [here?.id, there?.id] },
    ]);
    expect(waiting(counter)).toEqual(["CAKE"]);
    expect(sentQuantity(counter.order(), lines[1] as EventId)).toBe(1000);
  });

  test("that fire one after the other have done two things", () => {
    const { counter } = sentMenu();
    const far = counter.apart("B");
    valueOf(fire(counter));
    valueOf(fire(far, 3));
    counter.hear(far);

    expect(attention(counter)).toEqual([]);
  });
});

type Line = EventId | undefined;

/** Rung up one by one. */
function atTable(
  goods: ReadonlyArray<typeof SOUP>,
  service: "dine-in" | "takeaway" = "dine-in",
): { readonly counter: Counter; readonly lines: ReadonlyArray<EventId> } {
  const counter = createCounter({ catalogue: CATALOGUE });
  const lines = goods.map((each) => counter.add(each));
  valueOf(counter.decide((context, order) => decideSetService(context, order, service)));
  return { counter, lines };
}

function sentMenu(): ReturnType<typeof atTable> {
  const menu = atTable([SOUP, STEAK, CAKE]);
  valueOf(menu.counter.decide(decideSend));
  return menu;
}

function sentSteaks(count: number): { readonly counter: Counter; readonly line: EventId } {
  const { counter } = atTable([SOUP]);
  const line = counter.add(STEAK, { count });
  valueOf(counter.decide(decideSend));
  return { counter, line };
}

function fire(counter: Counter, course?: number): ReturnType<Counter["decide"]> {
  return counter.decide((context, order) => decideFire(context, order, course));
}

function hold(
  counter: Counter,
  lines: ReadonlyArray<Line>,
  held: boolean,
): ReturnType<Counter["decide"]> {
  const known = lines.flatMap((line) => line ?? []);
  return counter.decide((context, order) => decideHold(context, order, { lines: known, held }));
}

function quantity(counter: Counter, line: Line, count: number): ReturnType<Counter["decide"]> {
  if (line === undefined) throw new Error("No such line.");
  const write = { line, quantity: thousandths(count * 1000), reason: "mind" };
  return counter.decide((context, order) => decideSetQuantity(context, order, write));
}

function note(counter: Counter, line: EventId, text: string): ReturnType<Counter["decide"]> {
  return counter.decide((context, order) => decideSetNote(context, order, { line, note: text }));
}

/** `fire STEAK 2`, of all tickets together. */
function told(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  return events.flatMap((event) =>
    event.kind === "ticket/issued"
      ? event.body.lines.map(({ act, text, quantity: many }) => `${act} ${text} ${many / 1000}`)
      : [],
  );
}

function waiting(counter: Counter): ReadonlyArray<string> {
  const lines = toOrderView(counter.order(), NO_LOOKUPS)?.lines ?? [];
  return lines.filter(({ isOnHold }) => isOnHold).map(({ name }) => name);
}

function attention(counter: Counter): unknown {
  return orderAttention(counter.order());
}
