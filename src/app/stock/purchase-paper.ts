/** A purchase order on the paper of a receipt printer, for whoever hands it to the supplier. */

import { isTraining } from "../../domain/events/series.ts";
import { wallTimeAt } from "../../domain/text/clock-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Block, type PrintDocument } from "../../printer/document.ts";
import { centred, demoBlocks, textBlock } from "../../printer/documents/text-block.ts";
import { formatWallTime } from "../../printer/documents/wall-time.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { suppliesWords } from "../../words/made/supplies/all.ts";
import { type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { type Purchase } from "./purchases.ts";

/** What came of it stands on no paper: it is what the supplier was asked for. */
export function purchaseToDocument(
  { founding }: Pick<Till, "founding">,
  { number, supplier, expected, note, ordered, lines }: Purchase,
  { locale }: Speech,
): PrintDocument {
  const { date, time } = formatWallTime(
    wallTimeAt(ordered.wallMs, () => ordered.offsetMinutes),
    locale,
  );
  const words = wordsIn(suppliesWords, locale);
  const rows = lines
    .filter((line) => line.ordered > 0)
    .flatMap(({ sku, product, how }): ReadonlyArray<Block> => [
      { type: "row", left: product?.name ?? sku, right: how },
      { type: "text", text: sku, indent: 1 },
    ]);
  const when: ReadonlyArray<Block> =
    expected === null ? [] : [textBlock(words.paperExpected({ day: localDate(expected, locale) }))];
  return {
    kind: "report",
    blocks: [
      ...demoBlocks(
        { demo: founding.demo, training: isTraining(founding) },
        paperWords(locale).receipt,
      ),
      centred(founding.name, { bold: true }),
      centred(words.paperTitle({ number }), { bold: true, doubleHeight: true }),
      { type: "row", left: supplier, right: `${date} ${time}` },
      ...when,
      { type: "rule" },
      ...rows,
      { type: "rule" },
      ...(note === "" ? [] : [textBlock(note)]),
      { type: "cut" },
    ],
  };
}
