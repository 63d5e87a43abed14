/** A person's session at a till without a screen: of a simulation, a story, a benchmark. */

import { type EventId } from "../../domain/identity.ts";
import { type TillSession } from "../../tui/ports/till-port.ts";
import { createDayTurns } from "../day/day-turn.ts";
import { createUndoStack } from "../orders/undo-stack.ts";
import { NO_CARDS } from "./card-follower.ts";
import { createDayClosings } from "./day-closings.ts";
import { type DeskDeps } from "./register-desk.ts";
import { createRegisterSession } from "./register-session.ts";

export type UnseenDeps = Pick<DeskDeps, "till" | "open" | "actor" | "random" | "prepare"> &
  Partial<Pick<DeskDeps, "screen" | "tryPrinters">>;

/** Speaks English; papers stay in the queue unless somebody tries the printers. */
export function createUnseenSession({
  screen = oneOrder(),
  tryPrinters = () => undefined,
  ...deps
}: UnseenDeps): TillSession {
  return createRegisterSession({
    ...deps,
    screen,
    locale: () => "en",
    speak: () => undefined,
    undos: createUndoStack(),
    wakePrinters: () => undefined,
    tryPrinters,
    findPrinters: () => Promise.resolve([]),
    changed: () => undefined,
    cardsHere: NO_CARDS,
    closings: createDayClosings(deps.open, () => undefined),
    turns: createDayTurns(deps.till),
  });
}

function oneOrder(): DeskDeps["screen"] {
  let shown: EventId | undefined;
  return {
    order: () => shown,
    show: (order) => {
      shown = order;
    },
  };
}
