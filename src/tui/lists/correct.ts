/**
 * A payment was made otherwise than it was booked: Ctrl-Z behind it, or a digit beside its receipt,
 * lists how it could have been made; a digit says how it was, and another one why.
 */

import { wordsFor } from "../../words/screen-words.ts";
import { actRow } from "../perform-act.ts";
import { hinted, type ListOf, refused, type RegisterState } from "../register-state.ts";
import { notPaidAtAll } from "../return-goods.ts";
import { does, type ListRows, numbered } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const correctList = {
  title: ({ lists }, { correctable: { name } }) => lists.correct({ name }),
  rows: correctionRows,
} as const satisfies ListKind<"correct">;

type CorrectList = ListOf<"correct">;

/** Offers the correction of a receipt by its number; without one, of the last payment here. */
export function offerCorrection(
  till: TillContext,
  state: RegisterState,
  number: string,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const found = session.correctable(number);
  if (!found.ok) return refused(state, found.fault.message);
  const list: CorrectList = { type: "correct", correctable: found.value, filter: "", at: 0 };
  const next = { ...state, list, showsHelp: false };
  return hinted(next, till.words.correct.how({ name: found.value.name }));
}

/** How it was made; that it was not, where a receipt says it was; at last who of those at work served it. */
function correctionRows(
  till: TillContext,
  { correctable: { order, name, receipt, ways, servers } }: CorrectList,
  state: RegisterState,
): ListRows {
  const rows = ways.flatMap((way) =>
    actRow(till, state, { act: "correct", typed: { order, name, way } }),
  );
  const { notPaid: label } = till.words.correct;
  const isOneOfSeveral = ways.some((way) => way.receipt !== "");
  const notPaid = {
    label: isOneOfSeveral ? `${receipt}, ${label}` : label,
    choice: does((here, before) => notPaidAtAll(here, { ...before, list: undefined }, receipt)),
  };
  const served = servers.flatMap((way) =>
    actRow(till, state, { act: "reassign", typed: { order, name, way } }),
  );
  const isPaidToday = receipt !== "" && ways.length > 0;
  return numbered([...rows, ...(isPaidToday ? [notPaid] : []), ...served], (row) => row);
}
