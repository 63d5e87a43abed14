/** `till currency list|set|remove`: what cash of other currencies is taken for. */

import { foreignRates, setRate } from "../../app/catalogue/catalogue-changes.ts";
import { type Till } from "../../app/till/till.ts";
import { rateText } from "../../domain/tenders/foreign-cash.ts";
import { cliGoodsWords } from "../../words/made/cliGoods/all.ts";
import { answer } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { isUnchanged } from "../refusal-fault.ts";
import { type Sentence } from "../sentence.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";

const said = sentencesOf(cliGoodsWords);

export interface CurrencyOptions extends JsonOptions, StaffOptions, ApproverOptions {}

export function listRates(options: JsonOptions, console: Console): Promise<ExitCode> {
  return answer(options, console, ({ till }) => {
    const rates = foreignRates(till);
    return {
      json: () => ratesJson(till),
      lines: () =>
        rates.length === 0
          ? [said((words) => words.currency.none)]
          : rates.map((rate) => rateSentence(till, rate)),
    };
  });
}

/** `words`: the currency and its rate; the currency alone is taken no more. */
export function changeRate(
  words: string | readonly [currency: string, rate: string],
  options: CurrencyOptions,
  console: Console,
): Promise<ExitCode> {
  const [typed, rate] = typeof words === "string" ? [words] : words;
  const wish = { currency: typed, rate };
  return answer(options, console, async ({ till, attempt }) => {
    const result = await attempt((by) => setRate(till, by, wish));
    const isSame = isUnchanged(result, till, "setting/same");
    const currency = wish.currency.trim().toUpperCase();
    const done = isSame ? "unchanged" : wish.rate === undefined ? "removed" : "changed";
    return {
      json: () => ({ done, currency, ...ratesJson(till) }),
      lines: () => [
        done === "removed"
          ? said((words) => words.currency.removed({ currency }))
          : setText(till, currency, isSame),
      ],
    };
  });
}

function setText(till: Till, currency: string, isSame: boolean): Sentence {
  const rate = foreignRates(till).find((it) => it.currency === currency);
  if (rate === undefined) throw new Error("A rate that was set is not there.");
  const text = rateSentence(till, rate);
  return isSame ? said((words) => words.currency.same({ rate: text })) : text;
}

function rateSentence(
  { currency: base }: Till,
  rate: ReturnType<typeof foreignRates>[number],
): string {
  return `1 ${rate.currency} = ${rateText(rate.rate, base)} ${base.code}`;
}

function ratesJson(till: Till) {
  return {
    base: till.currency.code,
    rates: foreignRates(till).map(({ currency, rate }) => {
      return { currency, rate, text: rateText(rate, till.currency) };
    }),
  };
}
