/**
 * The roll as a picture, a dot of the print head to a unit: letters in the cells of their fonts,
 * pictures dot by dot, barcodes and QR codes as they would be printed, and the cuts where the knife
 * really goes, which is some way behind the head.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import {
  advanceDots,
  CELLS,
  CUTTER_DOTS,
  DIGITS_GAP_DOTS,
  feedOf,
  heightDots,
  type Picture,
  type PrintedBarcode,
  type PrintedFont,
  type PrintedLine,
  type PrintedQr,
  type PrintedRun,
  type RollEntry,
  widthDots,
} from "./roll.ts";

export interface RollSvgOptions {
  /** Characters of font A on a line: how wide the head is. */
  readonly columns: number;
}

/** Paper on both sides of what the head can reach. */
const EDGE_DOTS = 32;
const INK = "#1a1a1a";
const RED = "#c01818";
const PAPER = "#fff";
/** Fonts whose letters are 0.6 as wide as their size: so many fill a cell. */
const FONT_SIZES: Readonly<Record<PrintedFont, number>> = { A: 20, B: 15 };
const BASELINES: Readonly<Record<PrintedFont, number>> = { A: 19, B: 13 };
const FAMILY = "DejaVu Sans Mono, Liberation Mono, monospace";

export function rollToSvg(entries: ReadonlyArray<RollEntry>, { columns }: RollSvgOptions): string {
  const headDots = columns * CELLS.A.width;
  const parts: string[] = [];
  // The paper between cutter and head is blank, as after the cut before.
  let headY = CUTTER_DOTS;
  let cutY = 0;
  let inkY = 0;
  for (const entry of entries) {
    if (entry.type === "cut") {
      headY += entry.feedDots;
      cutY = headY - CUTTER_DOTS;
      parts.push(cutToSvg(entry.kind, cutY, headDots));
    } else {
      const drawn = placed(entryToSvg(entry, headDots), headY);
      parts.push(...drawn);
      headY += feedOf(entry);
      if (drawn.length > 0) inkY = headY;
    }
  }
  // A knife that came too early leaves the last lines on the next piece.
  const height = inkY > cutY ? headY + EDGE_DOTS : Math.max(1, cutY);
  return page(parts, headDots + 2 * EDGE_DOTS, height);
}

