/**
 * One area or table as fields of text, as people type them on a screen and in the shell: the texts
 * of now, and the change that other texts make.
 */

import { assertNever } from "../base/assert-never.ts";
import { refusal, type RefusalOf } from "../base/refusal-table.ts";
import { err, ok, type Result } from "../base/result.ts";
import { duplicates } from "../doubts/duplicates.ts";
import { AREA_NAME_MAX, POSITION_MAX, SEATS_MAX, TABLE_NAME_MAX } from "../events/floor-events.ts";
import {
  type Area,
  areaNamed,
  type Floor,
  type Table,
  tableNamed,
  type UnknownTable,
} from "../settings/floor.ts";
import { newEntryId } from "../text/entry-id.ts";
import { foldText } from "../text/entry-text.ts";
import { type EditFault, type FieldText } from "./entry-wish.ts";
import { readCount, wrongField } from "./field-text.ts";

export const FLOOR_TYPES = ["table", "area"] as const;
export type FloorType = (typeof FLOOR_TYPES)[number];

export interface FloorName {
  readonly type: FloorType;
  /** The name as a person types it; for an area also its id. */
  readonly name: string;
}

export interface FloorWish extends FloorName {
  /** No other one in use may be called so; else one must. */
  readonly isNew: boolean;
  readonly fields: ReadonlyArray<FieldText>;
}

/** `before` is undefined for a new one. */
export type FloorEdit =
  | { readonly type: "table"; readonly before: Table | undefined; readonly after: Table }
  | { readonly type: "area"; readonly before: Area | undefined; readonly after: Area };

/** The faults, as facts of which each language makes a sentence. */
export const FLOOR_FAULTS = {
  "table/unknown": refusal<Omit<UnknownTable, "type">>("unknown"),
  "table/name-invalid": refusal<{ text: string; max: number }>("wrong"),
  "table/taken": refusal<{ name: string }>("conflict"),
  /** An order is open there: under another name, or none, nobody would find it. */
  "table/in-use": refusal<{ name: string; order: string }>("conflict"),
  "table/too-many": refusal<{ max: number }>("conflict"),
  "area/unknown": refusal<{ text: string; areas: ReadonlyArray<string> }>("unknown"),
  "area/name-invalid": refusal<{ text: string; max: number }>("wrong"),
  "area/taken": refusal<{ name: string }>("conflict"),
  /** `count` tables are still in it. */
  "area/in-use": refusal<{ name: string; count: number }>("conflict"),
  "area/too-many": refusal<{ max: number }>("conflict"),
};

export type FloorFault = RefusalOf<typeof FLOOR_FAULTS>;

type Fault = FloorFault | EditFault;

/**
 * Letters and digits first; then also signs that neither a key nor a list has a meaning for: `7*4` is
 * table 7 with four guests, `2+5` two lines.
 */
const TABLE_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’&#_-]*$/u;
const AREA_NAME = /^[\p{L}\p{N}][^\p{C}]*$/u;

export function isTableName(text: string): boolean {
  return TABLE_NAME.test(text) && Array.from(text).length <= TABLE_NAME_MAX;
}

export function isAreaName(text: string): boolean {
  return AREA_NAME.test(text) && Array.from(text).length <= AREA_NAME_MAX;
}

export function readTableName(text: string): Result<string, FloorFault> {
  const name = tidied(text);
  return isTableName(name)
    ? ok(name)
    : err({ type: "table/name-invalid", text: name, max: TABLE_NAME_MAX });
}

export function readAreaName(text: string): Result<string, FloorFault> {
  const name = tidied(text);
  return isAreaName(name)
    ? ok(name)
    : err({ type: "area/name-invalid", text: name, max: AREA_NAME_MAX });
}

function tidied(text: string): string {
  return text.normalize("NFC").trim().replaceAll(/ +/gu, " ");
}

/** Texts that, typed again, change nothing. An area is told by its name. */
export function tableFields(
  { name, area, seats, position }: Table,
  { areas }: Floor,
): ReadonlyArray<FieldText> {
  return [
    { field: "name", text: name },
    { field: "area", text: areas.find(({ id }) => id === area)?.name ?? "" },
    { field: "seats", text: String(seats) },
    { field: "position", text: String(position) },
  ];
}

export function areaFields({ name, position }: Area): ReadonlyArray<FieldText> {
  return [
    { field: "name", text: name },
    { field: "position", text: String(position) },
  ];
}

/** The area or table as the texts would make it; `taken` has ids that stand for something else. */
export function planFloorEdit(
  wish: FloorWish,
  floor: Floor,
  taken: ReadonlySet<string>,
): Result<FloorEdit, Fault> {
  const [twice] = duplicates(wish.fields.map(({ field }) => field));
  if (twice !== undefined) return wrongField(twice, "is there twice: say it once");
  switch (wish.type) {
    case "table":
      return planTable(wish, floor, taken);
    case "area":
      return planArea(wish, floor, taken);
    default:
      return assertNever(wish.type, "kind of place");
  }
}

