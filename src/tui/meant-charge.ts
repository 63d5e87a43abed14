/** A charge that is to come off the order, or onto it again. */

import { type OrderCharge } from "./ports/bill-port.ts";

export interface MeantCharge {
  readonly charge: Pick<OrderCharge, "name" | "isOn">;
  readonly preview: string;
  /** What is said once it is done. */
  readonly done: string;
}
