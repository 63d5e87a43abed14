import { expect, test } from "vitest";

import { minor } from "../../../src/domain/money/amounts.ts";
import { type PrinterStatus } from "../../../src/tui/ports/status-port.ts";
import { type RegisterState, emptyState } from "../../../src/tui/register-state.ts";
import { statusFields } from "../../../src/tui/rows/status-fields.ts";
import { createFakeTill, englishTill } from "../../support/fake-till-port.ts";

const register: RegisterState = { ...emptyState("counter", "1"), screen: "register" };
const paid = {
  kind: "sale" as const,
  method: "cash",
  change: minor(140),
  tendered: minor(500),
  orderNumber: "A1",
  receiptNumber: "A-000001",
  isFresh: false,
};

test("what is wrong or new stands first", () => {
  const fields = fieldsOf({ ...register, paid, keptScans: ["1"] }, [
    { name: "Bar", state: "off", waitingJobs: 2, askingJobs: 0 },
  ]);

  expect(fields).toEqual([
    "Bar: OFF, 2 papers waiting",
    "change 1.40 (A1)",
    "1 scan kept",
    "Till 1",
    "locked",
    "single till",
  ]);
});

test("a drawer that nobody can open from here is to be opened by its key", () => {
  const off = { name: "Receipts", state: "off", waitingJobs: 1, askingJobs: 0 } as const;

  expect(fieldsOf(register, [{ ...off, isDrawerShut: true }])[0]).toBe(
    "Receipts: OFF, open the drawer by its key",
  );
});

test("a printer that says what it lacks is quoted, with how much waits for it", () => {
  const out = { name: "Kitchen", state: "off", trouble: "paper-out" } as const;

  expect(fieldsOf(register, [{ ...out, waitingJobs: 3, askingJobs: 0 }])[0]).toBe(
    "Kitchen: paper out, 3 papers waiting",
  );
  expect(fieldsOf(register, [{ ...out, waitingJobs: 0, askingJobs: 0 }])[0]).toBe(
    "Kitchen: paper out",
  );
});

test("what waits is named, and for how long, where it is all of one kind", () => {
  const out = { name: "Kitchen", state: "off", askingJobs: 0 } as const;
  const tickets = { papers: "tickets", waitMinutes: 4 } as const;

  expect(
    fieldsOf(register, [{ ...out, ...tickets, trouble: "paper-out", waitingJobs: 3 }])[0],
  ).toBe("Kitchen: paper out, 3 tickets waiting, 4 min");
  expect(
    fieldsOf(register, [{ ...out, papers: "receipts", trouble: "off", waitingJobs: 1 }])[0],
  ).toBe("Kitchen: OFF, 1 receipt waiting");
});

test("papers that wait for a person name the key that prints them", () => {
  const printers = [{ name: "Bar", state: "asking" as const, waitingJobs: 1, askingJobs: 2 }];

  expect(fieldsOf(register, printers)[0]).toBe("Bar ASKING 2: F10 prints it");
});

test("a disk that is full stands before everything", () => {
  const till = englishTill({ ...createFakeTill(), diskStatus: () => "DISK FULL" });

  expect(statusFields(till, register)[0]).toBe("DISK FULL");
});

test("what the ledger has to say gives way to the change, and to nothing else that is fine", () => {
  const news = ["folding anew 40 %: sums wait", "ATTENTION 2: F10"];
  const port = { ...createFakeTill(), printers: () => [], ledgerNews: () => news };

  const fields = statusFields(englishTill(port), { ...register, paid, keptScans: ["1"] });

  expect(fields.slice(0, 5)).toEqual(["change 1.40 (A1)", "1 scan kept", ...news, "Till 1"]);
});

test("what was given back for goods stays like the change, but not what went to a card", () => {
  const back = { ...paid, kind: "refund" as const, orderNumber: "", receiptNumber: "A-000002" };

  expect(fieldsOf({ ...register, paid: back }, [])[0]).toBe("given back 1.40 (A-000002)");
  expect(fieldsOf({ ...register, paid: { ...back, method: "card" } }, [])[0]).toBe("Till 1");
});

test("no change and no scan are no news", () => {
  const fields = fieldsOf({ ...register, paid: { ...paid, change: minor(0) } }, []);

  expect(fields).toEqual(["Till 1", "locked", "single till", "no printer"]);
});

test.each([
  [{ hours: 1, state: "fresh" as const }, ["Till 1", "locked", "single till", "no printer"]],
  [
    { hours: 3, state: "behind" as const },
    ["Till 1", "locked", "single till", "no printer", "backup 3 h"],
  ],
  [
    { hours: 26, state: "overdue" as const },
    ["backup 26 h: till doctor", "Till 1", "locked", "single till", "no printer"],
  ],
])("a backup is news only when it is late, and first when it is a day old: %o", (age, fields) => {
  const till = { ...createFakeTill(), printers: () => [], backup: () => age };

  expect(statusFields(englishTill(till), register)).toEqual(fields);
});

test("several scans are scans", () => {
  expect(fieldsOf({ ...register, keptScans: ["1", "2"] }, [])[0]).toBe("2 scans kept");
});

function fieldsOf(
  state: RegisterState,
  printers: ReadonlyArray<PrinterStatus>,
): ReadonlyArray<string> {
  return statusFields(englishTill({ ...createFakeTill(), printers: () => printers }), state);
}
