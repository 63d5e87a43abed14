/** What of card terminals needs a person. */

import { TERMINAL_TAG } from "../../domain/folds/terminal-fold.ts";
import { type BusinessDay, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { HANDLED_BY } from "../../domain/state/attention.ts";
import { type FoundFact, openFound } from "../../domain/terminals/found-receipts.ts";
import { openEnds, type UnknownEnd } from "../../domain/terminals/settlements.ts";
import { readTerminal } from "../../domain/terminals/terminals.ts";
import { clockText } from "../../domain/text/clock-text.ts";
import { localDay } from "../../domain/text/locale.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

/** Returns the items of every terminal, also of one that was taken away. */
export function terminalItems(
  context: ItemContext,
  view: LedgerView,
  day: BusinessDay,
): ReadonlyArray<OpenItem> {
  return view.tagged(TERMINAL_TAG).flatMap((stream) => {
    const terminal = streamName(stream);
    const name = readTerminal(view, terminal)?.name ?? terminal;
    const found = openFound(view, terminal).map((fact) =>
      foundItem(context, { terminal, name, fact }),
    );
    const ends = openEnds(view, terminal, day).map((fact) =>
      endItem(context, { terminal, name, fact }),
    );
    return found.concat(ends);
  });
}

function endItem(
  { words, tillBehind, locale }: ItemContext,
  {
    terminal,
    name,
    fact,
  }: { readonly terminal: string; readonly name: string; readonly fact: UnknownEnd },
): OpenItem {
  const { type, subject, settled } = fact;
  const facts = {
    name,
    till: tillBehind(subject),
    day: localDay(settled.day, locale),
    time: clockText({ isTwice: false, ...settled }),
  };
  return {
    id: itemId([type, subject]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount: undefined,
    text: words.endUnknown(facts),
    answers: [answerOf(words, "settle", "")],
    subject: { type: "terminal", terminal, fact },
  };
}

interface FoundAt {
  readonly terminal: string;
  readonly name: string;
  readonly fact: FoundFact;
}

function foundItem({ words, money }: ItemContext, { terminal, name, fact }: FoundAt): OpenItem {
  const { type, subject, amount } = fact;
  const shown = money(amount);
  return {
    id: itemId([type, subject]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount: amount === 0 ? undefined : amount,
    text: foundText(words, { name, fact, money: shown }),
    answers: [answerOf(words, "settle", shown)],
    subject: { type: "terminal", terminal, fact },
  };
}

/** Returns the sentence, with the terminal's receipts as its own paper numbers them. */
function foundText(
  words: ItemContext["words"],
  {
    name,
    fact,
    money,
  }: { readonly name: string; readonly fact: FoundFact; readonly money: string },
): string {
  const [from, to] = [fact.from, fact.to].map((receipt) => String(receipt).padStart(DIGITS, "0"));
  return words.receiptsFound({ name, count: fact.count, from: from ?? "", to: to ?? "", money });
}

const DIGITS = 4;
