/** The marks at the top of a document, larger than the rest: copy, reprint, training. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { LOCALES } from "../../domain/text/locale.ts";
import { type TicketMark } from "../../domain/views.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { type PaperWords, paperWords } from "../paper-words.ts";

/**
 * Returns the document with those marks on top where they are missing: they are known when it is
 * printed, long after it was made.
 */
export function withMarks(
  document: PrintDocument,
  marks: ReadonlyArray<TicketMark>,
  words: PaperWords,
): PrintDocument {
  const said = new Set(document.blocks.map((block) => (block.type === "text" ? block.text : "")));
  const news = markBlocks(marks, words).filter(({ text }) => !said.has(text));
  return news.length === 0 ? document : { ...document, blocks: [...news, ...document.blocks] };
}

export function markBlocks(
  marks: ReadonlyArray<TicketMark>,
  { marks: words }: PaperWords,
): ReadonlyArray<Extract<Block, { type: "text" }>> {
  return marks.map((mark) => ({
    type: "text",
    text: ` ${markText(mark, words)} `,
    align: "center",
    style: { bold: true, doubleHeight: true, inverse: true, red: true },
  }));
}

/** For the guest who wants one for the books: it opens no drawer. */
export function toCustomerCopy(document: PrintDocument, { marks }: PaperWords): PrintDocument {
  const mark: Block = {
    type: "text",
    text: marks.customerCopy,
    align: "center",
    style: { bold: true },
  };
  const blocks = document.blocks.filter(({ type }) => type !== "pulse");
  return { ...document, blocks: [mark, ...blocks] };
}

/** Returns the mark of a stored document, in any language; undefined for an original. */
export function madeAs({
  blocks: [first],
}: PrintDocument): "customer-copy" | "reprint" | undefined {
  if (first?.type !== "text") return undefined;
  const { text } = first;
  const spoken = LOCALES.map((locale) => paperWords(locale).marks);
  if (spoken.some(({ customerCopy }) => customerCopy === text)) return "customer-copy";
  return spoken.some(({ reprint }) => reprint === text) ? "reprint" : undefined;
}

export function markText(mark: TicketMark, words: PaperWords["marks"]): string {
  switch (mark.type) {
    case "rerouted":
      return words.rerouted({ from: mark.from });
    case "sent":
      return words.sent({ sent: mark.sent });
    case "late":
      return words.late({ sent: mark.sent, printed: mark.printed });
    case "reprint":
      return words.reprint;
    case "possible-duplicate":
      return words.possibleDuplicate;
    default:
      return assertNever(mark, "ticket mark");
  }
}
