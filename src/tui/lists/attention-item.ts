/**
 * One thing that needs a person: the possible answers, one digit each. Some of them only lead somewhere: to a receipt,
 * an order, the line.
 */

import { type DeviceId, type EventId } from "../../domain/identity.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { sayWhat } from "../back-what.ts";
import { openCard } from "../cards.ts";
import { recallOrder } from "../park.ts";
import { type AttentionItem } from "../ports/attention-port.ts";
import {
  hinted,
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "../register-state.ts";
import { openReceipt } from "../return-goods.ts";
import { does, type ListRow, type ListRows, numbered, readOnly } from "../rows/list-row.ts";
import { recording, type TillContext } from "../till-context.ts";
import { listAttention } from "./attention.ts";
import { type ListKind } from "./list-kind.ts";

export const attentionItemList = {
  title: (_words, { item }) => item.text,
  rows: (till, list) => whyRows(till, list) ?? answerRows(list),
  showsWhole: () => true,
} as const satisfies ListKind<"attention-item">;

/** Why something is settled that money is in, one digit each. */
const SETTLE_REASONS = ["agreed", "left", "right", "elsewhere"] as const;

type Answer = AttentionItem["answers"][number];

interface Answered {
  readonly item: AttentionItem;
  readonly answer: Answer;
  readonly why?: string;
}

function answerRows({ item }: ListOf<"attention-item">): ListRows {
  const rows = numbered(item.answers, (answer) => {
    return { label: answer.text, choice: answerChoice(item, answer) };
  });
  return item.endsBy === undefined ? rows : [...rows, readOnly(item.endsBy)];
}

/** A till's page is one of the back office's. */
function answerChoice(item: AttentionItem, answer: Answer): ListRow["choice"] {
  return answer.answer === "open-till"
    ? { type: "till", device: answer.object as DeviceId }
    : does((till, state) => answerAttention(till, state, { item, answer }));
}

/** Undefined as long as no answer asks why. It is recorded in the language of reports. */
function whyRows(
  till: TillContext,
  { item, asked }: ListOf<"attention-item">,
): ListRows | undefined {
  if (asked === undefined) return undefined;
  const recorded = wordsFor(recording(till));
  return numbered(SETTLE_REASONS, (it) => {
    const answered = { item, answer: asked, why: recorded.settleReasons[it] };
    const choice = does((here, state) => answerAttention(here, state, answered));
    return { label: till.words.settleReasons[it], choice };
  });
}

function answerAttention(
  till: TillContext,
  state: RegisterState,
  { item, answer, why }: Answered,
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
