import { type LanguageFacts } from "./language.ts";

export const pl: LanguageFacts = {
  name: "Polski",
  numbers: { decimal: ",", group: " ", groupedFrom: 5, percent: "" },
  dateSign: ".",
  letters: "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
  weekdays: ["pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."],
  weekdayNames: ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
  tomorrow: "jutro",
  noDate: "brak daty",
  inflected: {
    weekdayNames: ["poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty", "niedzieli"],
    tomorrow: "jutra",
  },
  fromDay: ["od"],
};
