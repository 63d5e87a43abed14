/** The manual as a page for `man`: roff with the macros of man(7). */

import { type Block, piecesOf, plainText } from "./markdown.ts";
import { type Section } from "./sections.ts";

/** Returns the whole page; the first section says what the program is about. */
export function roffPage(sections: ReadonlyArray<Section>, version: string): string {
  const lines = [
    `.TH TILL 1 "" "tillmesh ${version}" "tillmesh"`,
    // Words that are typed are not to be broken.
    ".nh",
    ".ad l",
    ".SH NAME",
    `till ${ROFF_DASH} a point of sale that cannot go down`,
    ".SH SYNOPSIS",
    ".B till",
    ".I COMMAND",
    "[options]",
    ...sections.flatMap(sectionLines),
  ];
  return `${lines.join("\n")}\n`;
}

const NOTHING = String.raw`\&`;
const ROFF_DASH = String.raw`\-`;

function sectionLines({ title, level, blocks }: Section): ReadonlyArray<string> {
  const name = level === 1 ? "DESCRIPTION" : level === 2 ? title.toUpperCase() : title;
  // A name that is typed stays as it is typed.
  const shown = title.startsWith("till ") ? title : name;
  return [`${level <= 2 ? ".SH" : ".SS"} "${quoted(shown)}"`, ...blocks.flatMap(blockLines)];
}

function blockLines(block: Block): ReadonlyArray<string> {
  switch (block.type) {
    case "heading":
      return [`.SS "${quoted(plainText(block.text))}"`];
    case "code":
      return [".PP", ".RS 4", ".nf", ...block.lines.map(typed), ".fi", ".RE"];
    case "item":
      return [
        `.IP "${block.mark === "-" ? String.raw`\(bu` : quoted(block.mark)}" 4`,
        prose(block.text),
      ];
    case "table":
      return block.rows.slice(1).flatMap(([name = "", ...others]) => {
        const told = others.filter((cell) => cell !== "");
        return [".TP", prose(name)].concat(told.length === 0 ? [NOTHING] : told.map(prose));
      });
    default:
      return [".PP", prose(block.text)];
  }
}

/** A line of text, in which what is typed is bold. */
function prose(text: string): string {
  const pieces = piecesOf(text).map(({ isCode, text: piece }) =>
    isCode ? String.raw`\fB${breakable(escaped(piece))}\fR` : escaped(piece),
  );
  return typedBegin(pieces.join(""));
}

/** What may be typed instead of one another may stand on two lines. */
function breakable(text: string): string {
  return text.replaceAll("|", String.raw`|\:`);
}

function typed(line: string): string {
  return typedBegin(escaped(line));
}

/** A line that begins with a dot or an apostrophe would be a request. */
function typedBegin(line: string): string {
  return /^[.']/u.test(line) ? String.raw`\&${line}` : line;
}

function escaped(text: string): string {
  return text.replaceAll("\\", String.raw`\e`).replaceAll("-", ROFF_DASH);
}

function quoted(text: string): string {
  return escaped(text).replaceAll('"', String.raw`\(dq`);
}
