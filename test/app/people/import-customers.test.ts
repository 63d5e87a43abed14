/** Customers of a sheet in a real till: hundreds at once, all or none, and nothing twice. */

import { expect, test } from "vitest";

import { parseSheet, sheetToCsv } from "../../../src/app/catalogue/catalogue-file.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { importCustomers, prepareCustomers } from "../../../src/app/people/import-customers.ts";
import { type Actor } from "../../../src/app/till/till.ts";
import { toCustomerSheet } from "../../../src/domain/office/customer-sheet.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const HEAD = ["name", "phone", "card", "active"];

test("hundreds are there at once, at other programs too, and a second time nothing is written", async () => {
  const { open } = await newCafe();
  const [one, other] = [open(), open()];
  const people = Array.from({ length: 250 }, (_, at) => {
    return [`Guest ${at}`, `0660 ${at}`, at === 7 ? "29001" : "", at === 9 ? "no" : ""];
  });
  const rows = sheet([HEAD, ...people]);

  const done = valueOf(imported(one, rows));

  expect(done.added).toHaveLength(250);
  expect(other.till.customers.index().byCard("29001")).toMatchObject([{ name: "Guest 7" }]);
  expect(other.till.customers.index().find("guest 249").only?.phone).toBe("0660 249");
  expect(other.till.customers.all()).toHaveLength(250);
  expect(
    other.till.customers
      .index()
      .find("guest 9")
      .hits.map(({ name }) => name),
  ).not.toContain("Guest 9");
  expect(valueOf(prepareCustomers(one.till, rows)).changes.unchanged).toBe(250);
  const written = sheet(toCustomerSheet(one.till.customers.all()));
  expect(valueOf(prepareCustomers(one.till, written)).changes.unchanged).toBe(250);
  expect(verifyLedger(one.till.ledger).findings).toEqual([]);
});

test("those who are read ahead, a little at a time, are those who are found, whatever changed meanwhile", async () => {
  const { open } = await newCafe();
  const one = open();
  const people = Array.from({ length: 450 }, (_, at) => [`Guest ${at}`, "", `29${at + 100}`, ""]);
  const { added } = valueOf(imported(one, sheet([HEAD, ...people])));
  const other = open();

  expect(other.till.customers.readAhead()).toBe(true);
  const changes = added.map((id, at) => [id, at % 50 === 0 ? `Other ${at}` : `Guest ${at}`]);
  valueOf(imported(one, sheet([["id", "name"], ...changes, ["", "New"]])));
  expect(other.till.customers.readAhead()).toBe(true);
  expect(other.till.customers.readAhead()).toBe(false);

  const all = toCustomerSheet(one.till.customers.all());
  expect(toCustomerSheet(other.till.customers.all())).toEqual(all);
  expect(other.till.customers.index().find("other").hits).toHaveLength(9);
  const early = open();
  expect(early.till.customers.readAhead()).toBe(true);
  expect(early.till.customers.index().byCard("29549")).toMatchObject([{ name: "Guest 449" }]);
  expect(toCustomerSheet(early.till.customers.all())).toEqual(all);
});

test("a register has read them when nobody has looked for one yet", async () => {
  const cafe = await newCafe();
  const people = Array.from({ length: 450 }, (_, at) => [`Guest ${at}`, "", "", ""]);
  valueOf(imported(cafe.open(), sheet([HEAD, ...people])));

  const register = openRealRegister(cafe);
  cafe.clock.advance(1000);

  // Else there would be more than one piece.
  expect(register.open.till.customers.readAhead()).toBe(false);
});

test("what differs is written, and compared anew where somebody was quicker", async () => {
  const { open } = await newCafe();
  const [one, other] = [open(), open()];
  const [id] = valueOf(imported(one, sheet([HEAD, ["Ida", "030 1", "", ""]]))).added;
  const rows = sheet([
    ["id", "phone"],
    [id ?? "", "030 2"],
  ]);
  const prepared = valueOf(prepareCustomers(one.till, rows));
  valueOf(imported(other, rows));
  const heads = one.till.ledger.heads();

  const done = valueOf(importCustomers(one, MIA, { rows, prepared }));

  expect(done.changes).toMatchObject({ changed: [], unchanged: 1 });
  expect(one.till.ledger.heads()).toEqual(heads);
  expect(one.till.customers.index().find("ida").only?.phone).toBe("030 2");
});

test("who may not look customers up imports none, and leaves no key", async () => {
  const opened = (await newCafe()).open();
  const keys = opened.till.ledger.secrets.rows().length;
  const nobody: Actor = { number: "99", name: "Nobody" };

  const rows = sheet([HEAD, ["Ida", "030 1", "", ""]]);
  expect(faultOf(imported(opened, rows, nobody)).type).toBe("staff/unknown");

  expect(opened.till.ledger.secrets.rows()).toHaveLength(keys);
  expect(opened.till.customers.all()).toEqual([]);
});

function sheet(cells: ReadonlyArray<ReadonlyArray<string>>) {
  return valueOf(parseSheet(Buffer.from(sheetToCsv(cells))));
}

function imported(open: OpenTill, rows: ReturnType<typeof sheet>, actor: Actor = MIA) {
  const prepared = valueOf(prepareCustomers(open.till, rows));
  return importCustomers(open, actor, { rows, prepared });
}
