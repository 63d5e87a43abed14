import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Draft } from "../../../src/domain/events/kinds.ts";
import { entryRow } from "../../../src/domain/folds/entry-fold.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { readStaffMember } from "../../../src/domain/people/staff.ts";
import { entryName, readCatalogue } from "../../../src/domain/prices/catalogue-view.ts";
import { readSettingOn } from "../../../src/domain/settings/settings.ts";
import { emptyEntry, type EntryState, fieldValue } from "../../../src/domain/state/entry-state.ts";
import { isContested, openWriteIds, type Register } from "../../../src/domain/state/register.ts";
import { setting } from "../../support/one-setting.ts";
import {
  createShop,
  firstId,
  synchronise,
  synchroniseAll,
  type TestTill,
  TODAY,
} from "../../support/shop.ts";
import { idOf } from "../../support/told.ts";

const eventId = fc.nat(4).map((seq) => idOf("A", seq + 1));
const value = fc.jsonValue({ maxDepth: 2 });
const write = fc.record({ id: eventId, value, blind: fc.boolean() });
const register: fc.Arbitrary<Register<unknown>> = fc.record({
  open: fc.array(write, { maxLength: 3 }),
  gone: fc.array(eventId, { maxLength: 3 }),
});
const entry: fc.Arbitrary<EntryState> = fc.record({
  fields: fc.dictionary(fc.constantFrom("name", "price", "x", "7", "constructor"), register, {
    noNullPrototype: true,
  }),
  codes: fc.array(fc.record({ id: eventId, code: fc.string() }), { maxLength: 3 }),
  removedCodes: fc.array(eventId, { maxLength: 3 }),
  plans: fc.array(
    fc.record({ id: eventId, price: fc.nat().map(minor), fromDay: fc.constant(TODAY) }),
    { maxLength: 3 },
  ),
});

test("an entry is read back from its row as it was, its fields in their order", () => {
  fc.assert(
    fc.property(entry, (state) => {
      const text = JSON.stringify(entryRow.pack(state));
      const back = entryRow.unpack(JSON.parse(text));

      expect(JSON.stringify(back)).toBe(JSON.stringify(jsonOf(state)));
      expect(JSON.stringify(entryRow.pack(back))).toBe(text);
    }),
  );
});

test("what one event wrote names that event once", () => {
  const id = idOf("A", 39);
  const words = ["name", "price", "plu", "course"];
  const fields = Object.fromEntries(words.map((word) => [word, writtenBy(id, word)]));

  const text = JSON.stringify(entryRow.pack({ ...emptyEntry, fields }));

  expect(text.split(id)).toHaveLength(2);
  expect(text.length).toBeLessThan(JSON.stringify(fields).length / 2);
});

function writtenBy(id: EventId, written: string): Register<unknown> {
  return { open: [{ id, value: written, blind: false }], gone: [] };
}

/** Minus zero is zero in a row, as it always was. */
function jsonOf(state: EntryState): unknown {
  return JSON.parse(JSON.stringify(state));
}

const LATTE = toStreamId("cat", entryName("product", "LATTE"));

describe("a product that two tills change apart", () => {
  test("keeps what each of them changed, when it was not the same field", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.write(priced(300));
    b.write(named("Latte"));

    synchroniseAll(shop.tills());

    for (const till of [shop.a, b]) {
      expect(latteAt(till)).toMatchObject({ name: "Latte", price: 300 });
    }
  });

  test("has the later price on all tills, as a question, until somebody who saw both says", () => {
    using shop = createShop();
    const b = shop.join("B");
    const first = firstId(shop.a.write(priced(300)));
    synchronise(shop.a, b);
    shop.a.write(priced(350, [first]));
    b.write(priced(360, [first]));
    synchroniseAll(shop.tills());

    expect(latteAt(shop.a)?.price).toBe(latteAt(b)?.price);
    expect(isPriceContested(shop.a)).toBe(true);

    shop.a.write(priced(355, openPrices(shop.a)));
    synchroniseAll(shop.tills());

    expect(latteAt(b)?.price).toBe(355);
    expect(isPriceContested(b)).toBe(false);
  });

  test("loses only the barcode that somebody who knew it removed", () => {
    using shop = createShop();
    const b = shop.join("B");
    const known = firstId(shop.a.write(coded("4006381333931")));
    synchronise(shop.a, b);
    shop.a.write({ kind: "product/code-removed", streams: [LATTE], body: { targets: [known] } });
    b.write(coded("4006381333931"), coded("96385074"));
    synchroniseAll(shop.tills());

    for (const till of [shop.a, b]) {
      expect(latteAt(till)?.barcodes.toSorted()).toEqual(["4006381333931", "96385074"]);
    }
  });
});

