/** The folded state of one card terminal: its fields, and who drove it when. */

import { type FoundReceipt } from "../events/card-events.ts";
import { type TerminalTotals } from "../events/settled-events.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import { type ResolvedByName } from "./attention.ts";
import { emptyEntry, type EntryState } from "./entry-state.ts";

export interface TerminalState {
  readonly entry: EntryState;
  /** The take-overs in their order. */
  readonly taken: ReadonlyArray<TerminalTaken>;
  /** The receipts that nobody could place, in the order in which they were found. */
  readonly found: ReadonlyArray<TerminalFound>;
  /** The last ends of its day, in their order; missing where there was none. */
  readonly settled?: ReadonlyArray<TerminalSettled>;
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

/** An end of day: told once, and what became of it. */
export interface TerminalSettled {
  /** The event that says that it was told. */
  readonly id: EventId;
  readonly till: Origin;
  readonly by: string;
  readonly day: BusinessDay;
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
  /** `open`: told, and nobody has said more: it is under way, or its till died with it. */
  readonly state: "open" | "done" | "refused" | "unknown";
  /** Missing unless it is done. */
  readonly totals?: TerminalTotals;
  /** Why the terminal did not; missing unless it refused. */
  readonly code?: string;
}

export const emptyTerminal: TerminalState = { entry: emptyEntry, taken: [], found: [] };
