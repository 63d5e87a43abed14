/** The items that need a person, as the register lists and answers them. */

import { ok } from "../../domain/base/result.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type AttentionAnswer, type AttentionItem } from "../../tui/ports/attention-port.ts";
import { type TillPort, type TillSession } from "../../tui/ports/till-port.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { answerItem } from "../attention/attention-answers.ts";
import { listAttentionItems, listTillItems } from "../attention/attention-items.ts";
import { cardGiveBack } from "../attention/card-give-back.ts";
import { type OpenItem } from "../attention/open-item.ts";
import { type OpenTill } from "../open-till.ts";
import { type Desk } from "./register-desk.ts";

export function attentionLists(open: OpenTill): Pick<TillPort, "attention"> {
  return {
    attention: (locale = open.till.shopLocale()) => {
      const { who } = wordsIn(tillWords, locale).attention;
      return itemsOf(open, locale).map(
        ({ id, text, amount, addressee, subject, answers }): AttentionItem => ({
          id,
          text,
          who: who[addressee],
          isOfBox: subject.type === "box",
          answers: answers.map((it) => ({
            answer: it.answer,
            text: it.text,
            object: it.object,
            asksWhy: asksWhy(amount, it.answer),
          })),
        }),
      );
    },
  };
}

export function attentionActions(desk: Desk): Pick<TillSession, "answerAttention"> {
  const { open, actBeside, refused, tryPrinters, till, cardsHere, actor } = desk;
  return {
    answerAttention: (id, answer, why) => {
      const item = itemsOf(open, desk.locale()).find((it) => it.id === id);
      if (item === undefined) return refused({ type: "attention/none" });
      // Who asks later reads it as reports and papers have it: in the shop's language.
      const { why: looked } = wordsIn(tillWords, till.shopLocale()).attention;
      const note = why ?? (asksWhy(item.amount, answer) ? "" : looked);
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

function asksWhy(amount: OpenItem["amount"], answer: AttentionAnswer): boolean {
  return (amount ?? 0) > 0 && ["settle", "admit", "retire"].includes(answer);
}

function itemsOf(open: Desk["open"], locale: Locale): ReadonlyArray<OpenItem> {
  return [...listAttentionItems(open, locale), ...listTillItems(open, locale)];
}
