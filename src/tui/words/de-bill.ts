/** German: F8, the bill of an order, and what is said of it. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const deBill = onceAsked((): Pick<Words, "bill"> => ({
  bill: {
    out: (numbers, money, minutes) => `Rechnung ${numbers} über ${money}, vor ${minutes} min`,
    now: (money) => `jetzt wären es ${money}: F8`,
    whose: "Hier ist keine Bestellung: vor F8 den Tisch eingeben.",
    nobody: (typed) => `Keine offene Bestellung ist an ${typed} oder heißt so.`,
    several: (typed, orders) =>
      `${typed} hat mehrere Bestellungen: ${orders}. Die Nummer einer eingeben, dann F8.`,
    printed: (no, label, money) => `Rechnung ${no} von ${label}: ${money}.`,
    parts: (count, label, sums) => `${count} Rechnungen von ${label}: ${sums}.`,
    part: (no, part, of) => `${no} (Teil ${part} von ${of})`,
    replaces: (numbers) => `Statt Rechnung ${numbers}.`,
    table: (name) => `Tisch ${name}`,
    chargeOff: (charge) => `${charge}: streichen`,
    chargeOn: (charge) => `${charge}: wieder verrechnen`,
    chargeIsOff: (charge) => `${charge} ist von der Bestellung gestrichen.`,
    chargeIsOn: (charge) => `${charge} ist wieder auf der Bestellung.`,
  },
}));
