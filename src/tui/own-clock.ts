/** What time it really is, typed where the machine's clock can't be right. */

import { type RegisterState, refused, refusedBy, said, spent } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export function setClock(till: TillContext, state: RegisterState): RegisterState {
  const typed = state.text.trim();
  if (typed === "") return refused(state, till.words.logIn.typeTime);
  if (state.session === undefined) return state;
  const { staffNumber: by } = state.session;
  const done = till.port.setClock(typed, { by, locale: till.locale });
  return done.ok ? said(spent(state), "done", done.value) : refusedBy(state, done.fault);
}
