/** The folded state of a catalogue entry, a setting, a person or a role. */

import { type BusinessDay, type EventId } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type Register } from "./register.ts";

export interface PricePlan {
  readonly id: EventId;
  readonly price: MinorUnits;
  readonly fromDay: BusinessDay;
}

export interface EntryState {
  readonly fields: Readonly<Record<string, Register<unknown>>>;
  readonly codes: ReadonlyArray<{ readonly id: EventId; readonly code: string }>;
  readonly removedCodes: ReadonlyArray<EventId>;
  /** Prices for a day that no other price has followed, in the order of writing. */
  readonly plans: ReadonlyArray<PricePlan>;
}
