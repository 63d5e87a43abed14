/** Whom the shop owes tips, and what was shared out; a digit pays one of them all of it out of the drawer. */

import { payTips } from "../drawer-cash.ts";
import { type ListOf, refused, refusedBy, type RegisterState } from "../register-state.ts";
import { does, type ListRows, numbered, readOnly } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const tipsList = {
  opens: { tips: listTips },
  title: ({ tipsList: { title } }) => title,
  rows: tipsRows,
} as const satisfies ListKind<"tips">;

function listTips(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  till.port.longWork();
  const read = session.tips.read();
  if (!read.ok) return refusedBy(state, read.fault);
  const list = { type: "tips" as const, ...read.value, filter: "", at: 0 };
  return { ...state, list, showsHelp: false, message: undefined };
}

/** Returns those who are owed something, then what was shared out. */
function tipsRows({ words, money }: TillContext, { owed, pools }: ListOf<"tips">): ListRows {
  const people = numbered(owed, ({ amount, staff, name }) => ({
    label: name,
    detail: money(amount),
    choice: does((till, state) => payTips(till, state, { amount, staff, about: name })),
  }));
  const rows = owed.length === 0 ? [readOnly(words.tipsList.nobody)] : people;
  return [...rows, ...pools.map((text) => readOnly(text))];
}
