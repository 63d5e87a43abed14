import { type LanguageFacts, type LocaleFacts, SWISS_NUMBERS } from "./language.ts";

export const de: LanguageFacts = {
  name: "Deutsch",
  numbers: { decimal: ",", group: ".", groupedFrom: 4, percent: " " },
  dateSign: ".",
  letters: "ÄÖÜäöüß",
  weekdays: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
  weekdayNames: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
  tomorrow: "morgen",
  noDate: "kein Datum",
  fromDay: ["ab"],
};

export const deCH: LocaleFacts = {
  ...de,
  name: "Deutsch (Schweiz)",
  numbers: SWISS_NUMBERS,
  letters: "ÄÖÜäöü",
};
