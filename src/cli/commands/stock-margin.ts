/** `till stock margin`: what is left of what was sold, by product. */

import { moneyText } from "../../app/speech.ts";
import { marginOf, marginRate, stockMargins } from "../../app/stock/margin.ts";
import { marginsToCsv } from "../../app/stock/stock-csv.ts";
import { tableLines } from "../../app/words/text-columns.ts";
import { shownMeasure } from "../../domain/goods/measure.ts";
import { milliPercent } from "../../domain/money/amounts.ts";
import { localMeasure, localRate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { marginWords } from "../../words/made/margin/all.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { requireWholePast } from "../require-whole-past.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { withTill } from "../with-till.ts";
import { type CsvOptions, isCsv } from "./csv-option.ts";
import { rangeOf } from "./report.ts";

const said = sentencesOf(marginWords);

interface MarginOptions extends CsvOptions {
  readonly day: string;
  readonly to?: string;
}

type Row = Parameters<typeof marginOf>[0];

export function showMargins(options: MarginOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    requireWholePast(till);
    const { from, to } = rangeOf(till, options);
    const margins = stockMargins(till, from, to);
    const { rows, known, unknown } = margins;
    if (isCsv(options)) {
      await console.write(marginsToCsv(margins, till.currency));
      return EXIT.fine;
    }
    if (options.json === true) {
      const { code: currency } = till.currency;
      const products = rows.map(({ measure, ...row }) =>
        Object.assign({}, row, shownMeasure(measure), marginJson(row)),
      );
      const sums = { known: Object.assign({}, known, marginJson(known)), unknown };
      console.json({ currency, from, to, products, ...sums });
      return EXIT.fine;
    }
    const speech = speechIn(console, till);
    const words = wordsIn(marginWords, speech.locale);
    const { name, total } = wordsIn(stockWords, speech.locale);

    function figures(row: Row): ReadonlyArray<string> {
      const [margin, rate] = [marginOf(row), marginRate(row)];
      return [
        moneyText(row.net, speech),
        row.cost === undefined ? "" : moneyText(row.cost, speech),
        margin === undefined ? "" : moneyText(margin, speech),
        rate === undefined ? "" : localRate(milliPercent(rate), speech.locale),
      ];
    }

    if (rows.length === 0) console.say(said(({ nothing }) => nothing));
    const head = ["SKU", name, words.sold, words.takings, words.cost, words.margin, ""];
    const cells = rows.map((row) => {
      const { quantity, soldBy } = shownMeasure(row.measure);
      const sold = localMeasure(quantity, soldBy, speech.locale);
      return [row.sku, oneLine(row.name), sold, ...figures(row)];
    });
    const foot = [total, "", "", ...figures(known)];
    const all = rows.length === 0 ? [] : [head, ...cells, foot];
    for (const line of tableLines(all, 2)) console.out(line);
    const { products: count, net } = unknown;
    if (count > 0) {
      console.say(said((w) => w.unknown({ count, net: moneyText(net, speech) })));
    }
    return EXIT.fine;
  });
}

function marginJson(row: Row): object {
  return {
    cost: row.cost ?? null,
    margin: marginOf(row) ?? null,
    percent: marginRate(row) ?? null,
  };
}
