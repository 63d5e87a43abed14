/**
 * Labels in ZPL II, which label printers of many makers understand: one format for each label, with how often
 * it is printed. Texts go as UTF-8 (`^CI28`), with all that ZPL reads for itself as hexadecimal (`^FH`).
 */

import { textWidth } from "../../domain/text/text-width.ts";
import { codeModules } from "../encoding/code-picture.ts";
import { type GoodsLabel } from "./label-document.ts";

export interface LabelPaper {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Dots for an inch. */
  readonly dpi: number;
}

const MM_PER_INCH = 25.4;
const MARGIN_MM = 1.5;
const NAME_MM = 3.2;
const NAME_LINES = 2;
const PRICE_MM = 6;
/** The digits below the bars. */
const DIGITS_MM = 3;
const GAP_MM = 0.5;
/** Lower ones are hard to hit with a scanner. */
const BARS_MM_MIN = 4;
/** The width of the narrowest bar that every scanner reads; one that is narrower is too fine to be printed well. */
const MODULE_MM = 0.25;
const MODULE_DOTS_MIN = 2;
/** White on either side: the most that the codes want together. */
const QUIET_MODULES = 20;
/** Width of a sign, as a share of its height: capitals of the printer's own letters take as much. */
const SIGN_WIDTH = 0.6;
/** How wide the printer is told to make them: the same letters, a little narrower. */
const SIGN_SQUEEZED = 0.9;

export interface ZplLabel {
  readonly text: string;
  /** The bars fit on the paper. */
  readonly hasBars: boolean;
}

/** Returns what a label printer is sent for so many of one label. */
export function labelToZpl(
  { name, price, sku, code }: GoodsLabel,
  paper: LabelPaper,
  copies: number,
): ZplLabel {
  function dots(mm: number): number {
    return Math.round((mm * paper.dpi) / MM_PER_INCH);
  }
  const [width, height, margin] = [dots(paper.widthMm), dots(paper.heightMm), dots(MARGIN_MM)];
  const [nameSize, gap, room] = [dots(NAME_MM), dots(GAP_MM), width - 2 * margin];
  const parts: string[] = [];
  let top = margin;
  for (const line of linesOf(name, room / (nameSize * SIGN_WIDTH))) {
    parts.push(textField(line, { left: margin, top, size: nameSize }));
    top += nameSize + gap;
  }
  if (price !== "") {
    // A long price is written as small as it has to be.
    const size = Math.floor(Math.min(dots(PRICE_MM), room / (textWidth(price) * SIGN_WIDTH)));
    parts.push(textField(price, { left: margin, top, size }));
    top += size + gap;
  }
  const barsHeight = height - top - margin - dots(DIGITS_MM);
  const bars = barsHeight < dots(BARS_MM_MIN) ? undefined : barsOf(code, width, dots(MODULE_MM));
  if (bars !== undefined) {
    const { left, moduleDots, field } = bars;
    parts.push(`^FO${left},${top}^BY${moduleDots}${field(barsHeight)}`);
  } else parts.push(textField(sku, { left: margin, top, size: nameSize }));
  const head = `^XA^CI28^PW${width}^LL${height}^LH0,0`;
  const text = `${[head, ...parts, `^PQ${copies}`, "^XZ"].join("\n")}\n`;
  return { text, hasBars: bars !== undefined };
}

interface Bars {
  readonly left: number;
  readonly moduleDots: number;
  /** Returns the field of bars of that height. */
  readonly field: (height: number) => string;
}

/** As wide as they are meant to be, or as wide as there is room, in the middle. */
function barsOf(code: GoodsLabel["code"], width: number, wanted: number): Bars | undefined {
  if (code === undefined) return undefined;
  const modules = codeModules(code.symbology, code.data).length;
  const most = Math.floor(width / (modules + QUIET_MODULES));
  const moduleDots = Math.min(Math.max(wanted, MODULE_DOTS_MIN), most);
  if (moduleDots < MODULE_DOTS_MIN) return undefined;
  const left = Math.floor((width - modules * moduleDots) / 2);
  return { moduleDots, left, field: (height) => fieldOf(code, height) };
}

/** The printer works out the check digits, so they are left out. */
function fieldOf({ symbology, data }: NonNullable<GoodsLabel["code"]>, height: number): string {
  switch (symbology) {
    case "ean8":
      return `^B8N,${height},Y,N^FD${data.slice(0, -1)}^FS`;
    case "ean13":
    case "upca":
      // The bars of a UPC-A are those of the EAN-13 with a zero before it.
      return `^BEN,${height},Y,N^FD${data.padStart(13, "0").slice(0, -1)}^FS`;
    default:
      // In set B, whose own sign for a function is one of the text's.
      return `^BCN,${height},Y,N,N,N^FH^FD>:${escaped(data.replaceAll(">", ">0"))}^FS`;
  }
}

interface Placed {
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

function textField(line: string, { left, top, size }: Placed): string {
  const width = Math.floor(size * SIGN_SQUEEZED);
  return `^FO${left},${top}^A0N,${size},${width}^FH^FD${escaped(line)}^FS`;
}

/** What ZPL would read for itself, and what no label can show, by its number. */
function escaped(line: string): string {
  const shown = line.replaceAll(/\p{Cc}/gu, " ");
  return shown.replaceAll(
    /[\\^_~]/gu,
    (sign) => `_${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Breaks a name between its words; what has no room in the last line is left out. */
function linesOf(name: string, signs: number): ReadonlyArray<string> {
  const lines: string[] = [];
  for (const word of name.split(/\s+/u)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer) <= signs) lines[lines.length - 1] = longer;
    else lines.push(cut(word, signs));
  }
  const shown = lines.slice(0, NAME_LINES);
  const isShort = lines.length > NAME_LINES;
  return isShort ? [...shown.slice(0, -1), `${cut(shown.at(-1) ?? "", signs - 1)}…`] : shown;
}

function cut(line: string, signs: number): string {
  let shown = line;
  while (textWidth(shown) > signs) shown = Array.from(shown).slice(0, -1).join("");
  return shown;
}
