/** What the kitchen hears of an order, and in which course. */

import { type Refire } from "../../domain/commands/refire-line.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Result } from "../../domain/result.ts";
import { type OrderView } from "../../domain/views.ts";
import { type Refusal } from "./refusal-port.ts";

/** An order that the kitchen has done all of. */
export interface ReadyOrder {
  readonly number: string;
  /** Empty for none. */
  readonly table: string;
}

/** By the person at the till. */
export interface CourseSession {
  /** That goods are added in now; 0 for each in its own. */
  readonly course: () => number;
  /** Whether the kitchen is to wait with these lines, which it has not begun with. */
  readonly hold: (lines: ReadonlyArray<EventId>, held: boolean) => Result<OrderView, Refusal>;
  /** Has the kitchen begin with a course that waits; undefined for the next one. */
  readonly fire: (course: number | undefined) => Result<OrderView, Refusal>;
  /** Has the kitchen make what it has made once more; nothing is charged for that. */
  readonly refire: (again: Refire) => Result<OrderView, Refusal>;
  /** Why that can't be, before anybody is asked why it should. */
  readonly mayRefire: (again: Refire) => Result<void, Refusal>;
  /** Tells the kitchen what it has not been told yet. */
  readonly send: () => Result<OrderView, Refusal>;
}

/** What the kitchen has told back. */
export interface ReadyPort {
  /** Orders of this till that the kitchen has become ready with since this was asked last. */
  readonly readyOrders: () => ReadonlyArray<ReadyOrder>;
}
