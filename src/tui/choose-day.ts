/** What a row of the list of the day's close does. */

import { assertNever } from "../domain/base/assert-never.ts";
import { listTabs } from "./card-tab.ts";
import { answerDay, closeTheDay, type DayChoice, type DayWay } from "./close-day.ts";
import { listOrders } from "./park.ts";
import { refusedBy, type RegisterState, reported } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { runVerb } from "./verbs.ts";

/** Goes from the list of the day's close to the place where the chosen thing is settled. */
export function chooseDay(
  till: TillContext,
  state: RegisterState,
  choice: DayChoice,
): RegisterState {
  switch (choice.type) {
    case "day-go":
      return goTo(till, { ...state, list: undefined, message: undefined }, choice.to);
    case "day-close":
      return closeTheDay(till, state);
    case "day-print": {
      const printed = state.session?.day.printZ(choice.z);
      if (printed?.ok === false) return refusedBy(state, printed.fault);
      return reported(state, till.words.day.printed({ name: choice.z }));
    }
    case "day-turn":
      return answerDay(state, choice.begins);
    default:
      return assertNever(choice, "choice");
  }
}

function goTo(till: TillContext, state: RegisterState, to: DayWay): RegisterState {
  switch (to) {
    case "orders":
      return state.order?.status === "open" ? state : listOrders(state);
    case "waiting":
      return listOrders(state);
    case "drawers":
      return runVerb(till, state, "drawer");
    case "people":
      return runVerb(till, state, "clock-out");
    case "tabs":
      return listTabs(till, state);
    case "papers":
      return runVerb(till, state, "queue");
    case "attention":
    case "tills":
      return runVerb(till, state, to);
    default:
      return assertNever(to, "way");
  }
}
