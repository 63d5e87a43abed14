/** Guests' bills, which are no receipts. */

import { type EventId } from "../../domain/identity.ts";
import { type MilliPercent, type MinorUnits } from "../../domain/money/amounts.ts";
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

/** A charge on the order for service or for each guest, also one that was taken off. */
export interface OrderCharge {
  readonly name: string;
  /** The rate in 1/1000 %; zero for one for each guest. */
  readonly rate: MilliPercent;
  readonly isOn: boolean;
}

/** A part of a split bill, counted from 1. */
export interface WantedPart {
  readonly no: number;
  /** How many parts there are, where somebody has said so: of another plan nothing is printed. */
  readonly of?: number;
}

/** The acts on bills by the person at the till. */
export interface BillSession {
  /** Open orders at that table, or of that number or name; none where nobody knows of any. */
  readonly ordersNamed: (text: string) => ReadonlyArray<OrderView>;
  /**
   * Prints the bill of an order; of a bill that is split that part, or one bill for each part
   * that nobody has paid.
   */
  readonly printBill: (
    order: EventId,
    part?: WantedPart,
  ) => Result<ReadonlyArray<PrintedBill>, Refusal>;
  /** The order on the screen as it is charged now, before money is asked for; undefined where nothing changes. */
  readonly chargeAnew: () => OrderView | undefined;
  /** Returns the charges; none where there is no order, or it is paid. */
  readonly charges: () => ReadonlyArray<OrderCharge>;
}
