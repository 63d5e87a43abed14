/** Sheets of a stocktake, as whoever counts at the register sees them: never what is expected. */

import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "./refusal-port.ts";

export interface ShownSheet {
  readonly number: string;
  readonly place: string;
  /** How many of its articles are counted, such as `3/24`. */
  readonly progress: string;
}

export interface TypedCount {
  readonly sheet: string;
  /** By SKU, PLU, barcode, or name. */
  readonly article: string;
  readonly quantity: string;
  /** Whether it stands for all that is entered for the article, or comes on top. */
  readonly instead: boolean;
}

export interface CountDesk {
  /** Returns the sheets that nobody has approved, the newest first. */
  readonly sheets: () => ReadonlyArray<ShownSheet>;
  /** Keeps a count on a sheet, and says so in a sentence. */
  readonly enter: (typed: TypedCount) => Result<string, Refusal>;
}
