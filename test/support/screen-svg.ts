/**
 * A terminal's screen as a picture in which text stays text. The same screen makes the same bytes: no
 * time, no random names, whole numbers only.
 */

import { type Look, type Run } from "./screen-cells.ts";

export interface Picture {
  readonly title: string;
  readonly columns: number;
  readonly rows: ReadonlyArray<ReadonlyArray<Run>>;
}

/** Of one cell, in pixels. */
const WIDTH = 9;
const HEIGHT = 19;
/** From the top of a cell to the line that letters stand on. */
const BASE = 14;
const MARGIN = 10;
const FONT = "'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace";
const FONT_SIZE = 15;
const PAPER = "#1b1d21";
const INK = "#d8dade";
/** Black, red, green, yellow, blue, magenta, cyan, white. */
const COLOURS = [
  "#000000",
  "#f2777a",
  "#99cc99",
  "#ffcc66",
  "#6699cc",
  "#cc99cc",
  "#66cccc",
  "#f2f0ec",
];

export function screenToSvg({ title, columns, rows }: Picture): string {
  const width = columns * WIDTH + 2 * MARGIN;
  const height = rows.length * HEIGHT + 2 * MARGIN;
  const lines = rows.flatMap((runs, row) => runs.flatMap((run) => runLines(run, row)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="6" fill="${PAPER}"/>`,
    `<g font-family="${FONT}" font-size="${FONT_SIZE}" fill="${INK}" xml:space="preserve" style="white-space:pre">`,
    ...lines,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** What is behind the text, and the text; each is left out where there is nothing to see. */
function runLines({ text, column, width, look }: Run, row: number): ReadonlyArray<string> {
  const [ink, paper] = coloursOf(look);
  const [x, y] = [MARGIN + column * WIDTH, MARGIN + row * HEIGHT];
  const behind =
    paper === PAPER
      ? []
      : [`<rect x="${x}" y="${y}" width="${width * WIDTH}" height="${HEIGHT}" fill="${paper}"/>`];
  // Blanks are no text: what is left begins and ends with a sign.
  const seen = text.trim();
  if (seen === "") return behind;
  const indent = text.length - text.trimStart().length;
  const room = width - (text.length - seen.length);
  const attributes = [
    `x="${x + indent * WIDTH}"`,
    `y="${y + BASE}"`,
    // Whatever font there is, a cell stays a cell.
    `textLength="${room * WIDTH}" lengthAdjust="spacingAndGlyphs"`,
    ...(ink === INK ? [] : [`fill="${ink}"`]),
    ...(look.isBold ? ['font-weight="bold"'] : []),
    ...(look.isUnderlined ? ['text-decoration="underline"'] : []),
    ...(look.isStruck ? ['text-decoration="line-through"'] : []),
    ...(look.isDim ? ['opacity="0.6"'] : []),
  ];
  return [...behind, `<text ${attributes.join(" ")}>${escaped(seen)}</text>`];
}

function coloursOf({ foreground, background, isReverse }: Look): readonly [string, string] {
  const ink = foreground === undefined ? INK : (COLOURS[foreground] ?? INK);
  const paper = background === undefined ? PAPER : (COLOURS[background] ?? PAPER);
  return isReverse ? [paper, ink] : [ink, paper];
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
