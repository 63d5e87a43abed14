/** What random events are made of: what was written so far, and by whom the next one is. */

import { type EventId, type Origin } from "../../src/domain/identity.ts";
import { type Dice } from "./dice.ts";
import { type TestTill } from "./shop.ts";

/** What was written anywhere so far, whether this till has heard of it or not. */
export interface Pool {
  readonly orders: EventId[];
  readonly lines: Array<{ readonly birth: EventId; readonly line: EventId }>;
  readonly payments: Array<{ readonly order: EventId; readonly payment: EventId }>;
  readonly tickets: EventId[];
  readonly shifts: EventId[];
  readonly drawers: EventId[];
  /** Every event that wrote a field. */
  readonly writes: EventId[];
}

export function emptyPool(): Pool {
  return { orders: [], lines: [], payments: [], tickets: [], shifts: [], drawers: [], writes: [] };
}

export interface DraftWorld {
  readonly dice: Dice;
  readonly pool: Pool;
  readonly tills: ReadonlyArray<TestTill>;
  readonly till: TestTill;
  readonly origin: Origin;
  /** The id of the event that is being written. */
  readonly self: EventId;
  /** The letters of the till's numbers in this incarnation. */
  readonly series: string;
  /** The next number of this till's receipts. */
  readonly nextNo: () => number;
}
