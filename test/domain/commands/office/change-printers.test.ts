/** Printers are added, changed, replaced and taken away by those alone who may, each by what it is. */

import { describe, expect, test } from "vitest";

import { type Decision } from "../../../../src/domain/commands/decision.ts";
import { inheritPrinters } from "../../../../src/domain/commands/kitchen/hand-printers.ts";
import {
  decideChangePrinter,
  decideRemovePrinter,
  decideReplacePrinter,
  type KnownModel,
  type PrinterWish,
} from "../../../../src/domain/commands/office/change-printers.ts";
import { ALL_RIGHTS, NO_DISCOUNT_LIMIT } from "../../../../src/domain/events/permission.ts";
import { deviceOf, toStreamId } from "../../../../src/domain/identity.ts";
import { type LedgerView } from "../../../../src/domain/ledger-view.ts";
import { readPrinters } from "../../../../src/domain/printers/printers.ts";
import { createShop, type TestShop, valueOf } from "../../../support/shop.ts";

const PROFILES = new Map([
  ["generic", model(48)],
  ["generic-58", model(32)],
  ["careful", model(48)],
  ["clone-80", { ...model(48), hasBuzzer: true }],
]);
const AT = { type: "network", host: "192.0.2.7", port: 9100 } as const;
const GRILL: PrinterWish = {
  id: "grill",
  isNew: true,
  said: { connection: AT, name: "Grill", stations: ["grill"] },
};

describe("a printer", () => {
  test("that is added hangs at this till, and is as wide as its model", () => {
    using shop = shopWithStations();
    write(shop, change(shop, { ...GRILL, said: { ...GRILL.said, profile: "generic-58" } }));

    expect(printersAt(shop)).toMatchObject([
      { id: "grill", till: selfOf(shop), connection: AT, columns: 32, stations: ["grill"] },
    ]);
  });

  test("changes by the fields that differ alone, and not at all where none does", () => {
    using shop = shopWithStations();
    write(shop, change(shop, GRILL));

    const decision = change(shop, { id: "grill", isNew: false, said: { drawer: "pin5" } });

    expect(valueOf(decision).map(({ body }) => body)).toEqual([
      { set: { drawer: "pin5" }, over: { drawer: [expect.any(String)] } },
    ]);
    expect(change(shop, { ...GRILL, isNew: false })).toMatchObject({
      fault: { type: "printer/same", name: "Grill" },
    });
  });

  test("whose address is typed once more keeps what was learned of it, and loses it with another", () => {
    using shop = shopWithStations();
    const named = { ...AT, serial: "X2", mac: "00:26:ab:12:34:56" };
    write(shop, change(shop, { ...GRILL, said: { ...GRILL.said, connection: named } }));

    const again = { connection: AT, drawer: "pin5" } as const;
    write(shop, change(shop, { id: "grill", isNew: false, said: again }));
    expect(printersAt(shop)).toMatchObject([{ connection: named, drawer: "pin5" }]);

    for (const other of [
      { ...AT, host: "192.0.2.8" },
      { ...AT, host: "192.0.2.8", mac: "00:26:ab:00:00:01" },
    ]) {
      write(shop, change(shop, { id: "grill", isNew: false, said: { connection: other } }));
      expect(printersAt(shop)[0]?.connection).toEqual(other);
    }
  });

  test("that has a buzzer sounds as often as somebody says, and none never does", () => {
    using shop = shopWithStations();
    write(shop, change(shop, GRILL));

    const loud = { profile: "clone-80", buzzes: 3 };
    expect(change(shop, { id: "grill", isNew: false, said: loud }).ok).toBe(true);
    expect(change(shop, { id: "grill", isNew: false, said: { buzzes: 0 } }).ok).toBe(true);
    expect(change(shop, { id: "grill", isNew: false, said: { buzzes: 1 } })).toMatchObject({
      fault: { type: "printer/no-buzzer" },
    });
  });

  test.for([
    [{ ...GRILL, id: "Grill!" }, "printer/id-invalid"],
    [{ ...GRILL, isNew: false }, "printer/unknown"],
    [{ ...GRILL, said: { ...GRILL.said, name: " " } }, "printer/name-invalid"],
    [{ ...GRILL, said: { ...GRILL.said, profile: "ibm" } }, "printer/no-profile"],
    [{ ...GRILL, said: { ...GRILL.said, profile: "generic", buzzes: 2 } }, "printer/no-buzzer"],
    [{ ...GRILL, said: { ...GRILL.said, stations: ["sushi"] } }, "printer/no-station"],
    [{ ...GRILL, said: { ...GRILL.said, till: "Q" } }, "device/unknown"],
  ] as const)("is refused as %o: %s", ([wish, type]) => {
    using shop = shopWithStations();

    expect(change(shop, wish)).toMatchObject({ fault: { type } });
  });

  test("is taken away by those alone who may", () => {
    using shop = shopWithStations();
    write(shop, change(shop, GRILL));
    const nobody = { number: "1", permissions: new Set<never>(), discountLimit: NO_DISCOUNT_LIMIT };

    const refused = read(shop, (view) =>
      decideRemovePrinter({ view, device: selfOf(shop), staff: nobody }, "grill"),
    );
    write(
      shop,
      read(shop, (view) => decideRemovePrinter(contextOf(shop, view), "grill")),
    );

    expect(refused).toMatchObject({ fault: { type: "permission/missing" } });
    expect(printersAt(shop)).toEqual([]);
    write(shop, change(shop, GRILL));
    expect(printersAt(shop)).toHaveLength(1);
  });

  test("that is added under the id of one that was taken away has nothing of that one", () => {
    using fresh = shopWithStations();
    write(fresh, change(fresh, GRILL));
    using shop = shopWithStations();
    const old = {
      connection: { ...AT, serial: "X2", mac: "00:26:ab:12:34:56" },
      name: "Pizza oven",
      profile: "clone-80",
      columns: 42,
      prints: ["receipts"],
      stations: ["bar"],
      standsInFor: ["grill"],
      drawer: "pin5",
      buzzes: 3,
      pulseMs: 200,
      logo: "AAAA",
      abilities: ["status"],
    } satisfies PrinterWish["said"];
    write(shop, change(shop, { id: "grill", isNew: true, said: old }));
    const streams = [toStreamId("printer", "grill")];
    shop.a.write({ kind: "printer/handed", streams, body: { to: null, over: [] } });
    write(
      shop,
      read(shop, (view) => decideRemovePrinter(contextOf(shop, view), "grill")),
    );

    write(shop, change(shop, GRILL));

    const [expected] = printersAt(fresh);
    const self = selfOf(shop);
    expect(printersAt(shop)).toEqual([{ ...expected, till: self, driver: self }]);
  });

  test("that took no other's place is nobody's heir once it is there anew", () => {
    using shop = shopWithStations();
    write(shop, change(shop, GRILL));
    write(
      shop,
      change(shop, { id: "spare", isNew: true, said: { connection: AT, name: "Spare" } }),
    );
    write(
      shop,
      read(shop, (view) =>
        decideReplacePrinter(contextOf(shop, view), { id: "grill", by: "spare" }),
      ),
    );

    write(shop, change(shop, GRILL));

    const anew = printersAt(shop).find(({ id }) => id === "grill");
    expect(anew).toMatchObject({ active: true, replacedBy: undefined, stations: ["grill"] });
  });
});

