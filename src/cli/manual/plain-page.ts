/** Blocks of a page as text for a terminal. */

import { wordWrap } from "../console.ts";
import { type Block, piecesOf, plainText } from "./markdown.ts";

const INDENT = "  ";
/** The widest first column of a table that still stands beside the second one. */
const NAME_COLUMNS_MAX = 26;

const WORD = /^[a-z][a-zA-Z]*$/u;

/** Returns the lines of a section: its title at the edge, all else set in. */
export function plainPage(
  title: string,
  blocks: ReadonlyArray<Block>,
  columns: number,
): ReadonlyArray<string> {
  const room = columns - INDENT.length;
  const text = blocks.flatMap((block, at) => {
    const lines = plainBlock(block, room).map((line) => `${INDENT}${line}`.trimEnd());
    const isList = block.type === "item" && blocks[at - 1]?.type === "item";
    return isList ? lines : ["", ...lines];
  });
  return [...wordWrap(title, columns), ...text];
}

function plainBlock(block: Block, columns: number): ReadonlyArray<string> {
  switch (block.type) {
    case "heading":
      return wordWrap(plainText(block.text), columns);
    case "code":
      return block.lines.map((line) => `${INDENT}${line}`);
    case "item": {
      const mark = `${" ".repeat(block.indent)}${block.mark} `;
      return wordWrap(`${mark}${proseText(block.text)}`, columns, mark.length);
    }
    case "table":
      return tableLines(
        block.rows.map((row) => row.map(plainText)),
        columns,
      );
    default:
      return wordWrap(proseText(block.text), columns);
  }
}

/** A field that is called as a word of English is set apart from the words beside it. */
function proseText(text: string): string {
  return piecesOf(text)
    .map(({ isCode, text: piece }) => (isCode && WORD.test(piece) ? `"${piece}"` : piece))
    .join("");
}

/** Two columns stand beside each other; of more, those after the first stand below it. */
function tableLines(
  [head = [], ...rows]: ReadonlyArray<ReadonlyArray<string>>,
  columns: number,
): ReadonlyArray<string> {
  const widest = Math.max(...rows.map(([name = ""]) => name.length), 0);
  const name = Math.min(widest, NAME_COLUMNS_MAX);
  return rows.flatMap(([first = "", ...others]) => {
    const told = others.filter((cell) => cell !== "");
    if (head.length === 2) {
      const [text = ""] = told;
      const begin = `${first.padEnd(name)}  `;
      return wordWrap(`${begin}${text}`, columns, name + 2);
    }
    return [first, ...told.flatMap((cell) => wordWrap(`${INDENT}${cell}`, columns))];
  });
}
