/** Areas and tables of a shop: what people may call them, and that two tills apart make one floor. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ok } from "../../../../src/domain/base/result.ts";
import {
  decideChangeFloor,
  decideRemoveFromFloor,
} from "../../../../src/domain/commands/office/change-floor.ts";
import { type Draft } from "../../../../src/domain/events/kinds.ts";
import { type Permission } from "../../../../src/domain/events/permission.ts";
import { type StreamId, toStreamId } from "../../../../src/domain/identity.ts";
import { type FloorName, type FloorWish } from "../../../../src/domain/office/floor-edit.ts";
import { compareNames, floorView, tableNamed } from "../../../../src/domain/settings/floor.ts";
import {
  act,
  createShop,
  faultOf,
  synchroniseAll,
  type TestTill,
  TODAY,
  valueOf,
} from "../../../support/shop.ts";

describe("a floor", () => {
  test("has areas by position, and tables by area and name, numbers by their value", () => {
    using shop = createShop();
    add(shop.a, ["area", "Terrace"]);
    add(shop.a, ["area", "Dining room"], { position: "0" });
    for (const name of ["T10", "T2"]) add(shop.a, ["table", name], { area: "terrace" });
    for (const name of ["10", "2", "12a", "12"]) {
      add(shop.a, ["table", name], { area: "dining room", seats: "4" });
    }
    add(shop.a, ["table", "Bar 1"]);

    const { areas, tables } = floorOf(shop.a);

    expect(areas.map(({ id, name }) => [id, name])).toEqual([
      ["dining-room", "Dining room"],
      ["terrace", "Terrace"],
    ]);
    expect(tables.map(({ name, area, seats }) => `${name} ${area} ${seats}`)).toEqual([
      "2 dining-room 4",
      "10 dining-room 4",
      "12 dining-room 4",
      "12a dining-room 4",
      "T2 terrace 0",
      "T10 terrace 0",
      "Bar 1  0",
    ]);
  });

  test("has a table where its position says, before any name", () => {
    using shop = createShop();
    add(shop.a, ["table", "1"], { position: "9" });
    add(shop.a, ["table", "2"], { position: "3" });

    expect(namesOf(shop.a)).toEqual(["2", "1"]);
  });

  test("is found by whatever case and accents somebody types", () => {
    using shop = createShop();
    add(shop.a, ["table", "Café 1"]);

    const floor = floorOf(shop.a);

    expect(tableNamed(floor, "cafe  1")?.name).toBe("Café 1");
  });

  test("is one where two tills apart add the same table", () => {
    using shop = createShop();
    const b = shop.join("B");
    add(shop.a, ["table", "7"], { seats: "4" });
    add(b, ["table", "7"], { seats: "4" });
    add(b, ["table", "8"]);

    synchroniseAll(shop.tills());

    expect(namesOf(shop.a)).toEqual(["7", "8"]);
    expect(namesOf(b)).toEqual(["7", "8"]);
  });
});

describe("a table", () => {
  test("is written by what differs alone", () => {
    using shop = createShop();
    add(shop.a, ["table", "7"], { seats: "4" });

    const written = valueOf(change(shop.a, { type: "table", name: "7" }, { seats: "6" }));

    expect(written.events.map(({ known }) => known?.body)).toMatchObject([{ set: { seats: 6 } }]);
    expect(written.events.map(({ known }) => known?.body)).not.toMatchObject([
      { set: { name: "7" } },
    ]);
  });

  test("that was removed comes back under its name, with nothing of before", () => {
    using shop = createShop();
    add(shop.a, ["table", "7"], { seats: "4" });
    valueOf(remove(shop.a, { type: "table", name: "7" }));
    expect(namesOf(shop.a)).toEqual([]);

    add(shop.a, ["table", "7"]);

    expect(floorOf(shop.a).tables).toMatchObject([{ id: "7", name: "7", seats: 0 }]);
  });

  test("keeps its id under another name, and the next one of its old name is another", () => {
    using shop = createShop();
    add(shop.a, ["table", "7"]);
    valueOf(change(shop.a, { type: "table", name: "7" }, { name: "70" }));

    add(shop.a, ["table", "7"]);

    expect(floorOf(shop.a).tables.map(({ id, name }) => [id, name])).toEqual([
      ["7-2", "7"],
      ["7", "70"],
    ]);
  });

  test.each([
    ["7*4", "table/name-invalid"],
    ["2+5", "table/name-invalid"],
    [">9", "table/name-invalid"],
    ["", "table/name-invalid"],
    ["   ", "table/name-invalid"],
    ["-", "table/name-invalid"],
    ["🍕", "table/name-invalid"],
    ["1\u0007", "table/name-invalid"],
    ["1\u202E2", "table/name-invalid"],
    ["1234567890123", "table/name-invalid"],
    ["x".repeat(10_000), "table/name-invalid"],
    ["12", "table/taken"],
    ["TERRASSE é", "table/taken"],
  ])("can't be called %j", (name, type) => {
    using shop = createShop();
    for (const there of ["12", "terrasse e"]) add(shop.a, ["table", there]);
    const before = shop.a.ledger().heads();

    expect(faultOf(change(shop.a, { type: "table", name, isNew: true })).type).toBe(type);
    expect(shop.a.ledger().heads()).toEqual(before);
  });

  test.each(["1", "T-12", "VIP 2.1", "O'Hara", "Nº", "שולחן", "123456789012"])(
    "can be called %j",
    (name) => {
      using shop = createShop();
      // Typed text is whatever its keyboard makes of it.
      const isName = change(shop.a, { type: "table", name: name.normalize("NFD"), isNew: true });
      expect([isName.ok, namesOf(shop.a)]).toEqual([true, [name.normalize("NFC")]]);
    },
  );

  test.each([
    [{ seats: "100" }, "entry/wrong"],
    [{ seats: "-1" }, "entry/wrong"],
    [{ seats: "four" }, "entry/wrong"],
    [{ position: "10000" }, "entry/wrong"],
    [{ area: "roof" }, "area/unknown"],
    [{ colour: "red" }, "entry/wrong"],
    [{ seats: "0" }, "entry/same"],
    [{}, "entry/same"],
  ] as const)("with %j is refused", (fields, type) => {
    using shop = createShop();
    add(shop.a, ["table", "7"]);

    expect(faultOf(change(shop.a, { type: "table", name: "7" }, fields)).type).toBe(type);
  });

  test("with an open order is neither renamed nor removed, and may have more seats", () => {
    using shop = createShop();
    add(shop.a, ["table", "Café 1"]);
    openOrderAt(shop.a, "cafe 1");
    const name = { type: "table", name: "café 1" } as const;

    const refused = [change(shop.a, name, { name: "2" }), remove(shop.a, name)];

    expect(refused.map((it) => faultOf(it))).toEqual(
      refused.map(() => ({ type: "table/in-use", name: "Café 1", order: "A1" })),
    );
    expect(change(shop.a, name, { seats: "6" }).ok).toBe(true);
    expect(change(shop.a, name, { name: "CAFE 1" }).ok).toBe(true);
  });

  test("is said by two tills apart in other words, and whoever says one of them settles it", () => {
    using shop = createShop();
    const b = shop.join("B");
    add(shop.a, ["table", "7"]);
    synchroniseAll(shop.tills());
    valueOf(change(shop.a, { type: "table", name: "7" }, { seats: "4" }));
    valueOf(change(b, { type: "table", name: "7" }, { seats: "6" }));
    synchroniseAll(shop.tills());

    expect(floorOf(shop.a)).toEqual(floorOf(b));
    const seats = String(floorOf(b).tables[0]?.seats);
    expect(change(b, { type: "table", name: "7" }, { seats }).ok).toBe(true);
    expect(faultOf(change(b, { type: "table", name: "7" }, { seats })).type).toBe("entry/same");
  });
});

describe("an area", () => {
  test("is removed when no table is in it any more", () => {
    using shop = createShop();
    add(shop.a, ["area", "Terrace"]);
    add(shop.a, ["table", "1"], { area: "Terrace" });
    const terrace = { type: "area", name: "terrace" } as const;

    expect(faultOf(remove(shop.a, terrace))).toEqual({
      type: "area/in-use",
      name: "Terrace",
      count: 1,
    });
    valueOf(change(shop.a, { type: "table", name: "1" }, { area: "" }));
    valueOf(remove(shop.a, terrace));

    expect(floorOf(shop.a).areas).toEqual([]);
  });

  test("that another till removed meanwhile leaves its tables without one", () => {
    using shop = createShop();
    const b = shop.join("B");
    add(shop.a, ["area", "Terrace"]);
    synchroniseAll(shop.tills());
    valueOf(remove(b, { type: "area", name: "Terrace" }));
    add(shop.a, ["table", "1"], { area: "Terrace" });

    synchroniseAll(shop.tills());

    expect(floorOf(b)).toMatchObject({ areas: [], tables: [{ name: "1", area: "" }] });
  });

  test.each([
    ["", "area/name-invalid"],
    ["a".repeat(25), "area/name-invalid"],
    ["a\u0000b", "area/name-invalid"],
    ["TERRACE", "area/taken"],
  ])("can't be called %j", (name, type) => {
    using shop = createShop();
    add(shop.a, ["area", "Terrace"]);

    expect(faultOf(change(shop.a, { type: "area", name, isNew: true })).type).toBe(type);
  });
});

test("there are at most 500 tables and 30 areas", () => {
  using shop = createShop();
  const ids = Array.from({ length: 500 }, (_, at) => String(at + 1));
  for (const part of [ids.slice(0, 250), ids.slice(250)]) {
    shop.a.write(
      ...part.map((name) => ({
        kind: "table/set" as const,
        streams: [toStreamId("table", name)] as [ReturnType<typeof toStreamId>],
        body: { set: { name, active: true }, over: {} },
      })),
    );
  }
  for (const id of ids.slice(0, 30)) add(shop.a, ["area", `Area ${id}`]);

  const isNew = { isNew: true } as const;
  expect(faultOf(change(shop.a, { type: "table", name: "501", ...isNew }))).toEqual({
    type: "table/too-many",
    max: 500,
  });
  expect(faultOf(change(shop.a, { type: "area", name: "Area 31", ...isNew }))).toEqual({
    type: "area/too-many",
    max: 30,
  });
  valueOf(remove(shop.a, { type: "table", name: "500" }));
  expect(change(shop.a, { type: "table", name: "501", ...isNew }).ok).toBe(true);
});

test("areas and tables are changed by those alone who may", () => {
  using shop = createShop();
  const all = { type: "table", name: "1", isNew: true, fields: [] } as const;
  const permissions: ReadonlyArray<Permission> = ["sell", "catalogue", "settings"];

  const refused = [
    act(shop.a, (it) => decideChangeFloor(it, all), { permissions }),
    act(shop.a, (it) => decideRemoveFromFloor(it, all), { permissions }),
  ];

  expect(refused.map((it) => faultOf(it))).toEqual(
    refused.map(() => ({ type: "permission/missing", permission: "tables", staff: "1" })),
  );
});

test("names are ordered, whatever they are", () => {
  const names = fc.array(fc.stringMatching(/^[a-zé0-9 .-]{0,6}$/u), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(names, ([a = "", b = "", c = ""]) => {
      expect(Math.sign(compareNames(a, b)) + Math.sign(compareNames(b, a))).toBe(0);
      const isChain = compareNames(a, b) <= 0 && compareNames(b, c) <= 0;
      expect(!isChain || compareNames(a, c) <= 0).toBe(true);
    }),
  );
});

type Changed = ReturnType<typeof act>;

function add(
  till: TestTill,
  [type, name]: readonly [FloorName["type"], string],
  fields: Readonly<Record<string, string>> = {},
): void {
  valueOf(change(till, { type, name, isNew: true }, fields));
}

function change(
  till: TestTill,
  { type, name, isNew = false }: FloorName & Partial<Pick<FloorWish, "isNew">>,
  fields: Readonly<Record<string, string>> = {},
): Changed {
  const texts = Object.entries(fields).map(([field, text]) => ({ field, text }));
  return act(till, (it) => decideChangeFloor(it, { type, name, isNew, fields: texts }));
}

function remove(till: TestTill, name: FloorName): Changed {
  return act(till, (it) => decideRemoveFromFloor(it, name));
}

function floorOf(till: TestTill): ReturnType<typeof floorView> {
  return till.ledger().read(floorView);
}

function namesOf(till: TestTill): ReadonlyArray<string> {
  return floorOf(till).tables.map(({ name }) => name);
}

function openOrderAt(till: TestTill, table: string): void {
  const written = till.ledger().commit({
    by: "1",
    name: "open an order",
    decide: ({ idAt, origin, day = TODAY }) => {
      const streams: [StreamId] = [toStreamId("order", idAt(0))];
      const body = {
        number: "A1",
        till: origin,
        service: "dine-in",
        table,
        name: "",
        covers: 4,
      } as const;
      const events: ReadonlyArray<Draft> = [{ kind: "order/opened", streams, body }];
      return ok({ day, events });
    },
  });
  valueOf(written);
}
