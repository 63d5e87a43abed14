/**
 * Barcodes as bars, computed from their standards: those with bars of one to four modules (EAN and
 * UPC: ISO/IEC 15420, CODE128: ISO/IEC 15417, CODE93) and those with narrow and wide ones (CODE39:
 * ISO/IEC 16388, ITF: ISO/IEC 16390, CODABAR: EN 798). Data that a printer would refuse have none.
 */

import { code93Modules } from "./code93.ts";
import { code128Modules } from "./code128.ts";
import { eanModules } from "./ean.ts";
import { type Modules } from "./modules.ts";

export const SYMBOLOGIES = [
  "UPC-A",
  "UPC-E",
  "EAN-13",
  "EAN-8",
  "CODE39",
  "ITF",
  "CODABAR",
  "CODE93",
  "CODE128",
] as const;

export type Symbology = (typeof SYMBOLOGIES)[number];

export interface BarcodeBars {
  /** Widths in dots, a bar first and then space and bar in turn. */
  readonly dots: ReadonlyArray<number>;
  /** As people read it, check digit and all. */
  readonly text: string;
}

/** Dots of a wide bar for each width of a narrow one, as the manuals have them. */
const WIDE_DOTS: ReadonlyArray<number> = [0, 3, 5, 8, 10, 13, 16];

export function barcodeBars(
  symbology: Symbology,
  data: string,
  moduleDots: number,
): BarcodeBars | undefined {
  switch (symbology) {
    case "CODE39":
      return narrowAndWide(code39(data), moduleDots);
    case "ITF":
      return narrowAndWide(interleaved(data), moduleDots);
    case "CODABAR":
      return narrowAndWide(codabar(data), moduleDots);
    case "CODE128":
      return ofModules(code128Modules(data), moduleDots);
    case "CODE93":
      return ofModules(code93Modules(data), moduleDots);
    default:
      return ofModules(eanModules(symbology, data), moduleDots);
  }
}

function ofModules(code: Modules | undefined, moduleDots: number): BarcodeBars | undefined {
  if (code === undefined) return undefined;
  const bars = code.modules.match(/1+|0+/gu) ?? [];
  return { text: code.text, dots: bars.map((bar) => bar.length * moduleDots) };
}

/** Bars and spaces in turn: `n` narrow, `w` wide. */
interface Elements {
  readonly elements: string;
  readonly text: string;
}

function narrowAndWide(code: Elements | undefined, narrowDots: number): BarcodeBars | undefined {
  if (code === undefined) return undefined;
  const wideDots = WIDE_DOTS[narrowDots] ?? narrowDots * 3;
  return {
    text: code.text,
    dots: Array.from(code.elements, (element) => (element === "w" ? wideDots : narrowDots)),
  };
}

/** Start and stop are asterisks, which the printer adds where they are missing. */
function code39(data: string): Elements | undefined {
  const inner = data.replace(/^\*/u, "").replace(/\*$/u, "");
  if (!/^[0-9A-Z \-.$/+%]+$/u.test(inner)) return undefined;
  const signs = Array.from(`*${inner}*`, (sign) => CODE39_ELEMENTS.get(sign) ?? "");
  return { text: `*${inner}*`, elements: signs.join("n") };
}

/** Two digits at a time, one in the bars and one in the spaces. */
function interleaved(data: string): Elements | undefined {
  if (!/^(?:[0-9]{2})+$/u.test(data)) return undefined;
  const pairs = (data.match(/../gu) ?? []).map((pair) => {
    const [bars = "", spaces = ""] = Array.from(pair, (digit) => ITF_ELEMENTS[Number(digit)] ?? "");
    return Array.from(bars, (bar, index) => bar + spaces.charAt(index)).join("");
  });
  return { text: data, elements: `nnnn${pairs.join("")}wnn` };
}

/** Begins and ends with one of four letters, which the host sends. */
function codabar(data: string): Elements | undefined {
  if (!/^[A-Da-d][0-9\-$:/.+]+[A-Da-d]$/u.test(data)) return undefined;
  const signs = Array.from(data.toUpperCase(), (sign) => CODABAR_ELEMENTS.get(sign) ?? "");
  return { text: data, elements: signs.join("n") };
}

const CODE39_ELEMENTS = table(`
  0 nnnwwnwnn 1 wnnwnnnnw 2 nnwwnnnnw 3 wnwwnnnnn 4 nnnwwnnnw 5 wnnwwnnnn 6 nnwwwnnnn
  7 nnnwnnwnw 8 wnnwnnwnn 9 nnwwnnwnn A wnnnnwnnw B nnwnnwnnw C wnwnnwnnn D nnnnwwnnw
  E wnnnwwnnn F nnwnwwnnn G nnnnnwwnw H wnnnnwwnn I nnwnnwwnn J nnnnwwwnn K wnnnnnnww
  L nnwnnnnww M wnwnnnnwn N nnnnwnnww O wnnnwnnwn P nnwnwnnwn Q nnnnnnwww R wnnnnnwwn
  S nnwnnnwwn T nnnnwnwwn U wwnnnnnnw V nwwnnnnnw W wwwnnnnnn X nwnnwnnnw Y wwnnwnnnn
  Z nwwnwnnnn - nwnnnnwnw . wwnnnnwnn _ nwwnnnwnn * nwnnwnwnn $ nwnwnwnnn / nwnwnnnwn
  + nwnnnwnwn % nnnwnwnwn`);

const CODABAR_ELEMENTS = table(`
  0 nnnnnww 1 nnnnwwn 2 nnnwnnw 3 wwnnnnn 4 nnwnnwn 5 wnnnnwn 6 nwnnnnw 7 nwnnwnn 8 nwwnnnn
  9 wnnwnnn - nnnwwnn $ nnwwnnn : wnnnwnw / wnwnnnw . wnwnwnn + nnwnwnw A nnwwnwn B nwnwnnw
  C nnnwnww D nnnwwwn`);

const ITF_ELEMENTS: ReadonlyArray<string> = [
  "nnwwn",
  "wnnnw",
  "nwnnw",
  "wwnnn",
  "nnwnw",
  "wnwnn",
  "nwwnn",
  "nnnww",
  "wnnwn",
  "nwnwn",
];

/** Each sign with its elements; `_` stands for the space. */
function table(text: string): ReadonlyMap<string, string> {
  const words = text.trim().split(/\s+/u);
  return new Map(
    words.flatMap((word, index) =>
      index % 2 === 0 ? [[word === "_" ? " " : word, words[index + 1] ?? ""] as const] : [],
    ),
  );
}
