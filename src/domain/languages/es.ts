import { type LanguageFacts } from "./language.ts";

export const es: LanguageFacts = {
  name: "Español",
  numbers: { decimal: ",", group: ".", groupedFrom: 5, percent: " " },
  dateSign: "/",
  letters: "ÁÉÍÑÓÚÜáéíñóúü¿¡",
  weekdays: ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
  weekdayNames: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
  tomorrow: "mañana",
  noDate: "sin fecha",
  fromDay: ["desde", "desde el"],
};
