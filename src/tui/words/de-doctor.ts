/** German: what was looked at on this box. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const deDoctor = onceAsked((): Pick<Words, "doctor"> => ({
  doctor: {
    title: "Prüfung dieses Geräts",
    states: { ok: "in Ordnung", note: "gut zu wissen", wrong: "zu beheben" },
    checks: {
      shop: "Geschäft",
      ledger: "Kassenbuch",
      durability: "Sicheres Schreiben",
      writing: "Speicherort",
      disk: "Festplatte",
      key: "Kassenbuchschlüssel",
      memory: "Arbeitsspeicher",
      "key file": "Schlüsseldatei",
      "key change": "Schlüsselwechsel",
      day: "Geschäftstag",
      numbers: "Nummern",
      "money in question": "Fragliches Geld",
      attention: "Widersprüche",
      "recovery sheet": "Notfallblatt",
      managers: "Leitung",
      papers: "Papiere",
      "unfinished work": "Unfertige Arbeit",
      update: "Aktualisierung",
      printing: "Drucken",
      printers: "Stationen",
      printer: "Drucker",
      letters: "Zeichen von",
      backup: "Sicherung",
      paper: "Papierordner",
      mesh: "Andere Kassen",
      multicast: "Multicast",
    },
  },
}));
