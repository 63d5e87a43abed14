/** An order that owes no taxes: `:exempt DE 12` by the buyer's number, alone it takes that back. */

import { zeroMinor } from "../domain/money/amounts.ts";
import { changed } from "./entry-actions.ts";
import { orderOf } from "./perform-act.ts";
import { hinted, NOT_REFUSED, refused, type RegisterState } from "./register-state.ts";
import { type ListRow } from "./rows/list-row.ts";
import { type TillContext } from "./till-context.ts";

/** Makes the order exempt. Without a number the line waits for one, unless the order is exempt already. */
export function exemptOrder(till: TillContext, state: RegisterState): RegisterState {
  const { session, order } = state;
  const { exempt: words, whyNot } = till.words;
  if (session === undefined) return refused(state, whyNot.logInFirst);
  const number = state.text.trim();
  if (number !== "") {
    const outcome = orderOf(session.perform({ act: "exempt", number }));
    const due = outcome.ok ? till.money(outcome.value?.total ?? zeroMinor) : "";
    return changed(state, outcome, {
      done: words.done({ number, due }),
      asked: words.asked({ number }),
    });
  }
  if (order?.exempt === undefined) return askNumber(till, state);
  const outcome = orderOf(session.perform({ act: "exempt" }));
  const due = outcome.ok ? till.money(outcome.value?.total ?? zeroMinor) : "";
  return changed(state, outcome, { done: words.off({ due }), asked: words.offAsked });
}

/** The next text is the number. */
export function askNumber(till: TillContext, state: RegisterState): RegisterState {
  const { exempt: words } = till.words;
  const next = { ...state, ...NOT_REFUSED, list: undefined, text: `:${words.word} ` };
  return hinted(next, words.type);
}

/** Returns the row in the list of what is given away: a sale owes no taxes as a whole. */
export function exemptRow(till: TillContext, { order }: RegisterState): ListRow {
  const { exempt: words } = till.words;
  return {
    sign: "",
    label: order?.exempt === undefined ? words.byNumber : words.notAnyMore,
    detail: order?.exempt ?? "",
    choice: { type: "typed", text: `:${words.word}` },
  };
}
