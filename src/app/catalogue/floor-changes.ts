/** The areas and tables of the shop: what a person changes by hand, and a sheet of many. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  decideChangeFloor,
  decideRemoveFromFloor,
  floorDrafts,
  goneDraft,
  requireFree,
} from "../../domain/commands/office/change-floor.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type FloorType, type FloorName, type FloorWish } from "../../domain/office/floor-edit.ts";
import {
  type FloorSheet,
  type FloorSheetProblem,
  readFloorSheet,
  type TableChange,
} from "../../domain/office/floor-sheet.ts";
import { type SheetRow } from "../../domain/office/goods-sheet.ts";
import { fieldsAsked, type Floor, floorView, type Table } from "../../domain/settings/floor.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type TillHere, type Actor, type Till } from "../till/till.ts";
import { type ImportEnds, importSheet, revisionOf, type SheetFault } from "./import-sheet.ts";

type Done = Result<Committed, Refusal>;

/** Returns the floor plan. */
export function floorOf(till: Till): Floor {
  return till.ledger.read(floorView);
}

export function changeFloor(till: Till, actor: Actor, wish: FloorWish): Done {
  return till.act(actor, "change the tables", (context) => decideChangeFloor(context, wish));
}

export function removeFromFloor(till: Till, actor: Actor, name: FloorName): Done {
  return till.act(actor, "remove a table", (context) => decideRemoveFromFloor(context, name));
}

/** Fields of it that tills have written apart, and differently. */
export function floorInQuestion(till: Till, type: FloorType, id: string): ReadonlyArray<string> {
  return till.ledger.read((view) => fieldsAsked(view.state(type, id)));
}

/** The changes to write, worked out on one state of the floor. */
export interface PreparedFloor {
  readonly areas: FloorSheet["areas"];
  readonly added: ReadonlyArray<TableChange>;
  readonly changed: ReadonlyArray<TableChange>;
  readonly unchanged: number;
  /** The tables to remove, only where the sheet is to be complete. */
  readonly removed: ReadonlyArray<Table>;
  /** The tables that are not in the sheet and stay. */
  readonly missing: ReadonlyArray<Table>;
  readonly events: ReadonlyArray<Draft>;
  readonly revision: number;
}

export interface FloorImport {
  readonly rows: ReadonlyArray<SheetRow>;
  /** Tables that the sheet has not are the shop's no more. */
  readonly removeMissing: boolean;
}

type Fault = SheetFault<FloorSheetProblem>;

const STREAMS = ["area", "table"] as const;

/** Writes nothing. */
export function prepareFloor(
  till: Till,
  { rows, removeMissing }: FloorImport,
): Result<PreparedFloor, Fault> {
  return till.ledger.read((view) => {
    const read = readFloorSheet(rows, floorView(view));
    if (!read.ok) return err({ type: "sheet/wrong", problems: read.fault });
    const { areas, tables, missing, fields } = read.value;
    const gone = removeMissing ? missing : [];
    const problems = gone.flatMap((table) => inUse(view, table));
    if (problems.length > 0) return err({ type: "sheet/wrong", problems });
    const written = tables.map((change) => ({
      change,
      drafts: floorDrafts(view, { type: "table", ...change }, fields),
    }));
    const differing = written.flatMap(({ change, drafts }) => (drafts.length > 0 ? [change] : []));
    const added = differing.filter(({ before }) => before === undefined);
    return ok({
      areas,
      added,
      changed: differing.filter(({ before }) => before !== undefined),
      unchanged: tables.length - differing.length,
      removed: gone,
      missing: removeMissing ? [] : missing,
      events: [
        ...areas.flatMap((after) =>
          floorDrafts(view, { type: "area", before: undefined, after }, []),
        ),
        ...written.flatMap(({ drafts }) => drafts),
        ...gone.map(({ id }) => goneDraft(view, { type: "table", id })),
      ],
      revision: revisionOf(view, STREAMS),
    });
  });
}

function inUse(view: LedgerView, { name }: Table): ReadonlyArray<FloorSheetProblem> {
  const free = requireFree(view, name);
  if (free.ok || free.fault.type !== "table/in-use") return [];
  const message = `table ${name} is not in the file, and order ${free.fault.order} is open there`;
  return [{ line: 1, column: "", message }];
}

/** Imports a floor as `importSheet` does. */
export function importFloor(
  open: Pick<TillHere, "till" | "random">,
  actor: Actor,
  {
    rows,
    removeMissing,
    ...sheet
  }: FloorImport & ImportEnds & { readonly prepared: PreparedFloor },
): Result<PreparedFloor, Refusal | Fault> {
  return importSheet(open, actor, {
    ...sheet,
    name: "import tables",
    permission: "tables",
    streams: STREAMS,
    work: ({ events }) => ({ events }),
    prepareAgain: () => prepareFloor(open.till, { rows, removeMissing }),
  });
}
