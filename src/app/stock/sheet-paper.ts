/** A sheet of a stocktake on the paper of a receipt printer, with a blank for each figure and no level. */

import { isTraining } from "../../domain/events/series.ts";
import { wallTimeAt } from "../../domain/text/clock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Block, type PrintDocument } from "../../printer/document.ts";
import { centred, demoBlocks, textBlock } from "../../printer/documents/text-block.ts";
import { formatWallTime } from "../../printer/documents/wall-time.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { stocktakeWords } from "../../words/made/stocktake/all.ts";
import { type Speech } from "../speech.ts";
import { type TillHere } from "../till/till.ts";
import { placeCalled } from "./place-called.ts";
import { type Sheet, sheetArticles } from "./stocktake.ts";

/** Where a figure is written, with the unit behind it. */
const BLANK = "_______";
/** A longer sheet is several papers. */
const ARTICLES_MAX = 500;

/** Returns the papers of a sheet: the articles that it lists, in the catalogue's order. */
export function sheetToDocuments(
  { till, clock }: Pick<TillHere, "till" | "clock">,
  sheet: Sheet,
  speech: Speech,
): ReadonlyArray<PrintDocument> {
  const articles = sheetArticles(till, sheet).filter(({ isListed }) => isListed);
  const { founding } = till;
  const { date, time } = formatWallTime(
    wallTimeAt(clock.nowMs(), till.offsetMinutes),
    speech.locale,
  );
  const words = wordsIn(stocktakeWords, speech.locale);
  const head: ReadonlyArray<Block> = [
    ...demoBlocks(
      { demo: founding.demo, training: isTraining(founding) },
      paperWords(speech.locale).receipt,
    ),
    centred(founding.name, { bold: true }),
    centred(words.paperTitle({ number: sheet.number }), { bold: true, doubleHeight: true }),
    { type: "row", left: placeCalled(sheet.place, speech.locale), right: `${date} ${time}` },
    textBlock(words.paperWho),
    { type: "rule" },
  ];
  const papers = Math.max(1, Math.ceil(articles.length / ARTICLES_MAX));
  return Array.from({ length: papers }, (_, at): PrintDocument => {
    const some = articles.slice(at * ARTICLES_MAX, (at + 1) * ARTICLES_MAX);
    const rows = some.flatMap(({ sku, product }): ReadonlyArray<Block> => [
      { type: "row", left: product?.name ?? sku, right: `${BLANK} ${product?.unit ?? ""}`.trim() },
      { type: "text", text: sku, indent: 1 },
    ]);
    return { kind: "report", blocks: [...head, ...rows, { type: "rule" }, { type: "cut" }] };
  });
}
