/** Areas and tables: all of them as a list, and one with its fields; how one is added and removed. */

import { err, ok } from "../../domain/base/result.ts";
import { POSITION_MAX, SEATS_MAX } from "../../domain/events/floor-events.ts";
import { type FieldText } from "../../domain/office/entry-wish.ts";
import {
  areaFields,
  type FloorType,
  isAreaName,
  isTableName,
  planFloorEdit,
  tableFields,
} from "../../domain/office/floor-edit.ts";
import { type Area, type Floor, type Table } from "../../domain/settings/floor.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { type Words } from "../../words/screen-words.ts";
import { type OfficeSession } from "../ports/office-port.ts";
import { choiceRow, type Field, fieldRow, planChange, type View } from "./office-form.ts";
import {
  actRow,
  isFound,
  type OfficePlan,
  openPage,
  pageBefore,
  pageRow,
  readCalled,
  refusedPlan,
  type Rows,
  yesNo,
} from "./office-row.ts";
import { fieldName } from "./office-words.ts";

export interface FloorPage {
  readonly type: FloorType;
  readonly id: string;
}

function allOf({ areas, tables }: Floor, type: FloorType): ReadonlyArray<Area | Table> {
  return type === "table" ? tables : areas;
}

/** Returns undefined for one that was removed meanwhile. */
export function floorThing(
  { floor }: Pick<OfficeSession, "floor">,
  { type, id }: FloorPage,
): Area | Table | undefined {
  return allOf(floor.look(), type).find((it) => it.id === id);
}

/** Areas before tables, by what is typed, what is called just so first; a new table or area of that name last. */
export function floorRows(view: View): Rows {
  const { office, text, words } = view;
  const { officeFloor: w } = words;
  const floor = office.floor.look();
  const { name: called, isNew } = readCalled(text);

  function found(type: FloorType, detailOf: (id: string) => string): Rows {
    return allOf(floor, type)
      .filter(({ name }) => !isNew && isFound(name, text))
      .map(({ id, name }) => {
        const inQuestion = office.floor.inQuestion(type, id).length > 0;
        return pageRow(name, { type, id }, { detail: detailOf(id), inQuestion });
      });
  }

  const rows = [
    ...found("area", (id) =>
      w.tables({ count: floor.tables.filter(({ area }) => area === id).length }),
    ),
    ...found("table", (id) => tableDetail(words, floor, id)),
  ].toSorted((one, other) => Number(isCalled(other.label)) - Number(isCalled(one.label)));

  function isCalled(name: string): boolean {
    return foldText(name) === foldText(called);
  }

  function added(type: FloorType, what: string): Rows {
    const isFit = type === "table" ? isTableName(called) : isAreaName(called);
    if (!isFit || allOf(floor, type).some(({ name }) => isCalled(name))) return [];
    return [actRow(what, () => planNew(view, { type, called, what }))];
  }

  return [
    ...rows,
    ...added("table", w.newTable({ called })),
    ...added("area", w.newArea({ called })),
  ];
}

function tableDetail({ officeFloor: w }: Words, { areas, tables }: Floor, id: string): string {
  const { area, seats = 0 } = tables.find((table) => table.id === id) ?? {};
  const name = areas.find((it) => it.id === area)?.name ?? "";
  return [name, seats === 0 ? "" : w.seats({ count: seats })]
    .filter((part) => part !== "")
    .join(", ");
}

interface NewThing {
  readonly type: FloorType;
  readonly called: string;
  readonly what: string;
}

function planNew(view: View, { type, called, what }: NewThing): OfficePlan {
  const { officeFloor: w } = view.words;
  const before = new Set(allOf(view.office.floor.look(), type).map(({ id }) => id));
  return planChange(view, {
    what,
    write: ({ floor }) => {
      const done = floor.change({ type, name: called, isNew: true, fields: [] });
      return done.ok ? ok(allOf(floor.look(), type).find(({ id }) => !before.has(id))) : done;
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

export function rowsOfFloor(view: View<FloorPage>): Rows {
  const { office, page, w, till } = view;
  const floor = office.floor.look();
  const thing = floorThing(office, page);
  if (thing === undefined) return [];
  const fields = fieldsOf(floor, thing);
  const label = fieldName(till, "in use");
  const use = { label, detail: w.yes, choices: yesNo(w), chosen: ["yes"] };
  return [
    ...fields.map((field) => fieldRow(view, floorField(view, thing, field))),
    choiceRow(view, use, ({ text }) =>
      text === "yes"
        ? refusedPlan(w.sameAlready({ label, text: w.yes }))
        : planRemoval(view, { name: thing.name, fields }),
    ),
  ];
}

function fieldsOf(floor: Floor, thing: Area | Table): ReadonlyArray<FieldText> {
  return "seats" in thing ? tableFields(thing, floor) : areaFields(thing);
}

function floorField(
  { office, page, w, words, till }: View<FloorPage>,
  { name }: Area | Table,
  { field, text }: FieldText,
): Field {
  const floor = office.floor.look();
  const { type, id } = page;
  const label = fieldName(till, field);
  const none = { text: "", label: w.none };
  // Areas are chosen by name, as `till floor` takes them.
  const areas = floor.areas.map((area) => ({ text: area.name, label: area.name }));
  return {
    id: field,
    label,
    text,
    isName: field === "name",
    inQuestion: office.floor.inQuestion(type, id).includes(field),
    choices: field === "area" ? [...areas, none] : undefined,
    hints: field === "name" ? [w.renameHint] : field === "area" ? [w.pickHint] : [],
    read: (typed) => {
      const wish = { type, name, isNew: false, fields: [{ field, text: typed }] };
      const edit = planFloorEdit(wish, floor, new Set());
      // The till says what people may call it, in the person's own language.
      if (edit.ok || edit.fault.type !== "entry/wrong") return ok(typed);
      const max = field === "seats" ? SEATS_MAX : POSITION_MAX;
      return err(words.officeFloor.noCount({ label, typed, max }));
    },
    write: (now, after) => {
      const called = floorThing(now, page)?.name ?? name;
      return now.floor.change({
        type,
        name: called,
        isNew: false,
        fields: [{ field, text: after }],
      });
    },
    now: (now) => JSON.stringify(floorThing(now, page)),
  };
}

function planRemoval(
  view: View<FloorPage>,
  { name, fields }: { readonly name: string; readonly fields: ReadonlyArray<FieldText> },
): OfficePlan {
  const { type } = view.page;
  const { officeFloor: w } = view.words;
  const others = fields.filter(({ field }) => field !== "name");
  return planChange(view, {
    what: w.removed({ name }),
    write: ({ floor }) => floor.remove({ type, name }),
    goesTo: (now) => pageBefore(now) ?? now,
    undo: {
      what: w.thereAgain({ name }),
      takeBack: ({ floor }) => floor.change({ type, name, isNew: true, fields: others }),
    },
  });
}
