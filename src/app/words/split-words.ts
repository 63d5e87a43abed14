/** What is told of bills that are split, in each language. */

export const splitUndone = {
  en: {
    split: (parts: number) =>
      parts === 0 ? "It is one bill again." : `The bill is split by ${parts} again.`,
  },
  de: {
    split: (parts: number) =>
      parts === 0
        ? "Es ist wieder eine Rechnung."
        : `Die Rechnung ist wieder in ${parts} Teile geteilt.`,
  },
  fr: {
    split: (parts: number) =>
      parts === 0
        ? "C’est de nouveau une seule addition."
        : `L’addition est de nouveau en ${parts} parts.`,
  },
  es: {
    split: (parts: number) =>
      parts === 0
        ? "Vuelve a ser una sola cuenta."
        : `La cuenta vuelve a estar en ${parts} partes.`,
  },
};

/** Beside the sums of an order; each fits the column of labels. */
export const splitOrderWords = {
  en: {
    part: (no: number, of: number, receipt: string) =>
      `Part ${no} of ${of}${receipt === "" ? "" : `, paid: ${receipt}`}`,
    partsPaid: (paid: number, of: number) => `${paid} of ${of} paid`,
    besideParts: "On no part",
  },
  de: {
    part: (no: number, of: number, receipt: string) =>
      `Teil ${no} von ${of}${receipt === "" ? "" : `, bezahlt: ${receipt}`}`,
    partsPaid: (paid: number, of: number) => `${paid} von ${of} bezahlt`,
    besideParts: "Auf keinem Teil",
  },
  fr: {
    part: (no: number, of: number, receipt: string) =>
      `Part ${no} sur ${of}${receipt === "" ? "" : `, payée : ${receipt}`}`,
    partsPaid: (paid: number, of: number) => `${paid} sur ${of} payées`,
    besideParts: "Sur aucune part",
  },
  es: {
    part: (no: number, of: number, receipt: string) =>
      `Parte ${no} de ${of}${receipt === "" ? "" : `, pagada: ${receipt}`}`,
    partsPaid: (paid: number, of: number) => `${paid} de ${of} pagadas`,
    besideParts: "En ninguna parte",
  },
};
