/**
 * A payment was made otherwise than it was booked: Ctrl-Z behind it, or a digit beside its receipt,
 * lists how it could have been made; a digit says how it was, and another one why.
 */

import { wordsFor } from "../words/screen-words.ts";
import { type CorrectionWay } from "./ports/correction-port.ts";
import { type List, refused, refusedBy, type RegisterState, said } from "./register-state.ts";
import { type ListRow } from "./rows/list-row.ts";
import { recording, type TillContext } from "./till-context.ts";

/** One digit each, in this order. */
export const CORRECTION_REASONS = ["key", "other", "mixed"] as const;

type CorrectList = Extract<List, { type: "correct" }>;

/** Of the receipt of that number; where that is empty of what was paid here last. */
export function offerCorrection(
  till: TillContext,
  state: RegisterState,
  number: string,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const found = session.correctable(number);
  if (!found.ok) return refused(state, found.fault.message);
  const list: CorrectList = {
    type: "correct",
    correctable: found.value,
    way: undefined,
    filter: "",
    at: 0,
  };
  const next = { ...state, list, showsHelp: false };
  return said(next, "hint", till.words.correct.how({ name: found.value.name }));
}

/** How it was made; then why. */
export function correctionRows(till: TillContext, list: CorrectList): ReadonlyArray<ListRow> {
  const { correct } = till.words;
  if (list.way === undefined) {
    return list.correctable.ways.map((way, at) => ({
      sign: at < 9 ? String(at + 1) : "",
      label: wayText(till, way),
      detail: "",
      choice: { type: "correct-way" as const, way },
    }));
  }
  return CORRECTION_REASONS.map((reason, at) => ({
    sign: String(at + 1),
    label: correct.reasons[reason],
    detail: "",
    choice: {
      type: "correct-reason" as const,
      reason: wordsFor(recording(till)).correct.reasons[reason],
    },
  }));
}

export function chooseCorrection(
  till: TillContext,
  state: RegisterState,
  choice: Extract<ListRow["choice"], { type: "correct-way" | "correct-reason" }>,
): RegisterState {
  const { list, session } = state;
  if (list?.type !== "correct" || session === undefined) return state;
  const { correct } = till.words;
  if (choice.type === "correct-way") {
    const next = { ...state, list: { ...list, way: choice.way, filter: "", at: 0 } };
    return said(next, "hint", correct.why({ way: wayText(till, choice.way) }));
  }
  if (list.way === undefined) return state;
  const { correctable, way } = list;
  const done = session.correct(correctable.order, way, choice.reason);
  if (!done.ok) return refusedBy(state, done.fault, wayText(till, way));
  // Change that stands beside the order was never handed out, or other change was.
  const next = { ...state, list: undefined, paid: undefined, order: session.order() };
  return said(next, "done", correct.done({ name: correctable.name, way: wayText(till, way) }));
}

/** `card 3.22, not cash 3.20` */
function wayText(till: TillContext, { from, to }: CorrectionWay): string {
  const { tenders } = till.words.back;
  function called({ method, name, amount }: CorrectionWay["from"]): string {
    const known = method === "cash" || method === "card" ? tenders[method] : method;
    return `${name ?? known} ${till.money(amount)}`;
  }
  return till.words.correct.way({ from: called(from), to: called(to) });
}
