/**
 * The recovery sheet: the one paper that opens the shop again when every till is gone. Made to be
 * copied by hand, and to be understood years later by somebody who has never seen it.
 */

import { type Locale } from "../../domain/text/locale.ts";
import { type WallTime } from "../../domain/views.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { paperWords } from "../paper-words.ts";
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
      text(` ${words.title} `, { align: "center", style: { ...BIG, inverse: true } }),
      text(sheet.shopName, { align: "center", style: { bold: true, doubleHeight: true } }),
      text(words.shop({ id: inGroups(sheet.shop) })),
      text(words.made({ at: `${date} ${time}` })),
      { type: "rule", double: true },
      text(words.purpose),
      { type: "feed", lines: 1 },
      ...codeRows(sheet.code).map((row) => text(row, { align: "center", style: BIG })),
      { type: "feed", lines: 1 },
      { type: "qr", text: sheet.code.replaceAll("-", "") },
      { type: "rule" },
      ...words.care.map((sentence) => text(sentence)),
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
    ? [text(` ${banner} `, { align: "center", style: { bold: true, inverse: true } })]
    : [];
}

function text(
  words: string,
  look: Pick<Extract<Block, { type: "text" }>, "align" | "style"> = {},
): Block {
  return { type: "text", text: words, ...look };
}
