import { type LanguageFacts, type LocaleFacts, SWISS_NUMBERS } from "./language.ts";

export const fr: LanguageFacts = {
  name: "Français",
  numbers: { decimal: ",", group: " ", groupedFrom: 4, percent: " " },
  dateSign: "/",
  letters: "ÀÂÇÈÉÊËÎÏÔŒÙÛÜàâçèéêëîïôœùûü",
  weekdays: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
  weekdayNames: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  tomorrow: "demain",
  noDate: "sans date",
  fromDay: ["dès", "dès le"],
};

export const frCH: LocaleFacts = {
  ...fr,
  name: "Français (Suisse)",
  numbers: SWISS_NUMBERS,
  dateSign: ".",
};
