/** The receipt that goes along with a gift: what was bought and where, and no price of anything. */

import { type Locale, withDecimal } from "../../domain/text/locale.ts";
import { type ReceiptLineView, type ReceiptView } from "../../domain/views.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { withOwnTexts } from "../encoding/own-text.ts";
import { type PaperWords, paperWords } from "../paper-words.ts";
import { tillNamed } from "../till-named.ts";
import { formatPieces, formatQuantity } from "./printed-quantity.ts";
import { BIG, serialBlocks } from "./receipt-document.ts";
import { centred, demoBlocks } from "./text-block.ts";
import { formatWallTime } from "./wall-time.ts";

/** Lays out a receipt without prices; its number lets whoever got the gift bring it back. */
export function giftToDocument(issued: ReceiptView, locale: Locale): PrintDocument {
  const receipt = withOwnTexts(issued);
  const words = paperWords(locale).receipt;
  const { date, time } = formatWallTime(receipt.at, locale);
  return {
    kind: "receipt",
    blocks: [
      ...demoBlocks(receipt, words),
      { type: "logo" },
      centred(receipt.shopName, BIG),
      ...receipt.head.map((line) => centred(line)),
      { type: "feed", lines: 1 },
      centred(words.gift, BIG),
      {
        type: "row",
        left: words.receipt({ number: receipt.number }),
        right: tillNamed(words.till, receipt.till),
      },
      { type: "text", text: `${date} ${time}` },
      { type: "rule" },
      ...receipt.lines.filter(isGoods).flatMap((line) => giftLine(line, { words, locale })),
      { type: "rule" },
      { type: "feed", lines: 1 },
      ...(receipt.barcode === "" ? [] : [{ type: "barcode", ean13: receipt.barcode } as const]),
      ...receipt.foot.map((line) => centred(line)),
      ...demoBlocks(receipt, words),
      { type: "cut" },
    ],
  };
}

/** Whether it is something that somebody can be given: neither money alone nor goods that came back. */
function isGoods({ quantity }: ReceiptLineView): boolean {
  return quantity > 0;
}

function giftLine(
  line: ReceiptLineView,
  { words, locale }: { readonly words: PaperWords["receipt"]; readonly locale: Locale },
): ReadonlyArray<Block> {
  return [
    { type: "text", text: goodsText(line, { words, locale }), hangs: true },
    ...line.modifiers.map(({ name, count }): Block => {
      return { type: "text", text: `+ ${count === 1 ? "" : `${count} x `}${name}`, indent: 1 };
    }),
    ...serialBlocks(line),
  ];
}

function goodsText(
  { name, quantity, soldBy, share }: ReceiptLineView,
  { words, locale }: { readonly words: PaperWords["receipt"]; readonly locale: Locale },
): string {
  if (share !== undefined) return words.partOf({ what: name });
  if (soldBy !== "weight") return `${formatPieces(quantity)} x ${name}`;
  return `${withDecimal(formatQuantity(quantity, soldBy), locale)} ${name}`;
}
