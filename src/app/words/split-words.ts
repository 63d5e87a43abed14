/** What is told of bills, and of those that are split, in each language. */

interface PartNo {
  readonly no: number;
}

export const splitUndone = {
  en: {
    charges: "The charges of the order are as they were.",
    exempt: "Whether the order is tax exempt is as it was.",
    split: (parts: number) =>
      parts === 0 ? "It is one bill again." : `The bill is split by ${parts} again.`,
  },
  de: {
    charges: "Die Zuschläge der Bestellung sind wie vorher.",
    exempt: "Ob die Bestellung steuerbefreit ist, ist wie vorher.",
    split: (parts: number) =>
      parts === 0
        ? "Es ist wieder eine Rechnung."
        : `Die Rechnung ist wieder in ${parts} Teile geteilt.`,
  },
  fr: {
    charges: "Les suppléments de la commande sont comme avant.",
    exempt: "L’exonération de la commande est comme avant.",
    split: (parts: number) =>
      parts === 0
        ? "C’est de nouveau une seule addition."
        : `L’addition est de nouveau en ${parts} parts.`,
  },
  es: {
    charges: "Los recargos del pedido están como antes.",
    exempt: "La exención del pedido está como antes.",
    split: (parts: number) =>
      parts === 0
        ? "Vuelve a ser una sola cuenta."
        : `La cuenta vuelve a estar en ${parts} partes.`,
  },
};

/** Beside the sums of an order; each fits the column of labels. */
export const splitOrderWords = {
  en: {
    bill: (no: number, part: PartNo | undefined) =>
      `Bill ${no}${part === undefined ? "" : `, part ${part.no}`}`,
    billNow: "Bill, as it is now",
    part: (no: number, of: number, receipt: string) =>
      `Part ${no} of ${of}${receipt === "" ? "" : `, paid: ${receipt}`}`,
    partsPaid: (paid: number, of: number) => `${paid} of ${of} paid`,
    besideParts: "On no part",
  },
  de: {
    bill: (no: number, part: PartNo | undefined) =>
      `Rechnung ${no}${part === undefined ? "" : `, Teil ${part.no}`}`,
    billNow: "Rechnung, Stand jetzt",
    part: (no: number, of: number, receipt: string) =>
      `Teil ${no} von ${of}${receipt === "" ? "" : `, bezahlt: ${receipt}`}`,
    partsPaid: (paid: number, of: number) => `${paid} von ${of} bezahlt`,
    besideParts: "Auf keinem Teil",
  },
  fr: {
    bill: (no: number, part: PartNo | undefined) =>
      `Addition ${no}${part === undefined ? "" : `, part ${part.no}`}`,
    billNow: "Addition, maintenant",
    part: (no: number, of: number, receipt: string) =>
      `Part ${no} sur ${of}${receipt === "" ? "" : `, payée : ${receipt}`}`,
    partsPaid: (paid: number, of: number) => `${paid} sur ${of} payées`,
    besideParts: "Sur aucune part",
  },
  es: {
    bill: (no: number, part: PartNo | undefined) =>
      `Cuenta ${no}${part === undefined ? "" : `, parte ${part.no}`}`,
    billNow: "Cuenta, ahora",
    part: (no: number, of: number, receipt: string) =>
      `Parte ${no} de ${of}${receipt === "" ? "" : `, pagada: ${receipt}`}`,
    partsPaid: (paid: number, of: number) => `${paid} de ${of} pagadas`,
    besideParts: "En ninguna parte",
  },
};
