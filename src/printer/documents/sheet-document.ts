/**
 * The recovery sheet: the one paper that opens the shop again when every till is gone. Made to be
 * copied by hand, and to be understood years later by somebody who has never seen it.
 */

import { type WallTime } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { paperWords } from "../paper-words.ts";
import { textBlock } from "./text-block.ts";
import { formatWallTime } from "./wall-time.ts";

export interface RecoverySheet {
  readonly shopName: string;
  /** The shop's id: its fingerprint. */
  readonly shop: string;
  /** Eight groups of four characters and one that checks them, with dashes between. */
  readonly code: string;
  readonly at: WallTime;
  readonly demo: boolean;
  /** The shop's language; English unless given. */
  readonly locale?: Locale;
}

const BIG = { bold: true, doubleHeight: true, doubleWidth: true } as const;

/** Lays out the recovery sheet in the shop's language. */
export function sheetToDocument(sheet: RecoverySheet): PrintDocument {
  const { locale = "en" } = sheet;
  const { date, time } = formatWallTime(sheet.at, locale);
  const { sheet: words, ticket } = paperWords(locale);
  return {
    kind: "report",
    blocks: [
      ...demoBlocks(sheet, ticket.demo),
      textBlock(` ${words.title} `, { align: "center", style: { ...BIG, inverse: true } }),
      textBlock(sheet.shopName, { align: "center", style: { bold: true, doubleHeight: true } }),
      textBlock(words.shop({ id: inGroups(sheet.shop) })),
      textBlock(words.made({ at: `${date} ${time}` })),
      { type: "rule", double: true },
      textBlock(words.purpose),
      { type: "feed", lines: 1 },
      ...codeRows(sheet.code).map((row) => textBlock(row, { align: "center", style: BIG })),
      { type: "feed", lines: 1 },
      { type: "qr", text: sheet.code.replaceAll("-", "") },
      { type: "rule" },
      ...words.care.map((sentence) => textBlock(sentence)),
      ...demoBlocks(sheet, ticket.demo),
      { type: "cut" },
    ],
  };
}

/** Two groups on a line: so they fit in big letters on narrow paper, and copy without slips. */
export function codeRows(code: string): ReadonlyArray<string> {
  const groups = code.split("-");
  return groups.flatMap((group, index) =>
    index % 2 === 0 ? [[group, groups[index + 1] ?? ""].join(" ").trimEnd()] : [],
  );
}

function inGroups(shop: string): string {
  return (shop.match(/.{1,4}/gu) ?? []).join(" ");
}

function demoBlocks({ demo }: RecoverySheet, banner: string): ReadonlyArray<Block> {
  return demo
    ? [textBlock(` ${banner} `, { align: "center", style: { bold: true, inverse: true } })]
    : [];
}
