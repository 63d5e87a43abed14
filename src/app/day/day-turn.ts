/**
 * The business day of somebody who stayed signed in past the cut-over. Their first act after it begins the
 * day as a log-in does; where an order or a drawer of theirs is open they are asked first, because what
 * they are at may belong to the evening before.
 */

import { drawerInUse, openDrawers } from "../../domain/drawer/drawers.ts";
import { OPEN_ORDER_TAG } from "../../domain/folds/order-sums.ts";
import { type BusinessDay, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Actor, type Till } from "../till/till.ts";

export type DayTurn =
  /** The day that the till is on holds, or nobody can say that another one has come. */
  | { readonly type: "stays" }
  | { readonly type: "began"; readonly day: BusinessDay }
  /** Go on with the day before, or begin the next one? */
  | { readonly type: "asks"; readonly from: BusinessDay; readonly to: BusinessDay };

export interface DayTurns {
  /** Looks before an act of a logged-in person; begins the day where nothing of theirs is open. */
  readonly look: (actor: Actor) => DayTurn;
  /** Lets the person go on with the day before, until they log out or the next cut-over. */
  readonly goOn: (actor: Actor) => void;
  /** Begins the day for the person. */
  readonly begin: (actor: Actor) => DayTurn;
  /** Signed out: the next log-in begins the day. */
  readonly forget: (actor: Actor) => void;
}

type TurningTill = Pick<Till, "ledger" | "days" | "beginDay" | "isClockWrong">;

export function createDayTurns(till: TurningTill): DayTurns {
  /** The day that each person did not begin, by staff number. */
  const goingOn = new Map<string, BusinessDay>();

  function goOn({ number }: Actor): void {
    goingOn.set(number, till.days().suggested);
  }

  /** A day further off, or one that only this clock believes in, is for the log-in to ask about. */
  function begin(actor: Actor): DayTurn {
    const { now } = till.days();
    const day = till.beginDay(actor);
    if (day.ok && day.value !== now) return { type: "began", day: day.value };
    // Nor is it tried again at each act.
    goOn(actor);
    return { type: "stays" };
  }

  return {
    look: (actor) => {
      const { now, suggested } = till.days();
      if (suggested <= now || goingOn.get(actor.number) === suggested) return { type: "stays" };
      if (till.isClockWrong()) return { type: "stays" };
      return till.ledger.read((view) => hasOpen(till, view, actor))
        ? { type: "asks", from: now, to: suggested }
        : begin(actor);
    },
    goOn,
    begin,
    forget: ({ number }) => {
      goingOn.delete(number);
    },
  };
}

/** An order that they opened, or a drawer that they opened, carry or sell from. */
function hasOpen({ ledger }: TurningTill, view: LedgerView, { number }: Actor): boolean {
  const { device } = ledger.identity.key;
  const inUse = drawerInUse(view, { device, staff: number });
  const isOfTheirs = openDrawers(view).some(
    ({ id, opened, place, state }) =>
      opened.by === number ||
      place.pouch === number ||
      (id === inUse?.id && state.taken.some(({ by }) => by === number)),
  );
  if (isOfTheirs) return true;
  return view
    .tagged(OPEN_ORDER_TAG)
    .some((stream) => view.state("order", streamName(stream)).opened?.by === number);
}
