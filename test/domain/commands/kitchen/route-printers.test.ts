/** What comes out where: one printer for each station, one that stands in, and receipts till by till. */

import { describe, expect, test } from "vitest";

import { type Decision } from "../../../../src/domain/commands/decision.ts";
import {
  decideRoutes,
  type RouteWish,
} from "../../../../src/domain/commands/kitchen/route-printers.ts";
import { decideChangePrinter } from "../../../../src/domain/commands/office/change-printers.ts";
import { ALL_RIGHTS, NO_DISCOUNT_LIMIT } from "../../../../src/domain/events/permission.ts";
import { toStreamId } from "../../../../src/domain/identity.ts";
import { type LedgerView } from "../../../../src/domain/ledger-view.ts";
import { readPrinters } from "../../../../src/domain/printers/printers.ts";
import { createShop, type TestShop, valueOf } from "../../../support/shop.ts";

const PROFILES = new Map([["generic", { columns: 48, hasBuzzer: false, models: "Any printer" }]]);

describe("a route", () => {
  test("takes a station from whichever printer had it, and the place of a stand-in", () => {
    using shop = shopWithPrinters();

    write(shop, route(shop, { what: "grill", printer: "spare", standIn: "hot" }));

    expect(placesOf(shop)).toEqual({
      hot: { stations: ["bar"], standsInFor: ["grill"] },
      spare: { stations: ["grill"], standsInFor: [] },
    });
  });

  test("leaves what stands in as it is where nothing is said of it", () => {
    using shop = shopWithPrinters();

    write(shop, route(shop, { what: "grill", printer: null, standIn: undefined }));

    expect(placesOf(shop)).toEqual({
      hot: { stations: ["bar"], standsInFor: [] },
      spare: { stations: [], standsInFor: ["grill"] },
    });
  });

  test("of receipts takes them from the other printers of that till alone", () => {
    using shop = shopWithPrinters();
    add(shop, "each", { till: "each", prints: ["receipts"] });

    write(shop, route(shop, { what: "receipts", printer: "hot", standIn: undefined }));
    write(shop, route(shop, { what: "receipts", printer: "spare", standIn: undefined }));

    const prints = read(shop, readPrinters).map((printer) => [printer.id, printer.prints]);
    // What belongs to the till comes before what each till has.
    expect(prints).toEqual([
      ["spare", ["receipts"]],
      ["each", ["receipts"]],
      ["hot", []],
    ]);
  });

  test("that is so already writes nothing, and an unknown one neither", () => {
    using shop = shopWithPrinters();
    const fine: RouteWish = { what: "bar", printer: "hot", standIn: undefined };

    expect(route(shop, fine)).toMatchObject({ fault: { type: "printer/same" } });
    expect(route(shop, { ...fine, what: "sushi" })).toMatchObject({
      fault: { type: "printer/no-station", text: "sushi" },
    });
    expect(route(shop, { ...fine, standIn: "cold" })).toMatchObject({
      fault: { type: "printer/unknown", text: "cold" },
    });
    const staff = { number: "1", permissions: new Set<never>(), discountLimit: NO_DISCOUNT_LIMIT };
    expect(read(shop, (view) => decideRoutes({ view, staff }, [fine]))).toMatchObject({
      fault: { type: "permission/missing" },
    });
  });
});

function shopWithPrinters(): TestShop {
  const shop = createShop();
  for (const station of ["grill", "bar"]) {
    const body = { set: { name: station, active: true }, over: {} };
    const streams = [toStreamId("cat", `station/${station}`)];
    shop.a.write({ kind: "station/set", streams, body });
  }
  add(shop, "hot", { stations: ["grill", "bar"] });
  add(shop, "spare", { standsInFor: ["grill"] });
  return shop;
}

function add(
  shop: TestShop,
  id: string,
  said: Parameters<typeof decideChangePrinter>[1]["said"],
): void {
  const wish = { id, isNew: true, said: { ...said, connection: { type: "virtual" } as const } };
  const known = { devices: new Map(), profiles: PROFILES };
  write(
    shop,
    read(shop, (view) => decideChangePrinter({ ...contextOf(shop, view) }, wish, known)),
  );
}

function route(shop: TestShop, wish: RouteWish): Decision {
  return read(shop, (view) => decideRoutes(contextOf(shop, view), [wish]));
}

function placesOf(shop: TestShop): unknown {
  const printers = read(shop, readPrinters);
  return Object.fromEntries(
    printers.map(({ id, stations, standsInFor }) => [id, { stations, standsInFor }]),
  );
}

function contextOf(shop: TestShop, view: LedgerView) {
  return { view, device: shop.a.device, staff: { number: "4", ...ALL_RIGHTS } };
}

function read<Value>({ a }: TestShop, look: (view: LedgerView) => Value): Value {
  return a.ledger().read(look);
}

function write(shop: TestShop, decision: Decision): void {
  shop.a.write(...valueOf(decision));
}
