/**
 * The areas and tables of a shop, as the plan of the room shows them.
 *
 * A shop need not have any: a table is then whatever number somebody types. Only where the shop has
 * tables, a name that is none of them is refused.
 */

import { streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type EntryState, fieldValue } from "../state/entry-state.ts";
import { isContested } from "../state/register.ts";
import { compareText, foldText } from "../text/entry-text.ts";

export interface Area {
  readonly id: string;
  readonly name: string;
  readonly position: number;
}

export interface Table {
  readonly id: string;
  /** The name that people type to go to the table. */
  readonly name: string;
  /** Id of an area; empty for none. */
  readonly area: string;
  /** How many can sit there; 0 where nobody has said it. */
  readonly seats: number;
  readonly position: number;
}

export interface Floor {
  /** The areas as the plan shows them: by position, then by name, with numbers by their value. */
  readonly areas: ReadonlyArray<Area>;
  /** The tables by area, position and name; those without an area come last. */
  readonly tables: ReadonlyArray<Table>;
}

/** No table of the shop has this name; `tables`: names of those there are, as the plan has them. */
export interface UnknownTable {
  readonly type: "table/unknown";
  readonly text: string;
  readonly tables: ReadonlyArray<string>;
}

interface KnownFloor {
  readonly revision: number;
  readonly floor: Floor;
}

/** A plan asks with each frame, and tables change once in months. */
const floorByView = new WeakMap<LedgerView, KnownFloor>();

/** Areas and tables that are in use. */
export function floorView(view: LedgerView): Floor {
  // The sum of both revisions can serve as a version, because both only rise.
  const revision = view.revision("area") + view.revision("table");
  const kept = floorByView.get(view);
  if (kept?.revision === revision) return kept.floor;
  const floor = readFloor(view);
  floorByView.set(view, { revision, floor });
  return floor;
}

/** Finds a table by its typed name, whatever its case and accents. */
export function tableNamed({ tables }: Floor, text: string): Table | undefined {
  const folded = foldText(text);
  return tables.find(({ name }) => foldText(name) === folded);
}

/** Finds an area by its name or its id. */
export function areaNamed({ areas }: Floor, text: string): Area | undefined {
  const folded = foldText(text);
  return areas.find(({ name }) => foldText(name) === folded) ?? areas.find(({ id }) => id === text);
}

/** Returns the id of the area that a table of this name stands in; empty for none. */
export function areaOfTable(view: LedgerView, name: string): string {
  return name === "" ? "" : (tableNamed(floorView(view), name)?.area ?? "");
}

/** Undefined for one that nobody has made, or that was taken away. */
export function readArea(view: LedgerView, id: string): Area | undefined {
  const entry = view.state("area", id);
  return isInUse(entry) ? toArea(id, entry) : undefined;
}

export function readTable(view: LedgerView, id: string): Table | undefined {
  const entry = view.state("table", id);
  return isInUse(entry) ? toTable(id, entry) : undefined;
}

/** Fields that tills have written apart, and differently: somebody has to say which one holds. */
export function fieldsAsked({ fields }: EntryState): ReadonlyArray<string> {
  return Object.entries(fields).flatMap(([field, register]) =>
    isContested(register) ? [field] : [],
  );
}

function readFloor(view: LedgerView): Floor {
  const areas = view
    .tagged("area")
    .flatMap((stream) => readArea(view, streamName(stream)) ?? [])
    .toSorted(byPlace);
  const places = new Map(areas.map(({ id }, at) => [id, at]));

  function areaOf({ area }: Table): number {
    return places.get(area) ?? areas.length;
  }

  const tables = view
    .tagged("table")
    .flatMap((stream) => readTable(view, streamName(stream)) ?? [])
    .map((table) => withinAreas(table, places))
    .toSorted((one, other) => areaOf(one) - areaOf(other) || byPlace(one, other));
  return { areas, tables };
}

/** A table of an area that another till took away meanwhile is in none. */
function withinAreas(table: Table, areas: { readonly has: (id: string) => boolean }): Table {
  return areas.has(table.area) ? table : { ...table, area: "" };
}

function byPlace(one: Area, other: Area): number {
  return (
    one.position - other.position ||
    compareNames(one.name, other.name) ||
    compareText(one.id, other.id)
  );
}

/** Runs of digits by their value: 2 comes before 10, and T2 before T10. */
export function compareNames(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)];
  for (const [at, part] of left.entries()) {
    const facing = right[at];
    if (facing === undefined) return 1;
    const order = compareParts(part, facing);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function partsOf(name: string): ReadonlyArray<string> {
  return foldText(name).match(/[0-9]+|[^0-9]+/gu) ?? [];
}

function compareParts(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [one, other].map((part) => /^[0-9]/u.test(part));
  return isNumber === true && isOtherNumber === true
    ? Number(one) - Number(other) || compareText(one, other)
    : compareText(one, other);
}

function isInUse(entry: EntryState): boolean {
  return Object.keys(entry.fields).length > 0 && read(entry, "active", true);
}

function toArea(id: string, entry: EntryState): Area {
  return { id, name: read(entry, "name", id), position: read(entry, "position", 0) };
}

function toTable(id: string, entry: EntryState): Table {
  return {
    id,
    name: read(entry, "name", id),
    area: read(entry, "area", ""),
    seats: read(entry, "seats", 0),
    position: read(entry, "position", 0),
  };
}

/** The events' schemas have checked each value when it was folded. */
function read<Value>(entry: EntryState, field: string, otherwise: Value): Value {
  return (fieldValue(entry, field) as Value | undefined) ?? otherwise;
}
