/** Decisions about the areas and tables of the shop: only what differs is written. */

import { assertNever } from "../../base/assert-never.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { AREAS_MAX, TABLES_MAX } from "../../events/floor-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { OPEN_ORDER_TAG } from "../../folds/order-sums.ts";
import { streamName, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import {
  type FloorEdit,
  type FloorFault,
  type FloorName,
  type FloorWish,
  planFloorEdit,
} from "../../office/floor-edit.ts";
import {
  type Area,
  areaNamed,
  type Floor,
  floorView,
  type Table,
  tableNamed,
} from "../../settings/floor.ts";
import { type EntryState } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds, registerValue } from "../../state/register.ts";
import { foldText } from "../../text/entry-text.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";

type Context = Pick<DecisionContext, "view" | "staff">;

/** Refused where nothing would change. */
export function decideChangeFloor(context: Context, wish: FloorWish): Decision {
  const allowed = requirePermission(context, "tables");
  if (!allowed.ok) return allowed;
  const { view } = context;
  const floor = floorView(view);
  const edit = planFloorEdit(wish, floor, takenIds(floor, wish));
  if (!edit.ok) return edit;
  const room = edit.value.before === undefined ? requireRoom(floor, wish) : allowed;
  if (!room.ok) return room;
  const free = requireSameName(view, edit.value);
  if (!free.ok) return free;
  const drafts = floorDrafts(
    view,
    edit.value,
    wish.fields.map(({ field }) => field),
  );
  return drafts.length === 0
    ? err({ type: "entry/same", name: edit.value.after.name })
    : ok(drafts);
}

/** An area goes when no table is in it any more, a table when nobody sits there. */
export function decideRemoveFromFloor(context: Context, { type, name }: FloorName): Decision {
  const allowed = requirePermission(context, "tables");
  if (!allowed.ok) return allowed;
  const { view } = context;
  const floor = floorView(view);
  switch (type) {
    case "table": {
      const table = tableNamed(floor, name);
      if (table === undefined) {
        return err({ type: "table/unknown", text: name, tables: namesOf(floor.tables) });
      }
      const free = requireFree(view, table.name);
      return free.ok ? ok([goneDraft(view, { type, id: table.id })]) : free;
    }
    case "area": {
      const area = areaNamed(floor, name);
      if (area === undefined) {
        return err({ type: "area/unknown", text: name, areas: namesOf(floor.areas) });
      }
      const count = floor.tables.filter((table) => table.area === area.id).length;
      if (count > 0) return err({ type: "area/in-use", name: area.name, count });
      return ok([goneDraft(view, { type, id: area.id })]);
    }
    default:
      return assertNever(type, "kind of place");
  }
}

/** Ids that stand for another one in use. What was taken away under an id may come back by it. */
export function takenIds(
  { tables, areas }: Floor,
  { type }: Pick<FloorName, "type">,
): ReadonlySet<string> {
  return new Set((type === "table" ? tables : areas).map(({ id }) => id));
}

/**
 * Returns the events that make the floor what the edit says; `named` are the fields that a person
 * has typed.
 */
export function floorDrafts(
  view: LedgerView,
  edit: FloorEdit,
  named: ReadonlyArray<string>,
): ReadonlyArray<Draft> {
  const { type, before, after } = edit;
  const entry = view.state(type, after.id);
  const { id, ...values } = { ...after, active: true };
  const old: Readonly<Record<string, unknown>> = { ...before, active: before !== undefined };
  const changed = Object.entries(values).filter(
    ([field, value]) => old[field] !== value || isInQuestion(entry, field, named),
  );
  return changed.length === 0 ? [] : [setDraft(entry, { type, id }, Object.fromEntries(changed))];
}

export function goneDraft(
  view: LedgerView,
  { type, id }: { readonly type: FloorName["type"]; readonly id: string },
): Draft {
  return setDraft(view.state(type, id), { type, id }, { active: false });
}

function setDraft(
  entry: EntryState,
  { type, id }: { readonly type: FloorName["type"]; readonly id: string },
  set: Partial<Area & Table> & { readonly active?: boolean },
): Draft {
  const replaced = Object.keys(set).map(
    (field) => [field, openWriteIds(entry.fields[field])] as const,
  );
  const over = Object.fromEntries(replaced.filter(([, writes]) => writes.length > 0));
  const place = { streams: [toStreamId(type, id)], body: { set, over } };
  return type === "table" ? { kind: "table/set", ...place } : { kind: "area/set", ...place };
}

export function requireRoom(
  { tables, areas }: Floor,
  { type }: Pick<FloorName, "type">,
): Result<undefined, FloorFault> {
  const [count, max] = type === "table" ? [tables.length, TABLES_MAX] : [areas.length, AREAS_MAX];
  return count < max ? ok(undefined) : err({ type: `${type}/too-many`, max });
}

/** Orders are found by the name that their table had. */
function requireSameName(
  view: LedgerView,
  { type, before, after }: FloorEdit,
): Result<undefined, FloorFault> {
  const isRenamed = before !== undefined && foldText(before.name) !== foldText(after.name);
  return type === "table" && isRenamed ? requireFree(view, before.name) : ok(undefined);
}

export function requireFree(view: LedgerView, name: string): Result<undefined, FloorFault> {
  const folded = foldText(name);
  for (const stream of view.tagged(OPEN_ORDER_TAG)) {
    const { opened, fields } = view.state("order", streamName(stream));
    if (foldText(registerValue(fields.table) ?? "") === folded) {
      return err({ type: "table/in-use", name, order: opened?.number ?? "" });
    }
  }
  return ok(undefined);
}

function namesOf(things: ReadonlyArray<{ readonly name: string }>): ReadonlyArray<string> {
  return things.map(({ name }) => name);
}
