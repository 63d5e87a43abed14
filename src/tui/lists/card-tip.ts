/** The tip that stands on the slip of a card payment, typed. */

import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { parseMoney } from "../../domain/money/currency.ts";
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

export const cardTipList = {
  title: ({ cards }) => cards.tip,
  rows: cardTipRows,
  takesText: true,
} as const satisfies ListKind<"card-tip">;

/** The tip that was typed, and what the card pays with it. */
function cardTipRows(
  { words, money, currency }: TillContext,
  { card, filter }: ListOf<"card-tip">,
): ListRows {
  const read = parseMoney(filter.trim(), currency);
  if (!read.ok || card.tip === undefined) return [];
  const tip = read.value;
  const together = minor(card.sum - card.tip + tip);
  const label = words.cards.tips({ tip: money(tip), money: money(together) });
  const choice = does((till, state) => noteTip(till, state, { card, tip }), OFFERS_SCANS);
  return [signRow("", { label, choice })];
}

function noteTip(
  till: TillContext,
  state: RegisterState,
  { card, tip }: { readonly card: ShopCard; readonly tip: MinorUnits },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const done = session.cards.tip(card, tip);
  if (!done.ok) return refusedBy(state, done.fault);
  const said = till.words.cards.tipped({ order: card.orderNumber, tip: till.money(tip) });
  return reported({ ...state, list: undefined }, said);
}
