/**
 * Text in terminal cells: cut and padded to a column. Anything whose width terminals
 * disagree about (emoji, joiners) is left out before it is drawn; it stays in the data.
 */

import { isNarrow, signWidth, textWidth } from "../../domain/text/text-width.ts";

const UNDRAWABLE =
  /(?![©®™])[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Cf}\p{Co}\p{Cs}\ufe0e\ufe0f\u20e3]/gu;

/**
 * What a screen can show: every sign; the letters of Western Europe, as the fonts of the Linux console have
 * them (ISO 8859-1; capitals that its oldest font lacks are shown there without their accent), and lines
 * made of ASCII; or nothing but ASCII.
 */
export type Signs = "all" | "western" | "ascii";

const WESTERN = /[\u00a1-\u00ff]/u;

/** The replacements of signs that the screen can't show. */
const ASCII_BY_SIGN: ReadonlyMap<string, string> = new Map([
  ["×", "x"],
  ["−", "-"],
  ["–", "-"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["«", '"'],
  ["»", '"'],
  // The replacement is as wide as the sign, because panes are laid out by then.
  ["¿", " "],
  ["¡", " "],
  ["→", ">"],
  ["’", "'"],
  ["·", "-"],
  ["…", "..."],
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ø", "o"],
  ["Ø", "O"],
  ["Æ", "AE"],
  ["ł", "l"],
  ["Ł", "L"],
  ["đ", "d"],
  ["Đ", "D"],
  ["€", "EUR"],
]);

/** Returns the text as it may be drawn: without emoji, and without signs that the screen can't show. */
export function drawable(text: string, signs: Signs): string {
  const plain = text.replaceAll(UNDRAWABLE, "").replaceAll(/\p{Cc}/gu, " ");
  return (signs === "all" ? plain : shownIn(plain, signs)).replaceAll(/ {2,}/gu, " ").trim();
}

function shownIn(text: string, signs: "western" | "ascii"): string {
  return text
    .normalize("NFC")
    .replaceAll(/[^\u0020-\u007e]/gu, (sign) =>
      signs === "western" && WESTERN.test(sign) ? sign : asAscii(sign),
    );
}

function asAscii(sign: string): string {
  const plain = ASCII_BY_SIGN.get(sign) ?? sign.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  return plain.replaceAll(/[^\u0020-\u007e]/gu, "?");
}

/** Two blanks stand between columns, one between words. */
const ROW_PARTS = / {2,}|(?:[^ ]| (?! ))+/gu;

/** A row that is laid out, as wide as it was: what a sign takes more, the next gap gives, or the end. */
export function rowIn(text: string, signs: Signs): string {
  if (signs === "all") return text;
  let [row, owed] = ["", 0];
  for (const [part] of text.matchAll(ROW_PARTS)) {
    if (part.startsWith("  ")) {
      const gap = Math.max(1, part.length - owed);
      owed -= part.length - gap;
      row += " ".repeat(gap);
    } else {
      const shown = shownIn(part, signs);
      owed += shown.length - textWidth(part);
      row += shown;
    }
  }
  return padEnd(row, textWidth(text));
}

/** Returns at most `width` cells from the beginning. */
export function cutTo(text: string, width: number): string {
  if (isNarrow(text)) return text.slice(0, Math.max(0, width));
  let used = 0;
  let end = 0;
  for (const sign of text) {
    used += signWidth(sign);
    if (used > width) break;
    end += sign.length;
  }
  return text.slice(0, end);
}

/** A part of a number would be read as another one. */
const NUMBER_WORD = /^\S*\d/u;
/** An amount with decimals, as money and weights are written, and the command that a person is to type before it. */
const AMOUNT = /(?::\p{L}+ )?[-−]?\d[\d.,'’\u00a0\u202f]*[.,]\d/gu;
/** The fewest cells of a name that are worth showing. */
const NAME_CELLS_MIN = 5;

/** Cuts as `cutTo` does, but never in the middle of a number. */
export function cutBeforeNumber(text: string, width: number): string {
  const cut = cutTo(text, width);
  if (cut === text || text.charAt(cut.length) === " ") return cut;
  const word = cut.lastIndexOf(" ") + 1;
  return NUMBER_WORD.test(text.slice(word)) ? cut.slice(0, word).trimEnd() : cut;
}

/**
 * Cut where its name is, with the sign for it, so that the amounts behind the name stay; where they
 * alone are too wide, before an amount.
 */
export function shortened(
  text: string,
  { width, signs }: { readonly width: number; readonly signs: Signs },
): string {
  if (textWidth(text) <= width) return text;
  const mark = signs === "all" ? "…" : "...";
  for (const { index } of text.matchAll(AMOUNT)) {
    const amounts = text.slice(index);
    const room = width - textWidth(amounts) - mark.length - 1;
    if (room >= NAME_CELLS_MIN) {
      return `${cutBeforeNumber(text.slice(0, index), room).trimEnd()}${mark} ${amounts}`;
    }
  }
  return cutBeforeNumber(text, width - mark.length).trimEnd() + mark;
}

/** Cuts as `cutBeforeNumber` does, and adds an ellipsis where anything but blanks was cut. */
export function cutShort(
  text: string,
  { width, signs }: { readonly width: number; readonly signs: Signs },
): string {
  if (textWidth(text.trimEnd()) <= width) return cutTo(text, width);
  const mark = signs === "all" ? "…" : "...";
  if (width < mark.length) return "";
  return cutBeforeNumber(text, width - mark.length).trimEnd() + mark;
}

/** Returns at most `width` cells from the end, so that typed text stays visible. */
export function tailOf(text: string, width: number): string {
  const signs = Array.from(text);
  while (textWidth(signs.join("")) > width) signs.shift();
  return signs.join("");
}

/** Exactly `width` cells, blank on the right. */
export function padEnd(text: string, width: number): string {
  const cut = cutTo(text, width);
  return cut + " ".repeat(Math.max(0, width - textWidth(cut)));
}

/** Exactly `width` cells, blank on the left. */
export function padStart(text: string, width: number): string {
  const cut = cutTo(text, width);
  return " ".repeat(Math.max(0, width - textWidth(cut))) + cut;
}

/** `left` cut as needed, `right` whole and flush with the right edge. */
export function spread(left: string, right: string, width: number): string {
  const room = Math.max(0, width - textWidth(right));
  return padEnd(padEnd(left, Math.max(0, room - 1)), room) + cutTo(right, width);
}

/** Spreads both texts, with an ellipsis where the left one is cut. */
export function spreadShort(
  left: string,
  right: string,
  { width, signs }: { readonly width: number; readonly signs: Signs },
): string {
  const room = Math.max(0, width - textWidth(right) - 1);
  return spread(cutShort(left, { width: room, signs }), right, width);
}

/** Lines of at most `width` cells, broken between words. */
export function wrapTo(text: string, width: number): ReadonlyArray<string> {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** `200 g`, `10 pieces` at the end of a name. */
const LAST_MEASURE = /(\d\S*) (\S+)$/u;
const KEPT_BLANK = "\u00a0";

/**
 * Wraps as `wrapTo` does, with a first line of its own width, and loses nothing: a word wider than
 * a line goes on in the next one. A measure at the end stays together.
 */
export function wrapWhole(text: string, width: number, first = width): ReadonlyArray<string> {
  const lines: string[] = [];
  let line = "";
  // Most names fit on the first line.
  if (!text.startsWith(" ") && textWidth(text) <= roomOf(lines)) {
    return [text.replaceAll(KEPT_BLANK, " ")];
  }
  for (const word of text.replace(LAST_MEASURE, `$1${KEPT_BLANK}$2`).split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || textWidth(longer) <= roomOf(lines)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
    while (textWidth(line) > roomOf(lines)) {
      const part = cutTo(line, roomOf(lines));
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  return [...lines, line].map((it) => it.replaceAll(KEPT_BLANK, " "));

  /** No sign is wider than two cells, and each line has one of them at least. */
  function roomOf({ length }: ReadonlyArray<string>): number {
    return Math.max(2, length === 0 ? first : width);
  }
}
