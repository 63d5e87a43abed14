/** The facts of the screen for an act. */

import { type OnScreen } from "../acts/act.ts";
import { err } from "../domain/base/result.ts";
import { NO_SHIFT } from "../domain/people/time-card.ts";
import { type RegisterState } from "./register-state.ts";
import { chosenLine, selectedLine, selectedRow } from "./selected-line.ts";

export function onScreen(state: RegisterState): OnScreen {
  return {
    order: state.order,
    line: selectedLine(state),
    chosen: chosenLine(state),
    row: selectedRow(state),
    course: () => state.session?.course() ?? 0,
    repricing: () => state.session?.wouldReprice(),
    splitOutlook: (wish) => {
      const outlook = state.session?.splitOutlook(wish);
      return outlook?.ok === true ? outlook : err(outlook?.fault.message ?? "");
    },
    round: (course) => state.session?.round(course) ?? [],
    shift: () => state.session?.shift() ?? NO_SHIFT,
  };
}
