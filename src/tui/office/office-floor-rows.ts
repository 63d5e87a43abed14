/** The rows of areas and tables: all of them as a list, and one with its fields. */

import { foldText } from "../../domain/entry-text.ts";
import { POSITION_MAX, SEATS_MAX } from "../../domain/events/floor-events.ts";
import { type Area, type Floor, type Table } from "../../domain/floor.ts";
import { type FieldText } from "../../domain/office/entry-wish.ts";
import {
  areaFields,
  type FloorType,
  isAreaName,
  isTableName,
  planFloorEdit,
  tableFields,
} from "../../domain/office/floor-edit.ts";
import { err, ok } from "../../domain/result.ts";
import { type RegisterState } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import {
  type Choice,
  isFound,
  type OfficeRow,
  readCalled,
  type RecordField,
  recordRow,
  yesNo,
} from "./office-row.ts";
import { type OfficePage } from "./office-state.ts";
import { fieldName, officeWords } from "./office-words.ts";

const EMPTY: Floor = { areas: [], tables: [] };

export type FloorPage = Extract<OfficePage, { readonly type: FloorType }>;

export function floorOf({ session }: RegisterState): Floor {
  return session?.office.floor.look() ?? EMPTY;
}

/** Undefined for one that was removed meanwhile. */
export function floorThing(
  state: RegisterState,
  { type, id }: FloorPage,
): Area | Table | undefined {
  return thingOf(floorOf(state), { type, id });
}

function thingOf({ areas, tables }: Floor, { type, id }: FloorPage): Area | Table | undefined {
  return (type === "table" ? tables : areas).find((it) => it.id === id);
}

/** Areas before tables, by what is typed, what is called just so first; a new table or area of that name last. */
export function floorRows(state: RegisterState, text: string): ReadonlyArray<OfficeRow> {
  const { officeFloor: w } = wordsFor(state);
  const floor = floorOf(state);
  const { name: called, isNew } = readCalled(text);

  function rowOf(type: FloorType, { id, name }: Area | Table, detail: string): OfficeRow {
    const inQuestion = (state.session?.office.floor.inQuestion(type, id) ?? []).length > 0;
    return { label: name, detail, inQuestion, target: { type: "page", page: { type, id } } };
  }

  function isWanted({ name }: Area | Table): boolean {
    return !isNew && isFound(name, text);
  }

  const areas = floor.areas.filter(isWanted).map((area) => {
    const count = floor.tables.filter((table) => table.area === area.id).length;
    return rowOf("area", area, w.tables({ count }));
  });
  const tables = floor.tables
    .filter(isWanted)
    .map((table) => rowOf("table", table, tableDetail(state, floor, table)));
  const found = [...areas, ...tables].toSorted(
    (one, other) => Number(isNamed(other, called)) - Number(isNamed(one, called)),
  );
  return [...found, ...newRows(state, floor, called)];
}

function tableDetail(state: RegisterState, { areas }: Floor, { area, seats }: Table): string {
  const { officeFloor: w } = wordsFor(state);
  const name = areas.find(({ id }) => id === area)?.name ?? "";
  return [name, seats === 0 ? "" : w.seats({ count: seats })]
    .filter((part) => part !== "")
    .join(", ");
}

function newRows(
  state: RegisterState,
  { areas, tables }: Floor,
  called: string,
): ReadonlyArray<OfficeRow> {
  const { officeFloor: w } = wordsFor(state);
  const kinds = [
    ["new-table", isTableName(called) && !isThere(tables, called), w.newTable],
    ["new-area", isAreaName(called) && !isThere(areas, called), w.newArea],
  ] as const;
  return kinds.flatMap(([type, isFit, label]): ReadonlyArray<OfficeRow> => {
    const target = { type: "create", page: { type, called } } as const;
    return isFit ? [{ label: label({ called }), detail: "", target }] : [];
  });
}

function isNamed({ label }: OfficeRow, called: string): boolean {
  return foldText(label) === foldText(called);
}

function isThere(things: ReadonlyArray<{ readonly name: string }>, called: string): boolean {
  return things.some(({ name }) => foldText(name) === foldText(called));
}

export function rowsOfFloor(state: RegisterState, page: FloorPage): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const floor = floorOf(state);
  const fields = fieldsOf(floor, page);
  if (fields === undefined) return [];
  return [
    ...fields.map(({ field, text }) =>
      recordRow(floorField(state, page, { field, text }), { label: fieldName(state, field) }),
    ),
    {
      label: fieldName(state, "in use"),
      detail: w.yes,
      target: { type: "floor-remove", choices: yesNo(w) },
    },
  ];
}

function floorField(
  state: RegisterState,
  page: FloorPage,
  { field, text }: FieldText,
): RecordField {
  const w = officeWords(state);
  const floor = floorOf(state);
  const { type, id } = page;
  const name = floorThing(state, page)?.name ?? "";
  return {
    field,
    text,
    inQuestion: state.session?.office.floor.inQuestion(type, id).includes(field) ?? false,
    ...(field === "area" ? { choices: areaChoices(state, floor) } : {}),
    hints: field === "name" ? [w.renameHint] : field === "area" ? [w.pickHint] : [],
    read: (typed) => {
      const wish = { type, name, isNew: false, fields: [{ field, text: typed }] };
      const edit = planFloorEdit(wish, floor, new Set());
      // What people may call it is said by the till, in the person's own language.
      if (edit.ok || edit.fault.type !== "entry/wrong") return ok(typed);
      const max = field === "seats" ? SEATS_MAX : POSITION_MAX;
      const label = fieldName(state, field);
      return err(wordsFor(state).officeFloor.noCount({ label, typed, max }));
    },
    write: (office, after) => {
      const called = thingOf(office.floor.look(), page)?.name ?? name;
      const fields = [{ field, text: after }];
      return office.floor.change({ type, name: called, isNew: false, fields });
    },
    now: (office) => {
      const now = thingOf(office.floor.look(), page);
      return now && JSON.stringify(now);
    },
  };
}

function fieldsOf(floor: Floor, { type, id }: FloorPage) {
  if (type === "table") {
    const table = floor.tables.find((it) => it.id === id);
    return table && tableFields(table, floor);
  }
  const area = floor.areas.find((it) => it.id === id);
  return area && areaFields(area);
}

/** By name, as `till floor` takes them. */
function areaChoices(state: RegisterState, { areas }: Floor): ReadonlyArray<Choice> {
  const none = { text: "", label: officeWords(state).none };
  return [...areas.map(({ name }) => ({ text: name, label: name })), none];
}
