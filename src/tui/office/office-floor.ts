/** Areas and tables that are added and removed: each is one act, and can be taken back. */

import { type Area, type Floor, type Table } from "../../domain/floor.ts";
import { type FieldText } from "../../domain/office/entry-wish.ts";
import { areaFields, type FloorType, tableFields } from "../../domain/office/floor-edit.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { chooseOne, type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { floorOf, type FloorPage, floorThing } from "./office-floor-rows.ts";
import { noteChange, openPage, pageBefore, spentHere, withOffice } from "./office-moves.ts";
import { type RowTarget } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

type RemoveTarget = Extract<RowTarget, { readonly type: "floor-remove" }>;

export function planNewFloor(
  state: RegisterState,
  { type: page, called }: { readonly type: "new-table" | "new-area"; readonly called: string },
): OfficePlan {
  const { officeFloor: w } = wordsFor(state);
  const type = page === "new-table" ? "table" : "area";
  const what = type === "table" ? w.newTable({ called }) : w.newArea({ called });
  return ready(what, (now) => addToFloor(now, { type, called, what }));
}

export function planFloorRemoval(
  state: RegisterState,
  { target, label, typed, office: { page } }: Typed<RemoveTarget>,
): OfficePlan {
  const w = officeWords(state);
  if (page.type !== "table" && page.type !== "area") return { type: "idle" };
  const thing = floorThing(state, page);
  if (thing === undefined) return { type: "idle" };
  const chosen = chooseOne(w, target.choices, { label, typed });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  if (chosen.value.text === "yes") return refusedPlan(w.sameAlready({ label, text: w.yes }));
  const what = wordsFor(state).officeFloor.removed({ name: thing.name });
  return ready(what, (now) => removeThing(now, { page, thing, what }));
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

function fieldsOf(floor: Floor, thing: Area | Table): ReadonlyArray<FieldText> {
  return "seats" in thing ? tableFields(thing, floor) : areaFields(thing);
}
