/** Text in lines: broken between words where it can be, and within one that no line holds. */

import { type Cluster, clustersOf, type ColumnsOf, isEven } from "./text-width.ts";

/** Columns of the first line, and of those below it. */
export interface Room {
  readonly first: number;
  readonly rest: number;
}

/** Lines of at most that room. Only the spaces at which a line breaks are dropped. */
export function wrap(text: string, room: Room, columnsOf: ColumnsOf): ReadonlyArray<string> {
  if (text.length <= room.first && isEven(text) && !text.includes("\n")) return [text];
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    wrapParagraph(clustersOf(paragraph, columnsOf), room, lines);
  }
  return lines;
}

function wrapParagraph(paragraph: ReadonlyArray<Cluster>, room: Room, lines: string[]): void {
  let from = 0;
  do {
    const width = Math.max(1, lines.length === 0 ? room.first : room.rest);
    const end = lineEnd(paragraph, from, width);
    const line = joined(paragraph.slice(from, end));
    lines.push(end === paragraph.length ? line : line.trimEnd());
    from = end;
    while (paragraph[from]?.text === " ") from += 1;
  } while (from < paragraph.length);
}

/** After the last word that fits, or within a word that never will. */
function lineEnd(paragraph: ReadonlyArray<Cluster>, from: number, width: number): number {
  let [full, columns] = [from, 0];
  while (full < paragraph.length) {
    columns += paragraph[full]?.columns ?? 0;
    if (columns > width) break;
    full += 1;
  }
  if (full === paragraph.length) return full;
  // A sign wider than the whole line gets one for itself.
  if (full === from) return from + 1;
  let end = full;
  while (end > from && !canBreak(paragraph, end)) end -= 1;
  const isOnlyIndent = paragraph.slice(from, end).every(({ text }) => text === " ");
  return isOnlyIndent ? full : end;
}

/** At a space, and beside signs of two columns: Chinese and Japanese have no spaces. */
function canBreak(paragraph: ReadonlyArray<Cluster>, at: number): boolean {
  const [before, after] = [paragraph[at - 1], paragraph[at]];
  return after?.text === " " || before?.columns === 2 || after?.columns === 2;
}

function joined(clusters: ReadonlyArray<Cluster>): string {
  return clusters.map(({ text }) => text).join("");
}
