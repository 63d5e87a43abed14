import { type LanguageFacts } from "./language.ts";

export const en: LanguageFacts = {
  name: "English",
  numbers: { decimal: ".", group: "", groupedFrom: 4, percent: "" },
  dateSign: "iso",
  letters: "",
  weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  weekdayNames: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  tomorrow: "tomorrow",
  noDate: "no date",
  fromDay: ["from"],
};
