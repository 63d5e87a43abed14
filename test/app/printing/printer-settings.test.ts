/** A printer's buzzer and the pulse to its drawer as they are set, over a real socket. */

import { expect, onTestFinished, test } from "vitest";

import { createPrinterServer } from "../../../proof/emulator/printer-server.ts";
import { changePrinter } from "../../../src/app/printing/printer-changes.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { type PrinterFields, readPrinterTexts } from "../../../src/domain/office/printer-text.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../../src/printer/emulator/printer-device.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

/** A manager. */
const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

test.each([
  ["usual", 2, [0x1b, 0x42, 2, 3]],
  ["3", 3, [0x1b, 0x42, 3, 3]],
  ["no", 0, [0x1b, 0x42, 0, 3]],
])("with buzzer=%s a ticket sounds %i times", async (text, times, bytes) => {
  const { device } = await sold("kitchen", { profile: "clone-80", ...fields("buzzer", text) });

  expect(device.status().buzzes).toBe(times);
  expect(has(device, [0x1b, 0x42])).toBe(times > 0);
  expect(has(device, bytes)).toBe(times > 0);
});

test.each([
  ["usual", "pin2", [0x1b, 0x70, 0, 25, 250]],
  ["200", "pin2", [0x1b, 0x70, 0, 100, 250]],
  ["510", "pin5", [0x1b, 0x70, 1, 255, 250]],
] as const)("with pulse=%s on %s the drawer gets these bytes", async (text, drawer, bytes) => {
  const { device } = await sold("receipt", {
    profile: "epson-80",
    drawer,
    ...fields("pulse", text),
  });

  expect(device.status().drawerPulses).toBe(1);
  expect(has(device, bytes)).toBe(true);
});

test.each([
  ["buzzer", "12"],
  ["buzzer", "yes"],
  ["pulse", "5"],
  ["pulse", "600"],
  ["pulse", "long"],
])("%s=%s is refused in a sentence", (field, text) => {
  const fault = faultOf(readPrinterTexts([{ field, text }]));

  expect(fault).toContain(text);
  expect(fault).toContain("usual");
});

function fields(field: "buzzer" | "pulse", text: string): PrinterFields {
  return valueOf(readPrinterTexts([{ field, text }]));
}

/** One coffee for cash, of which that printer prints its part. */
async function sold(
  id: "kitchen" | "receipt",
  said: PrinterFields,
): Promise<{ readonly device: PrinterDevice }> {
  const device = createPrinterDevice({ clock: systemClock, columns: 48 });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer: device });
  onTestFinished(() => server.close());
  const open = (await newCafe()).open();
  const connection = { type: "network", host: "127.0.0.1", port: server.port } as const;
  const abilities = ["processId", "fence", "status", "asb"];
  const all = { ...said, connection, abilities };
  valueOf(changePrinter(open.till, RAVI, { id, isNew: false, said: all }));
  sellGoods(open.till, ["100"], { cash: 280 });
  await open.printing.settle();
  return { device };
}

function has(device: PrinterDevice, bytes: ReadonlyArray<number>): boolean {
  return Buffer.from(device.received()).includes(Buffer.from(bytes));
}
