/** The number of the terminal's receipt, typed for a payment of which nobody knows. */

import { type ShopCard } from "../ports/card-port.ts";
import {
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "../register-state.ts";
import { does, type ListRows, OFFERS_SCANS, signRow } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const cardNumberList = {
  title: ({ cards }) => cards.number,
  rows: cardNumberRows,
  takesText: true,
} as const satisfies ListKind<"card-number">;

/** The number that was typed, as what it books. */
function cardNumberRows(
  { words, money }: TillContext,
  { card, filter }: ListOf<"card-number">,
): ListRows {
  const number = filter.trim();
  if (number === "") return [];
  const label = words.cards.booksNumber({ number, money: money(card.sum) });
  const choice = does(
    (till, state) => sayCard(till, state, { card, says: "yes", number }),
    OFFERS_SCANS,
  );
  return [signRow("", { label, choice })];
}

export function sayCard(
  till: TillContext,
  state: RegisterState,
  {
    card,
    ...said
  }: { readonly card: ShopCard; readonly says: "yes" | "no"; readonly number: string },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const done = session.cards.say(card, said);
  if (!done.ok) return refusedBy(state, done.fault);
  const { cards } = till.words;
  const facts = { order: card.orderNumber, money: till.money(card.sum) };
  const sentence =
    said.says === "yes" ? cards.saidYes({ ...facts, number: said.number }) : cards.saidNo(facts);
  const order = session.order();
  return reported({ ...state, list: undefined, order: order ?? state.order }, sentence);
}
