/**
 * A key while a list is open: what it means there, or why it has to wait. No key changes the order or takes
 * its money behind a list, where nobody looks at the order.
 */

import { asksWhat } from "./back-what.ts";
import { closeTheDay } from "./close-day.ts";
import { type CommandId } from "./commands.ts";
import { payOutBy, takeLineBack } from "./give-back.ts";
import { pressInPlan } from "./plan.ts";
import { type RegisterState, refused, said } from "./register-state.ts";
import { countedList, listTenders } from "./return-tender.ts";
import { type TillContext } from "./till-context.ts";
import { whyGoodsFirst } from "./weighing.ts";

const CHANGES_ORDER: ReadonlySet<CommandId> = new Set<CommandId>([
  "send",
  "away",
  "discount",
  "void",
  "park",
  "bill",
  "pay",
  "card",
  "fire",
  "hold",
  "again",
  "reprice",
  "exempt",
  "refire",
  "undo",
  "keep",
  "table",
  "hand-over",
  "unmerge",
]);

/** Undefined for a key that does its work, whatever list is open. */
export function pressBehindList(
  till: TillContext,
  state: RegisterState,
  verb: CommandId,
): RegisterState | undefined {
  const { list, screen } = state;
  if (list?.type === "return" && list.asksTender === true) {
    return pressBehindList(till, { ...state, list: countedList(list) }, verb);
  }
  // F10 lists the very same verbs.
  if (list === undefined || list.type === "more") return undefined;
  if (verb === "table" && list.type === "plan") return pressInPlan(till, state);
  const isPaying = verb === "pay" || verb === "card" || verb === "more";
  if (list.type === "return" && asksWhat(list) && (isPaying || verb === "void")) {
    return said(state, "hint", till.words.back.whichFirst);
  }
  if (list.type === "return" && verb === "more") return listTenders(state, list);
  if (!CHANGES_ORDER.has(verb)) return undefined;
  if (list.type === "day" && list.turn === undefined && verb === "pay")
    return closeTheDay(till, state);
  if (screen === "drawer" && verb === "undo") return refused(state, till.words.whyNot.listFirst);
  const isMoney = verb === "pay" || verb === "card";
  if (list.type === "reason" && (verb === "void" || verb === "refire")) {
    const words = list.purpose === "void" ? till.words.void : till.words.refire;
    return said(state, "hint", words.digit);
  }
  if (list.type === "return-reason" && (isMoney || verb === "void")) {
    return said(state, "hint", till.words.back.digit);
  }
  if (list.type === "return" && verb === "void") return takeLineBack(till, state);
  if (list.type === "return" && isMoney) {
    return payOutBy(till, state, verb === "pay" ? "cash" : "card");
  }
  if (screen !== "register" || whyGoodsFirst(till, state, verb) !== undefined) return undefined;
  return refused(state, till.words.whyNot.listFirst);
}
