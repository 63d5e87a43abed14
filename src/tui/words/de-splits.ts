/** German: bills that are split. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const deSplits = onceAsked((): Pick<Words, "splits"> => ({
  splits: {
    parts: (count) => `${count} Teile`,
    bySeat: (count) => `${count} Teile nach Plätzen`,
    seats: (seats, sum, rest) => `Plätze ${seats} = ${sum}, Rest ${rest}`,
    lines: (lines, sum, rest) => `Zeilen ${lines} = ${sum}, Rest ${rest}`,
    both: (one, other) => `${one} und ${other}`,
    together: (count, sum) => `${count} Teile = ${sum}`,
    none: "wieder eine Rechnung",
    part: (no, of, due) => `Teil ${no} von ${of}: ${due}`,
    title: (no, of) => `Teil ${no} von ${of}`,
    paid: (paid, of) => `${paid} von ${of} bezahlt`,
    row: (no) => `Teil ${no}`,
    keys: "Mit ↓ zu einem Teil, Enter wählt ihn",
    next: (part) => `Jetzt: ${part}.`,
    noPart: (typed, parts) =>
      `Es gibt keinen Teil ${typed}: eine Nummer von 1 bis ${parts} eingeben.`,
    partPaid: (no, receipt) => `Teil ${no} ist schon bezahlt: ${receipt}.`,
    paidElsewhere: (order, { name, till, receipt }) =>
      `${order} ist bezahlt: ${receipt}, ${name} an ${till}. Weiter mit Esc.`,
    inPayment: "Teile wählt man beim Bezahlen: zuerst F9.",
    notSplit: "Die Rechnung ist nicht geteilt: /3 teilt sie gleich.",
  },
}));
