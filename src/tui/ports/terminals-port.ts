/** The card terminals of the shop as the back office shows them, and how one is set up. */

import { type Result } from "../../domain/base/result.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type TerminalText } from "../../domain/terminals/terminal-text.ts";
import { type Refusal } from "./refusal-port.ts";

export interface OfficeTerminal {
  readonly id: string;
  readonly name: string;
  readonly protocol: "zvt" | "nexo";
  /** As it is typed: `192.0.2.7:20007`. */
  readonly at: string;
  /** The name of the till that drives it; undefined where that is this one. */
  readonly drivenBy: string | undefined;
  /** Of a ZVT terminal: six digits. */
  readonly password: string;
  readonly isBound: boolean;
  readonly canRepeat: boolean;
  readonly settleSeconds: number;
  /** How many days its acquirer holds what a card reserved for a tab. */
  readonly tabDays: number;
  /** Who prints what the terminal would. */
  readonly slips: "terminal" | "till";
  /** The last end of day that it was told; undefined for none that is kept. */
  readonly lastEnd: EndedTerminalDay | undefined;
  /** What it is at while it ends its day; undefined while it does not. */
  readonly ending: string | undefined;
}

export interface EndedTerminalDay {
  /** In words. */
  readonly at: string;
  readonly state: "done" | "refused" | "unknown";
  /** All together first, then brand by brand; empty unless it is done. */
  readonly sums: ReadonlyArray<BrandSums>;
}

export interface BrandSums {
  /** Undefined for all together. */
  readonly brand: string | undefined;
  /** Null where the terminal tells none. */
  readonly terminal: MinorUnits | null;
  readonly tills: MinorUnits;
}

/** What is typed of one. */
export interface TerminalFieldText {
  readonly field: TerminalText;
  readonly text: string;
}

export interface OfficeTerminals {
  readonly list: () => ReadonlyArray<OfficeTerminal>;
  /** Adds a ZVT terminal at that place, which this till drives. Its id. */
  readonly add: (at: string) => Result<string, Refusal>;
  readonly setField: (id: string, field: TerminalFieldText) => Result<void, Refusal>;
  /** Asks whether it is there and at rest. The number of its last receipt; empty where it tells none. */
  readonly test: (id: string) => Promise<Result<string, Refusal>>;
  /** Has this till drive it from now on, once it has said what it did last. */
  readonly take: (id: string) => Promise<Result<void, Refusal>>;
  /**
   * Has it end its day, once. Resolves soon, also where that takes longer and is told later: with the sentence,
   * undefined for one that comes later.
   */
  readonly endDay: (id: string) => Promise<Result<string | undefined, Refusal>>;
  readonly remove: (id: string) => Result<void, Refusal>;
}
