/** How much there is of an article, for whoever looks for it. */

import { type Thousandths } from "../money/amounts.ts";

export interface StockLeft {
  /** What this till may sell of what is guarded; else what there is in the shop, perhaps less than nothing. */
  readonly quantity: Thousandths;
  readonly isGuarded: boolean;
  /** Less than it is to be ordered at. */
  readonly isLow: boolean;
}
