/** One card payment: the three keys for one of which nobody knows; of each, its order. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type Words } from "../../words/screen-words.ts";
import { openedCards } from "../cards.ts";
import { recallOrder } from "../park.ts";
import { type ShopCard } from "../ports/card-port.ts";
import {
  hinted,
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "../register-state.ts";
import {
  does,
  type Does,
  type ListRow,
  type ListRows,
  OFFERS_SCANS,
  signRow,
} from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { sayCard } from "./card-number.ts";
import { type ListKind } from "./list-kind.ts";

export const cardList = {
  title: cardTitle,
  rows: cardAnswerRows,
} as const satisfies ListKind<"card">;

/** `order` shows what the payment is of. */
type Answer =
  | "yes"
  | "no"
  | "again"
  | "order"
  | "stop"
  | "bank-took"
  | "bank-refused"
  | "tip"
  | "slip";

function cardTitle({ cards }: Words, { card }: ListOf<"card">): string {
  const { orderNumber: order, name, typed } = card;
  return typed === undefined ? cards.one({ order, name }) : cards.oneHand({ order });
}

/** The three keys for one of which nobody knows; of each, its order. */
function cardAnswerRows({ words, port, locale }: TillContext, { card }: ListOf<"card">): ListRows {
  const { cards } = words;
  function says(answer: Answer): Does {
    return does((till, state) => answerCard(till, state, { card, answer }), OFFERS_SCANS);
  }
  const order = answerRow("4", cards.order, says("order"));
  const isAtWork = card.state === "open" && port.cards.atWork(card.order, locale) !== undefined;
  if (isAtWork) {
    return [order, answerRow("5", cards.stop, says("stop"))];
  }
  const tip = answerRow("8", cards.tip, says("tip"));
  const tips = card.tip === undefined ? [] : [tip];
  if (card.typed !== undefined) {
    const slip = answerRow("9", cards.slip, says("slip"));
    return [order, ...tips, slip];
  }
  if (card.forwarded !== undefined) {
    return [
      order,
      answerRow("6", cards.bankTook, says("bank-took")),
      answerRow("7", cards.bankRefused, says("bank-refused")),
      ...tips,
    ];
  }
  if (card.state !== "unknown") return [order, ...tips];
  const again = answerRow("3", cards.again, says("again"));
  return [
    answerRow("1", cards.saysYes, says("yes")),
    answerRow("2", cards.saysNo, says("no")),
    card.isHere ? again : { ...again, whyNot: cards.notHere },
    order,
  ];
}

function answerRow(sign: string, label: string, choice: ListRow["choice"]): ListRow {
  return signRow(sign, { label, choice });
}

function answerCard(
  till: TillContext,
  state: RegisterState,
  { card, answer }: { readonly card: ShopCard; readonly answer: Answer },
): RegisterState {
  switch (answer) {
    case "yes": {
      const list = { type: "card-number", card, filter: "", at: 0 } as const;
      return hinted(
        openedCards(state, list),
        till.words.cards.numberHow({ money: till.money(card.sum) }),
      );
    }
    case "no":
      return sayCard(till, state, { card, says: "no", number: "" });
    case "again": {
      const asked = state.session?.cards.askAgain(card);
      if (asked?.ok === false) return refusedBy(state, asked.fault);
      // Its list stays: what is typed meanwhile is an answer, and no money.
      return hinted(state, till.words.cards.says.asking);
    }
    case "order":
      return showOrder(till, state, card);
    case "tip":
      return hinted(
        openedCards(state, { type: "card-tip", card, filter: "", at: 0 }),
        till.words.cards.tipHow,
      );
    case "slip":
      return hinted(
        openedCards(state, { type: "card-slip", card, filter: "", at: 0 }),
        till.words.cards.slipHow,
      );
    case "bank-took":
    case "bank-refused":
      return sayForwarded(till, state, { card, accepted: answer === "bank-took" });
    case "stop":
      state.session?.cards.stop(card.order);
      return reported({ ...state, list: undefined }, till.words.cards.stops({ name: card.name }));
    default:
      return assertNever(answer, "answer");
  }
}

function sayForwarded(
  till: TillContext,
  state: RegisterState,
  { card, accepted }: { readonly card: ShopCard; readonly accepted: boolean },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const done = session.cards.sayForwarded(card, accepted);
  if (!done.ok) return refusedBy(state, done.fault);
  const { forwarded, noted } = till.words.cards;
  const what = forwarded[accepted ? "accepted" : "refused"];
  const facts = { order: card.orderNumber, money: till.money(card.sum), what };
  return reported({ ...state, list: undefined }, noted(facts));
}

function showOrder(till: TillContext, state: RegisterState, card: ShopCard): RegisterState {
  if (state.screen === "payment") return refused(state, till.words.whyNot.escFirst);
  if (state.screen === "office") return refused(state, till.words.whyNot.leaveOffice);
  const order = state.session?.recall(card.order);
  if (order === undefined) return state;
  return order.ok
    ? recallOrder({ ...state, list: undefined, message: undefined }, order.value)
    : refusedBy(state, order.fault);
}
