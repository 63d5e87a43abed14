/** The printers of the shop as the back office shows them, and how one more is set up. */

import { type Result } from "../../domain/base/result.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Refusal } from "./refusal-port.ts";

export interface OfficePrinter {
  readonly id: string;
  readonly name: string;
  /** As it is typed: `192.0.2.7:9100`. */
  readonly at: string;
  /** `B Bar` of another till's, which alone knows how it is. */
  readonly drivenBy: { readonly type: "self" | "nobody" } | { readonly type: "till"; name: string };
  readonly receipts: boolean;
  /** By id. */
  readonly stations: ReadonlyArray<string>;
  /** Whose tickets it prints when theirs can't: by id. */
  readonly standsInFor: ReadonlyArray<string>;
  /** By name, as `models` has them. */
  readonly profile: string;
  /** Characters on a line. */
  readonly columns: number;
  readonly drawer: PrinterDrawer;
  /** As it is typed: `usual`, `no`, or how often; undefined where its model has none. */
  readonly buzzer: string | undefined;
  /** As it is typed: `usual`, or milliseconds. */
  readonly pulse: string;
  /** Letters of the shop's language that it prints as pictures. */
  readonly pictured: ReadonlyArray<string>;
  /** It is made of something, and hangs here: it can be asked what it is. */
  readonly canBeAsked: boolean;
}

export type PrinterDrawer = "none" | "pin2" | "pin5";

/** `standsIn`: of a station, when its own printer can't. */
export type PrinterDoes = "yes" | "no" | "standsIn";

/** What is typed of one, as the command takes it. */
export interface PrinterFieldText {
  readonly field: "name" | "profile" | "columns" | "drawer" | "buzzer" | "pulse";
  readonly text: string;
}

/** A printer that the shop has already. */
export interface KnownPrinter {
  readonly name: string;
  readonly width: 58 | 80;
  /** Another till drives it, and this one can reach it as well. */
  readonly canBeShared: boolean;
}

/** A printer that was found, by the number that it prints. */
export interface FoundPrinter {
  readonly at: string;
  /** As it calls itself; empty where it doesn't. */
  readonly name: string;
  readonly wire: "network" | "usb" | "device" | "serial";
  /** The shop's printer there, where it has one already. */
  readonly knownAs: KnownPrinter | undefined;
  /** A till prints on it: another shop's, where it is none of ours. */
  readonly isDriven: boolean;
  /** What came of its number; undefined where none was asked for. */
  readonly number: "printing" | "printed" | PrinterTrouble | undefined;
}

export interface PrinterSearch {
  readonly state: "searching" | "done" | "failed";
  readonly found: ReadonlyArray<FoundPrinter>;
}

export type PrinterUse =
  | { readonly type: "receipts" }
  | { readonly type: "tickets"; readonly stations: ReadonlyArray<string> }
  | { readonly type: "everything" }
  /** A broken one's place, and what waits there. */
  | { readonly type: "instead"; readonly id: string };

/** All that is asked before one is set up. */
export interface NewPrinter {
  readonly at: string;
  /** As it calls itself; empty where it doesn't. */
  readonly model: string;
  /** What the shop is to call it; counted on where there is one already. */
  readonly name: string;
  /** Millimetres of its paper. */
  readonly width: 58 | 80;
  readonly use: PrinterUse;
  readonly hasDrawer: boolean;
}

export interface OfficePrinters {
  readonly list: () => ReadonlyArray<OfficePrinter>;
  readonly stations: () => ReadonlyArray<{ readonly id: string; readonly name: string }>;
  /** Looks around, which takes seconds and sends nothing to anybody. */
  readonly look: () => void;
  /** What has come of the last look; undefined before the first. */
  readonly search: () => PrinterSearch | undefined;
  /** Has each that was found print the number of its place in the list. */
  readonly printNumbers: () => void;
  /** As it is kept; undefined for what is no way to a printer. */
  readonly readAddress: (typed: string) => string | undefined;
  /** The shop's printer there, where it has one already. */
  readonly knownAt: (at: string) => KnownPrinter | undefined;
  /** Asks it first what it can; nothing is written where it doesn't answer. Its name. */
  readonly add: (printer: NewPrinter) => Promise<Result<string, Refusal>>;
  /** Those that a printer can be spoken to as, by name, with what people call them. */
  readonly models: () => ReadonlyArray<{ readonly name: string; readonly models: string }>;
  /** All of them or none. */
  readonly setFields: (
    id: string,
    fields: ReadonlyArray<PrinterFieldText>,
  ) => Result<void, Refusal>;
  /** Asks it what it can and which one it is, which prints nothing, and keeps that. */
  readonly probe: (id: string) => Promise<Result<void, Refusal>>;
  readonly printTestPage: (id: string) => Result<void, Refusal>;
  /** With yes it comes out of no other one any more. `what`: a station, or `receipts`. */
  readonly setUse: (id: string, what: string, does: PrinterDoes) => Result<void, Refusal>;
  /** How many papers that waited it takes over. */
  readonly replace: (id: string, by: string) => Result<number, Refusal>;
  readonly remove: (id: string) => Result<void, Refusal>;
}
