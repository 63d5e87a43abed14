/** A paper that shows what a printer does with all that is sent to it: what is wrong is seen. */

import { type WallTime } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { paperWords } from "../paper-words.ts";
import { textBlock } from "./text-block.ts";
import { formatWallTime } from "./wall-time.ts";

export interface TestPage {
  /** The shop's name for the printer. */
  readonly name: string;
  /** The models of its profile. */
  readonly models: string;
  readonly at: WallTime;
  /** The number on the page, where several printers print one at once and a person says which is which. */
  readonly number?: number;
  readonly opensDrawer: boolean;
  /** The shop's language; English unless given. */
  readonly locale?: Locale;
}

/** The barcode has the prefix of documents, so that a till that scans it finds nothing to sell. */
const TEST_EAN = "9800000000007";
const TEST_QR = "TILLMESH TEST";

export function testPageToDocument(page: TestPage): PrintDocument {
  const { locale = "en" } = page;
  const { testPage: words } = paperWords(locale);
  const { date, time } = formatWallTime(page.at, locale);
  return {
    kind: "report",
    blocks: [
      ...(page.opensDrawer ? [{ type: "pulse" } as const] : []),
      { type: "buzzer", times: 1 },
      textBlock(words.title, { align: "center", style: { bold: true, doubleHeight: true } }),
      ...numberBlocks(page),
      textBlock(page.name, { align: "center", style: { bold: true } }),
      textBlock(words.profile({ models: page.models })),
      textBlock(`${date} ${time}`),
      { type: "rule" },
      textBlock(words.ruler),
      { type: "ruler" },
      textBlock(words.letters),
      { type: "page-proof" },
      { type: "rule" },
      textBlock(words.sizes),
      textBlock(words.wide, { style: { doubleWidth: true } }),
      textBlock(words.tall, { style: { doubleHeight: true } }),
      textBlock(words.large, { style: { doubleWidth: true, doubleHeight: true } }),
      textBlock(words.bold, { style: { bold: true } }),
      textBlock(words.underlined, { style: { underline: true } }),
      textBlock(` ${words.inverse} `, { style: { inverse: true } }),
      textBlock(words.red, { style: { red: true } }),
      { type: "rule" },
      textBlock(words.codes),
      // Each with white around it, or no scanner finds it.
      { type: "barcode", ean13: TEST_EAN },
      { type: "feed", lines: 1 },
      { type: "qr", text: TEST_QR },
      { type: "feed", lines: 1 },
      ...(page.opensDrawer ? [textBlock(words.drawer)] : []),
      textBlock(words.cut),
      { type: "cut" },
    ],
  };
}

/** The paper by which a person tells several printers apart. */
function numberBlocks({ number, locale = "en" }: TestPage): ReadonlyArray<Block> {
  if (number === undefined) return [];
  return [
    textBlock(paperWords(locale).testPage.number, { align: "center" }),
    { type: "number", value: number },
  ];
}
