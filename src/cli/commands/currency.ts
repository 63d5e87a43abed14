/** `till currency list|set|remove`: what cash of other currencies is taken for. */

import { foreignRates, setRate } from "../../app/catalogue/catalogue-changes.ts";
import { type Till } from "../../app/till/till.ts";
import { rateText } from "../../domain/tenders/foreign-cash.ts";
import { cliGoodsWords } from "../../words/made/cliGoods/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { isUnchanged } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, withTill } from "../with-till.ts";

const said = sentencesOf(cliGoodsWords);

export interface CurrencyOptions extends JsonOptions, StaffOptions, ApproverOptions {}

export function listRates(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const rates = foreignRates(till);
    if (options.json === true) console.json(ratesJson(till));
    else if (rates.length === 0) {
      console.out(said((words) => words.currency.none));
    } else for (const rate of rates) console.out(rateSentence(till, rate));
    return EXIT.fine;
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
  return withTill(options, console, async ({ till }) => {
    const result = await actWithApproval({ till, console }, options, (by) =>
      setRate(till, by, wish),
    );
    const isSame = isUnchanged(result, till, "setting/same");
    const currency = wish.currency.trim().toUpperCase();
    const done = isSame ? "unchanged" : wish.rate === undefined ? "removed" : "changed";
    if (options.json === true) console.json({ done, currency, ...ratesJson(till) });
    else if (done === "removed") console.out(said((words) => words.currency.removed({ currency })));
    else {
      const rate = foreignRates(till).find((it) => it.currency === currency);
      if (rate === undefined) throw new Error("A rate that was set is not there.");
      const text = rateSentence(till, rate);
      console.out(isSame ? said((words) => words.currency.same({ rate: text })) : text);
    }
    return EXIT.fine;
  });
}

function rateSentence({ currency: base }: Till, rate: ReturnType<typeof foreignRates>[number]) {
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
