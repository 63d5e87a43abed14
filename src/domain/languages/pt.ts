import { type LanguageFacts } from "./language.ts";

export const pt: LanguageFacts = {
  name: "Português",
  numbers: { decimal: ",", group: " ", groupedFrom: 5, percent: "" },
  dateSign: "/",
  letters: "ÀÁÂÃÇÉÊÍÓÔÕÚàáâãçéêíóôõú",
  weekdays: ["segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"],
  weekdayNames: [
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "sábado",
    "domingo",
  ],
  tomorrow: "amanhã",
  noDate: "sem data",
  fromDay: ["desde"],
};
