import { describe, expect, test } from "vitest";

import { stationOfGoods } from "../../../../src/domain/commands/kitchen/kitchen-stations.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import {
  decideSetNote,
  decideSetQuantity,
} from "../../../../src/domain/commands/order/edit-order.ts";
import { type Draft, type KnownEvent } from "../../../../src/domain/events/kinds.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { thousandths } from "../../../../src/domain/money/amounts.ts";
import { readSettingText } from "../../../../src/domain/office/setting-text.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, euro, product } from "../../../support/small-shop.ts";

const STEAK = product("STEAK", { station: "grill" });
const WINE = product("WINE", { station: "cellar" });

describe("the first rule that fits", () => {
  test.each([
    ["STEAK>bar", "counter", 720, "bar"],
    ["steaks>bar", "counter", 720, "bar"],
    ["grill>bar", "counter", 720, "bar"],
    ["*>bar", "counter", 720, "bar"],
    ["WINE>bar", "counter", 720, "grill"],
    ["grill>bra", "counter", 720, "grill"],
    ["grill/takeaway>front", "takeaway", 720, "front"],
    ["grill/takeaway>front", "counter", 720, "grill"],
    ["grill@22:00-05:00>bar", "counter", 1320, "bar"],
    ["grill@22:00-05:00>bar", "counter", 299, "bar"],
    ["grill@22:00-05:00>bar", "counter", 300, "grill"],
    ["grill@11:00-14:00>bar", "counter", 839, "bar"],
    ["grill@11:00-14:00>bar", "counter", 840, "grill"],
    ["grill/takeaway>front,STEAK>bar", "takeaway", 720, "front"],
  ] as const)("of %s, %s, at minute %i: %s", (...[rules, service, minute, station]) => {
    const counter = counterWith(rules);
    let found = "";
    counter.decide(({ view }) => {
      found = stationOfGoods(view, { sku: "STEAK", station: "grill", service }, { minute });
      return { ok: true, value: [] };
    });

    expect(found).toBe(station);
  });

  test.each(["grill", ">bar", "grill>", "grill@22-5>bar", "grill/terrace>bar", "a>b>c"])(
    "can't be %s",
    (text) => {
      const read = readSettingText({ key: "routes", texts: [text] }, { currency: euro });

      expect(faultOf(read).type).toBe("setting/wrong");
    },
  );
});

describe("what is sent", () => {
  test("goes where the rules say", () => {
    const counter = counterWith("grill>bar");
    counter.add(STEAK);
    counter.add(WINE);

    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["bar new 1", "cellar new 1"]);
  });

  test("is changed and taken off where it was told, whatever the rules say by then", () => {
    const counter = counterWith("none");
    const line = counter.add(STEAK, { count: 2 });
    valueOf(counter.decide(decideSend));
    route(counter, "grill>bar");
    valueOf(quantity(counter, line, 3));

    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["bar new 1"]);
    valueOf(
      counter.decide((context, order) => decideSetNote(context, order, { line, note: "rare" })),
    );
    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["grill change 2", "bar change 1"]);
    expect(told(valueOf(quantity(counter, line, 1)))).toEqual(["bar void 1", "grill void 1"]);
  });
});

function counterWith(rules: string): Counter {
  const counter = createCounter({ catalogue: catalogueOf([STEAK, WINE]) });
  const body = { set: { category: "steaks" }, over: {} };
  const streams = [toStreamId("cat", "product/STEAK")];
  write(counter, { kind: "product/set", streams, body } as unknown as Draft);
  for (const id of ["bar", "front"]) {
    const place = [toStreamId("cat", `station/${id}`)];
    const station = { set: { name: id }, over: {} };
    write(counter, { kind: "station/set", streams: place, body: station } as unknown as Draft);
  }
  route(counter, rules);
  return counter;
}

function route(counter: Counter, rules: string): void {
  const typed = valueOf(readSettingText({ key: "routes", texts: [rules] }, { currency: euro }));
  const streams = [toStreamId("set", "routes")];
  const body = { value: typed.value, over: [] };
  write(counter, { kind: "setting/set", streams, body } as unknown as Draft);
}

function write(counter: Counter, draft: Draft): void {
  valueOf(counter.decide(() => ({ ok: true, value: [draft] })));
}

function quantity(counter: Counter, line: EventId, count: number): ReturnType<Counter["decide"]> {
  const write = { line, quantity: thousandths(count * 1000), reason: "mind" };
  return counter.decide((context, order) => decideSetQuantity(context, order, write));
}

/** `bar new 1`, a line each. */
function told(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  return events.flatMap((event) =>
    event.kind === "ticket/issued"
      ? event.body.lines.map((it) => `${event.body.station} ${it.act} ${it.quantity / 1000}`)
      : [],
  );
}
