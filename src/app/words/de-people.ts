/** People and their hours in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PeopleWords } from "./people-words.ts";

export const dePeople = onceAsked((): PeopleWords => ({
  clockedIn: (name, time) => `${name} ist um ${time} gekommen.`,
  clockedOut: (name, time) => `${name} ist um ${time} gegangen.`,
  nobodyIn: (day) => `Am ${day} hat niemand gestempelt.`,
  working: "noch da",
  disabled: "GESPERRT",
  noPin: "keine PIN",
  badge: (badge) => `Ausweis ${badge}`,
  language: (code) => `Sprache ${code}`,
  done: {
    added: (name) => `${name} arbeitet jetzt hier.`,
    rescued: (name) => `${name} darf das Personal ändern, mit der neuen PIN.`,
    badgeSet: (name) => `${name} hat jetzt diesen Ausweis.`,
    badgeGone: (name) => `${name} hat keinen Ausweis mehr.`,
    pinSet: (name) => `${name} hat eine neue PIN.`,
    disabled: (name) => `${name} kann sich nicht mehr anmelden, an keiner Kasse, die davon hört.`,
    enabled: (name) => `${name} kann sich wieder anmelden, mit der PIN von vorher.`,
    languageSet: (name, code) =>
      `${name} hat ab der nächsten Anmeldung Bildschirme in ${code === "" ? "der Sprache des Betriebs" : code}.`,
  },
}));
