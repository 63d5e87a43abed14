/**
 * What needs somebody: one row each, and behind it what may be made of it, one digit each. Some answers
 * only lead somewhere: to a receipt, an order, the line.
 */

import { type EventId } from "../domain/identity.ts";
import { openReceipt } from "./give-back.ts";
import { recallOrder } from "./park.ts";
import { type AttentionItem } from "./ports/attention-port.ts";
import { type RegisterState, refused, refusedBy, said } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

type Answer = AttentionItem["answers"][number];

export function listAttention(till: TillContext, state: RegisterState): RegisterState {
  const items = till.port.attention(till.locale);
  return { ...state, list: { type: "attention", items, filter: "", at: 0 }, showsHelp: false };
}

type AttentionChoice =
  | { readonly type: "item"; readonly item: AttentionItem }
  | { readonly type: "answer"; readonly item: AttentionItem; readonly answer: Answer };

export function chooseAttention(
  till: TillContext,
  state: RegisterState,
  choice: AttentionChoice,
): RegisterState {
  return choice.type === "item"
    ? openItem(state, choice.item)
    : answerAttention(till, state, choice);
}

function openItem(state: RegisterState, item: AttentionItem): RegisterState {
  return {
    ...state,
    list: { type: "attention-item", item, filter: "", at: 0 },
    message: undefined,
  };
}

function answerAttention(
  till: TillContext,
  state: RegisterState,
  { item, answer }: { readonly item: AttentionItem; readonly answer: Answer },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const leads = leadTo(till, state, answer);
  if (leads !== undefined) return leads;
  const done = session.answerAttention(item.id, answer.answer);
  if (!done.ok) return refusedBy(state, done.fault, `${item.text}: ${answer.text}`);
  const order = session.order();
  const next = { ...state, order: order ?? state.order };
  const others = listAttention(till, next);
  const isOver = others.list?.type === "attention" && others.list.items.length === 0;
  return said(isOver ? { ...next, list: undefined } : others, "done", done.value);
}

/** Undefined for an answer that is given here and now. */
function leadTo(
  till: TillContext,
  state: RegisterState,
  { answer, object }: Answer,
): RegisterState | undefined {
  if (answer !== "open-receipt" && answer !== "open-order" && answer !== "say-left") {
    return undefined;
  }
  const { whyNot } = till.words;
  if (state.screen === "payment") return refused(state, whyNot.escFirst);
  if (state.screen === "office") return refused(state, whyNot.leaveOffice);
  const closed = { ...state, list: undefined, message: undefined };
  if (answer === "open-receipt") return openReceipt(closed, object);
  if (answer === "say-left") {
    // What was typed meanwhile is brought back by Up.
    return {
      ...closed,
      text: `!${object} `,
      lastText: state.text === "" ? state.lastText : state.text,
    };
  }
  const order = state.session?.recall(object as EventId);
  if (order === undefined) return state;
  return order.ok ? recallOrder(closed, order.value) : refusedBy(state, order.fault);
}
