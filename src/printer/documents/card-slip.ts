/**
 * What a card terminal would have printed, out of the till's printer: the terminal's own lines, as its acquirer
 * wants them. Nothing is added but that a shop is none.
 */

import { type Locale } from "../../domain/text/locale.ts";
import { type PrintDocument } from "../document.ts";
import { paperWords } from "../paper-words.ts";
import { demoBlocks, textBlock } from "./text-block.ts";

export interface CardSlip {
  /** Clean text, with blanks for columns; an empty one is a line of its own. */
  readonly lines: ReadonlyArray<string>;
  readonly demo: boolean;
  readonly training: boolean;
}

/** A slip has some fifty, and an end of day more: one that goes on must not empty the roll. */
const LINES_MAX = 200;
const MORE = "…";

export function cardSlipToDocument(
  { lines, ...shop }: CardSlip,
  { locale = "en" }: { readonly locale?: Locale } = {},
): PrintDocument {
  const isCut = lines.length > LINES_MAX;
  return {
    kind: "slip",
    blocks: [
      ...demoBlocks(shop, paperWords(locale).receipt),
      ...lines.slice(0, LINES_MAX).map((line) => textBlock(line)),
      ...(isCut ? [textBlock(MORE)] : []),
      { type: "cut" },
    ],
  };
}
