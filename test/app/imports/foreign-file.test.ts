/** Files as programs write them: encodings, separators, ends of lines, and workbooks that unpack to too much. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { deflateRawSync } from "node:zlib";

import { expect, test } from "vitest";

import { readForeignFile } from "../../../src/app/imports/foreign-file.ts";
import { valueOf } from "../../support/shop.ts";

const TABLE = "Name;Price\nBrötchen;0,60\nCafé;2,50\n";

test.each([
  ["UTF-8", Buffer.from(TABLE)],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${TABLE}`)],
  ["UTF-16, little end first", Buffer.from(`\uFEFF${TABLE}`, "utf16le")],
  ["UTF-16, big end first", Buffer.from(`\uFEFF${TABLE}`, "utf16le").swap16()],
  ["Windows-1252", Buffer.from(TABLE, "latin1")],
  ["lines that end with CR LF", Buffer.from(TABLE.replaceAll("\n", "\r\n"))],
  ["lines that end with CR alone", Buffer.from(TABLE.replaceAll("\n", "\r"))],
  ["tabs", Buffer.from(TABLE.replaceAll(";", "\t"))],
  ["a first line that says the separator", Buffer.from(`sep=;\r\n${TABLE}`)],
])("%s is read as the table that it is", (_, bytes) => {
  const { tables } = valueOf(readForeignFile(bytes));

  expect(tables).toEqual([
    {
      name: "",
      heads: ["Name", "Price"],
      rows: [
        { no: 2, cells: ["Brötchen", "0,60"] },
        { no: 3, cells: ["Café", "2,50"] },
      ],
    },
  ]);
});

test("only what nothing says is taken for Windows", () => {
  expect(valueOf(readForeignFile(Buffer.from(TABLE))).isTakenForWindows).toBe(false);
  expect(valueOf(readForeignFile(Buffer.from(TABLE, "latin1"))).isTakenForWindows).toBe(true);
});

test("a workbook has its sheets, with numbers as they are written and gaps as empty cells", () => {
  const bytes = readFileSync(path.resolve("fixtures/imports/clover.xlsx"));

  const { tables } = valueOf(readForeignFile(bytes));

  expect(tables.map(({ name }) => name)).toEqual([
    "Instructions",
    "Items",
    "Modifier Groups",
    "Categories",
    "Tax Rates",
  ]);
  const [, items] = tables;
  expect(items?.rows[2]?.cells.slice(4, 12)).toEqual([
    "12.5",
    "Fixed",
    "",
    "6.1",
    "9520000001018",
    "0042",
    "18",
    "No",
  ]);
});

test("what is no table, no workbook, or unpacks to too much is refused by its reason", () => {
  const empty = readForeignFile(Buffer.from("\n\n"));
  const cut = readFileSync(path.resolve("fixtures/imports/clover.xlsx")).subarray(0, 900);
  const huge = zipOf("xl/workbook.xml", Buffer.alloc(65 * 1024 * 1024));

  expect(empty).toEqual({ ok: false, fault: { type: "empty" } });
  expect(readForeignFile(cut)).toEqual({ ok: false, fault: { type: "no-workbook" } });
  expect(huge.length).toBeLessThan(100_000);
  expect(readForeignFile(huge)).toEqual({
    ok: false,
    fault: { type: "unpacks-to-too-much", max: 64 },
  });
});

/** A zip of one part. */
function zipOf(name: string, part: Buffer): Buffer {
  const packed = deflateRawSync(part);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04_03_4b_50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02_01_4b_50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}
