/** What was chosen for goods that are not there yet: of the next order, or of the seat they are for. */

import { type Service } from "../../domain/catalogue.ts";
import { type EventId } from "../../domain/identity.ts";

export interface NextOrder {
  service: Service | undefined;
  /** 0 for the products' own. */
  course: number;
  /** Whose is what is added to that order from here on. */
  seat: ChosenSeat;
  /** What was chosen before guests were seated at that order: it is again, once they are gone. */
  spent?: SpentChoice;
}

interface SpentChoice extends Pick<NextOrder, "service" | "course" | "seat"> {
  readonly order: EventId;
}

interface ChosenSeat {
  readonly order: EventId | undefined;
  /** 0 for the whole table. */
  readonly seat: number;
}

export const NO_SEAT: ChosenSeat = { order: undefined, seat: 0 };

/** Returns whose goods of that order are from here on; 0 for the whole table. */
export function seatAt({ seat }: NextOrder, order: EventId | undefined): number {
  return order !== undefined && seat.order === order ? seat.seat : 0;
}

/** It was said of an order that is opened. */
export function spendNext(next: NextOrder, order: EventId): void {
  const { service, course, seat } = next;
  next.spent = { order, service, course, seat };
  next.seat = NO_SEAT;
  forgetNext(next);
}

/** That order is gone again. */
export function chooseAgain(next: NextOrder, order: EventId): void {
  const { spent } = next;
  if (spent?.order !== order) return;
  next.service = spent.service;
  next.course = spent.course;
  next.seat = spent.seat;
}

/** What was said of the next order is said of it now. */
export function forgetNext(next: NextOrder): void {
  next.service = undefined;
  next.course = 0;
}
