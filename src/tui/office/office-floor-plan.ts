/** What Enter does on a page of areas and tables: each change is one act, and can be taken back. */

import { POSITION_MAX, SEATS_MAX } from "../../domain/events/floor-events.ts";
import { type Area, type Floor, type Table } from "../../domain/floor.ts";
import { type FieldText } from "../../domain/office/entry-wish.ts";
import {
  areaFields,
  type FloorType,
  planFloorEdit,
  tableFields,
} from "../../domain/office/floor-edit.ts";
import { err } from "../../domain/result.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { chooseOne, type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { floorOf, type FloorPage, floorThing, rowsOfFloor } from "./office-floor-rows.ts";
import { noteChange, openPage, pageBefore, spentHere, withOffice } from "./office-moves.ts";
import { labelOf, type RowTarget } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

export type FloorTarget = Extract<RowTarget, { readonly type: "floor-field" | "floor-remove" }>;

export function isFloorRow(target: RowTarget): target is FloorTarget {
  return target.type === "floor-field" || target.type === "floor-remove";
}

export function planNewFloor(
  state: RegisterState,
  { type: page, called }: { readonly type: "new-table" | "new-area"; readonly called: string },
): OfficePlan {
  const { officeFloor: w } = wordsFor(state);
  const type = page === "new-table" ? "table" : "area";
  const what = type === "table" ? w.newTable({ called }) : w.newArea({ called });
  return ready(what, (now) => addToFloor(now, { type, called, what }));
}

export function planFloorRow(
  state: RegisterState,
  { target, label, typed, office }: Typed<FloorTarget>,
): OfficePlan {
  const w = officeWords(state);
  const { page } = office;
  if (page.type !== "table" && page.type !== "area") return { type: "idle" };
  const thing = floorThing(state, page);
  if (thing === undefined) return { type: "idle" };
  const { name } = thing;
  if (target.type === "floor-remove") {
    const chosen = chooseOne(w, target.choices, { label, typed });
    if (!chosen.ok) return refusedPlan(chosen.fault);
    if (chosen.value.text === "yes") return refusedPlan(w.sameAlready({ label, text: w.yes }));
    const what = wordsFor(state).officeFloor.removed({ name });
    return ready(what, (now) => removeThing(now, { page, thing, what }));
  }
  const { field, choices } = target;
  const chosen = choices === undefined ? undefined : chooseOne(w, choices, { label, typed });
  if (chosen?.ok === false) return refusedPlan(chosen.fault);
  const text = chosen?.value.text ?? typed;
  const floor = floorOf(state);
  const wish = { type: page.type, name, isNew: false, fields: [{ field, text }] };
  const edit = planFloorEdit(wish, floor, new Set());
  // What people may call it is said by the till, in the person's own language.
  if (!edit.ok && edit.fault.type === "entry/wrong") {
    const max = field === "seats" ? SEATS_MAX : POSITION_MAX;
    return refusedPlan(wordsFor(state).officeFloor.noCount({ label, typed, max }));
  }
  const isAsked = state.session?.office.floor.inQuestion(page.type, page.id).includes(field);
  if (text === target.text && isAsked !== true) {
    return refusedPlan(w.sameAlready({ label, text: labelOf(choices, text) }));
  }
  const what = w.changeOf({
    label,
    before: labelOf(choices, target.text),
    after: labelOf(choices, text),
  });
  return ready(what, (now) => changeThing(now, { page, thing, label, what, field, text }));
}

function addToFloor(
  state: RegisterState,
  {
    type,
    called,
    what,
  }: { readonly type: FloorType; readonly called: string; readonly what: string },
): RegisterState {
  const before = new Set(idsOf(floorOf(state), type));
  const done = state.session?.office.floor.change({ type, name: called, isNew: true, fields: [] });
  if (done?.ok !== true) return done === undefined ? state : refusedBy(state, done.fault, what);
  const id = idsOf(floorOf(state), type).find((it) => !before.has(it));
  if (id === undefined) return state;
  const page = { type, id };
  const shown = openPage(spentHere(state), page);
  const name = floorThing(shown, page)?.name ?? called;
  const noted = noteChange(withOffice(shown, { at: 1 }), {
    what: wordsFor(state).officeFloor.removed({ name }),
    takeBack: (office) => office.floor.remove({ type, name }),
  });
  return said(noted, "done", `${what}.`);
}

function idsOf({ tables, areas }: Floor, type: FloorType): ReadonlyArray<string> {
  return (type === "table" ? tables : areas).map(({ id }) => id);
}

interface Change {
  readonly page: FloorPage;
  readonly thing: Area | Table;
  readonly what: string;
}

function changeThing(
  state: RegisterState,
  {
    page,
    thing,
    label,
    what,
    field,
    text,
  }: Change & { readonly label: string; readonly field: string; readonly text: string },
): RegisterState {
  const w = officeWords(state);
  const { type } = page;
  const before = textOf(floorOf(state), thing, field);
  const wish = { type, name: thing.name, isNew: false, fields: [{ field, text }] };
  const done = state.session?.office.floor.change(wish);
  if (done?.ok !== true) return done === undefined ? state : refusedBy(state, done.fault, what);
  const after = floorThing(state, page);
  const noted = noteChange(spentHere(state), {
    what: w.isAsBefore({ label }),
    takeBack: (office) => {
      const floor = office.floor.look();
      const now = (type === "table" ? floor.tables : floor.areas).find(({ id }) => id === page.id);
      const isSame = JSON.stringify(now) === JSON.stringify(after);
      return now !== undefined && isSame
        ? office.floor.change({ ...wish, name: now.name, fields: [{ field, text: before }] })
        : err({ message: w.changedSince });
    },
  });
  return said(nextRow(noted, page), "done", `${what}.`);
}

function removeThing(state: RegisterState, { page, thing, what }: Change): RegisterState {
  const { officeFloor: w } = wordsFor(state);
  const { type } = page;
  const fields = fieldsOf(floorOf(state), thing).filter(({ field }) => field !== "name");
  const done = state.session?.office.floor.remove({ type, name: thing.name });
  if (done?.ok !== true) return done === undefined ? state : refusedBy(state, done.fault, what);
  const list = pageBefore(spentHere(state)) ?? state;
  const noted = noteChange(list, {
    what: w.thereAgain({ name: thing.name }),
    takeBack: (office) => office.floor.change({ type, name: thing.name, isNew: true, fields }),
  });
  return said(noted, "done", what);
}

function nextRow(state: RegisterState, page: FloorPage): RegisterState {
  const { at = 0 } = state.office ?? {};
  return withOffice(state, { at: Math.min(at + 1, rowsOfFloor(state, page).length - 1) });
}

function textOf(floor: Floor, thing: Area | Table, field: string): string {
  return fieldsOf(floor, thing).find((it) => it.field === field)?.text ?? "";
}

function fieldsOf(floor: Floor, thing: Area | Table): ReadonlyArray<FieldText> {
  return "seats" in thing ? tableFields(thing, floor) : areaFields(thing);
}
