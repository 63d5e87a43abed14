/** How wide text is on paper: in columns of the printer's normal font. */

import { FIRST_UNEVEN } from "./code-pages.ts";
import { opensDirection } from "./own-text.ts";

export type ColumnsOf = (character: string) => number;

/** A character with the marks that stand on it. */
export interface Cluster {
  readonly text: string;
  readonly columns: number;
}

/** Whether each code unit is one column, so that a text's length is its width. */
export function isEven(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) >= FIRST_UNEVEN) return false;
  }
  return true;
}

export function columnsIn(text: string, columnsOf: ColumnsOf): number {
  if (isEven(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

export function clustersOf(text: string, columnsOf: ColumnsOf): ReadonlyArray<Cluster> {
  const clusters: { text: string; columns: number }[] = [];
  let before = "";
  for (const character of text) {
    if (opensDirection(character)) {
      before += character;
      continue;
    }
    const columns = columnsOf(character);
    const last = clusters.at(-1);
    if (columns === 0 && last !== undefined && before === "") last.text += character;
    else clusters.push({ text: before + character, columns });
    before = "";
  }
  return clusters;
}
