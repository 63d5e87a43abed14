/** What head office may say of people: only whom it brought, by keys of its own. Everything else counts for nothing. */

import { describe, expect, test } from "vitest";

import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { secretDestroyed, secretWritten } from "../../../src/ledger/secrets.ts";
import { createShop, synchronise, type TestTill } from "../../support/shop.ts";

const VALUE = Buffer.alloc(32, 7);

interface Told {
  readonly office: TestTill;
  /** The shop's own writes of its person 4. */
  readonly own: ReadonlyArray<EventId>;
}

describe("head office", () => {
  test("brings a person, and says later what it said otherwise", () => {
    using shop = createShop();
    const office = shop.join("H", ["hub"]);
    const key = keyOf(office, "12");
    const { ids } = office.write(
      secretWritten(key, VALUE),
      staffSet("12", { name: sealed(key), role: "waiter", active: true }),
    );
    office.write(staffSet("12", { name: sealed(key) }, { name: ids }));
    synchronise(office, shop.a);

    expect(shop.a.ledger().quarantined()).toEqual([]);
  });

  test.each<readonly [string, (told: Told) => ReadonlyArray<Draft>]>([
    ["a PIN", () => [secretWritten("pin/12/a", VALUE)]],
    ["who knows which PIN", () => [pinSet("12")]],
    ["the pepper of PINs", () => [secretWritten("pepper/1", VALUE)]],
    ["a customer", () => [secretWritten("customer/1", VALUE)]],
    ["the key of a name as tills make them", () => [secretWritten("person/4/a1b2", VALUE)]],
    ["a key of another office", () => [secretWritten(`person/4/${"x".repeat(26)}/a1`, VALUE)]],
    ["the end of a key", ({ office }) => [secretDestroyed(keyOf(office, "12"))]],
    ["a name by a till's key", () => [staffSet("12", { name: sealed("person/12/a1b2") })]],
    [
      "a name by its key of somebody else",
      ({ office }) => [staffSet("4", { name: sealed(keyOf(office, "12")) })],
    ],
    [
      "another name of a person whom the shop had",
      ({ office, own }) => [staffSet("4", { name: sealed(keyOf(office, "4")) }, { name: own })],
    ],
    [
      "that a person of the shop's has no badge",
      ({ own }) => [staffSet("4", { badge: null }, { badge: own })],
    ],
    [
      "what somebody costs, of two people at once",
      ({ office }) => {
        const event = staffSet("12", { rate: sealed(keyOf(office, "12")) });
        return [{ ...event, streams: [...event.streams, toStreamId("staff", "4")] }];
      },
    ],
  ])("may not say %s", (_, drafts) => {
    using shop = createShop();
    const office = shop.join("H", ["hub"]);
    const set = { name: sealed("person/4/a1b2"), role: "waiter", active: true };
    const { ids: own } = shop.a.write(staffSet("4", set));
    synchronise(shop.a, office);
    office.write(...drafts({ office, own }));
    synchronise(office, shop.a);

    expect(shop.a.ledger().quarantined()).toMatchObject([{ reason: "kind/not-allowed" }]);
  });
});

function keyOf({ device }: TestTill, number: string): string {
  return `person/${number}/${device}/0a1b`;
}

function sealed(k: string) {
  return { k, c: "bm90IHJlYWxseQ==" };
}

function staffSet(
  number: string,
  set: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, ReadonlyArray<EventId>>> = {},
): Draft {
  const event: unknown = {
    kind: "staff/set",
    streams: [toStreamId("staff", number)],
    body: { set, over },
  };
  return event as Draft;
}

function pinSet(number: string): Draft {
  const body = { verifierId: `pin/${number}/a`, over: [] };
  return { kind: "staff/pin-set", streams: [toStreamId("staff", number)], body };
}
