/**
 * The facts of a language that the domain needs: how it writes numbers and days, and how its days
 * are typed.
 */

/** How a language or a country writes numbers. */
export interface NumberSigns {
  readonly decimal: "." | ",";
  /** The sign between thousands; empty for none. */
  readonly group: "" | "." | "'" | " ";
  /** The number of digits before the decimal sign from which they are grouped. */
  readonly groupedFrom: number;
  /** The sign between a number and its percent sign. */
  readonly percent: "" | " ";
}

/** The facts in which a country may differ from others of its language. */
export interface LocaleFacts {
  /** The language's name in itself. */
  readonly name: string;
  readonly numbers: NumberSigns;
  /** The sign between day, month and year; `iso` for `2026-11-20`, where a language has no order of its own. */
  readonly dateSign: "." | "/" | "-" | "iso";
  /** Letters that papers need beside ASCII. */
  readonly letters: string;
}

export interface LanguageFacts extends LocaleFacts {
  /** The short names before a date, Monday first. */
  readonly weekdays: ReadonlyArray<string>;
  /** The full names as they are typed, Monday first. */
  readonly weekdayNames: ReadonlyArray<string>;
  readonly tomorrow: string;
  /** The words in place of a date where a clock said what is none. */
  readonly noDate: string;
  /** The same words behind `fromDay`, where their form differs: Polish `od jutra`. */
  readonly inflected?: Pick<LanguageFacts, "weekdayNames" | "tomorrow">;
  /** The words between a price and its first day: `3.60 from monday`. */
  readonly fromDay: ReadonlyArray<string>;
}

/** Switzerland writes numbers as its amounts of money, in each of its languages. */
export const SWISS_NUMBERS: NumberSigns = {
  decimal: ".",
  group: "'",
  groupedFrom: 4,
  percent: "",
};
