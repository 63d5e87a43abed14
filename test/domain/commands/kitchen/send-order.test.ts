import { describe, expect, test } from "vitest";

import { ok } from "../../../../src/domain/base/result.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import { decideSetNote, decideVoidLine } from "../../../../src/domain/commands/order/edit-order.ts";
import {
  decideNameOrder,
  decideSetService,
} from "../../../../src/domain/commands/order/order-head.ts";
import { type TicketIssued } from "../../../../src/domain/events/ticket-events.ts";
import { orderStream } from "../../../../src/domain/folds/order-fold.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { minor } from "../../../../src/domain/money/amounts.ts";
import {
  NO_LOOKUPS,
  type TicketLookups,
  toOrderView,
} from "../../../../src/domain/order/order-view.ts";
import { openWriteIds } from "../../../../src/domain/state/register.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";
import { idOf } from "../../../support/told.ts";

const TARTE = product("TARTE", { price: minor(350), station: "kitchen" });
const BEER = product("BEER", { price: minor(400), station: "bar" });
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

describe("an order that goes elsewhere", () => {
  test("is told where what is being made was, once, to the station that has it", () => {
    const { counter, line } = sentTarte("Table 7");
    const [renamed] = valueOf(name(counter, "Table 9"));
    expect(kitchenOf(counter)).toEqual(["unsent"]);

    const [ticket, ...others] = ticketsOf(valueOf(counter.decide(decideSend)));

    expect(others).toEqual([]);
    expect(ticket).toMatchObject({
      station: "kitchen",
      head: { name: "Table 9", nameBefore: "Table 7" },
      lines: [{ line, act: "move", quantity: 1000, cause: renamed?.id }],
    });
    expect(kitchenOf(counter)).toEqual(["sent"]);
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("says so in the ticket of a change, and not twice", () => {
    const { counter, line } = sentTarte("Table 7");
    valueOf(note(counter, line, "no nuts"));
    valueOf(name(counter, "Table 9"));

    const [ticket] = ticketsOf(valueOf(counter.decide(decideSend)));

    expect(ticket).toMatchObject({
      head: { name: "Table 9", nameBefore: "Table 7" },
      lines: [{ act: "change", note: "no nuts" }],
    });
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("is told by a table as by a name", () => {
    const { counter } = sentTarte();
    valueOf(table(counter, "7"));
    valueOf(counter.decide(decideSend));
    const [moved] = valueOf(table(counter, "9"));

    const [ticket] = ticketsOf(valueOf(counter.decide(decideSend)));

    expect(ticket).toMatchObject({
      head: { table: "9", tableBefore: "7" },
      lines: [{ act: "move", cause: moved?.id }],
    });
    expect(ticket?.head).not.toHaveProperty("nameBefore");
  });

  test("is nothing new where it is back before that was told, or was only given a name", () => {
    const { counter } = sentTarte("Table 7");
    valueOf(name(counter, "Table 9"));
    valueOf(name(counter, "Table 7"));
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");

    const nameless = sentTarte().counter;
    valueOf(name(nameless, "Noor"));
    expect(faultOf(nameless.decide(decideSend)).type).toBe("order/nothing-to-send");
    expect(kitchenOf(nameless)).toEqual(["sent"]);
  });

  test("is told to be back where a void has said meanwhile that it is elsewhere", () => {
    const { counter, line } = sentTarte("Table 7");
    const other = counter.add(TARTE);
    const beer = counter.add(BEER);
    valueOf(counter.decide(decideSend));
    valueOf(name(counter, "Table 9"));
    const [off] = ticketsOf(valueOf(voidLine(counter, line)));
    expect(off?.head).toMatchObject({ name: "Table 9", nameBefore: "Table 7" });

    const [back] = valueOf(name(counter, "Table 7"));
    expect(kitchenOf(counter, stationsOf(counter))).toEqual(["sent", "unsent", "sent"]);
    const tickets = ticketsOf(valueOf(counter.decide(decideSend)));

    // The bar has heard of no other place.
    expect(tickets).toMatchObject([
      {
        station: "kitchen",
        head: { name: "Table 7", nameBefore: "Table 9" },
        lines: [{ line: other, act: "move", cause: back?.id }],
      },
    ]);
    expect(kitchenOf(counter, stationsOf(counter))).toEqual(["sent", "sent", "sent"]);
    expect(ticketsOf(counter.events()).flatMap(({ lines }) => lines)).toContainEqual(
      expect.objectContaining({ line: beer, act: "new" }),
    );
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("says in a void where the station believed it to be last", () => {
    const { counter, line } = sentTarte("Table 7");
    const other = counter.add(TARTE);
    valueOf(counter.decide(decideSend));
    valueOf(name(counter, "Table 9"));
    valueOf(voidLine(counter, line));
    valueOf(name(counter, "Table 7"));

    const [off] = ticketsOf(valueOf(voidLine(counter, other)));

    expect(off?.head).toMatchObject({ name: "Table 7", nameBefore: "Table 9" });
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("leaves what is off and what is made where it is", () => {
    const { counter, line } = sentTarte("Table 7");
    counter.add(TARTE);
    const [done] = valueOf(counter.decide(decideSend));
    if (done?.kind !== "ticket/issued") throw new Error("The test sent nothing.");
    valueOf(voidLine(counter, line));
    valueOf(bump(counter, done.id));
    valueOf(name(counter, "Table 9"));

    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("two tills that tell it apart name the same cause", () => {
    const { counter } = sentTarte("Table 7");
    valueOf(name(counter, "Table 9"));
    const other = counter.apart("B");

    const [here] = ticketsOf(valueOf(counter.decide(decideSend)));
    const [there] = ticketsOf(valueOf(other.decide(decideSend)));

    expect(there?.lines).toEqual(here?.lines);
  });

  test("counts what other stations make once, whatever they are told of it", () => {
    const { counter } = sentTarte("Table 7");
    counter.add(BEER);
    valueOf(name(counter, "Table 9"));

    const tickets = ticketsOf(valueOf(counter.decide(decideSend)));

    expect(tickets.map(({ station, also }) => [station, also])).toEqual([
      ["kitchen", [{ station: "bar", pieces: 1 }]],
      ["bar", [{ station: "kitchen", pieces: 1 }]],
    ]);
  });
});

function counterAt(): Counter {
  return createCounter({ catalogue: catalogueOf([TARTE, BUN, BEER]) });
}

function sentTarte(called = ""): { readonly counter: Counter; readonly line: EventId } {
  const counter = counterAt();
  const line = counter.add(TARTE);
  if (called !== "") valueOf(name(counter, called));
  valueOf(counter.decide(decideSend));
  return { counter, line };
}

function note(counter: Counter, line: EventId, text: string) {
  return counter.decide((context, order) => decideSetNote(context, order, { line, note: text }));
}

function name(counter: Counter, text: string) {
  return counter.decide((context, order) => decideNameOrder(context, order, text));
}

/** As whoever is at the plan of tables will write it. */
function table(counter: Counter, text: string) {
  return counter.decide((_context, { opened, fields }) => {
    const streams = [orderStream(opened?.id ?? idOf("A", 1))];
    const over = { table: openWriteIds(fields.table) };
    return ok([{ kind: "order/changed", streams, body: { set: { table: text }, over } }]);
  });
}

function voidLine(counter: Counter, line: EventId) {
  return counter.decide((context, order) =>
    decideVoidLine(context, order, { line, reason: "mind" }),
  );
}

function bump(counter: Counter, ticket: EventId) {
  const streams = [toStreamId("ticket", ticket)];
  return counter.decide(() =>
    ok([{ kind: "ticket/done", streams, body: { lines: [0], over: [] } }]),
  );
}

function ticketsOf(events: ReturnType<Counter["events"]>): ReadonlyArray<TicketIssued> {
  return events.flatMap((event) => (event.kind === "ticket/issued" ? [event.body] : []));
}

function ticketLines(events: ReturnType<Counter["events"]>) {
  return events.flatMap((event) => (event.kind === "ticket/issued" ? event.body.lines : []));
}

/** Which station has which ticket, as the ledger says it. */
function stationsOf(counter: Counter): TicketLookups {
  const stations = new Map(
    counter
      .events()
      .flatMap((event) =>
        event.kind === "ticket/issued"
          ? [[toStreamId("ticket", event.id), event.body.station] as const]
          : [],
      ),
  );
  return { ...NO_LOOKUPS, station: (ticket) => stations.get(ticket) ?? "" };
}

function kitchenOf(counter: Counter, looks = NO_LOOKUPS): ReadonlyArray<string> {
  const view = toOrderView(counter.order(), looks);
  return (view?.lines ?? []).map(({ kitchen }) => kitchen);
}
