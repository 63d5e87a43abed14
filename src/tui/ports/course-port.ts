/** The kitchen's view of an order, and its courses. */

import { type Result } from "../../domain/base/result.ts";
import { type Refire } from "../../domain/commands/kitchen/refire-line.ts";
import { type Refusal } from "./refusal-port.ts";

/** An order that the kitchen has done all of. */
export interface ReadyOrder {
  readonly number: string;
  /** Empty for none. */
  readonly table: string;
}

/** The acts on courses by the person at the till. */
export interface CourseSession {
  /** Returns the course in which goods are added now; 0 for each in its own. */
  readonly course: () => number;
  /** Why that can't be, before anybody is asked why it should. */
  readonly mayRefire: (again: Refire) => Result<void, Refusal>;
}

/** The kitchen's reports. */
export interface ReadyPort {
  /** Orders of this till that the kitchen has become ready with since this was asked last. */
  readonly readyOrders: () => ReadonlyArray<ReadyOrder>;
}
