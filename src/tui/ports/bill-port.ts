/** Guests' bills, which are no receipts. */

import { type MilliPercent } from "../../domain/money/amounts.ts";
import { type OrderView } from "../../domain/views.ts";

/** A charge on the order for service or for each guest, also one that was taken off. */
export interface OrderCharge {
  readonly name: string;
  /** The rate in 1/1000 %; zero for one for each guest. */
  readonly rate: MilliPercent;
  readonly isOn: boolean;
}

/** The acts on bills by the person at the till. */
export interface BillSession {
  /** Open orders at that table, or of that number or name; none where nobody knows of any. */
  readonly ordersNamed: (text: string) => ReadonlyArray<OrderView>;
  /** The order on the screen as it is charged now, before money is asked for; undefined where nothing changes. */
  readonly chargeAnew: () => OrderView | undefined;
  /** Returns the charges; none where there is no order, or it is paid. */
  readonly charges: () => ReadonlyArray<OrderCharge>;
}
