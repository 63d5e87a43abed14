import { type LanguageFacts } from "./language.ts";

export const nl: LanguageFacts = {
  name: "Nederlands",
  numbers: { decimal: ",", group: ".", groupedFrom: 4, percent: "" },
  dateSign: "-",
  letters: "ÉËÏÓÖÜéèêëïóöü",
  weekdays: ["ma", "di", "wo", "do", "vr", "za", "zo"],
  weekdayNames: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
  tomorrow: "morgen",
  noDate: "geen datum",
  fromDay: ["vanaf"],
};
