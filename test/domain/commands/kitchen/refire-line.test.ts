import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { sentQuantity } from "../../../../src/domain/balance/sent-pieces.ts";
import { type Decision } from "../../../../src/domain/commands/decision.ts";
import { decideFire } from "../../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideRefire } from "../../../../src/domain/commands/kitchen/refire-line.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import { decideSetNote, decideVoidLine } from "../../../../src/domain/commands/order/edit-order.ts";
import { decideSetService } from "../../../../src/domain/commands/order/order-head.ts";
import { type KnownEvent } from "../../../../src/domain/events/kinds.ts";
import { type TicketIssued } from "../../../../src/domain/events/ticket-events.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { type EventId } from "../../../../src/domain/identity.ts";
import { thousandths } from "../../../../src/domain/money/amounts.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const STEAK = product("STEAK", { course: 1, station: "kitchen" });
const CAKE = product("CAKE", { course: 3, station: "kitchen" });
const HAM = product("HAM", { soldBy: "weight", station: "kitchen" });
const BUN = product("BUN", { station: "" });
const CATALOGUE = catalogueOf([STEAK, CAKE, HAM, BUN]);

describe("what came to grief", () => {
  test("is made again at the station that had it, and nobody pays for it", () => {
    const { counter, line } = sentSteaks(3);
    const before = orderBalance(counter.order());
    const [first] = tickets(counter.events());

    const [again, ...others] = tickets(valueOf(refire(counter, line, { reason: "dropped" })));

    expect(others).toEqual([]);
    expect(again?.station).toBe(first?.station);
    expect(again?.lines).toMatchObject([
      { act: "refire", line, quantity: 1000, text: "STEAK", reason: "dropped" },
    ]);
    expect(again?.ordered).toBeDefined();
    const { total, due } = orderBalance(counter.order());
    const attention = orderAttention(counter.order());
    expect({ total, due, attention }).toEqual({
      total: before.total,
      due: before.due,
      attention: [],
    });
    expect(sentQuantity(counter.order(), line)).toBe(3000);
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("is as many as somebody says, and of what was weighed all of it", () => {
    const { counter, line } = sentSteaks(3);
    const ham = counter.add(HAM, { count: 0.35 });
    valueOf(counter.decide(decideSend));

    expect(told(valueOf(refire(counter, line, { count: 2 })))).toEqual(["refire STEAK 2"]);
    expect(told(valueOf(refire(counter, ham)))).toEqual(["refire HAM 0.35"]);
  });

  test("is made again after it was paid too", () => {
    const { counter, line } = sentSteaks(1);
    valueOf(counter.pay(100_000));

    expect(told(valueOf(refire(counter, line)))).toEqual(["refire STEAK 1"]);
    expect(orderBalance(counter.order()).status).toBe("paid");
  });

  test("is made as it is wanted now, and the station hears that of the others too", () => {
    const { counter, line } = sentSteaks(2);
    valueOf(
      counter.decide((context, order) =>
        decideSetNote(context, order, { line, note: "well done" }),
      ),
    );

    const [ticket] = tickets(valueOf(refire(counter, line)));

    expect(ticket?.lines).toMatchObject([
      { act: "refire", quantity: 1000, note: "well done" },
      { act: "change", quantity: 2000, note: "well done" },
    ]);
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("can't be more than was made, nor what nobody has made", () => {
    const { counter, line } = sentSteaks(2);
    const bun = counter.add(BUN);
    const unsent = counter.add(STEAK);
    const gone = counter.add(STEAK);
    valueOf(
      counter.decide((context, order) =>
        decideVoidLine(context, order, { line: gone, reason: "mind" }),
      ),
    );

    const faults = [
      refire(counter, line, { count: 3 }),
      refire(counter, line, { count: 0.5 }),
      refire(counter, line, { count: 0 }),
      refire(counter, bun),
      refire(counter, unsent),
      refire(counter, gone),
      refire(counter, line, { reason: "x".repeat(201) }),
    ].map((done) => faultOf(done).type);

    expect(faults).toEqual([
      "line/fewer-made",
      "quantity/invalid",
      "quantity/invalid",
      "line/not-made",
      "line/not-sent",
      "line/voided",
      "text/too-long",
    ]);
  });

  test("takes the right to send", () => {
    const clerk = createCounter({ catalogue: CATALOGUE, permissions: ["sell"] });
    const line = clerk.add(STEAK);
    expect(faultOf(refire(clerk, line)).type).toBe("permission/missing");
  });

  test("is nothing that the kitchen waits with, until that is fired", () => {
    const { counter } = sentSteaks(1);
    valueOf(counter.decide((context, order) => decideSetService(context, order, "dine-in")));
    const later = counter.add(CAKE);
    valueOf(counter.decide(decideSend));
    expect(faultOf(refire(counter, later)).type).toBe("line/waits");

    valueOf(counter.decide((context, order) => decideFire(context, order)));
    expect(told(valueOf(refire(counter, later)))).toEqual(["refire CAKE 1"]);
  });
});

describe("the same plate", () => {
  test("that drops twice is no repetition", () => {
    const { counter, line } = sentSteaks(1);
    valueOf(refire(counter, line));
    valueOf(refire(counter, line));

    expect(orderAttention(counter.order())).toEqual([]);
  });

  test("that two tills apart have made again may be there twice, and a person hears of it", () => {
    const { counter, line } = sentSteaks(1);
    const far = counter.apart("B");
    const [here] = valueOf(refire(counter, line));
    const [there] = valueOf(refire(far, line));
    counter.hear(far);

    expect(orderAttention(counter.order())).toMatchObject([
      { type: "ticket/possible-duplicate", subject: line, voices: [here?.id, there?.id] },
    ]);
  });
});

function sentSteaks(count: number): { readonly counter: Counter; readonly line: EventId } {
  const counter = createCounter({ catalogue: CATALOGUE });
  const line = counter.add(STEAK, { count });
  valueOf(counter.decide(decideSend));
  return { counter, line };
}

function refire(
  counter: Counter,
  line: EventId,
  { count, reason = "" }: { readonly count?: number; readonly reason?: string } = {},
): ReturnType<Counter["decide"]> {
  return counter.decide((context, order): Decision => {
    const lines = [{ line, count: count === undefined ? undefined : thousandths(count * 1000) }];
    return decideRefire(context, order, { lines, reason });
  });
}

function tickets(events: ReadonlyArray<KnownEvent>): ReadonlyArray<TicketIssued> {
  return events.flatMap((event) => (event.kind === "ticket/issued" ? [event.body] : []));
}

function told(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  return tickets(events).flatMap(({ lines }) =>
    lines.map(({ act, text, quantity }) => `${act} ${text} ${quantity / 1000}`),
  );
}
