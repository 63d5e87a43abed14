/** Which printers a shop has, and which till drives which. */

import { describe, expect, test } from "vitest";

import { unreadEvents } from "../../../src/domain/doubts/unknown-events.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type DeviceId, deviceOf, toStreamId } from "../../../src/domain/identity.ts";
import {
  printersOf,
  readPrinter,
  readPrinters,
  replacedPrinters,
} from "../../../src/domain/printers/printers.ts";
import { nextPlace, rawTransaction } from "../../support/raw-transaction.ts";
import { createShop, synchroniseAll, type TestTill, valueOf } from "../../support/shop.ts";

const LISTED = {
  id: "receipt",
  name: "Receipts",
  type: "virtual",
  profile: "epson-80",
  columns: 48,
  prints: ["receipts"],
  stations: [],
};

describe("printers", () => {
  test("of a shop that is older than they are stand where they stood", () => {
    using shop = createShop();
    const { a } = shop;
    a.write(listed([LISTED]));

    expect(a.ledger().read(readPrinters)).toMatchObject([
      { id: "receipt", till: null, connection: { type: "virtual" }, columns: 48 },
    ]);
  });

  test("what is said of one of those later holds, field by field", () => {
    using shop = createShop();
    const { a } = shop;
    a.write(listed([LISTED]));
    a.write(said("receipt", { columns: 32 }));

    expect(a.ledger().read((view) => readPrinter(view, "receipt"))).toMatchObject({
      name: "Receipts",
      columns: 32,
    });
  });

  test("that were taken away are found by name, and used by nobody", () => {
    using shop = createShop();
    const { a } = shop;
    a.write(said("bar", { name: "Bar" }));
    a.write(said("bar", { active: false }));

    expect(a.ledger().read(readPrinters)).toEqual([]);
    expect(a.ledger().read((view) => readPrinter(view, "bar"))).toMatchObject({ active: false });
  });

  test("of which a newer build says something that nobody here knows are what is known of them", () => {
    using shop = createShop();
    const { a } = shop;
    a.write(said("bar", { name: "Bar", columns: 32, drawer: "pin5", stations: ["bar"] }));
    const odd = {
      name: "Front bar",
      drawer: "wireless",
      prints: ["receipts", "labels"],
      connection: { type: "bluetooth", address: "00:26:ab" },
      stations: ["bar", "grill"],
      mood: "fine",
    };
    const place = nextPlace(a.ledger());
    const hlc = (a.clock.nowMs() + 1000) * 1024;
    const streams = ["printer/bar"];
    const body = { set: odd, over: {} };
    valueOf(
      a.ledger().receive(rawTransaction(place, [{ kind: "printer/set", streams, body, hlc }])),
    );

    const { printer, fields } = a.ledger().read((view) => ({
      printer: readPrinter(view, "bar"),
      fields: Object.keys(view.state("printer", "bar").fields),
    }));
    expect(printer).toMatchObject({
      name: "Front bar",
      columns: 32,
      stations: ["bar", "grill"],
      // As if nobody had said them.
      drawer: "pin2",
      prints: [],
    });
    // And never a roll in a file, which nobody looks at.
    expect(printer?.connection).toEqual({ type: "device", path: "?" });
    expect(fields).toContain("mood");
    expect(a.ledger().read(unreadEvents)).toEqual([]);
  });

  test("that were replaced have an heir, through whatever took the place of that", () => {
    using shop = createShop();
    const { a } = shop;
    for (const id of ["bar", "spare", "last", "gone"]) a.write(said(id, { name: id }));
    a.write(said("bar", { active: false, replacedBy: "spare" }));
    a.write(said("gone", { active: false }));
    expect([...a.ledger().read(replacedPrinters)]).toEqual([["bar", "spare"]]);

    a.write(said("spare", { active: false, replacedBy: "last" }));
    expect([...a.ledger().read(replacedPrinters)]).toEqual([
      ["bar", "last"],
      ["spare", "last"],
    ]);

    // Two tills apart have each replaced one by the other: nobody is left.
    a.write(said("last", { active: false, replacedBy: "bar" }));
    expect([...a.ledger().read(replacedPrinters)]).toEqual([]);
  });

  test("are driven by the till that they belong to, until it hands them over", () => {
    using shop = createShop();
    const { a } = shop;
    const b = shop.join("B");
    synchroniseAll([a, b]);
    const [self, other] = [deviceAt(a), deviceAt(b)];
    a.write(said("kitchen", { till: self }));
    expect([drivenBy(self), drivenBy(other)]).toEqual([["kitchen"], []]);

    a.write(handed("kitchen", other));
    expect([drivenBy(self), drivenBy(other)]).toEqual([[], ["kitchen"]]);

    a.write(handed("kitchen", null));
    expect([drivenBy(self), drivenBy(other)]).toEqual([[], []]);

    function drivenBy(device: DeviceId): ReadonlyArray<string> {
      return a.ledger().read((view) => printersOf(view, device).map(({ id }) => id));
    }
  });

  test("that belong to no till are every till's own, whatever is handed over", () => {
    using shop = createShop();
    const { a } = shop;
    a.write(said("receipt", { till: null }));
    a.write(handed("receipt", null));

    expect(a.ledger().read((view) => printersOf(view, deviceAt(a)))).toHaveLength(1);
  });

  test.each(["../evil", "a/b", "..", "A", "a\0b", "x".repeat(41)])(
    "are none under an id that could name a file elsewhere: %j",
    (id) => {
      using shop = createShop();
      const { a } = shop;
      a.write(said(id, { name: "Evil" }));

      expect(a.ledger().read(readPrinters)).toEqual([]);
      expect(a.ledger().read((view) => readPrinter(view, id))).toBeUndefined();
    },
  );

  test("are none under such an id in an older shop either", () => {
    using shop = createShop();
    const { a } = shop;
    a.write(listed([LISTED, { ...LISTED, id: "../evil" }]));

    expect(a.ledger().read(readPrinters)).toMatchObject([{ id: "receipt" }]);
  });
});

function deviceAt(till: TestTill): DeviceId {
  return deviceOf(till.ledger().identity.origin);
}

function listed(value: ReadonlyArray<typeof LISTED>): Draft {
  return {
    kind: "setting/set",
    streams: [toStreamId("set", "printers")],
    body: { value: [...value], over: [] },
  };
}

type PrinterSet = Extract<Draft, { readonly kind: "printer/set" }>["body"]["set"];

function said(id: string, set: PrinterSet): Draft {
  return { kind: "printer/set", streams: [toStreamId("printer", id)], body: { set, over: {} } };
}

function handed(id: string, to: DeviceId | null): Draft {
  return { kind: "printer/handed", streams: [toStreamId("printer", id)], body: { to, over: [] } };
}
