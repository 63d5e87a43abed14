/** The choices for goods that are not there yet: those of the next order, or of a seat. */

import { type Service } from "../../domain/goods/catalogue.ts";
import { type EventId } from "../../domain/identity.ts";

export interface NextOrder {
  service: Service | undefined;
  /** 0 for the products' own. */
  course: number;
  /** The seat of the goods that are added from here on. */
  seat: ChosenSeat;
  /** The choices from before guests were seated at that order: they hold again once the guests are gone. */
  spent?: SpentChoice;
  /** The order that came back to the screen: the next goods on it begin a round. */
  brought?: EventId | undefined;
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

/** Uses up the choices for an order that is opened. */
export function spendNext(next: NextOrder, order: EventId): void {
  const { service, course, seat } = next;
  next.spent = { order, service, course, seat };
  next.seat = NO_SEAT;
  forgetNext(next);
}

/** Restores the choices, because that order is gone again. */
export function chooseAgain(next: NextOrder, order: EventId): void {
  const { spent } = next;
  if (spent?.order !== order) return;
  next.service = spent.service;
  next.course = spent.course;
  next.seat = spent.seat;
}

/** Drops the choices: from now on they are made for the present order. */
export function forgetNext(next: NextOrder): void {
  next.service = undefined;
  next.course = 0;
}
