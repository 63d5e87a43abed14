import { type LanguageFacts } from "./language.ts";

export const it: LanguageFacts = {
  name: "Italiano",
  numbers: { decimal: ",", group: ".", groupedFrom: 5, percent: "" },
  dateSign: "/",
  letters: "ÀÈÉÌÒÙàèéìòù",
  weekdays: ["lun", "mar", "mer", "gio", "ven", "sab", "dom"],
  weekdayNames: ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
  tomorrow: "domani",
  noDate: "senza data",
  fromDay: ["da", "dal"],
};
