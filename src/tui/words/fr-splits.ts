/** French: bills that are split. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

export const frSplits = onceAsked((): Pick<PartialWords, "splits"> => ({
  splits: {
    parts: (count) => `${count} parts`,
    bySeat: (count) => `${count} parts par place`,
    seats: (seats, sum, rest) => `places ${seats} = ${sum}, reste ${rest}`,
    lines: (lines, sum, rest) => `lignes ${lines} = ${sum}, reste ${rest}`,
    both: (one, other) => `${one} et ${other}`,
    together: (count, sum) => `${count} parts = ${sum}`,
    none: "de nouveau une seule addition",
    part: (no, of, due) => `part ${no} sur ${of} : ${due}`,
    title: (no, of) => `part ${no} sur ${of}`,
    paid: (paid, of) => `${paid} sur ${of} payées`,
    row: (no) => `Part ${no}`,
    keys: "↓ jusqu’à une part, Entrée la prend",
    next: (part) => `Ensuite : ${part}.`,
    noPart: (typed, parts) => `Il n'y a pas de part ${typed} : tapez un numéro de 1 à ${parts}.`,
    partPaid: (no, receipt) => `La part ${no} est déjà payée : ${receipt}.`,
    paidElsewhere: (order, { name, till, receipt }) =>
      `${order} est payée : ${receipt}, ${name} à ${till}. Esc continue.`,
    inPayment: "Les parts se choisissent à l'encaissement : d'abord F9.",
    notSplit: "L'addition n'est pas partagée : /3 la partage également.",
  },
}));
