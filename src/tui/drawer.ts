/** The list under F10 7: what a digit there does. */

import { assertNever } from "../domain/base/assert-never.ts";
import { type EventId } from "../domain/identity.ts";
import { listDay } from "./close-day.ts";
import { askWhy, sayWhy, tellCounted } from "./drawer-cash.ts";
import { type DrawerChoice, type DrawerMenu } from "./drawer-state.ts";
import {
  begunOf,
  drawerMeant,
  drawerName,
  leaveDrawer,
  listDrawer,
  toStep,
} from "./drawer-step.ts";
import { type TillSession } from "./ports/till-port.ts";
import { refused, refusedBy, type RegisterState, reported } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export function chooseDrawer(
  till: TillContext,
  state: RegisterState,
  choice: DrawerChoice,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const closed = { ...state, list: undefined, message: undefined };
  switch (choice.type) {
    case "drawer-menu":
      return fromMenu(till, closed, { session, what: choice.what });
    case "drawer-count":
      return beginCount(till, closed, { session, id: choice.session, closes: true });
    case "drawer-float":
      return toStep(till, closed, { type: "float", no: choice.no ?? null });
    case "drawer-take": {
      const taken = session.perform({ act: "take-drawer", session: choice.session });
      if (!taken.ok) return refusedBy(closed, taken.fault);
      const meant = session.drawers.list().find(({ id }) => id === choice.session);
      const drawer = meant === undefined ? "" : drawerName(till, meant.name);
      return reported(closed, till.words.drawer.taken({ drawer }));
    }
    case "drawer-print": {
      const printed = session.drawers.printX();
      if (!printed.ok) return refusedBy(closed, printed.fault);
      return reported(closed, till.words.drawer.xPrinted);
    }
    case "drawer-why":
      return sayWhy(till, state, { ...choice, session });
    default:
      return assertNever(choice, "choice");
  }
}

function fromMenu(
  till: TillContext,
  state: RegisterState,
  { session, what }: { readonly session: TillSession; readonly what: DrawerMenu },
): RegisterState {
  const { drawers } = session;
  const meant = drawerMeant(session);
  switch (what) {
    case "open":
      return drawers.nextNo() === 1 && !drawers.hasPouch()
        ? toStep(till, state, { type: "float", no: 1 })
        : listDrawer(state, { type: "which" });
    case "take":
      return listDrawer(state, { type: "which" });
    case "x":
      return listDrawer(state, { type: "x", session: meant?.id });
    case "day":
      return state.screen === "drawer" ? listDay(leaveDrawer(till, state)) : listDay(state);
    case "no-sale":
      return askWhy(till, state, { type: "no-sale" });
    case "bank":
    case "safe-in":
    case "safe-out":
      return toStep(till, state, { type: "move", way: what });
    default:
  }
  if (meant === undefined) return refused(state, till.words.drawer.noneOpen);
  const { id } = meant;
  switch (what) {
    case "in":
    case "out":
    case "drop":
    case "tips":
      return toStep(till, state, { type: "move", way: what });
    case "count":
      return beginCount(till, state, { session, id, closes: false });
    case "close": {
      const counted = begunOf(state, id) === undefined ? drawers.counted(id) : undefined;
      return counted?.since === 0
        ? tellCounted(till, state, counted)
        : beginCount(till, state, { session, id, closes: true });
    }
    default:
      return assertNever(what, "drawer");
  }
}

/** Nobody can count a drawer that is shut. */
function beginCount(
  till: TillContext,
  state: RegisterState,
  {
    session,
    id,
    closes,
  }: { readonly session: TillSession; readonly id: EventId; readonly closes: boolean },
): RegisterState {
  session.drawers.openToCount(id);
  return toStep(till, state, { type: "count", session: id, closes, at: null });
}
