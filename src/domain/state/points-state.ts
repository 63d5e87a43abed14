/** What is known of a customer's points beside what receipts say: those that were spent, and who gave whom the right to them. */

import { type EventId } from "../identity.ts";
import { emptyPurse, type PurseState } from "./purse-state.ts";

export interface PointsState extends PurseState {
  /** The receipts that points were spent on: each counts once. */
  readonly spentOn: ReadonlyArray<EventId>;
}

export const emptyPoints: PointsState = { ...emptyPurse, spentOn: [] };
