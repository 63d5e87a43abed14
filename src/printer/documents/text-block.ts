/** The lines of text in documents, and the banner of a paper that stands for no real sale. */

import { type Block } from "../document.ts";
import { type PaperWords } from "../paper-words.ts";

type TextBlock = Extract<Block, { type: "text" }>;

export function textBlock(
  text: string,
  look: Pick<TextBlock, "align" | "style" | "indent"> = {},
): TextBlock {
  return { type: "text", text, ...look };
}

export function centred(text: string, style?: TextBlock["style"]): TextBlock {
  return textBlock(text, { align: "center", ...(style === undefined ? {} : { style }) });
}

/** Says that a paper is of the demo shop, or of somebody's training there. */
export function demoBlocks(
  paper: { readonly demo: boolean; readonly training?: boolean | undefined },
  { demo, training }: Pick<PaperWords["receipt"], "demo" | "training">,
): ReadonlyArray<Block> {
  const banner = paper.training === true ? training : demo;
  return paper.demo ? [centred(banner, { bold: true, inverse: true })] : [];
}
