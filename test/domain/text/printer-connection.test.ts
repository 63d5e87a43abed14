/** When two connections lead to one printer. */

import { expect, test } from "vitest";

import { type Connection, isSamePrinter } from "../../../src/domain/events/printer-connection.ts";

const MAC = "00:26:ab:12:34:56";
const AT = { type: "network", host: "192.0.2.9", port: 9100 } as const;
const MOVED = { ...AT, host: "192.0.2.10" };

test.for<readonly [string, Connection, Connection, boolean]>([
  ["one address is one printer", AT, { ...AT, mac: MAC }, true],
  ["another address is another one", AT, MOVED, false],
  [
    "one hardware address is one, wherever it is",
    { ...AT, mac: MAC },
    { ...MOVED, mac: MAC },
    true,
  ],
  [
    "so it is where only one of them has told its serial number",
    { ...AT, mac: MAC, serial: "X1" },
    { ...MOVED, mac: MAC },
    true,
  ],
  [
    "two behind one hardware address that call themselves otherwise are two",
    { ...AT, mac: MAC, serial: "X1" },
    { ...MOVED, mac: MAC, serial: "X2" },
    false,
  ],
  [
    "so they are at two ports of one print server",
    { ...AT, mac: MAC, serial: "X1" },
    { ...AT, port: 9101, mac: MAC, serial: "X2" },
    false,
  ],
])("%s", ([, one, other, isSame]) => {
  expect([isSamePrinter(one, other), isSamePrinter(other, one)]).toEqual([isSame, isSame]);
});
