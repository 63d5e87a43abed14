/** The items that need a person, as the register lists and answers them. */

import { ok } from "../../domain/base/result.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type AttentionAnswer, type AttentionItem } from "../../tui/ports/attention-port.ts";
import { type TillPort, type TillSession } from "../../tui/ports/till-port.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type TillWords } from "../../words/made/till/words.ts";
import { answerAlike, answeredAlike, answerItem } from "../attention/attention-answers.ts";
import { listAttentionItems, listTillItems } from "../attention/attention-items.ts";
import { cardGiveBack } from "../attention/card-give-back.ts";
import { dueItems } from "../attention/due-items.ts";
import { type OpenItem } from "../attention/open-item.ts";
import { type OpenTill } from "../open-till.ts";
import { type Desk } from "./register-desk.ts";

export function attentionLists(open: OpenTill): Pick<TillPort, "attention"> {
  return {
    attention: (locale = open.till.shopLocale()) => {
      const { who } = wordsIn(tillWords, locale).attention;
      const items = dueItems(open, itemsOf(open, locale), locale);
      return items.map((item): AttentionItem => {
        const { id, text, addressee, endsBy, dueText } = item;
        const answers = answersOf(items, item, wordsIn(tillWords, locale).attention);
        return { id, text, who: who[addressee], due: dueText, endsBy, answers };
      });
    },
  };
}

/** Returns the answers to one item, and behind them those that can be given to all of its kind. */
function answersOf(
  items: ReadonlyArray<OpenItem>,
  item: OpenItem,
  { sameForAll }: TillWords["attention"],
): AttentionItem["answers"] {
  const single = item.answers.map(({ answer, text, object }) => {
    return { answer, text, object, asksWhy: asksWhy(item.amount, answer) };
  });
  const forAll = single.flatMap((it) => {
    const alike = answeredAlike(items, item, it.answer);
    if (alike.length === 1) return [];
    const needsWhy = alike.some(({ amount }) => asksWhy(amount, it.answer));
    const text = sameForAll({ count: alike.length, answer: it.answer });
    return [{ ...it, text, asksWhy: needsWhy, isForAll: true as const }];
  });
  return [...single, ...forAll];
}

export function attentionActions(desk: Desk): Pick<TillSession, "answerAttention"> {
  const { open, actBeside, refused, tryPrinters, till, cardsHere, actor } = desk;
  return {
    answerAttention: (id, answer, { why, isForAll = false } = {}) => {
      const items = itemsOf(open, desk.locale());
      const item = items.find((it) => it.id === id);
      if (item === undefined) return refused({ type: "attention/none" });
      // Who asks later reads it as reports and papers have it: in the shop's language.
      const { why: looked } = wordsIn(tillWords, till.shopLocale()).attention;
      const alike = isForAll ? answeredAlike(items, item, answer) : [item];
      const note = why ?? (alike.some(({ amount }) => asksWhy(amount, answer)) ? "" : looked);
      if (isForAll) {
        const done = answerAlike({ open, act: actBeside, refused, note }, alike, answer);
        if (!done.ok) return done;
        tryPrinters();
        const { answeredAll } = wordsIn(tillWords, desk.locale()).attention;
        return ok(answeredAll({ count: alike.length }));
      }
      const back = answer === "give-back" ? cardGiveBack(till, cardsHere, item.subject) : undefined;
      if (back !== undefined) {
        const begun = cardsHere.giveBack(actor, back);
        const name = cardsHere.backTerminal(back.order)?.name ?? back.wish.terminal;
        const { askedCard } = wordsIn(tillWords, desk.locale()).attention;
        return begun.ok ? ok(askedCard({ name })) : refused(begun.fault);
      }
      const done = answerItem({ open, act: actBeside, refused, note }, item, answer);
      if (!done.ok) return done;
      tryPrinters();
      return ok(done.value);
    },
  };
}

/** The answers by which money stays where it is. */
const SAYS_WHY: ReadonlySet<AttentionAnswer> = new Set([
  "settle",
  "kept",
  "written-off",
  "next-share",
  "admit",
  "retire",
  "block",
]);

function asksWhy(amount: OpenItem["amount"], answer: AttentionAnswer): boolean {
  return (amount ?? 0) > 0 && SAYS_WHY.has(answer);
}

function itemsOf(open: Desk["open"], locale: Locale): ReadonlyArray<OpenItem> {
  return [...listAttentionItems(open, locale), ...listTillItems(open, locale)];
}
