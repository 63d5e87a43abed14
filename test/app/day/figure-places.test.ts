/** Each surface prints each figure that stands on it, once: also one that is only just defined. */

import { expect, test } from "vitest";

import { dayReportToJson } from "../../../src/app/day/day-report-json.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { LINES, type LineSums } from "../../../src/app/day/report-lines.ts";
import { xBody, xDocument } from "../../../src/app/day/z-papers.ts";
import { type Figure, isPlaced } from "../../../src/domain/figures/figure.ts";
import { type FigureRow, FIGURES } from "../../../src/domain/figures/figures.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { localForeign } from "../../../src/domain/tenders/foreign-cash.ts";
import { paperWords } from "../../../src/printer/paper-words.ts";
import { figureFields } from "../../../src/report/figure-fields.ts";
import { dayWords } from "../../../src/words/made/day/all.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { dayCsv } from "../../support/day-report.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };
const ALL = Object.entries(FIGURES) as unknown as ReadonlyArray<[string, Figure]>;
const COUNT = 7;

/** What a dimension is where no list says it. */
const SAMPLES: Readonly<Record<string, string | number>> = {
  rate: 9000,
  year: 2026,
  currency: "USD",
  method: "own-lunch",
  staff: "77",
};

const { figures: kept, foreign: foreignText } = dayWords.en();
/** Some have words that the text has besides. */
const IN_TEXT = {
  ...kept,
  foreign: ({ currency, count, amount }: FigureRow<"foreign">) =>
    foreignText({ currency, payments: count, given: localForeign(amount, currency, "en") }),
};

const { z: words, receipt } = paperWords("en");
/** Some have words that papers have besides. */
const ON_PAPER = {
  ...words.figures,
  foreign: words.foreign,
  goods: ({ category }: FigureRow<"goods">) => category,
  comps: ({ kind, count }: FigureRow<"comps">) => `${count} x ${receipt.comps[kind]}`,
  acts: ({ act, staff, count }: FigureRow<"acts">) =>
    words.act({ act: words.acts[act], who: staff, count }),
};

/** One row of each figure, all sums of it the same number. */
const SUMS = ALL.flatMap(([, figure]) =>
  figure.sums.map((sum): [string, number] => [figure.name(rowOf(figure), sum), COUNT]),
);

test("text, CSV, JSON and papers name each figure that stands there once", async () => {
  const open = (await newCafe()).open();
  const { till } = open;
  const report = { ...dayReport(till, DAY), ...figureFields(SUMS) };
  const text = dayReportToText(report, { till, locale: "en" }, ALL_HEARD).join("\n");
  const csv = dayCsv(report, till);
  const json = dayReportToJson(report, till, []);
  const body = { ...xBody(till), figures: Object.fromEntries(SUMS) };
  const paper = JSON.stringify(xDocument(open, { body, viewer: RAVI }));

  const found = ALL.flatMap(([id, figure]) => {
    const { stands } = figure;
    const inText = labelOf(IN_TEXT, id, figure);
    const onPaper = `"left":"${labelOf(ON_PAPER, id, figure)}"`;
    return [
      isPlaced(stands.text) ? [["text", id, times(text, inText)]] : [],
      isPlaced(stands.json) ? [["CSV", id, times(csv, `\r\n${id},0.${figure.sums[0]},`)]] : [],
      isPlaced(stands.json) ? [["JSON", id, lengthOf(json[id])]] : [],
      isPlaced(stands.paper) ? [["paper", id, times(paper, onPaper)]] : [],
    ].flat();
  });

  expect(found.length).toBeGreaterThan(10);
  expect(found.filter(([, , count]) => count !== 1)).toEqual([]);
});

test("text, CSV and JSON name each sum that is worked out once", async () => {
  const { till } = (await newCafe()).open();
  const sums = LINES.map(([id, { none }], at): [string, object] => {
    const all = Object.entries<unknown>({ ...none });
    const of = all.map(([name, sum]): [string, unknown] => [name, sum === 0 ? amountOf(at) : sum]);
    return [id, Object.fromEntries<unknown>(of)];
  });
  const report = { ...dayReport(till, DAY), ...(Object.fromEntries(sums) as LineSums) };
  const text = dayReportToText(report, { till, locale: "en" }, ALL_HEARD).join("\n");
  const csv = dayCsv(report, till);

  expect(LINES.map((_, at) => times(text, ` ${amountOf(at) / 100}`))).toEqual(LINES.map(() => 1));
  const named = LINES.map(
    (
      [
        id,
        {
          text: { amount },
        },
      ],
      at,
    ) => `${id},${amount},${amountOf(at)}`,
  );
  expect(named.map((row) => times(csv, `\r\n${row}\r\n`))).toEqual(named.map(() => 1));
  expect(dayReportToJson(report, till, [])).toMatchObject(Object.fromEntries(sums));
});

function amountOf(at: number): number {
  return 1111 * (at + 1);
}

function labelOf(words: object, id: string, figure: Figure): string {
  const label = (words as Readonly<Record<string, unknown>>)[id];
  const facts = { ...rowOf(figure), ...Object.fromEntries(figure.sums.map((it) => [it, COUNT])) };
  return typeof label === "function"
    ? String((label as (of: object) => unknown)(facts))
    : String(label);
}

function rowOf({ dimensions }: Figure): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    dimensions.map(({ name, words }) => [name, words?.[0] ?? SAMPLES[name] ?? `some ${name}`]),
  );
}

function times(text: string, part: string): number {
  return text.split(part).length - 1;
}

function lengthOf(rows: unknown): number {
  return Array.isArray(rows) ? rows.length : 0;
}
