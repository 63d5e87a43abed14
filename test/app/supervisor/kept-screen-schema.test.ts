import { expect, test } from "vitest";

import { keptScreenSchema } from "../../../src/app/supervisor/kept-screen-schema.ts";
import { deviceIdSchema } from "../../../src/domain/identity.ts";
import { type OfficePage } from "../../../src/tui/office-state.ts";

const WHOLE = {
  text: "2*crois",
  lastText: "100",
  service: "takeaway",
  paid: {
    kind: "sale",
    method: "cash",
    change: 1720,
    tendered: 2000,
    orderNumber: "A1",
    receiptNumber: "A-000001",
    isFresh: true,
  },
  keptScans: ["8712345000011"],
  goods: {
    sku: "STEAK",
    quantity: 2000,
    price: 1895,
    numbers: [2],
    service: "counter",
    keepsText: true,
  },
  exercises: { at: 2, passed: [{ pressed: 9, fewest: 7 }], skipped: 1, leftOut: 0 },
};
const DEVICE = deviceIdSchema.parse("a".repeat(26));

const WEIGHS = {
  sku: "SALMON",
  name: "Salmon",
  text: "sal",
  lacks: "weight",
  before: { sku: "HAM", name: "Ham", text: "ham", lacks: "weight" },
};

/** Every page but the one whose code ends with its register. */
const PAGES: Readonly<Record<Exclude<OfficePage["type"], "invitation">, OfficePage>> = {
  menu: { type: "menu" },
  entries: { type: "entries", of: "product" },
  entry: { type: "entry", name: { type: "tax-class", id: "food" } },
  "new-entry": { type: "new-entry", of: "product", called: "Soup of the day" },
  settings: { type: "settings", about: "receipt" },
  people: { type: "people" },
  person: { type: "person", number: "1" },
  "new-person": { type: "new-person", name: "Zoë", number: "7" },
  customers: { type: "customers" },
  customer: { type: "customer", id: "c1" },
  tills: { type: "tills" },
  till: { type: "till", device: DEVICE },
  "till-sheet": { type: "till-sheet", device: DEVICE },
  addresses: { type: "addresses" },
  backups: { type: "backups" },
  printers: { type: "printers" },
  printer: { type: "printer", id: "bar" },
  terminals: { type: "terminals" },
  terminal: { type: "terminal", id: "main" },
  "printer-find": { type: "printer-find" },
  "printer-at": { type: "printer-at" },
  "printer-taken": { type: "printer-taken", chosen: { at: "bar.lan:9100", model: "" } },
  "printer-width": { type: "printer-width", chosen: { at: "bar.lan:9100", model: "TM" } },
  "printer-use": { type: "printer-use", chosen: { at: "bar", model: "TM", width: 58 } },
  "printer-drawer": {
    type: "printer-drawer",
    chosen: { at: "bar", model: "TM", width: 80, use: { type: "tickets", stations: ["grill"] } },
  },
  "printer-add": {
    type: "printer-add",
    chosen: { at: "bar", model: "TM", use: { type: "instead", id: "old" }, hasDrawer: false },
  },
  floor: { type: "floor" },
  area: { type: "area", id: "terrace" },
  table: { type: "table", id: "12" },
  stock: { type: "stock" },
  "stock-article": { type: "stock-article", id: "CROISSANT" },
  roles: { type: "roles" },
  role: { type: "role", id: "manager" },
};

const { paid: _paid, goods: _goods, exercises: _exercises, ...LEAST } = WHOLE;

test("what a register keeps is read as it was, after a journey as text", () => {
  const givenBack = { ...WHOLE, paid: { ...WHOLE.paid, kind: "return" } };
  for (const kept of [WHOLE, LEAST, givenBack]) {
    expect(keptScreenSchema().parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  }
});

test.each(Object.values(PAGES))("so is where somebody was in the back office: $type", (page) => {
  const menu = { page: PAGES.menu, at: 1, text: "" };
  const office = {
    staffNumber: "4",
    places: [menu, { page, at: 2, text: "3.9" }],
    renames: false,
    like: "SOUP",
  };
  const kept = { ...LEAST, weighs: WEIGHS, course: 3, office };

  expect(keptScreenSchema().parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});

test("a PIN in a page is not read", () => {
  const page = { ...PAGES.person, pin: "8051" };
  const office = { staffNumber: "4", places: [{ page, at: 0, text: "" }], renames: false };

  const read = keptScreenSchema().parse({ ...LEAST, office });

  expect(JSON.stringify(read)).not.toContain("8051");
});

test.each([
  ["nothing", undefined],
  ["another build's", { ...LEAST, service: "drone" }],
  ["half a sale", { ...LEAST, paid: { change: 1 } }],
  ["half a coin", { ...WHOLE, paid: { ...WHOLE.paid, change: 0.5 } }],
  ["no text", { ...LEAST, text: 7 }],
])("%s is not taken over", (_what, kept) => {
  expect(keptScreenSchema().safeParse(kept).success).toBe(false);
});
