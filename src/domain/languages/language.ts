/** What the domain knows of a language: how it writes numbers and days, and how its days are typed. */

/** How a language or a country writes numbers. */
export interface NumberSigns {
  readonly decimal: "." | ",";
  /** Between thousands; empty for none. */
  readonly group: "" | "." | "'" | " ";
  /** So many digits before the decimal sign, and more, are grouped. */
  readonly groupedFrom: number;
  /** Between the number and its percent sign. */
  readonly percent: "" | " ";
}

/** What a country may write otherwise than others of its language. */
export interface LocaleFacts {
  /** As those who speak it call it. */
  readonly name: string;
  readonly numbers: NumberSigns;
  /** Between day, month and year; `iso` for `2026-11-20`, where a language has no order of its own. */
  readonly dateSign: "." | "/" | "-" | "iso";
  /** Letters that papers need beside ASCII. */
  readonly letters: string;
}

export interface LanguageFacts extends LocaleFacts {
  /** As they stand before a date, Monday first. */
  readonly weekdays: ReadonlyArray<string>;
  /** In full, as they are typed, Monday first. */
  readonly weekdayNames: ReadonlyArray<string>;
  readonly tomorrow: string;
  /** The same two as they stand behind `fromDay`, where that is another form: Polish `od jutra`. */
  readonly inflected?: Pick<LanguageFacts, "weekdayNames" | "tomorrow">;
  /** Between a price and the day from which it holds: `3.60 from monday`. */
  readonly fromDay: ReadonlyArray<string>;
}

/** Switzerland writes numbers as its amounts of money, in each of its languages. */
export const SWISS_NUMBERS: NumberSigns = {
  decimal: ".",
  group: "'",
  groupedFrom: 4,
  percent: "",
};
