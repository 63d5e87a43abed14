/**
 * A paper as a PDF: as wide as the roll, as long as the paper, its letters text that can be searched.
 *
 * The letters are those of Unifont, which has every script that a printer draws as a picture. Each letter that
 * the paper has is a glyph of a Type 3 font in the file, so that the file needs no font of the reader.
 */

import type { PDFContext, PDFDocument, PDFName, PDFRef } from "@cantoo/pdf-lib";

import { type PrintDocument } from "./document.ts";
import { codePicture } from "./encoding/code-picture.ts";
import { type DotPicture } from "./encoding/dot-picture.ts";
import { layOut, type LaidOutLine, plainStyle, type Segment } from "./encoding/layout.ts";
import { columnsOnPaper, isEasy, toPrintable } from "./encoding/printable-text.ts";
import { generic80, type PrinterProfile } from "./encoding/profile.ts";
import { qrPicture } from "./encoding/qr-picture.ts";
import { toVisualOrder } from "./encoding/visual-order.ts";
import { CELLS } from "./roll.ts";
import { GLYPH_ROWS, unifont } from "./unifont.ts";

export interface PdfOptions {
  /** Characters of normal width on a line. */
  readonly columns: number;
  /** The picture of the document's logo block. */
  readonly logo?: DotPicture | undefined;
  /** What a reader shows above the page, such as the receipt's number. */
  readonly title: string;
}

/** Every letter is drawn from the font: a printer's code pages play no part. */
const PROFILE: PrinterProfile = { ...generic80, codePages: [] };
const { width: CELL, height: ROW } = CELLS.A;
/** A dot of the print head, 203 to the inch, in points. */
const POINTS = 72 / 203;
const EDGE_DOTS = 32;
const LINE_DOTS = 30;
const UNDERLINE_DOTS = 2;
/** A page is at most 14,400 points long; the roll goes on on the next one. */
const PAGE_DOTS_MAX = 36_000;
/** A simple font has codes of one byte; none is 0. */
const FONT_LETTERS = 255;
/** The most letters that one list of a character map may have. */
const MAP_LETTERS = 100;
const RED = "0.75 0.1 0.1 rg";
const BLACK = "0 g";
const WHITE = "1 g";

/** A piece of the paper that nothing breaks. */
interface Strip {
  readonly height: number;
  /** Returns what draws it with its upper edge at that height above the page's foot. */
  readonly draw: (top: number) => ReadonlyArray<string>;
}

/** What the pages of a file draw with: letters and pictures, each in the file once. */
interface Sheet {
  readonly columns: number;
  readonly logo: DotPicture | undefined;
  /** A letter of the file, with a sign before it where it is bold, and its place among them. */
  readonly letters: Map<string, number>;
  readonly pictures: DotPicture[];
}

const BOLD = "\u0001";

/** Lays the document out and writes it as a PDF: the same paper is the same file, to the byte. */
export async function documentToPdf(
  document: PrintDocument,
  { columns, logo, title }: PdfOptions,
): Promise<Uint8Array> {
  const sheet: Sheet = { columns, logo, letters: new Map(), pictures: [] };
  const profile = { ...PROFILE, columns };
  const lines = layOut(document, {
    columns,
    isEasy: (text) => isEasy(text, profile),
    toPrintable: (text) => toPrintable(text, profile).text,
    columnsOf,
    toVisualOrder,
  });
  const pages = pagesOf(lines.flatMap((line) => stripsOf(line, sheet)));
  const pdfLib = await import("@cantoo/pdf-lib");
  const pdf = await pdfLib.PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title);
  pdf.setProducer("tillmesh");
  addPages(pdf, pdfLib.PDFName.of, { pages, sheet });
  return pdf.save();
}

function columnsOf(character: string): number {
  return columnsOnPaper(character, PROFILE);
}

interface Page {
  readonly height: number;
  readonly strips: ReadonlyArray<Strip>;
}

function pagesOf(strips: ReadonlyArray<Strip>): ReadonlyArray<Page> {
  const pages: { height: number; strips: Strip[] }[] = [{ height: 0, strips: [] }];
  for (const strip of strips) {
    const last = pages.at(-1);
    if (last === undefined || last.height + strip.height > PAGE_DOTS_MAX) {
      pages.push({ height: strip.height, strips: [strip] });
    } else {
      last.height += strip.height;
      last.strips.push(strip);
    }
  }
  return pages;
}

