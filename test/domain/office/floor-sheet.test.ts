/** The tables of a shop as a sheet: what is exported changes nothing, and what is wrong has its place. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readFloorSheet, toFloorSheet } from "../../../src/domain/office/floor-sheet.ts";
import { type SheetRow } from "../../../src/domain/office/goods-sheet.ts";
import { type Floor } from "../../../src/domain/settings/floor.ts";

const FLOOR: Floor = {
  areas: [
    { id: "dining-room", name: "Dining room", position: 1 },
    { id: "terrace", name: "Terrace", position: 2 },
  ],
  tables: [
    { id: "1", name: "1", area: "dining-room", seats: 4, position: 0 },
    { id: "2", name: "2", area: "dining-room", seats: 2, position: 0 },
    { id: "t1", name: "T1", area: "terrace", seats: 4, position: 7 },
    { id: "bar", name: "Bar", area: "", seats: 0, position: 0 },
  ],
};
const EMPTY: Floor = { areas: [], tables: [] };

describe("a sheet", () => {
  test("has a row for each table, as the plan has them", () => {
    expect(toFloorSheet(FLOOR)).toEqual([
      ["area", "table", "seats", "position"],
      ["Dining room", "1", "4", "0"],
      ["Dining room", "2", "2", "0"],
      ["Terrace", "T1", "4", "7"],
      ["", "Bar", "0", "0"],
    ]);
  });

  test("that was exported makes in an empty shop the same floor, and in its own one nothing", () => {
    const rows = rowsOf(toFloorSheet(FLOOR));

    const [own, other] = [readFloorSheet(rows, FLOOR), readFloorSheet(rows, EMPTY)];

    expect(own).toMatchObject({ ok: true, value: { areas: [], missing: [] } });
    const kept = own.ok ? own.value.tables : [];
    expect(kept.map(({ after }) => after)).toEqual(FLOOR.tables);
    expect(kept.map(({ before }) => before)).toEqual(FLOOR.tables);
    expect(other).toMatchObject({ ok: true, value: { areas: FLOOR.areas } });
    expect(other.ok ? other.value.tables.map(({ after }) => after) : []).toEqual(FLOOR.tables);
  });

  test("leaves what it has no column of, and tables that it does not name", () => {
    const read = readFloorSheet(
      rowsOf([
        ["Table", "Seats"],
        ["t1", "6"],
      ]),
      FLOOR,
    );

    expect(read).toMatchObject({
      ok: true,
      value: {
        tables: [{ after: { id: "t1", name: "t1", area: "terrace", seats: 6, position: 7 } }],
        missing: [{ name: "1" }, { name: "2" }, { name: "Bar" }],
        fields: ["name", "seats"],
      },
    });
  });

  test("takes areas by name in whatever case, and makes each new one once", () => {
    const rows = [
      ["table", "area"],
      ["9", "TERRACE"],
      ["10", "Garden"],
      ["11", "garden"],
      ["1", ""],
    ];

    const read = readFloorSheet(rowsOf(rows), FLOOR);

    expect(read).toMatchObject({
      ok: true,
      value: {
        areas: [{ id: "garden", name: "Garden", position: 3 }],
        tables: [
          { after: { area: "terrace" } },
          { after: { area: "garden" } },
          { after: { area: "garden" } },
          { after: { id: "1", area: "" } },
        ],
      },
    });
  });

  test.each<readonly [ReadonlyArray<ReadonlyArray<string>>, ReadonlyArray<string>]>([
    [[], ["1 : there is no heading"]],
    [[["table"]], ["1 : there is no table below the headings"]],
    [[["seats"], ["4"]], ['1 : the column "table" is missing']],
    [
      [
        ["table", "colour"],
        ["1", "red"],
      ],
      ['1 : "colour" is no column: there are area, table, seats, position'],
    ],
    [
      [
        ["table", "table"],
        ["1", "2"],
      ],
      ['1 : the column "table" is there twice'],
    ],
    [[["table", "seats"], ["1"]], ["2 : has 1 fields, but there are 2 headings"]],
    [
      [["table"], ["7*4"], [""], ["x".repeat(10_000)]],
      [
        '2 table: "7*4" names no table: 1 to 12 letters and digits, and none of * + / > between them',
        expect.stringMatching(/^4 table: "x+…" names no table/u) as string,
      ],
    ],
    [
      [
        ["table", "seats", "position"],
        ["1", "many", "-1"],
        ["é", "100", "1"],
      ],
      [
        '2 seats: "many" is no number: 0 to 99',
        '2 position: "-1" is no number: 0 to 9999',
        '3 seats: "100" is no number: 0 to 99',
      ],
    ],
    [[["table"], ["Café"], ["CAFE"]], ['3 table: "CAFE" is in line 2 already']],
    [
      [
        ["table", "area"],
        ["1", "-roof"],
      ],
      ['2 area: "-roof" names no area: a letter first, 24 signs at most'],
    ],
  ])("of %j is wrong, each with its place", (rows, places) => {
    const read = readFloorSheet(rowsOf(rows), FLOOR);

    const problems = read.ok ? [] : read.fault;
    expect(problems.map(({ line, column, message }) => `${line} ${column}: ${message}`)).toEqual(
      places,
    );
  });

  test("of more than 500 tables, or 30 areas, is refused", () => {
    const rows = Array.from({ length: 501 }, (_, at) => [String(at + 1), `Area ${at % 31}`]);

    const read = readFloorSheet(rowsOf([["table", "area"], ...rows]), EMPTY);

    expect(read.ok ? [] : read.fault.map(({ message }) => message)).toEqual([
      "the shop would have 501 tables, and can't have more than 500",
      "the shop would have 31 areas, and can't have more than 30",
    ]);
  });

  test("of whatever rows is read or refused, and never makes a name twice", () => {
    const cell = fc.oneof(fc.constantFrom("1", "2", "T1", "terrace", "", "7*4"), fc.string());
    const row = fc.tuple(cell, cell, cell);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (body) => {
        const read = readFloorSheet(rowsOf([["table", "area", "seats"], ...body]), FLOOR);
        const ids = read.ok ? read.value.tables.map(({ after }) => after.id) : [];
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

function rowsOf(rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<SheetRow> {
  return rows.map((cells, at) => ({ line: at + 1, cells }));
}
