/** The lines of text in documents, and the banner of a paper that stands for no real sale. */

import { type GuestFacts } from "../../domain/views.ts";
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

/** Prints to whom the goods are brought, as far as that is known. */
export function recipientBlocks({
  name,
  phone,
  address,
}: NonNullable<GuestFacts["to"]>): ReadonlyArray<Block> {
  const who = [name, phone].filter((text) => text !== "").join(", ");
  return [
    ...(who === "" ? [] : [textBlock(who, { style: { bold: true } })]),
    ...(address === "" ? [] : [textBlock(address, { style: { bold: true } })]),
  ];
}

/** Prints for whoever brings the goods to whom they go; nothing where the guest comes for them. */
export function guestBlocks(guest: GuestFacts | undefined): ReadonlyArray<Block> {
  if (guest?.to === undefined) return [];
  const { note, to } = guest;
  return [...recipientBlocks(to), ...(note === "" ? [] : [textBlock(note)])];
}

/** Says that a paper is of the demo shop, or of somebody's training there. */
export function demoBlocks(
  paper: { readonly demo: boolean; readonly training?: boolean | undefined },
  { demo, training }: Pick<PaperWords["receipt"], "demo" | "training">,
): ReadonlyArray<Block> {
  const banner = paper.training === true ? training : demo;
  return paper.demo ? [centred(banner, { bold: true, inverse: true })] : [];
}
