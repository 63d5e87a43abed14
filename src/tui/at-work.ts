/** Who works now, in a list: behind each person stand the correction of the shift and what the person did. */

import { wordsFor } from "../words/screen-words.ts";
import { type HistoryChoice } from "./history.ts";
import { type ShownShift } from "./ports/people-port.ts";
import { hinted, type ListOf, type RegisterState, withEntryDone } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** A row of the list, or of what can be done with one shift. */
export type AtWorkChoice =
  | { readonly type: "shift"; readonly shift: ShownShift }
  | { readonly type: "shift-fix"; readonly shift: ShownShift };

/** The acts on one shift: the same digit for the same act. */
export function shiftActs(
  { words: { atWork } }: TillContext,
  shift: ShownShift,
): ReadonlyArray<{ readonly label: string; readonly choice: AtWorkChoice | HistoryChoice }> {
  return [
    { label: atWork.fix, choice: { type: "shift-fix", shift } },
    { label: atWork.history, choice: { type: "history", of: { person: shift.staff } } },
  ];
}

export function showWho({ port }: TillContext, state: RegisterState): RegisterState {
  const list = { type: "who", shifts: port.shifts(), chosen: undefined } as const;
  return {
    ...withEntryDone(state),
    list: { ...list, filter: "", at: 0 },
    showsHelp: false,
    message: undefined,
  };
}

export function chooseAtWork(state: RegisterState, choice: AtWorkChoice): RegisterState {
  if (choice.type === "shift-fix") return beginFix(state, choice.shift);
  const { list } = state;
  if (list?.type !== "who") return state;
  const chosen: ListOf<"who"> = { ...list, chosen: choice.shift, filter: "", at: 0 };
  return { ...state, list: chosen, message: undefined };
}

/** The line begins with the word and the shift: what was otherwise is typed behind it. */
function beginFix(state: RegisterState, { shift }: ShownShift): RegisterState {
  const { verbs, plan } = wordsFor(state);
  const text = `:${verbs["clock-fix"][0] ?? "clockfix"} ${shift} `;
  return hinted({ ...withEntryDone(state), list: undefined, text }, plan.shiftWhich);
}
