/** The card terminals' ends of a day in its report: as text in a language, as JSON and as CSV. */

import { clockText, markTwice } from "../../domain/text/clock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type DayTerminal } from "../../report/day-terminals.ts";
import {
  type CardTrouble,
  type Difference,
  type DifferenceSubject,
} from "../../report/difference.ts";
import { terminalTotalsWords } from "../../words/made/terminalTotals/all.ts";
import { reasonText } from "../cards/terminal-words.ts";
import { adviceText, brandsText, totalsJson } from "../cards/totals-text.ts";
import { wallToText } from "../orders/order-json.ts";
import { moneyText, type Speech } from "../speech.ts";
import { type TextRow } from "../words/text-columns.ts";
import { type DaySpeech } from "./day-report-parts.ts";

/** Nothing of a terminal that nobody used, and that was told nothing. */
export function terminalRows(
  terminals: ReadonlyArray<DayTerminal>,
  speech: DaySpeech,
): ReadonlyArray<TextRow> {
  const words = wordsIn(terminalTotalsWords, speech.locale);
  return terminals.flatMap(({ terminal: { name }, ends, waiting }) => [
    ...ends.flatMap(({ settled, compared }): ReadonlyArray<TextRow> => {
      const time = clockText(markTwice(settled, speech.offsetAt));
      if (settled.state === "refused") {
        const why = reasonText(settled.code ?? "", speech.locale);
        return [words.reportRefused({ name, time, why })];
      }
      if (compared === undefined) return [];
      const { all } = compared;
      const said = all.terminal ?? all.ledger.sum;
      return [
        { label: words.reportEnd({ name, time }), amount: moneyText(said, speech) },
        ...brandsText(name, compared, speech),
      ];
    }),
    ...(waiting.count === 0
      ? []
      : [
          {
            label: words.reportWaits({ name, count: waiting.count }),
            amount: moneyText(waiting.sum, speech),
          },
        ]),
  ]);
}

export function terminalJson({
  terminal,
  ends,
  waiting,
}: DayTerminal): Readonly<Record<string, unknown>> {
  return {
    ...terminal,
    ends: ends.map(({ settled, compared }) => ({
      at: wallToText(settled),
      state: settled.state === "open" ? "unknown" : settled.state,
      totals: compared === undefined ? null : totalsJson(compared),
    })),
    waiting,
  };
}

export function isCardTrouble(about: DifferenceSubject): about is CardTrouble {
  return "terminal" in about;
}

/** Returns what is wrong, and what to do. */
export function cardTroubleText(
  about: CardTrouble,
  { expected, found }: Pick<Difference, "expected" | "found">,
  speech: Speech,
): string {
  const words = wordsIn(terminalTotalsWords, speech.locale);
  const name = about.terminal;
  switch (about.type) {
    case "terminal/end-unknown":
      return words.reportUnknown({ name });
    case "acquirer/missing":
      return words.acquirerMissing({ name, of: about.of, money: moneyText(expected, speech) });
    case "acquirer/unknown":
      return words.acquirerUnknown({ name, of: about.of, money: moneyText(found, speech) });
    case "acquirer/sum": {
      const sums = { expected: moneyText(expected, speech), found: moneyText(found, speech) };
      return words.acquirerSum({ name, of: about.of, ...sums });
    }
    default:
      return adviceText(name, found - expected, speech);
  }
}
