/** What was chosen for goods that are not there yet: of the next order, or of the seat they are for. */

import { type Service } from "../../domain/catalogue.ts";
import { type EventId } from "../../domain/identity.ts";

export interface NextOrder {
  service: Service | undefined;
  /** 0 for the products' own. */
  course: number;
  /** Whose is what is added to that order from here on. */
  seat: ChosenSeat;
}

interface ChosenSeat {
  readonly order: EventId | undefined;
  /** 0 for the whole table. */
  readonly seat: number;
}

export const NO_SEAT: ChosenSeat = { order: undefined, seat: 0 };

/** What was said of the next order is said of it now. */
export function forgetNext(next: NextOrder): void {
  next.service = undefined;
  next.course = 0;
}
