/**
 * The list of things that need a person: one row each, and behind it the possible answers, one
 * digit each. Some answers only lead somewhere: to a receipt, an order, the line.
 */

import { type DeviceId, type EventId } from "../domain/identity.ts";
import { type Words } from "../words/screen-words.ts";
import { sayWhat } from "./back-what.ts";
import { openCard } from "./cards.ts";
import { recallOrder } from "./park.ts";
import { type AttentionItem } from "./ports/attention-port.ts";
import {
  hinted,
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "./register-state.ts";
import { openReceipt } from "./return-goods.ts";
import { type ListRow, type ListRows, numbered } from "./rows/list-row.ts";
import { type TillContext } from "./till-context.ts";

/** Why something is settled that money is in, one digit each. */
const SETTLE_REASONS = ["agreed", "left", "right", "elsewhere"] as const;

type Answer = AttentionItem["answers"][number];

export function listAttention(till: TillContext, state: RegisterState): RegisterState {
  const items = till.port.attention(till.locale);
  return { ...state, list: { type: "attention", items, filter: "", at: 0 }, showsHelp: false };
}

type AttentionChoice =
  | { readonly type: "item"; readonly item: AttentionItem }
  | {
      readonly type: "answer";
      readonly item: AttentionItem;
      readonly answer: Answer;
      readonly why?: string;
    };

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
  { item, answer, why }: Extract<AttentionChoice, { readonly type: "answer" }>,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const leads = leadTo(till, state, answer);
  if (leads !== undefined) return leads;
  if (answer.asksWhy && why === undefined) {
    const asked = { type: "attention-item", item, asked: answer, filter: "", at: 0 } as const;
    return hinted({ ...state, list: asked }, till.words.lists.settleWhy({ answer: answer.text }));
  }
  const done = session.answerAttention(item.id, answer.answer, {
    why,
    isForAll: answer.isForAll,
  });
  if (!done.ok) return refusedBy(state, done.fault, `${item.text}: ${answer.text}`);
  const order = session.order();
  const next = { ...state, order: order ?? state.order };
  const others = listAttention(till, next);
  const isOver = others.list?.type === "attention" && others.list.items.length === 0;
  return reported(isOver ? { ...next, list: undefined } : others, done.value);
}

/** A till's page is one of the back office's. */
export function answerChoice(item: AttentionItem, answer: Answer): ListRow["choice"] {
  return answer.answer === "open-till"
    ? { type: "till", device: answer.object as DeviceId }
    : { type: "answer", item, answer };
}

/** Undefined as long as no answer asks why; `recorded`: as reports have it. */
export function whyRows(
  { words }: TillContext,
  { item, asked }: ListOf<"attention-item">,
  recorded: Words,
): ListRows | undefined {
  if (asked === undefined) return undefined;
  return numbered(SETTLE_REASONS, (it) => ({
    label: words.settleReasons[it],
    choice: { type: "answer", item, answer: asked, why: recorded.settleReasons[it] },
  }));
}

/** Undefined for an answer that is given here and now. */
function leadTo(
  till: TillContext,
  state: RegisterState,
  { answer, object }: Answer,
): RegisterState | undefined {
  if (answer === "open-card") return openCard(till, state, object as EventId);
  if (answer !== "open-receipt" && answer !== "open-order" && answer !== "say-left") {
    return undefined;
  }
  const { whyNot } = till.words;
  if (state.screen === "payment") return refused(state, whyNot.escFirst);
  if (state.screen === "office") return refused(state, whyNot.leaveOffice);
  const closed = { ...state, list: undefined, message: undefined };
  if (answer === "open-receipt") {
    const opened = openReceipt(closed, object);
    const isTooMuch = opened.list?.type === "return" && opened.list.receipt.beyond.length > 0;
    // Goods that came back would leave open what was paid for none.
    return isTooMuch ? sayWhat(till, opened, "beyond") : opened;
  }
  if (answer === "say-left") {
    // Text that was typed meanwhile is brought back by Up.
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
