/** What a person who leaves sold and took, and its print. */

import { refused, refusedBy, type RegisterState, reported } from "../register-state.ts";
import { does, signRow } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const eveningList = {
  title: (_words, { title }) => title,
  rows: ({ words }) => [signRow("1", { label: words.evening.print, choice: does(printEvening) })],
} as const satisfies ListKind<"evening">;

function printEvening({ words }: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, words.whyNot.logInFirst);
  const queued = session.evening.print();
  return queued.ok
    ? reported({ ...state, list: undefined }, words.evening.printed)
    : refusedBy(state, queued.fault);
}
