/** Who works now: behind each person stand the correction of the shift and what the person did. */

import { wordsFor } from "../../words/screen-words.ts";
import { type ShownShift } from "../ports/people-port.ts";
import { hinted, type ListOf, type RegisterState, withEntryDone } from "../register-state.ts";
import { does, type ListRow, type ListRows, numbered, readOnly } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { readsHistory } from "./history.ts";
import { type ListKind } from "./list-kind.ts";

export const whoList = {
  opens: { who: showWho },
  title: ({ atWork }, { chosen }) => chosen?.name ?? atWork.title,
  rows: whoRows,
  showsWhole: () => true,
} as const satisfies ListKind<"who">;

export function showWho({ port }: TillContext, state: RegisterState): RegisterState {
  const list = { type: "who", shifts: port.shifts(), chosen: undefined } as const;
  return {
    ...withEntryDone(state),
    list: { ...list, filter: "", at: 0 },
    showsHelp: false,
    message: undefined,
  };
}

/** Each leads to what can be done with the shift. */
function whoRows(till: TillContext, { shifts, chosen }: ListOf<"who">): ListRows {
  const { atWork } = till.words;
  if (chosen !== undefined) {
    const whole = shiftSentence(till, chosen);
    return numbered(shiftActs(till, chosen), (act) => ({ ...act, whole }));
  }
  if (shifts.length === 0) return [readOnly(atWork.nobody)];
  return numbered(shifts, (shift) => ({
    label: `${shift.since} ${shift.name}`,
    detail: shiftDetail(till, shift),
    whole: shiftSentence(till, shift),
    words: shift.staff,
    choice: does((_till, state) => showShift(state, shift)),
  }));
}

function shiftDetail({ words: { atWork } }: TillContext, shift: ShownShift): string {
  if (shift.leftAt !== undefined) return atWork.left({ time: shift.leftAt });
  return shift.breakSince === undefined ? shift.till : atWork.onBreak({ from: shift.breakSince });
}

function shiftSentence({ words: { atWork } }: TillContext, shift: ShownShift): string {
  const { leftAt, breakSince } = shift;
  if (leftAt !== undefined) return atWork.worked({ ...shift, time: leftAt });
  return breakSince === undefined
    ? atWork.works(shift)
    : atWork.pauses({ ...shift, from: breakSince });
}

/** The acts on one shift: the same digit for the same act. */
function shiftActs(
  { words: { atWork } }: TillContext,
  shift: ShownShift,
): ReadonlyArray<Pick<ListRow, "label" | "choice">> {
  return [
    { label: atWork.fix, choice: does((_till, state) => beginFix(state, shift)) },
    { label: atWork.history, choice: readsHistory({ person: shift.staff }) },
  ];
}

function showShift(state: RegisterState, shift: ShownShift): RegisterState {
  const { list } = state;
  if (list?.type !== "who") return state;
  const chosen: ListOf<"who"> = { ...list, chosen: shift, filter: "", at: 0 };
  return { ...state, list: chosen, message: undefined };
}

/** The line begins with the word and the shift: what was otherwise is typed behind it. */
function beginFix(state: RegisterState, { shift }: ShownShift): RegisterState {
  const { verbs, plan } = wordsFor(state);
  const text = `:${verbs["clock-fix"][0] ?? "clockfix"} ${shift} `;
  return hinted({ ...withEntryDone(state), list: undefined, text }, plan.shiftWhich);
}
