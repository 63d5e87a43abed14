/** An act that only has to be done, as data. It waits while the till asks why, or for somebody else's PIN. */

import { type OnScreen } from "../acts/act.ts";
import { type ActRequest } from "../acts/all.ts";

export interface PlannedAct {
  readonly request: ActRequest;
  readonly typed: unknown;
  /** What stood on the screen when the act was planned. */
  readonly screen: OnScreen;
  /** What whoever is asked to vouch for it reads, the money included. */
  readonly preview: string;
}
