/** A way to a printer as people type it: read, and said again in the same words. */

import { expect, test } from "vitest";

import { type Connection } from "../../../src/domain/events/printer-connection.ts";
import {
  connectionText,
  readConnection,
  readPrinterTexts,
} from "../../../src/domain/office/printer-text.ts";

const WAYS: ReadonlyArray<readonly [text: string, connection: Connection]> = [
  ["text", { type: "virtual" }],
  ["bytes", { type: "file" }],
  ["192.0.2.7:9100", { type: "network", host: "192.0.2.7", port: 9100 }],
  [
    "192.0.2.7:9100@00:26:ab:12:34:56",
    { type: "network", host: "192.0.2.7", port: 9100, mac: "00:26:ab:12:34:56" },
  ],
  ["printer.lan:9101", { type: "network", host: "printer.lan", port: 9101 }],
  ["usb:04b8:0e15", { type: "usb", vendor: 0x04b8, product: 0x0e15 }],
  ["usb:04b8:0e15:J4XF", { type: "usb", vendor: 0x04b8, product: 0x0e15, serial: "J4XF" }],
  // Two of a model without serial numbers, as they are found.
  ["usb:0416:5011@1-2.3", { type: "usb", vendor: 0x0416, product: 0x5011, place: "1-2.3" }],
  ["usb:0416:5011@1-2.4", { type: "usb", vendor: 0x0416, product: 0x5011, place: "1-2.4" }],
  ["serial:/dev/ttyS0@9600", { type: "serial", path: "/dev/ttyS0", baud: 9600 }],
  ["/dev/usb/lp0", { type: "device", path: "/dev/usb/lp0" }],
];

test.for(WAYS)("%s is read, and said so again", ([text, connection]) => {
  expect(readConnection(text)).toEqual(connection);
  expect(connectionText(connection)).toBe(text);
});

test("what printers have as a rule needs not be said", () => {
  expect(readConnection("192.0.2.7")).toMatchObject({ port: 9100 });
  expect(readConnection("serial:/dev/ttyS0")).toMatchObject({ baud: 19_200 });
});

test("a hardware address may be typed in large letters", () => {
  expect(readConnection("192.0.2.7@00:26:AB:12:34:56")).toMatchObject({
    port: 9100,
    mac: "00:26:ab:12:34:56",
  });
});

test.for([
  "",
  "foo!bar",
  "192.0.2.7:0",
  "1.2.3",
  "192.0.2",
  "192.0.2.300",
  "192.0.2.7.9",
  "9100",
  "192.0.2.7:70000",
  "192.0.2.7@00:26:ab:12:34",
  "usb:4b8:1",
  "usb:0416:5011@left",
  "serial:ttyS0",
  ":9100",
])("%j is no way to a printer", (text) => {
  expect(readConnection(text)).toBeUndefined();
});

test("fields are read by name, and the first that is wrong is named", () => {
  const fields = Object.entries({ stations: "grill, bar", receipts: "yes", columns: "32" });

  expect(readPrinterTexts(fields.map(([field, text]) => ({ field, text })))).toEqual({
    ok: true,
    value: { stations: ["grill", "bar"], prints: ["receipts"], columns: 32 },
  });
  expect(readPrinterTexts([{ field: "columns", text: "9" }])).toMatchObject({
    fault: '"9" is no width: 24 to 64 characters.',
  });
  expect(readPrinterTexts([{ field: "colour", text: "red" }])).toMatchObject({ ok: false });
});