function stripsOf(line: LaidOutLine, sheet: Sheet): ReadonlyArray<Strip> {
  switch (line.type) {
    case "text":
      return [textStrip(line.segments, sheet)];
    case "code":
      return codeStrips(line.symbology, line.data, sheet);
    case "qr":
      return [pictureStrip(qrPicture(line.text), sheet)];
    case "logo":
      return sheet.logo === undefined ? [] : [pictureStrip(sheet.logo, sheet)];
    case "feed":
      return [{ height: line.lines * LINE_DOTS, draw: () => [] }];
    case "number":
      return [centredStrip(String(line.value), sheet)];
    case "cut":
    case "pulse":
    case "buzzer":
    case "page-proof":
      return [];
    default:
      return line satisfies never;
  }
}

function codeStrips(
  symbology: Parameters<typeof codePicture>[0],
  data: string,
  sheet: Sheet,
): ReadonlyArray<Strip> {
  const bars = codePicture(symbology, data, sheet.columns * CELL);
  const digits = centredStrip(data, sheet);
  return bars === undefined ? [digits] : [pictureStrip(bars, sheet), digits];
}

function centredStrip(text: string, sheet: Sheet): Strip {
  const before = " ".repeat(Math.max(0, Math.floor((sheet.columns - text.length) / 2)));
  return textStrip([{ text: before + text, style: plainStyle }], sheet);
}

function pictureStrip(picture: DotPicture, { columns, pictures }: Sheet): Strip {
  const [width, height] = [picture.widthDots, picture.rows.length];
  const no = pictures.push(picture);
  const x = EDGE_DOTS + Math.max(0, Math.floor((columns * CELL - width) / 2));
  return {
    height: height + LINE_DOTS - ROW,
    draw: (top) => [`q ${BLACK} ${width} 0 0 ${height} ${x} ${top - height} cm /P${no} Do Q`],
  };
}

/** Letters of several heights stand on one line. */
function textStrip(segments: ReadonlyArray<Segment>, sheet: Sheet): Strip {
  const tall = segments.some(({ style }) => style.doubleHeight) ? 2 : 1;
  const height = ROW * tall;
  return {
    height: Math.max(LINE_DOTS, height),
    draw: (top) => {
      let x = EDGE_DOTS;
      return segments.flatMap((segment) => {
        const at = { x, y: top - height };
        x += widthOf(segment);
        return drawnSegment(segment, at, sheet);
      });
    },
  };
}

function widthOf({ text, style }: Segment): number {
  const columns = Array.from(text, columnsOf).reduce((sum, own) => sum + own, 0);
  return columns * CELL * (style.doubleWidth ? 2 : 1);
}

function drawnSegment(
  segment: Segment,
  { x, y }: { readonly x: number; readonly y: number },
  sheet: Sheet,
): ReadonlyArray<string> {
  const { text, style } = segment;
  const width = widthOf(segment);
  const [across, up] = [style.doubleWidth ? 2 : 1, style.doubleHeight ? 2 : 1];
  const ink = style.red ? RED : BLACK;
  const box = style.inverse ? [`${ink} ${x} ${y} ${width} ${ROW * up} re f`] : [];
  const line = style.underline ? [`${ink} ${x} ${y} ${width} ${UNDERLINE_DOTS} re f`] : [];
  if (text.trim() === "") return [...box, ...line];
  return [
    ...box,
    `BT ${style.inverse ? WHITE : ink} ${across} 0 0 ${up} ${x} ${y} Tm`,
    ...shown(text, style.bold, sheet),
    "ET",
    ...line,
  ];
}

/** Shows the letters font by font: a file of more letters than a font has codes for has several. */
function shown(text: string, isBold: boolean, { letters }: Sheet): ReadonlyArray<string> {
  const runs: { font: number; codes: string }[] = [];
  for (const character of text) {
    const key = isBold ? BOLD + character : character;
    const place = letters.get(key) ?? letters.size;
    letters.set(key, place);
    const font = Math.floor(place / FONT_LETTERS);
    const code = hexByte((place % FONT_LETTERS) + 1);
    const last = runs.at(-1);
    if (last?.font === font) last.codes += code;
    else runs.push({ font, codes: code });
  }
  return runs.map(({ font, codes }) => `/F${font} ${ROW} Tf <${codes}> Tj`);
}

type Name = (text: string) => PDFName;

function addPages(
  pdf: PDFDocument,
  nameOf: Name,
  { pages, sheet }: { readonly pages: ReadonlyArray<Page>; readonly sheet: Sheet },
): void {
  const { context } = pdf;
  const width = sheet.columns * CELL + 2 * EDGE_DOTS;
  const drawn = pages.map(({ height: paper, strips }) => {
    const height = paper + 2 * EDGE_DOTS;
    let top = height - EDGE_DOTS;
    const parts = strips.flatMap((strip) => {
      const from = top;
      top -= strip.height;
      return strip.draw(from);
    });
    return { height, content: [`${POINTS} 0 0 ${POINTS} 0 0 cm`, ...parts].join("\n") };
  });
  // The letters are known once all is drawn.
  const resources = context.register(
    context.obj({ Font: fontsOf(context, sheet), XObject: imagesOf(context, sheet) }),
  );
  for (const { height, content } of drawn) {
    const page = pdf.addPage([width * POINTS, height * POINTS]);
    page.node.set(nameOf("Contents"), context.register(context.flateStream(content)));
    page.node.set(nameOf("Resources"), resources);
  }
}

