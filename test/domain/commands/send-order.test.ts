import { describe, expect, test } from "vitest";

import { minor } from "../../../src/domain/amounts.ts";
import { decideSetNote, decideSetService } from "../../../src/domain/commands/edit-order.ts";
import { decideSend } from "../../../src/domain/commands/send-order.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { NO_LOOKS, toOrderView } from "../../../src/domain/order-view.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(350), station: "kitchen" });
const BUN = product("BUN", { price: minor(200), station: "" });

describe("what the kitchen knows", () => {
  test("is made otherwise by a note that came after it was sent", () => {
    const { counter, line } = sentTarte();
    const [change] = valueOf(note(counter, line, "no nuts"));

    const events = valueOf(counter.decide(decideSend));

    expect(ticketLines(events)).toMatchObject([
      { act: "change", quantity: 1000, note: "no nuts", cause: change?.id },
    ]);
  });

  test("is told of a change once", () => {
    const { counter, line } = sentTarte();
    valueOf(note(counter, line, "no nuts"));
    valueOf(counter.decide(decideSend));

    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("is nothing new when a change was taken back before it was told", () => {
    const { counter, line } = sentTarte();
    valueOf(note(counter, line, "no nuts"));
    valueOf(note(counter, line, ""));

    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("is made otherwise when the order is to go after all", () => {
    const { counter } = sentTarte();
    const [change] = valueOf(
      counter.decide((context, order) => decideSetService(context, order, "takeaway")),
    );

    const events = valueOf(counter.decide(decideSend));

    expect(ticketLines(events)).toMatchObject([
      { act: "change", service: "takeaway", serviceBefore: "counter", cause: change?.id },
    ]);
  });

  test("has no part in what is handed over at the counter", () => {
    const counter = counterAt();
    const bun = counter.add(BUN);
    valueOf(note(counter, bun, "no nuts"));

    expect(faultOf(counter.decide(decideSend)).type).toBe("order/no-kitchen");
  });

  test("shows on the screen as unsent until the change is told", () => {
    const { counter, line } = sentTarte();
    expect(kitchenOf(counter)).toEqual(["sent"]);

    valueOf(note(counter, line, "no nuts"));
    expect(kitchenOf(counter)).toEqual(["unsent"]);

    valueOf(counter.decide(decideSend));
    expect(kitchenOf(counter)).toEqual(["sent"]);
  });
});

function counterAt(): Counter {
  return createCounter({ catalogue: catalogueOf([TARTE, BUN]) });
}

function sentTarte(): { readonly counter: Counter; readonly line: EventId } {
  const counter = counterAt();
  const line = counter.add(TARTE);
  valueOf(counter.decide(decideSend));
  return { counter, line };
}

function note(counter: Counter, line: EventId, text: string) {
  return counter.decide((context, order) => decideSetNote(context, order, { line, note: text }));
}

function ticketLines(events: ReturnType<Counter["events"]>) {
  return events.flatMap((event) => (event.kind === "ticket/issued" ? event.body.lines : []));
}

function kitchenOf(counter: Counter): ReadonlyArray<string> {
  const view = toOrderView(counter.order(), NO_LOOKS);
  return (view?.lines ?? []).map(({ kitchen }) => kitchen);
}
