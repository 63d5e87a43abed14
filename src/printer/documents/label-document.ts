/** Labels for shelves and goods on the paper of a receipt printer: a cut behind each of them. */

import { type Block, type PrintDocument, type Symbology } from "../document.ts";
import { textBlock } from "./text-block.ts";

export interface GoodsLabel {
  readonly name: string;
  /** As it stands there; empty for goods whose price is typed. */
  readonly price: string;
  readonly sku: string;
  /** Undefined where there are no bars for it. */
  readonly code: { readonly symbology: Symbology; readonly data: string } | undefined;
}

/** A paper has so many blocks at most, and a label takes five. */
const LABELS_MAX = 500;

/** Returns the papers of the labels, in their order. */
export function labelsToDocuments(labels: ReadonlyArray<GoodsLabel>): ReadonlyArray<PrintDocument> {
  const papers = Math.ceil(labels.length / LABELS_MAX);
  return Array.from({ length: papers }, (_, at): PrintDocument => {
    const some = labels.slice(at * LABELS_MAX, (at + 1) * LABELS_MAX);
    return { kind: "report", blocks: some.flatMap(blocksOf) };
  });
}

function blocksOf({ name, price, sku, code }: GoodsLabel): ReadonlyArray<Block> {
  const style = { bold: true, doubleHeight: true };
  return [
    textBlock(name, { align: "center", style: { bold: true } }),
    ...(price === ""
      ? []
      : [textBlock(price, { align: "center", style: { ...style, doubleWidth: true } })]),
    ...(code === undefined ? [] : [{ type: "code", ...code } as const]),
    // What the bars say stands below them.
    ...(code?.data === sku ? [] : [textBlock(sku, { align: "center" })]),
    { type: "cut" },
  ];
}
