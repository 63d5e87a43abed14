/** Tips that the shop owes people, as whoever pays them out sees them. */

import { type Result } from "../../domain/base/result.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Refusal } from "./refusal-port.ts";

export interface OwedTips {
  readonly staff: string;
  readonly name: string;
  readonly amount: MinorUnits;
}

export interface ShownTips {
  readonly owed: ReadonlyArray<OwedTips>;
  /** What was shared out of late, each in a sentence. */
  readonly pools: ReadonlyArray<string>;
}

export interface TipsDesk {
  /** Refused for who may not see reports. */
  readonly read: () => Result<ShownTips, Refusal>;
}
