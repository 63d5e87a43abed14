/** Who clocks out sees what they sold and took. */

import { type RegisterState } from "./register-state.ts";
import { PAPER_COLUMNS } from "./rows/paper-list.ts";
import { type TillContext } from "./till-context.ts";

export function showEvening({ port }: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  port.longWork();
  const list = { type: "evening" as const, ...session.evening.read(PAPER_COLUMNS), top: 0 };
  // No row is chosen: Enter, which took the word, must not print when it is pressed twice.
  return { ...state, list: { ...list, filter: "", at: -1 }, showsHelp: false };
}