function planTable(
  { name, isNew, fields }: FloorWish,
  floor: Floor,
  taken: ReadonlySet<string>,
): Result<FloorEdit, Fault> {
  const tableNow = isNew ? undefined : tableNamed(floor, name);
  if (!isNew && tableNow === undefined) {
    return err({ type: "table/unknown", text: name, tables: floor.tables.map((it) => it.name) });
  }
  let after: Table = tableNow ?? { id: "", name: "", area: "", seats: 0, position: 0 };
  const typed = isNew ? [{ field: "name", text: name }, ...fields] : fields;
  for (const { field, text } of typed) {
    const read = readTableField(after, { field, text }, floor);
    if (!read.ok) return read;
    after = read.value;
  }
  const otherTables = floor.tables.filter(({ id }) => id !== tableNow?.id);
  if (isTaken(otherTables, after.name)) return err({ type: "table/taken", name: after.name });
  return ok({
    type: "table",
    before: tableNow,
    after: tableNow === undefined ? fresh(after, taken) : after,
  });
}

function planArea(
  { name, isNew, fields }: FloorWish,
  floor: Floor,
  taken: ReadonlySet<string>,
): Result<FloorEdit, Fault> {
  const areaNow = isNew ? undefined : areaNamed(floor, name);
  if (!isNew && areaNow === undefined) return unknownArea(name, floor);
  let after: Area = areaNow ?? { id: "", name: "", position: lastPosition(floor.areas) + 1 };
  const typed = isNew ? [{ field: "name", text: name }, ...fields] : fields;
  for (const { field, text } of typed) {
    const read = readAreaField(after, { field, text });
    if (!read.ok) return read;
    after = read.value;
  }
  const otherAreas = floor.areas.filter(({ id }) => id !== areaNow?.id);
  if (isTaken(otherAreas, after.name)) return err({ type: "area/taken", name: after.name });
  return ok({
    type: "area",
    before: areaNow,
    after: areaNow === undefined ? fresh(after, taken) : after,
  });
}

function readTableField(
  table: Table,
  { field, text }: FieldText,
  floor: Floor,
): Result<Table, Fault> {
  switch (field) {
    case "name":
      return withValue(readTableName(text), (name) => ({ ...table, name }));
    case "area":
      return withValue(readArea(text, floor), (area) => ({ ...table, area }));
    case "seats":
      return withValue(fieldCount(field, text, SEATS_MAX), (seats) => ({ ...table, seats }));
    case "position":
      return withValue(fieldCount(field, text, POSITION_MAX), (position) => ({
        ...table,
        position,
      }));
    default:
      return wrongField(field, "is no field: there are name, area, seats, position");
  }
}

function readAreaField(area: Area, { field, text }: FieldText): Result<Area, Fault> {
  switch (field) {
    case "name":
      return withValue(readAreaName(text), (name) => ({ ...area, name }));
    case "position":
      return withValue(fieldCount(field, text, POSITION_MAX), (position) => ({
        ...area,
        position,
      }));
    default:
      return wrongField(field, "is no field: there are name, position");
  }
}

/** Empty for none. */
function readArea(text: string, floor: Floor): Result<string, Fault> {
  if (text.trim() === "") return ok("");
  const area = areaNamed(floor, text.trim());
  return area === undefined ? unknownArea(text.trim(), floor) : ok(area.id);
}

function unknownArea(text: string, { areas }: Floor): Result<never, FloorFault> {
  return err({ type: "area/unknown", text, areas: areas.map(({ name }) => name) });
}

function fieldCount(field: string, text: string, max: number): Result<number, EditFault> {
  const read = readCount(text, max);
  return read.ok ? read : wrongField(field, read.fault);
}

function withValue<Value, Thing, Wrong>(
  read: Result<Value, Wrong>,
  toThing: (value: Value) => Thing,
): Result<Thing, Wrong> {
  return read.ok ? ok(toThing(read.value)) : read;
}

function isTaken(others: ReadonlyArray<{ readonly name: string }>, name: string): boolean {
  return others.some((other) => foldText(other.name) === foldText(name));
}

export function lastPosition(areas: Floor["areas"]): number {
  return Math.max(0, ...areas.map(({ position }) => position));
}

/**
 * Brings an area or table back that was removed under the same id: two tills that add one table
 * apart add one.
 */
function fresh<Thing extends { readonly name: string }>(
  thing: Thing,
  taken: ReadonlySet<string>,
): Thing & { readonly id: string } {
  return { ...thing, id: newEntryId(thing.name, taken) };
}
