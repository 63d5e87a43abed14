/** Deliveries that are counted in at the register before they are booked. */

import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "./refusal-port.ts";

/** How a delivery is named that is for no order. */
export const NO_ORDER = "-";

export interface ShownDelivery {
  /** The number of the order that it is for, or `NO_ORDER`. */
  readonly number: string;
  /** Of whom it was ordered; or empty. */
  readonly supplier: string;
  /** How much of the order came, such as `3/5`; empty for no order. */
  readonly progress: string;
}

export interface ShownDraft extends ShownDelivery {
  readonly lines: ReadonlyArray<{ readonly name: string; readonly quantity: string }>;
}

export interface TypedDelivery {
  readonly number: string;
  /** By SKU, PLU, barcode, or name. */
  readonly article: string;
  readonly quantity: string;
  /** Whether it stands for all that was counted in of it, or comes on top. */
  readonly instead: boolean;
}

export interface DeliveryDesk {
  /** Returns the orders that are awaited, the newest first, and before them the delivery without one. */
  readonly awaited: () => ReadonlyArray<ShownDelivery>;
  /** Returns what is counted in and not booked yet. */
  readonly draft: (number: string) => Result<ShownDraft, Refusal>;
  /** Counts goods in, and says so in a sentence. */
  readonly add: (typed: TypedDelivery) => Result<string, Refusal>;
  /** Counts in what comes under a scanned code. */
  readonly scan: (number: string, code: string) => Result<string, Refusal>;
  /** Books what is counted in, with the number of its delivery note or an empty text. */
  readonly book: (number: string, note: string) => Result<string, Refusal>;
}
