/** Areas and tables: all of them as a list, and one with its fields; how one is added and removed. */

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
import { type Field, fieldRow, planChange } from "./office-form.ts";
import {
  choiceRow,
  isFound,
  newRow,
  type OfficePlan,
  type OfficeRow,
  openPage,
  pageBefore,
  pageRow,
  readCalled,
  refusedPlan,
  yesNo,
} from "./office-row.ts";
import { type OfficePage } from "./office-state.ts";
import { fieldName, officeWords } from "./office-words.ts";

type FloorPage = Extract<OfficePage, { readonly type: FloorType }>;

function floorOf({ session }: RegisterState): Floor {
  return session?.office.floor.look() ?? { areas: [], tables: [] };
}

function allOf({ areas, tables }: Floor, type: FloorType): ReadonlyArray<Area | Table> {
  return type === "table" ? tables : areas;
}

function thingOn(floor: Floor, { type, id }: FloorPage): Area | Table | undefined {
  return allOf(floor, type).find((it) => it.id === id);
}

/** Undefined for one that was removed meanwhile. */
export function floorThing(state: RegisterState, page: FloorPage): Area | Table | undefined {
  return thingOn(floorOf(state), page);
}

/** Areas before tables, by what is typed, what is called just so first; a new table or area of that name last. */
export function floorRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officeFloor: w } = wordsFor(state);
  const { text = "" } = state.office ?? {};
  const floor = floorOf(state);
  const { name: called, isNew } = readCalled(text);

  function found(type: FloorType, detailOf: (id: string) => string): ReadonlyArray<OfficeRow> {
    return allOf(floor, type)
      .filter(({ name }) => !isNew && isFound(name, text))
      .map(({ id, name }) => {
        const inQuestion = (state.session?.office.floor.inQuestion(type, id) ?? []).length > 0;
        return pageRow(name, { type, id }, { detail: detailOf(id), inQuestion });
      });
  }

  const rows = [
    ...found("area", (id) =>
      w.tables({ count: floor.tables.filter(({ area }) => area === id).length }),
    ),
    ...found("table", (id) => tableDetail(state, floor, id)),
  ].toSorted((one, other) => Number(isCalled(other.label)) - Number(isCalled(one.label)));

  function isCalled(name: string): boolean {
    return foldText(name) === foldText(called);
  }

  function added(type: FloorType, what: string): ReadonlyArray<OfficeRow> {
    const isFit = type === "table" ? isTableName(called) : isAreaName(called);
    if (!isFit || allOf(floor, type).some(({ name }) => isCalled(name))) return [];
    return [newRow(what, () => planNew(state, { type, called, what }))];
  }

  return [
    ...rows,
    ...added("table", w.newTable({ called })),
    ...added("area", w.newArea({ called })),
  ];
}

function tableDetail(state: RegisterState, { areas, tables }: Floor, id: string): string {
  const { officeFloor: w } = wordsFor(state);
  const { area, seats = 0 } = tables.find((table) => table.id === id) ?? {};
  const name = areas.find((it) => it.id === area)?.name ?? "";
  return [name, seats === 0 ? "" : w.seats({ count: seats })]
    .filter((part) => part !== "")
    .join(", ");
}

function planNew(
  state: RegisterState,
  {
    type,
    called,
    what,
  }: { readonly type: FloorType; readonly called: string; readonly what: string },
): OfficePlan {
  const { officeFloor: w } = wordsFor(state);
  const before = new Set(allOf(floorOf(state), type).map(({ id }) => id));

  function added(floor: Floor): Area | Table | undefined {
    return allOf(floor, type).find(({ id }) => !before.has(id));
  }

  return planChange(state, {
    what,
    write: ({ floor }) => {
      const done = floor.change({ type, name: called, isNew: true, fields: [] });
      return done.ok ? ok(added(floor.look())) : done;
    },
    goesTo: (now, thing) => (thing === undefined ? now : openPage(now, { type, id: thing.id }, 1)),
    undo: (thing) => {
      const name = thing?.name ?? called;
      return {
        what: w.removed({ name }),
        takeBack: ({ floor }) => floor.remove({ type, name }),
      };
    },
  });
}

export function rowsOfFloor(state: RegisterState, page: FloorPage): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const floor = floorOf(state);
  const thing = thingOn(floor, page);
  if (thing === undefined) return [];
  const fields = fieldsOf(floor, thing);
  const label = fieldName(state, "in use");
  const use = { label, detail: w.yes, choices: yesNo(w), chosen: ["yes"] };
  return [
    ...fields.map((field) => fieldRow(state, floorField(state, page, field))),
    choiceRow(w, use, ({ text }) =>
      text === "yes"
        ? refusedPlan(w.sameAlready({ label, text: w.yes }))
        : planRemoval(state, page.type, { name: thing.name, fields }),
    ),
  ];
}

function fieldsOf(floor: Floor, thing: Area | Table): ReadonlyArray<FieldText> {
  return "seats" in thing ? tableFields(thing, floor) : areaFields(thing);
}

function floorField(state: RegisterState, page: FloorPage, { field, text }: FieldText): Field {
  const w = officeWords(state);
  const floor = floorOf(state);
  const { type, id } = page;
  const name = floorThing(state, page)?.name ?? "";
  const label = fieldName(state, field);
  const none = { text: "", label: w.none };
  // By name, as `till floor` takes them.
  const areas = floor.areas.map((area) => ({ text: area.name, label: area.name }));
  return {
    id: field,
    label,
    text,
    isName: field === "name",
    inQuestion: state.session?.office.floor.inQuestion(type, id).includes(field) ?? false,
    choices: field === "area" ? [...areas, none] : undefined,
    hints: field === "name" ? [w.renameHint] : field === "area" ? [w.pickHint] : [],
    read: (typed) => {
      const wish = { type, name, isNew: false, fields: [{ field, text: typed }] };
      const edit = planFloorEdit(wish, floor, new Set());
      // What people may call it is said by the till, in the person's own language.
      if (edit.ok || edit.fault.type !== "entry/wrong") return ok(typed);
      const max = field === "seats" ? SEATS_MAX : POSITION_MAX;
      return err(wordsFor(state).officeFloor.noCount({ label, typed, max }));
    },
    write: (office, after) => {
      const called = thingOn(office.floor.look(), page)?.name ?? name;
      const fields = [{ field, text: after }];
      return office.floor.change({ type, name: called, isNew: false, fields });
    },
    now: (office) => {
      const now = thingOn(office.floor.look(), page);
      return now && JSON.stringify(now);
    },
  };
}

function planRemoval(
  state: RegisterState,
  type: FloorType,
  { name, fields }: { readonly name: string; readonly fields: ReadonlyArray<FieldText> },
): OfficePlan {
  const { officeFloor: w } = wordsFor(state);
  const others = fields.filter(({ field }) => field !== "name");
  return planChange(state, {
    what: w.removed({ name }),
    write: ({ floor }) => floor.remove({ type, name }),
    goesTo: (now) => pageBefore(now) ?? now,
    undo: {
      what: w.thereAgain({ name }),
      takeBack: ({ floor }) => floor.change({ type, name, isNew: true, fields: others }),
    },
  });
}