function page(parts: ReadonlyArray<string>, width: number, height: number): string {
  const box = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${box} shape-rendering="crispEdges">`,
    `<rect width="${width}" height="${height}" fill="${PAPER}"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function placed(parts: ReadonlyArray<string>, y: number): ReadonlyArray<string> {
  if (parts.length === 0) return [];
  return [`<g transform="translate(${EDGE_DOTS} ${y})">`, ...parts, "</g>"];
}

function entryToSvg(
  entry: Exclude<RollEntry, { type: "cut" }>,
  headDots: number,
): ReadonlyArray<string> {
  switch (entry.type) {
    case "line":
      return lineToSvg(entry, headDots);
    case "barcode":
      return barcodeToSvg(entry);
    case "qr":
      return [path(qrPath(entry), { x: entry.leftDots, y: 0 })];
    case "image":
      return [path(picturePath(entry), { x: entry.leftDots, y: 0 })];
    case "pulse":
      return [];
    default:
      return assertNever(entry, "roll entry");
  }
}

/** Letters of several heights stand on one line. */
function lineToSvg(line: PrintedLine, headDots: number): ReadonlyArray<string> {
  const height = Math.max(0, ...line.runs.map(heightDots));
  const runs = line.runs.flatMap((run) =>
    runToSvg(run, line.leftDots + run.xDots, height - heightDots(run)),
  );
  if (!line.upsideDown || runs.length === 0) return runs;
  return [`<g transform="rotate(180 ${headDots / 2} ${height / 2})">`, ...runs, "</g>"];
}

function runToSvg(run: PrintedRun, x: number, y: number): ReadonlyArray<string> {
  const { style, picture } = run;
  const ink = style.red ? RED : INK;
  if (picture !== undefined) return [path(picturePath(picture), { x, y, ink })];
  const [width, height] = [widthDots(run), heightDots(run)];
  const isInverse = style.inverse;
  return [
    ...(isInverse ? [rectangle({ x, y, width, height }, ink)] : []),
    ...(run.text.trim() === "" ? [] : [lettersToSvg(run, x, y)]),
    ...(style.underlineDots > 0 && !isInverse
      ? [rectangle({ x, y: y + height - 1, width, height: style.underlineDots }, ink)]
      : []),
  ];
}

/** Each letter has its place: a font that is wider or narrower than its cells shifts nothing. */
function lettersToSvg({ text, style }: PrintedRun, x: number, y: number): string {
  const { font, width, height } = style;
  const step = advanceDots(style) / width;
  const places = Array.from({ length: text.length }, (_, index) => index * step).join(" ");
  const weight = style.bold || style.doubleStrike ? ' font-weight="bold"' : "";
  const fill = style.inverse ? PAPER : style.red ? RED : INK;
  return (
    `<text transform="translate(${x} ${y}) scale(${width} ${height})" x="${places}" ` +
    `y="${BASELINES[font]}" font-family="${FAMILY}" font-size="${FONT_SIZES[font]}"${weight} ` +
    `fill="${fill}" xml:space="preserve">${escaped(text)}</text>`
  );
}

function barcodeToSvg(barcode: PrintedBarcode): ReadonlyArray<string> {
  const { leftDots, digits, digitsFont } = barcode;
  const digitsDots = CELLS[digitsFont].height + DIGITS_GAP_DOTS;
  const top = digits === "above" || digits === "both" ? digitsDots : 0;
  const below = top + barcode.heightDots + DIGITS_GAP_DOTS;
  return [
    ...(top > 0 ? [digitsToSvg(barcode, 0)] : []),
    path(barsPath(barcode), { x: leftDots, y: top }),
    ...(digits === "below" || digits === "both" ? [digitsToSvg(barcode, below)] : []),
  ];
}

/** Draws the digits below the middle of the bars; digits that the host can't see are left out. */
function digitsToSvg({ data, barDots, digitsFont, leftDots }: PrintedBarcode, y: number): string {
  const text = data.replaceAll(/[^ -~]/gu, " ");
  const { width } = CELLS[digitsFont];
  const barsWidth = barDots.reduce((sum, dots) => sum + dots, 0);
  const x = leftDots + Math.floor((barsWidth - text.length * width) / 2);
  const places = Array.from({ length: text.length }, (_, index) => index * width).join(" ");
  return (
    `<text transform="translate(${x} ${y})" x="${places}" y="${BASELINES[digitsFont]}" ` +
    `font-family="${FAMILY}" font-size="${FONT_SIZES[digitsFont]}" fill="${INK}" ` +
    `xml:space="preserve">${escaped(text)}</text>`
  );
}

function barsPath({ barDots, heightDots: height }: PrintedBarcode): string {
  let x = 0;
  return barDots
    .map((dots, index) => {
      const bar = index % 2 === 0 ? block({ x, y: 0, width: dots, height }) : "";
      x += dots;
      return bar;
    })
    .join("");
}

function qrPath({ modules, moduleDots: dots }: PrintedQr): string {
  return modules
    .flatMap((row, y) =>
      stretches(row).map(([x, length]) =>
        block({ x: x * dots, y: y * dots, width: length * dots, height: dots }),
      ),
    )
    .join("");
}

function picturePath({ widthDots: width, heightDots: height, rows }: Picture): string {
  const stride = Math.ceil(width / 8);
  return Array.from({ length: height }, (_, y) => {
    const row = Array.from({ length: width }, (_, x) => {
      const byte = rows[y * stride + (x >> 3)] ?? 0;
      return (byte & (0x80 >> (x & 7))) !== 0;
    });
    return stretches(row)
      .map(([x, length]) => block({ x, y, width: length, height: 1 }))
      .join("");
  }).join("");
}

/** Returns the runs of burnt dots in a row: start and length. */
function stretches(row: ReadonlyArray<boolean>): ReadonlyArray<readonly [number, number]> {
  const found: Array<readonly [number, number]> = [];
  let from = -1;
  for (let x = 0; x <= row.length; x += 1) {
    const isBurnt = row[x] === true;
    if (isBurnt && from === -1) from = x;
    else if (!isBurnt && from !== -1) {
      found.push([from, x - from]);
      from = -1;
    }
  }
  return found;
}

function block({ x, y, width, height }: Rectangle): string {
  return `M${x} ${y}h${width}v${height}h-${width}z`;
}

function path(data: string, { x, y, ink = INK }: Place): string {
  return `<path transform="translate(${x} ${y})" fill="${ink}" d="${data}"/>`;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly ink?: string;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function rectangle({ x, y, width, height }: Rectangle, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`;
}

/** A full cut goes from edge to edge; a partial one leaves the middle. */
function cutToSvg(kind: "full" | "partial", y: number, headDots: number): string {
  const width = headDots + 2 * EDGE_DOTS;
  const [from, to] = [Math.floor(width / 2) - 12, Math.floor(width / 2) + 12];
  const line = kind === "full" ? `M0 ${y}H${width}` : `M0 ${y}H${from}M${to} ${y}H${width}`;
  return `<path class="${kind}-cut" d="${line}" stroke="#808080" stroke-width="2" stroke-dasharray="8 4"/>`;
}

/** Control characters have no place in XML. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
