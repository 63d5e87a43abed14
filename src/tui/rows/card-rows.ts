/** Card payments at terminals: beside the order, in the payment, and in their lists. */

import { minor } from "../../domain/money/amounts.ts";
import { parseMoney } from "../../domain/money/currency.ts";
import { readSlip, slipText } from "../../domain/terminals/slip-text.ts";
import { type CardView } from "../../domain/views.ts";
import { type Words } from "../../words/screen-words.ts";
import { cardSays } from "../cards.ts";
import { type CardAtWork, type ShopCard } from "../ports/card-port.ts";
import { type ListOf } from "../register-state.ts";
import { drawable, type Signs, wrapTo } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { type ListRow, type ListRows, numbered, readOnly, signRow } from "./list-row.ts";
import { blankRow, type PaneRows, row } from "./pane-row.ts";

/** `CARD 20.00 at A since 20:14`: at every till, of each payment that may still come. */
export function cardText({ words, port, money }: TillContext, card: CardView): string {
  const facts = {
    money: money(card.sum),
    till: port.cards.tillCode(card.till),
    time: port.timeOf(card.wallMs),
  };
  return words.cards.row[card.state](facts);
}

/** What stands in the payment in the place of sums while the terminal is at it. */
export function cardAtWorkRows(
  till: TillContext,
  at: CardAtWork,
  { width, signs }: { readonly width: number; readonly signs: Signs },
): PaneRows {
  const { cards } = till.words;
  const says = at.isStopping ? cards.stops({ name: at.name }) : cardSays(till, at);
  const lines = wrapTo(drawable(says, signs), width - 2);
  return [
    row(` ${drawable(cards.title({ name: at.name }), signs)}`, "bold"),
    ...lines.map((text) => row(` ${text}`)),
    blankRow,
    ...cards.keys.map((text) => row(` ${text}`)),
  ];
}

export function terminalRows(till: TillContext, { wanted }: ListOf<"terminals">): ListRows {
  return numbered(till.port.cards.terminals(), ({ id, name, isAtWork }) => ({
    label: name,
    detail: isAtWork ? till.words.cards.atWork : "",
    choice: { type: "terminal", terminal: id, wanted },
  }));
}

export function cardRows(till: TillContext, { cards }: ListOf<"cards">): ListRows {
  const { stateBack, forwarded, none } = till.words.cards;
  if (cards.length === 0) return [readOnly(none)];
  return numbered(cards, (card) => {
    const cells = [card.time, card.orderNumber, till.money(card.sum)];
    const isBack = card.isBack && card.state === "captured";
    const risk = card.forwarded === undefined ? "" : forwarded[card.forwarded];
    const facts = [
      isBack ? stateBack : stateText(till, card),
      risk,
      card.typed === undefined ? card.name : till.words.cards.handName,
      card.card,
      card.receipt,
    ];
    const detail = facts.filter((text) => text !== "").join(", ");
    return { label: cells.join(" "), cells, detail, words: detail, choice: { type: "card", card } };
  });
}

/** What is reserved or let go is not paid. */
function stateText({ words }: TillContext, { state, tabAct }: ShopCard): string {
  const text = words.cards.states[state];
  if (tabAct === undefined) return text;
  const act = words.tabs.acts[tabAct];
  return state === "captured" ? act : `${act}: ${text}`;
}

export function cardTitle({ cards }: Words, { card }: ListOf<"card">): string {
  const { orderNumber: order, name, typed } = card;
  return typed === undefined ? cards.one({ order, name }) : cards.oneHand({ order });
}

/** The three keys for one of which nobody knows; of each, its order. */
export function cardAnswerRows(
  { words, port, locale }: TillContext,
  { card }: ListOf<"card">,
): ListRows {
  const { cards } = words;
  const order = answerRow("4", cards.order, { type: "card-answer", card, answer: "order" });
  const isAtWork = card.state === "open" && port.cards.atWork(card.order, locale) !== undefined;
  if (isAtWork) {
    return [order, answerRow("5", cards.stop, { type: "card-answer", card, answer: "stop" })];
  }
  const tip = answerRow("8", cards.tip, { type: "card-answer", card, answer: "tip" });
  const tips = card.tip === undefined ? [] : [tip];
  if (card.typed !== undefined) {
    const slip = answerRow("9", cards.slip, { type: "card-answer", card, answer: "slip" });
    return [order, ...tips, slip];
  }
  if (card.forwarded !== undefined) {
    return [
      order,
      answerRow("6", cards.bankTook, { type: "card-answer", card, answer: "bank-took" }),
      answerRow("7", cards.bankRefused, { type: "card-answer", card, answer: "bank-refused" }),
      ...tips,
    ];
  }
  if (card.state !== "unknown") return [order, ...tips];
  const again = answerRow("3", cards.again, { type: "card-answer", card, answer: "again" });
  return [
    answerRow("1", cards.saysYes, { type: "card-answer", card, answer: "yes" }),
    answerRow("2", cards.saysNo, { type: "card-answer", card, answer: "no" }),
    card.isHere ? again : { ...again, whyNot: cards.notHere },
    order,
  ];
}

function answerRow(sign: string, label: string, choice: ListRow["choice"]): ListRow {
  return signRow(sign, { label, choice });
}

/** The tip that was typed, and what the card pays with it. */
export function cardTipRows(
  { words, money, currency }: TillContext,
  { card, filter }: ListOf<"card-tip">,
): ListRows {
  const read = parseMoney(filter.trim(), currency);
  if (!read.ok || card.tip === undefined) return [];
  const tip = read.value;
  const together = minor(card.sum - card.tip + tip);
  const label = words.cards.tips({ tip: money(tip), money: money(together) });
  return [signRow("", { label, choice: { type: "card-tip", card, tip } })];
}

/** What was typed of the slip, as it is noted. */
export function cardSlipRows(
  { words }: TillContext,
  { card, filter }: ListOf<"card-slip">,
): ListRows {
  const read = readSlip(filter);
  if (!read.ok) return [];
  const label = words.cards.slips({ slip: slipText(read.value) });
  return [signRow("", { label, choice: { type: "card-slip", card, slip: read.value } })];
}

/** The number that was typed, as what it books. */
export function cardNumberRows(
  { words, money }: TillContext,
  { card, filter }: ListOf<"card-number">,
): ListRows {
  const number = filter.trim();
  if (number === "") return [];
  const label = words.cards.booksNumber({ number, money: money(card.sum) });
  return [signRow("", { label, choice: { type: "card-number", card, number } })];
}