function imagesOf(context: PDFContext, { pictures }: Sheet): Record<string, PDFRef> {
  return Object.fromEntries(
    pictures.map((picture, at) => [`P${at + 1}`, context.register(imageOf(context, picture))]),
  );
}

function imageOf(context: PDFContext, { widthDots, rows }: DotPicture) {
  const stride = Math.ceil(widthDots / 8);
  const bytes = new Uint8Array(stride * rows.length);
  for (const [at, row] of rows.entries()) bytes.set(row.subarray(0, stride), at * stride);
  return context.flateStream(bytes, {
    Type: "XObject",
    Subtype: "Image",
    Width: widthDots,
    Height: rows.length,
    ImageMask: true,
    BitsPerComponent: 1,
    // A set bit is a burnt dot.
    Decode: [1, 0],
  });
}

function fontsOf(context: PDFContext, { letters }: Sheet): Record<string, PDFRef> {
  const all = [...letters.keys()];
  const count = Math.ceil(all.length / FONT_LETTERS);
  return Object.fromEntries(
    Array.from({ length: count }, (_, font) => [
      `F${font}`,
      context.register(fontOf(context, all.slice(font * FONT_LETTERS, (font + 1) * FONT_LETTERS))),
    ]),
  );
}

function fontOf(context: PDFContext, letters: ReadonlyArray<string>) {
  const drawn: Record<string, PDFRef> = {};
  for (const [at, letter] of letters.entries()) {
    drawn[`g${at + 1}`] = context.register(context.flateStream(glyphOf(letter)));
  }
  return context.obj({
    Type: "Font",
    Subtype: "Type3",
    FontBBox: [-CELL, 0, 2 * CELL, ROW],
    FontMatrix: [1 / ROW, 0, 0, 1 / ROW, 0, 0],
    FirstChar: 1,
    LastChar: letters.length,
    Widths: letters.map((letter) => columnsOf(signOf(letter)) * CELL),
    Encoding: { Type: "Encoding", Differences: [1, ...Object.keys(drawn)] },
    CharProcs: drawn,
    Resources: {},
    ToUnicode: context.register(context.flateStream(mapOf(letters))),
  });
}

function signOf(letter: string): string {
  return letter.startsWith(BOLD) ? letter.slice(BOLD.length) : letter;
}

/** Draws a letter in the dots of its cell; a mark goes back onto the letter before it. */
function glyphOf(letter: string): string {
  const sign = signOf(letter);
  const width = columnsOf(sign) * CELL;
  const head = `${width} 0 ${-CELL} 0 ${2 * CELL} ${ROW} d1`;
  const glyph = unifont(sign);
  if (glyph === undefined) return head;
  const own = glyph.widthBytes * CELL;
  const bits = Array.from(glyph.bytes, hexByte).join("");
  const image = `BI /W ${8 * glyph.widthBytes} /H ${GLYPH_ROWS} /IM true /D [1 0] /F /AHx ID ${bits}> EI`;
  const lefts = [width === 0 ? -own : 0].flatMap((x) => (letter === sign ? [x] : [x, x + 1]));
  const parts = lefts.map((x) => `q ${own} 0 0 ${ROW} ${x} 0 cm\n${image}\nQ`);
  return [head, ...parts].join("\n");
}

/** Says which letter each code is, so that text can be searched and copied. */
function mapOf(letters: ReadonlyArray<string>): string {
  const rows = letters.map((letter, at) => `<${hexByte(at + 1)}> <${utf16(signOf(letter))}>`);
  const lists: string[] = [];
  for (let from = 0; from < rows.length; from += MAP_LETTERS) {
    const list = rows.slice(from, from + MAP_LETTERS);
    lists.push([`${list.length} beginbfchar`, ...list, "endbfchar"].join("\n"));
  }
  return [
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
    "/CMapName /Letters def /CMapType 2 def",
    "1 begincodespacerange <00> <FF> endcodespacerange",
    ...lists,
    "endcmap CMapName currentdict /CMap defineresource pop end end",
  ].join("\n");
}

function utf16(sign: string): string {
  return Array.from({ length: sign.length }, (_, at) =>
    sign.charCodeAt(at).toString(16).padStart(4, "0"),
  ).join("");
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
