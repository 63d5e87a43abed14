/** Why lines are taken off, or made once more. */

import { wordsFor, type Words } from "../../words/screen-words.ts";
import { changed } from "../entry-actions.ts";
import { sayOrdered } from "../hold-fire.ts";
import { orderOf } from "../perform-act.ts";
import { hinted, type ListOf, refused, type RegisterState } from "../register-state.ts";
import { does, type ListRow, type ListRows, numbered, signRow } from "../rows/list-row.ts";
import { recording, type TillContext } from "../till-context.ts";
import { ALL_OF_IT, describe, giveReason, voidAll } from "../void-line.ts";
import { type ListKind } from "./list-kind.ts";

export const reasonList = {
  title: ({ lists }, { purpose }) => (purpose === "void" ? lists.reason : lists.refireReason),
  rows: reasonRows,
  takes: (till, state, { list, key }) => {
    if (key !== "void" && key !== "refire") return undefined;
    const words = list.purpose === "void" ? till.words.void : till.words.refire;
    return hinted(state, words.digit);
  },
} as const satisfies ListKind<"reason">;

/** The reasons, one digit each, in this order; a shop's own reasons come with its settings. */
const VOID_REASONS = ["mistyped", "mind", "soldOut", "quality", "waited"] as const;

/** Those of goods that are made once more, in this order. */
const REFIRE_REASONS = ["dropped", "cold", "wrong", "sentBack", "lost"] as const;

/** Returns the reasons in the shop's language, as reports and papers have them; what is typed is a reason as well. */
function reasonRows(till: TillContext, { purpose, scope, filter }: ListOf<"reason">): ListRows {
  const { words } = till;
  const recorded = wordsFor(recording(till));
  const reasons =
    purpose === "void"
      ? VOID_REASONS.map((it) => [words.voidReasons[it], recorded.voidReasons[it]] as const)
      : REFIRE_REASONS.map((it) => [words.refireReasons[it], recorded.refireReasons[it]] as const);
  const rows = numbered(reasons, ([label, reason]) => {
    return { label, choice: says(reason) };
  });
  const typed = filter.trim();
  const own: ListRows = typed === "" ? [] : [signRow("", { label: typed, choice: says(typed) })];
  const offered = [...rows, ...own];
  return purpose === "refire" || scope === "order" ? offered : [...offered, moreRow(words, scope)];
}

function says(reason: string): ListRow["choice"] {
  return does((till, state) => sayWhy(till, state, reason));
}

function moreRow({ lists }: Words, scope: "some" | "lines"): ListRow {
  const label = scope === "some" ? lists.allOfTheLine : lists.allOfTheOrder;
  return { sign: ALL_OF_IT, label, detail: "", choice: does(voidAll) };
}

/**
 * Why goods are taken off, or made once more. Of the latter nothing of the order changes: the kitchen hears
 * of it, and nobody pays for it again.
 */
function sayWhy(till: TillContext, state: RegisterState, reason: string): RegisterState {
  const { session, list } = state;
  if (list?.type !== "reason") return state;
  if (list.purpose !== "refire") return giveReason(till, state, reason);
  const before = { ...state, list: undefined };
  if (session === undefined) return refused(before, till.words.whyNot.logInFirst);
  const outcome = orderOf(session.perform({ act: "refire", lines: list.voids, reason }));
  const again = describe(till, state, list);
  const next = changed(before, outcome, till.words.refire.told({ goods: again }));
  const lines = list.voids.map(({ line }) => line);
  return outcome.ok ? sayOrdered(till, next, { lines, again }) : next;
}
