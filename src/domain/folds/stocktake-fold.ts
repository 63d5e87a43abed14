/** The folds of a sheet of a stocktake, and of an article on it. */

import { type Contribution } from "../base/contribution.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type EventId, type Origin, streamName, type StreamId } from "../identity.ts";
import { type Fold, noContributions } from "../state/fold.ts";
import {
  emptySheet,
  emptySheetLine,
  type SheetAct,
  type SheetLineState,
  type SheetState,
} from "../state/stocktake-state.ts";
import { readSheetLineName } from "../stock/sheet-line.ts";
import { whoAndWhen } from "./who-and-when.ts";

/** Sheets. */
export const SHEET_TAG = "stocktake";

/** Articles of which something was entered on that sheet. */
export function sheetLinesTag(sheet: EventId): string {
  return `stocktake/lines/${sheet}`;
}

/** The sum of the sheets that a till opened: numbers go by it. */
export function sheetsOpenedKey(till: Origin): string {
  return `stocktake/opened/${till}`;
}

/** More are the work of a fault. */
const APPROVALS_KEPT = 20;
const COUNTS_KEPT = 20;
const ENTRIES_KEPT = 2000;

export const sheetFold: Fold<SheetState> = {
  version: 1,
  empty: emptySheet,
  apply: (state: SheetState, event: KnownEvent): SheetState => {
    switch (event.kind) {
      case "stocktake/opened":
        return state.opened === null
          ? { ...state, opened: { ...sheetAct(event), body: event.body } }
          : state;
      case "stocktake/approved": {
        const approval = { ...sheetAct(event), body: event.body };
        return { ...state, approved: [...state.approved, approval].slice(-APPROVALS_KEPT) };
      }
      default:
        return state;
    }
  },
  contributions: ({ opened }): ReadonlyArray<Contribution> =>
    opened === null ? noContributions : [[sheetsOpenedKey(opened.till), 1]],
  tags: ({ opened }) => (opened === null ? [] : [SHEET_TAG]),
};

function sheetAct(event: KnownEvent): SheetAct {
  return { id: event.id, till: event.key.origin, ...whoAndWhen(event) };
}

export const sheetLineFold: Fold<SheetLineState> = {
  version: 2,
  empty: emptySheetLine,
  apply: applyLine,
  contributions: () => noContributions,
  tags: ({ sheet }) => (sheet === "" ? [] : [sheetLinesTag(sheet)]),
};

function applyLine(line: SheetLineState, event: KnownEvent, stream: string): SheetLineState {
  const { sheet } = readSheetLineName(streamName(stream as StreamId));
  const { id, key, act } = event;
  switch (event.kind) {
    case "stock/entered": {
      const { hlc, origin, seq } = key;
      const { by, wallMs, offsetMinutes } = act;
      const entry = { id, hlc, origin, seq, by, wallMs, offsetMinutes, ...event.body };
      return { ...line, sheet, entries: [...line.entries, entry].slice(-ENTRIES_KEPT) };
    }
    case "stock/counted": {
      const { at, counted, entries = [] } = event.body;
      const count = { at: at ?? key, counted, entries, by: act.by };
      return { ...line, sheet, counts: [...line.counts, count].slice(-COUNTS_KEPT) };
    }
    default:
      return line;
  }
}
