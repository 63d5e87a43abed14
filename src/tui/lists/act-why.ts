/** Why an act is done, where the till asks. */

import { type ActRequest, actOf } from "../../acts/all.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { performAct } from "../perform-act.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { does, type ListRow, type ListRows } from "../rows/list-row.ts";
import { recording, type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const actWhyList = {
  title: (words, { planned: { request, typed } }) =>
    actOf(request.act).asksWhy?.(words, typed) ?? words.lists.discountReason,
  rows: actWhyRows,
} as const satisfies ListKind<"act-why">;

/** Lists the reasons, by one digit each; what is typed is a reason as well. They are recorded in the shop's language. */
function actWhyRows(
  till: TillContext,
  { planned: { request }, filter }: ListOf<"act-why">,
): ListRows {
  const act = actOf(request.act);
  const recorded = act.reasons?.(wordsFor(recording(till)), request) ?? [];
  const rows = act.reasons?.(till.words, request) ?? [];
  const typed = filter.trim();
  return [
    ...rows.map((label, at) => whyRow(String(at + 1), label, recorded[at] ?? label)),
    ...(typed === "" ? [] : [whyRow("", typed, typed)]),
  ];
}

function whyRow(sign: string, label: string, reason: string): ListRow {
  const choice = does((till, state) => performWith(till, state, reason));
  return { sign, label, detail: "", choice };
}

/** Does the same act once more, with its reason. */
function performWith(till: TillContext, state: RegisterState, reason: string): RegisterState {
  const { list } = state;
  if (list?.type !== "act-why") return state;
  const { planned } = list;
  // An act that is refused without a reason takes one.
  const request = { ...planned.request, reason } as ActRequest;
  return performAct(till, { ...state, list: undefined }, { ...planned, request });
}
