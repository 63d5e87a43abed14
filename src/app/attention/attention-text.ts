/** The lists of things that need a person, and of money in question, as commands print them. */

import { wordsIn } from "../../domain/text/words-in.ts";
import { attentionListWords } from "../../words/made/attentionList/all.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type Speech, sumText } from "../speech.ts";
import { type DueItem } from "./due-items.ts";
import { isWritten, type OpenItem } from "./open-item.ts";
import { type Question } from "./questions.ts";

/**
 * Prints the items with the answers that a command takes, or with what ends them; the items are in the language
 * in which they were listed.
 */
export function attentionToText(
  items: ReadonlyArray<OpenItem & Partial<Pick<DueItem, "dueText">>>,
  { locale }: Pick<Speech, "locale">,
): ReadonlyArray<string> {
  const { addressee } = wordsIn(attentionListWords, locale);
  const { who } = wordsIn(tillWords, locale).attention;
  return items.flatMap((item) => {
    const answers = item.answers.filter(isWritten);
    const widest = Math.max(ANSWER_CELLS, ...answers.map(({ answer }) => answer.length));
    return [
      `${item.id}  ${item.text} (${[
        addressee({ id: item.addressee, called: who[item.addressee] }),
        ...(item.dueText === undefined ? [] : [item.dueText]),
      ].join(", ")})`,
      ...answers.map(({ answer, text }) => `          --answer ${answer.padEnd(widest)}  ${text}`),
      ...(item.endsBy === undefined ? [] : [`          ${item.endsBy}`]),
    ];
  });
}

/** Most answers are no longer, so that those of several things stand below each other. */
const ANSWER_CELLS = 9;

/** Prints the questions with the numbers of their receipts, or the first and the last of many. */
export function questionsToText(
  questions: ReadonlyArray<Question>,
  speech: Speech,
): ReadonlyArray<string> {
  const { reasons } = wordsIn(attentionListWords, speech.locale);
  return questions.flatMap((question) => {
    const numbers = question.receipts.map(({ number }) => number);
    const shown =
      numbers.length > 2 ? `${numbers[0] ?? ""} … ${numbers.at(-1) ?? ""}` : numbers.join(", ");
    const what = `${question.till}: ${extentText(question, speech)}`;
    return [
      `${question.id}  ${what}${shown === "" ? "" : `, ${shown}`}`,
      `          ${reasons[question.reason]}`,
    ];
  });
}

/** Returns the range of the chain that is in question. */
export function extentText({ fromSeq, toSeq, receipts, total }: Question, speech: Speech): string {
  const { extent } = wordsIn(attentionListWords, speech.locale);
  return extent({
    from: fromSeq,
    to: toSeq,
    sales: receipts.length,
    money: sumText(total, speech),
  });
}
