/**
 * The tables of the shop as a sheet, a row for each: the columns of the CSV file that people edit. All
 * that is wrong is found in one reading, each with its line and column.
 *
 * A column that the sheet has not leaves what the shop has, and so does a table that is not in it. An area
 * that the shop has not yet is made by the first table that names it.
 */

import { err, ok, type Result } from "../base/result.ts";
import {
  AREA_NAME_MAX,
  AREAS_MAX,
  POSITION_MAX,
  SEATS_MAX,
  TABLE_NAME_MAX,
  TABLES_MAX,
} from "../events/floor-events.ts";
import { type Area, areaNamed, type Floor, type Table, tableNamed } from "../settings/floor.ts";
import { newEntryId } from "../text/entry-id.ts";
import { foldText } from "../text/entry-text.ts";
import { quoted } from "../text/quoted.ts";
import { readCount } from "./field-text.ts";
import { lastPosition, readAreaName, readTableName } from "./floor-edit.ts";
import { type SheetRow } from "./goods-sheet.ts";
import { lengthProblem, readHead, type SheetProblem, type SheetResult } from "./sheet-head.ts";

const COLUMNS = ["area", "table", "seats", "position"] as const;
type Column = (typeof COLUMNS)[number];

export type FloorSheetProblem = SheetProblem<Column>;

export interface TableChange {
  /** Undefined for a new one. */
  readonly before: Table | undefined;
  readonly after: Table;
}

export interface FloorSheet {
  /** Areas that the shop has not yet. */
  readonly areas: ReadonlyArray<Area>;
  /** The tables as the rows stand, also those that change nothing. */
  readonly tables: ReadonlyArray<TableChange>;
  /** Tables that no row names. */
  readonly missing: ReadonlyArray<Table>;
  /** Fields that the sheet has a column of. */
  readonly fields: ReadonlyArray<keyof Table>;
}

type Problems = ReadonlyArray<FloorSheetProblem>;
type Read<Value> = SheetResult<Value, Column>;

/** Headings and tables as the plan has them, as `readFloorSheet` takes them. */
export function toFloorSheet({ areas, tables }: Floor): ReadonlyArray<ReadonlyArray<string>> {
  const names = new Map(areas.map(({ id, name }) => [id, name]));
  const rows = tables.map(({ name, area, seats, position }) => [
    names.get(area) ?? "",
    name,
    String(seats),
    String(position),
  ]);
  return [COLUMNS, ...rows];
}

/** Rows without any text are passed over. */
export function readFloorSheet(rows: ReadonlyArray<SheetRow>, floor: Floor): Read<FloorSheet> {
  const headed = readHead(rows, { headings: COLUMNS, needed: ["table"], what: "table" });
  if (!headed.ok) return headed;
  const { columns, body } = headed.value;
  const reader = createReader(columns, floor);
  for (const row of body) reader.read(row);
  return reader.whole();
}

interface Reader {
  readonly read: (row: SheetRow) => void;
  readonly whole: () => Read<FloorSheet>;
}

/** The state between rows: later rows know the areas that earlier ones make, and their names. */
interface Reading {
  readonly columns: ReadonlyArray<Column>;
  readonly floor: Floor;
  readonly areas: Area[];
  readonly tables: TableChange[];
  readonly tableIds: Set<string>;
  readonly lineByName: Map<string, number>;
  readonly problems: FloorSheetProblem[];
}

function createReader(columns: ReadonlyArray<Column>, floor: Floor): Reader {
  const reading: Reading = {
    columns,
    floor,
    areas: [],
    tables: [],
    tableIds: new Set(floor.tables.map(({ id }) => id)),
    lineByName: new Map(),
    problems: [],
  };
  return { read: (row) => readRow(reading, row), whole: () => wholeOf(reading) };
}

function wholeOf(reading: Reading): Read<FloorSheet> {
  const { problems, columns, floor, areas, tables } = reading;
  const added = tables.filter(({ before }) => before === undefined).length;
  const tooMany = [
    ...tooManyOf("tables", floor.tables.length + added, TABLES_MAX),
    ...tooManyOf("areas", floor.areas.length + areas.length, AREAS_MAX),
  ];
  if (problems.length + tooMany.length > 0) return err([...problems, ...tooMany]);
  const named = new Set(tables.map(({ after }) => after.id));
  return ok({
    areas,
    tables,
    missing: floor.tables.filter(({ id }) => !named.has(id)),
    fields: columns.map(fieldOf),
  });
}

function tooManyOf(what: string, count: number, max: number): Problems {
  const message = `the shop would have ${count} ${what}, and can't have more than ${max}`;
  return count > max ? [{ line: 1, column: "", message }] : [];
}

function fieldOf(column: Column): keyof Table {
  return column === "table" ? "name" : column;
}

function readRow(reading: Reading, row: SheetRow): void {
  const { line, cells } = row;
  const { columns, floor, problems, lineByName, tableIds } = reading;

  function wrong(column: Column | "", message: string): void {
    problems.push({ line, column, message });
  }

  function cell(column: Column): string | undefined {
    const at = columns.indexOf(column);
    return at === -1 ? undefined : (cells[at] ?? "").trim();
  }

  const unequal = lengthProblem(row, columns);
  if (unequal !== undefined) {
    problems.push(unequal);
    return;
  }
  const typed = cell("table") ?? "";
  const name = readTableName(typed);
  if (!name.ok) {
    const sign = "letters and digits, and none of * + / > between them";
    wrong("table", `${quoted(typed)} names no table: 1 to ${TABLE_NAME_MAX} ${sign}`);
    return;
  }
  const folded = foldText(name.value);
  const other = lineByName.get(folded);
  if (other !== undefined) {
    wrong("table", `${quoted(name.value)} is in line ${other} already`);
    return;
  }
  lineByName.set(folded, line);
  const tableNow = tableNamed(floor, name.value);
  const area = readArea(reading, cell("area"));
  const seats = readNumber(cell("seats"), SEATS_MAX);
  const position = readNumber(cell("position"), POSITION_MAX);
  if (!area.ok) wrong("area", area.fault);
  if (!seats.ok) wrong("seats", seats.fault);
  if (!position.ok) wrong("position", position.fault);
  if (!area.ok || !seats.ok || !position.ok) return;
  const id = tableNow?.id ?? newEntryId(name.value, tableIds);
  tableIds.add(id);
  reading.tables.push({
    before: tableNow,
    after: {
      id,
      name: name.value,
      area: area.value ?? tableNow?.area ?? "",
      seats: seats.value ?? tableNow?.seats ?? 0,
      position: position.value ?? tableNow?.position ?? 0,
    },
  });
}

/** Returns the id of an area; undefined where the sheet says nothing of it. */
function readArea(
  { floor, areas }: Reading,
  text: string | undefined,
): Result<string | undefined, string> {
  if (text === undefined || text === "") return ok(text);
  const all = [...floor.areas, ...areas];
  const areaNow = areaNamed({ areas: all, tables: [] }, text);
  if (areaNow !== undefined) return ok(areaNow.id);
  const name = readAreaName(text);
  if (!name.ok) {
    return err(`${quoted(text)} names no area: a letter first, ${AREA_NAME_MAX} signs at most`);
  }
  const id = newEntryId(name.value, new Set(all.map((area) => area.id)));
  areas.push({ id, name: name.value, position: lastPosition(all) + 1 });
  return ok(id);
}

/** An empty cell is 0: nobody says it. */
function readNumber(text: string | undefined, max: number): Result<number | undefined, string> {
  if (text === undefined) return ok(undefined);
  return text === "" ? ok(0) : readCount(text, max);
}
