/** `till hub report attention`: what needs somebody in the shops, and which shop is silent. */

import { sheetToCsv } from "../../src/app/catalogue/catalogue-file.ts";
import { moneyText } from "../../src/app/speech.ts";
import { tableLines } from "../../src/app/words/text-columns.ts";
import { type CsvOptions, isCsv } from "../../src/cli/commands/csv-option.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { currenciesByCode, formatMoney } from "../../src/domain/money/currency.ts";
import { type Locale } from "../../src/domain/text/locale.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { tillWords } from "../../src/words/made/till/all.ts";
import { type ShopQuestion } from "../attention-report.ts";
import { type AttentionReport } from "../hub-server.ts";
import { toldApart } from "../shops-apart.ts";
import { type DatabaseOptions } from "./options.ts";
import { reportOf } from "./report.ts";
import { heardText } from "./status.ts";

export interface AttentionOptions extends DatabaseOptions, CsvOptions {
  readonly group?: string;
}

export async function reportAttention(
  options: AttentionOptions,
  console: Console,
): Promise<ExitCode> {
  const isTable = isCsv(options);
  const found = await reportOf<AttentionReport>(options, "attention", {});
  const { questions, silent } = found;
  const locale = console.locale();
  const words = wordsIn(cliHubWords, locale);
  if (options.json === true) console.json(found);
  else if (isTable) await console.write(csvOf(questions));
  else {
    for (const { name: shop, heard } of toldApart(silent)) {
      console.out(words.status.silent({ shop, when: heardText(heard) }));
    }
    if (questions.length > 0)
      for (const line of linesOf(toldApart(questions), locale)) console.out(line);
    else if (silent.length === 0) console.out(words.attention.nothing);
  }
  return questions.length + silent.length === 0 ? EXIT.fine : EXIT.foundWrong;
}

function linesOf(questions: ReadonlyArray<ShopQuestion>, locale: Locale): ReadonlyArray<string> {
  const { report, attention: words } = wordsIn(cliHubWords, locale);
  return tableLines(
    [
      [report.shop, words.day, words.what, words.of, report.amount],
      ...questions.map((question) => [
        question.name,
        question.day,
        whatText(question, locale),
        question.order === "" ? question.subject : question.order,
        amountText(question, locale),
      ]),
    ],
    TEXT_COLUMNS,
  );
}

/** A kind without words, such as one of a newer till, is said by its name. */
function whatText({ kind }: ShopQuestion, locale: Locale): string {
  const of: Readonly<Record<string, string>> = wordsIn(tillWords, locale).attention.of;
  if (Object.hasOwn(of, kind)) return of[kind] ?? kind;
  return kind.startsWith("chain/") ? wordsIn(cliHubWords, locale).attention.voices : kind;
}

function amountText({ amount, currency: code }: ShopQuestion, locale: Locale): string {
  if (amount === 0) return "";
  const currency = currenciesByCode.get(code);
  return currency === undefined ? String(amount) : moneyText(amount, { currency, locale });
}

/** A flat table (RFC 4180) with English columns, amounts with a decimal point. */
function csvOf(questions: ReadonlyArray<ShopQuestion>): string {
  return sheetToCsv([
    ["shop", "name", "day", "kind", "order", "subject", "currency", "amount"],
    ...questions.map(({ shop, name, day, kind, order, subject, currency: code, amount }) => {
      const currency = currenciesByCode.get(code);
      const sum = currency === undefined ? String(amount) : formatMoney(minor(amount), currency);
      return [shop, name, day, kind, order, subject, code, sum];
    }),
  ]);
}

const TEXT_COLUMNS = 4;
