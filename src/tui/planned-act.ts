/** An act that only has to be done, as data. It waits while the till asks why, or for somebody else's PIN. */

import { type OnScreen } from "../acts/act.ts";
import { type ActRequest } from "../acts/all.ts";

export interface PlannedAct {
  readonly request: ActRequest;
  readonly typed: unknown;
  /** The screen at the time when the act was planned. */
  readonly screen: OnScreen;
  /** The preview that the approving person reads, with the money. */
  readonly preview: string;
}
