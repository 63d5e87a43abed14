/** A sale from a shell whose paper can't come out: it is done, and whoever sold hears what to do. Size: whole. */

import { expect, onTestFinished, test } from "vitest";

import { createPrinterServer } from "../../proof/emulator/printer-server.ts";
import { openTill } from "../../src/app/open-till.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../src/printer/emulator/printer-device.ts";
import { MIA } from "../support/commands.ts";
import { setPrinters } from "../support/set-printers.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { KEY, openTerminal } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();
const SELL = ["sell", "croissant", "--cash", "20"];
const OUT =
  "Done, but 1 paper waits for Receipts: it is out of paper. `till printer queue` shows it.\n";

test("without a register, and another process knows the cause", async () => {
  const { store, printer } = await shopWith();
  printer.set({ paper: "out" });

  const sold = await till([...SELL, "--store", store], { env: MIA });
  const status = await tillHere(["printer", "status", "--json", "--store", store]);

  expect(sold).toMatchObject({ code: 0, stderr: OUT });
  expect(printer.status().drawerPulses).toBe(1);
  expect(status.code).toBe(1);
  expect(status.stdout).toContain('"trouble": "paper-out"');
});

test("without a current, and the drawer needs its key", async () => {
  const { store, printer } = await shopWith();
  printer.set({ power: "off" });

  const sold = await tillHere([...SELL, "--store", store], { env: MIA });

  expect(sold.code).toBe(0);
  expect(sold.stderr).toMatch(
    /^Done, but 1 paper waits for Receipts: .*\. `till printer queue` shows it\. Open the drawer by its key\.\n$/u,
  );
});

test("beside a register", async () => {
  const { store, printer } = await shopWith();
  const terminal = openTerminal(["run", "--store", store]);
  await terminal.sees("staff number >");
  printer.set({ cover: "open" });

  const sold = await tillHere([...SELL, "--store", store], { env: MIA });

  expect(sold.code).toBe(0);
  // A slow machine may not have heard of the cause within the patience of a shell.
  expect(sold.stderr).toMatch(/^Done, but 1 paper waits for Receipts(?:\.|: its cover is open\.)/u);
  terminal.press(KEY.escape);
});

async function shopWith(): Promise<{ readonly store: string; readonly printer: PrinterDevice }> {
  const store = await shopCopy();
  const printer = createPrinterDevice({ clock: systemClock, columns: 48 });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(server.close);
  const open = openTill(store);
  setPrinters(open.till, (all) =>
    all.map((one) =>
      one.id === "receipt"
        ? {
            ...one,
            connection: { type: "network", host: "127.0.0.1", port: server.port },
            profile: "epson-80",
            abilities: ["processId", "fence", "status", "asb"],
          }
        : one,
    ),
  );
  await open.close();
  return { store, printer };
}
