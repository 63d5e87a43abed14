/** The folded state of one card terminal: its fields, and who drove it when. */

import { type ResolvedByName } from "../attention.ts";
import { type FoundReceipt } from "../events/card-events.ts";
import { type EventId, type Origin } from "../identity.ts";
import { emptyEntry, type EntryState } from "./entry-state.ts";

export interface TerminalState {
  readonly entry: EntryState;
  /** The take-overs in their order. */
  readonly taken: ReadonlyArray<TerminalTaken>;
  /** The receipts that nobody could place, in the order in which they were found. */
  readonly found: ReadonlyArray<TerminalFound>;
  /** What people have settled of it; missing where nobody has. */
  readonly resolved?: ResolvedByName;
}

export interface TerminalTaken {
  readonly id: EventId;
  readonly till: Origin;
  readonly hlc: number;
  readonly turn: number;
  readonly last: FoundReceipt | null;
}

export interface TerminalFound {
  readonly id: EventId;
  readonly till: Origin;
  readonly hlc: number;
  readonly from: number;
  readonly last: FoundReceipt;
}

export const emptyTerminal: TerminalState = { entry: emptyEntry, taken: [], found: [] };