test("a spare prints all that the broken one did, which prints nothing more", () => {
  using shop = shopWithStations();
  write(shop, change(shop, GRILL));
  const spare = { connection: AT, name: "Spare", standsInFor: ["grill", "bar"] };
  write(shop, change(shop, { id: "spare", isNew: true, said: spare }));

  const decision = read(shop, (view) =>
    decideReplacePrinter(contextOf(shop, view), { id: "grill", by: "spare" }),
  );
  write(shop, decision);

  expect(printersAt(shop)).toMatchObject([
    { id: "spare", stations: ["grill"], standsInFor: ["bar"] },
  ]);
});

test("a till in another one's place has its printers", () => {
  using shop = shopWithStations();
  write(shop, change(shop, GRILL));
  const b = shop.join("B");
  const other = deviceOf(b.ledger().identity.origin);

  shop.a.write(...read(shop, (view) => inheritPrinters(view, selfOf(shop), other)));

  expect(printersAt(shop)).toMatchObject([{ id: "grill", till: other, driver: other }]);
});

function shopWithStations(): TestShop {
  const shop = createShop();
  for (const id of ["grill", "bar"]) {
    const streams = [toStreamId("cat", `station/${id}`)];
    shop.a.write({ kind: "station/set", streams, body: { set: { name: id }, over: {} } });
  }
  return shop;
}

function change(shop: TestShop, wish: PrinterWish): Decision {
  return read(shop, (view) =>
    decideChangePrinter(contextOf(shop, view), wish, {
      devices: shop.a.ledger().admission(),
      profiles: PROFILES,
    }),
  );
}

function contextOf(shop: TestShop, view: LedgerView) {
  return { view, device: selfOf(shop), staff: { number: "4", ...ALL_RIGHTS } };
}

function write(shop: TestShop, decision: Decision): void {
  shop.a.write(...valueOf(decision));
}

function read<Value>(shop: TestShop, look: (view: LedgerView) => Value): Value {
  return shop.a.ledger().read(look);
}

function printersAt(shop: TestShop) {
  return read(shop, readPrinters);
}

function selfOf(shop: TestShop) {
  return deviceOf(shop.a.ledger().identity.origin);
}

function model(columns: number): KnownModel {
  return { columns, hasBuzzer: false, models: "Some printer" };
}
