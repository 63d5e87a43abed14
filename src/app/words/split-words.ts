/** What is told of bills, and of those that are split, in each language. */

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