describe("a product of which a till says what another kind of thing may be", () => {
  test.each<readonly [string, Draft]>([
    [
      "a customer's sealed name",
      {
        kind: "customer/set",
        streams: [LATTE],
        body: { set: { name: { k: "customer/1", c: "" } }, over: {} },
      },
    ],
    ["a role's price", entryDraft("role/set", { price: "free" })],
    ["a station's short code", entryDraft("station/set", { shortCode: 7 })],
    ["a price on a list, beside its own price", entryDraft("product/set", { "list:happy": "1" })],
    ["how much is left, as one of its fields", entryDraft("product/set", { left: "none" })],
  ])("is what it was: %s", (_, lie) => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.write(priced(300), named("Latte"));
    synchronise(shop.a, b);
    const before = latteAt(shop.a);

    b.write(lie);
    synchronise(b, shop.a);

    expect(latteAt(shop.a)).toEqual(before);
    expect(fieldsOf(shop.a)).toEqual(["name", "price"]);
  });
});

describe("a setting", () => {
  test("that a newer build wrote in a way which nobody here can read is as if nobody had set it", () => {
    using shop = createShop();
    shop.a.write(setting(5, "cash-step"));
    expect(shop.a.ledger().read((view) => readSettingOn(view, "cash-step", TODAY))).toBe(5);

    shop.a.write(setting("five", "cash-step"));

    expect(shop.a.ledger().read((view) => readSettingOn(view, "cash-step", TODAY))).toBe(0);
  });
});

describe("a member of staff", () => {
  test("has what the role allows, and nothing that this build could not check", () => {
    using shop = createShop();
    shop.a.write(
      {
        kind: "role/set",
        streams: [toStreamId("role", "cashier")],
        body: { set: { permissions: ["sell", "fly"] }, over: {} },
      },
      {
        kind: "staff/set",
        streams: [toStreamId("staff", "7")],
        body: { set: { role: "cashier" }, over: {} },
      },
    );

    const member = shop.a.ledger().read((view) => readStaffMember(view, "7"));

    expect([...(member?.permissions ?? [])]).toEqual(["sell", "others"]);
    expect(shop.a.ledger().read((view) => readStaffMember(view, "8"))).toBeUndefined();
  });

  test("has the PIN that was set last", () => {
    using shop = createShop();
    const streams = [toStreamId("staff", "7")];
    for (const verifierId of ["one", "two"]) {
      shop.a.write({ kind: "staff/pin-set", streams, body: { verifierId, over: [] } });
    }

    expect(shop.a.ledger().read((view) => readStaffMember(view, "7"))?.verifierId).toBe("two");
  });
});

describe("the days of a shop", () => {
  test("are begun by each till for itself, and all of it is kept", () => {
    using shop = createShop();
    const b = shop.join("B");
    const streams = [toStreamId("day", "2026-11-21")];
    shop.a.write({ kind: "day/began", streams, body: { how: "clock" } });
    b.write({ kind: "day/began", streams, body: { how: "person" } });
    synchroniseAll(shop.tills());

    const began = b.ledger().read((view) => view.state("day", "2026-11-21").began);

    expect(began.map(({ how }) => how).toSorted()).toEqual(["clock", "person"]);
  });
});

function priced(price: number, over: EventId[] = []): Draft {
  return {
    kind: "product/set",
    streams: [LATTE],
    body: { set: { price: minor(price) }, over: { price: over } },
  };
}

function named(name: string): Draft {
  return { kind: "product/set", streams: [LATTE], body: { set: { name }, over: {} } };
}

/** A field that the kind doesn't know is kept as it is: a newer build may. */
function entryDraft(kind: "role/set" | "station/set" | "product/set", set: object): Draft {
  return { kind, streams: [LATTE], body: { set, over: {} } } as Draft;
}

function fieldsOf(till: TestTill): ReadonlyArray<string> {
  const { fields } = till.ledger().read((view) => view.state("cat", "product/LATTE"));
  return Object.keys(fields).toSorted();
}

function coded(code: string): Draft {
  return { kind: "product/code-added", streams: [LATTE], body: { code, type: "ean" } };
}

function latteAt(till: TestTill) {
  return till
    .ledger()
    .read((view) => readCatalogue(view, TODAY))
    .productsBySku.get("LATTE");
}

function priceOf(till: TestTill) {
  return till.ledger().read((view) => view.state("cat", entryName("product", "LATTE"))).fields[
    "price"
  ];
}

function isPriceContested(till: TestTill): boolean {
  const price = priceOf(till);
  return price !== undefined && isContested(price);
}

function openPrices(till: TestTill): EventId[] {
  expect(
    fieldValue(
      till.ledger().read((view) => view.state("cat", "product/LATTE")),
      "price",
    ),
  ).toBeDefined();
  return openWriteIds(priceOf(till));
}
