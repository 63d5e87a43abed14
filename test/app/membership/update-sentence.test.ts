/** What is said of events that this build can't read: a liar may have made up as many kinds as it likes. */

import { expect, test } from "vitest";

import { unreadFacts, unreadFactsOf } from "../../../src/app/membership/update-sentence.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { type UnknownEvent } from "../../../src/domain/ledger-view.ts";
import { type Admission } from "../../../src/domain/membership/admission.ts";

test.each([
  [1, "order/made-0, version 1"],
  [3, "order/made-0, version 1; order/made-1, version 1; order/made-2, version 1"],
  [80, "order/made-0, version 1; order/made-1, version 1; order/made-10, version 1; …"],
])("of %d kinds three are named at most", (count, kinds) => {
  const events = Array.from({ length: count }, (_, n) => {
    return { kind: `order/made-${n}`, v: 1 } as UnknownEvent;
  });

  expect(unreadFacts(events, "en")).toEqual({ events: count, kinds });
});

test("the tills that have said them are named, each once and three at most", () => {
  const origins = ["a", "a", "b", "c", "d"].map((letter) => `${letter.repeat(26)}.thefirstchain`);
  const events = origins.map((origin, n) => {
    return { id: `${origin}:${n + 1}:00000000`, kind: "order/made", v: 1 } as UnknownEvent;
  });
  const device = "b".repeat(26) as DeviceId;
  const devices = new Map([[device, { code: "B", name: "Bar" }]]) as unknown as Admission;

  expect(unreadFactsOf(devices, events.slice(2, 3), "en").kinds).toBe(
    "B Bar: order/made, version 1",
  );
  expect(unreadFactsOf(devices, events, "en").kinds).toMatch(
    /^B Bar, device a+, device c+, …: order\/made, version 1$/u,
  );
});
