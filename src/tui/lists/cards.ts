/** The card payments of today. */

import { listCards, openCard } from "../cards.ts";
import { type ShopCard } from "../ports/card-port.ts";
import { type ListOf } from "../register-state.ts";
import { does, type ListRows, numbered, readOnly } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const cardsList = {
  opens: { cards: listCards },
  title: ({ cards }) => cards.list,
  rows: cardRows,
} as const satisfies ListKind<"cards">;

function cardRows(till: TillContext, { cards }: ListOf<"cards">): ListRows {
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
    const choice = does((here, state) => openCard(here, state, card.id), {
      isHarmless: true,
      offersScans: true,
    });
    return { label: cells.join(" "), cells, detail, words: detail, choice };
  });
}

/** What is reserved or let go is not paid. */
function stateText({ words }: TillContext, { state, tabAct }: ShopCard): string {
  const text = words.cards.states[state];
  if (tabAct === undefined) return text;
  const act = words.tabs.acts[tabAct];
  return state === "captured" ? act : `${act}: ${text}`;
}
