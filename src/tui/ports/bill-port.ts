/** Guests' bills, which are no receipts. */

import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Result } from "../../domain/result.ts";
import { type OrderView } from "../../domain/views.ts";
import { type Refusal } from "./refusal-port.ts";

/** A bill that was just printed. */
export interface PrintedBill {
  /** Within its order, from 1. */
  readonly no: number;
  readonly part: { readonly no: number; readonly of: number } | undefined;
  readonly total: MinorUnits;
  /** Bills that the guest is to throw away. */
  readonly replaces: ReadonlyArray<number>;
}

/** By the person at the till. */
export interface BillSession {
  /** Open orders at that table, or of that number or name; none where nobody knows of any. */
  readonly ordersNamed: (text: string) => ReadonlyArray<OrderView>;
  /**
   * Prints the bill of an order; of a bill that is split the part of that number, or one bill for each part
   * that nobody has paid.
   */
  readonly printBill: (
    order: EventId,
    part?: number,
  ) => Result<ReadonlyArray<PrintedBill>, Refusal>;
}
