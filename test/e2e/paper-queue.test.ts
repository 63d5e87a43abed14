/** Papers that wait, and a printer that is set up, at the real register in a real terminal. Size: whole. */

import { readFile } from "node:fs/promises";

import { expect, onTestFinished, test, vi } from "vitest";

import { createPrinterServer } from "../../proof/emulator/printer-server.ts";
import { openTill } from "../../src/app/open-till.ts";
import { rollPath } from "../../src/app/printing/printer-drive.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { createPrinterDevice } from "../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../src/printer/roll.ts";
import { setPrinters } from "../support/set-printers.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { KEY, openTerminal } from "../support/terminal.ts";

const shopCopy = shopCopies();
/** Not one byte is ever on its way there. */
const NOBODY = { type: "network", host: "127.0.0.1", port: 1 } as const;

test("a cashier sees why a ticket waits, and lets it come out elsewhere", async () => {
  const store = await shopCopy();
  const open = openTill(store);
  setPrinters(open.till, (all) =>
    all.map((printer) => (printer.id === "kitchen" ? { ...printer, connection: NOBODY } : printer)),
  );
  await open.close();
  const terminal = openTerminal(["run", "--store", store]);
  await terminal.sees("staff number >");
  terminal.type("1");
  terminal.press(KEY.enter);
  await terminal.sees("now your PIN");
  terminal.type("1111");
  terminal.press(KEY.enter);
  await terminal.sees("Hello Mia.");
  terminal.type("croissant");
  terminal.press(KEY.enter);
  await terminal.sees("1 × Croissant.");
  terminal.press(KEY.f2);
  await terminal.sees("1 ticket waiting");

  terminal.type(":queue");
  terminal.press(KEY.enter);
  await terminal.sees("Papers that wait");
  await terminal.sees(/Ticket A1 Kitchen +refuses/u);
  terminal.type("1");
  await terminal.sees("3 let it come out of Receipts");
  terminal.type("3");
  await terminal.sees("Ticket A1 Kitchen comes out of Receipts.");
  await terminal.sees(/Ticket A1 Kitchen +done/u);
  const roll = await readFile(rollPath(store, "receipt"), "utf8");
  expect(roll).toContain("REROUTED FROM Kitchen and bar");
  terminal.press(KEY.escape);
  await terminal.sees("of 14, PgDn");
  terminal.type(":queue");
  terminal.press(KEY.enter);
  await terminal.sees("No paper waits.");
});

test("a manager sets up a printer by its address, and a ticket comes out of it", async () => {
  const store = await shopCopy();
  const printer = createPrinterDevice({ clock: systemClock, columns: 48 });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(server.close);
  const terminal = openTerminal(["run", "--store", store]);
  await terminal.sees("staff number >");
  terminal.type("4");
  terminal.press(KEY.enter);
  await terminal.sees("now your PIN");
  terminal.type("4444");
  terminal.press(KEY.enter);
  await terminal.sees("Hello Ravi.");
  terminal.type(":office");
  terminal.press(KEY.enter);
  await terminal.sees("0 Customers");
  terminal.type("printers");
  terminal.press(KEY.enter);
  await terminal.sees("Add a printer");
  terminal.type("add");
  terminal.press(KEY.enter);
  await terminal.sees("Type where it is");

  // It begins with the digit of a row.
  terminal.type(`127.0.0.1:${server.port}`);
  terminal.press(KEY.enter);
  await terminal.sees("How wide is its paper?");
  terminal.type("1");
  await terminal.sees("Tickets of Bar");
  terminal.type("2");
  await terminal.sees("no drawer");
  terminal.type("1");
  await terminal.sees("Right so?");
  terminal.press(KEY.enter);
  await terminal.sees("The printer is set up");

  await terminal.sees(/Bar {2,}ok/u);
  terminal.press(KEY.escape);
  await terminal.sees("0 Customers");
  terminal.press(KEY.escape);
  await terminal.sees("The order is empty.");
  terminal.type("100");
  terminal.press(KEY.enter);
  await terminal.sees("1 × Coffee.");
  terminal.press(KEY.f2);
  await terminal.sees(/Sent|Queued/u);
  await vi.waitFor(
    () => {
      expect(rollToText(printer.roll(), 48)).toContain("1 x Coffee");
    },
    { timeout: 45_000 },
  );
});
