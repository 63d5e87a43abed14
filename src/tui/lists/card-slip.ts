/** What stands on the slip of a card that was read by hand, typed. */

import { type CardNoted } from "../../domain/state/order-state.ts";
import { readSlip, slipText } from "../../domain/terminals/slip-text.ts";
import { openedCards } from "../cards.ts";
import { type ShopCard } from "../ports/card-port.ts";
import {
  hinted,
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "../register-state.ts";
import { does, type ListRows, OFFERS_SCANS, signRow } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const cardSlipList = {
  opens: { "card-slip": noteSlip },
  title: ({ cards }) => cards.slip,
  rows: cardSlipRows,
  takesText: true,
} as const satisfies ListKind<"card-slip">;

/** What was typed of the slip, as it is noted. */
function cardSlipRows({ words }: TillContext, { card, filter }: ListOf<"card-slip">): ListRows {
  const read = readSlip(filter);
  if (!read.ok) return [];
  const label = words.cards.slips({ slip: slipText(read.value) });
  const slip = read.value;
  const choice = does((till, state) => writeSlip(till, state, { card, slip }), OFFERS_SCANS);
  return [signRow("", { label, choice })];
}

function writeSlip(
  till: TillContext,
  state: RegisterState,
  { card, slip }: { readonly card: ShopCard; readonly slip: CardNoted },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const done = session.cards.noteSlip(card, slip);
  if (!done.ok) return refusedBy(state, done.fault);
  const said = till.words.cards.slipNoted({ order: card.orderNumber, slip: slipText(slip) });
  return reported({ ...withEntryDone(state), list: undefined }, said);
}

/**
 * `:slip 0471 1234`: in the payment of the card that is taken next by hand, else of the last one that was
 * typed here today. Alone it opens that one, to type it there.
 */
function noteSlip(till: TillContext, state: RegisterState): RegisterState {
  const { session, screen, text } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const isBefore = screen === "payment";
  if (isBefore && text.trim() === "") return refused(state, till.words.cards.slipHow);
  const card = isBefore ? undefined : lastTyped(till);
  if (!isBefore && card === undefined) return refused(state, till.words.cards.noTyped);
  if (card !== undefined && text.trim() === "") {
    return hinted(
      openedCards(state, { type: "card-slip", card, filter: "", at: 0 }),
      till.words.cards.slipHow,
    );
  }
  const read = readSlip(text);
  if (!read.ok) return refused(state, slipFault(till, read.fault.type));
  if (card !== undefined) return writeSlip(till, state, { card, slip: read.value });
  const noted = { ...withEntryDone(state), slip: read.value };
  return hinted(noted, till.words.cards.slipNext({ slip: slipText(read.value) }));
}

function slipFault({ words }: TillContext, type: "text/card-number" | "slip/invalid"): string {
  return type === "slip/invalid" ? words.cards.slipHow : words.cards.cardNumber;
}

/** Returns the newest that was typed at this till. */
function lastTyped({ port }: TillContext): ShopCard | undefined {
  return port.cards.today().find(({ typed, isHere }) => typed !== undefined && isHere);
}
