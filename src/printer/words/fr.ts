/** What stands on papers, in French; what is not here stands in English. */

import { type PartialPaperWords } from "./en.ts";

export const fr: PartialPaperWords = {
  services: {
    counter: "Comptoir",
    "dine-in": "Sur place",
    takeaway: "À emporter",
    delivery: "Livraison",
  },
  receipt: {
    total: (currency) => `TOTAL ${currency}`,
    discount: "Remise",
    table: (name) => `Table ${name}`,
    receipt: (number) => `Ticket ${number}`,
    refund: (number) => `Remboursement ${number}`,
    till: (name) => `Caisse ${name}`,
    isRefund: "REMBOURSEMENT",
    ofReceipt: (number, reason) => `Du ticket ${number}: ${reason}`,
    each: (price) => `${price} pièce`,
    lineDiscount: (rate, money) => `- remise ${rate === "" ? "" : `${rate} `}(${money})`,
    rounding: "Arrondi",
    cash: "Espèces",
    card: "Carte",
    tendered: "Donné",
    change: "Rendu",
    tax: "Taxe",
    net: "HT",
    taxSum: "Taxe",
    gross: "TTC",
  },
  ticket: {
    table: (name) => `TABLE ${name}`,
    covers: (count) => (count === 1 ? "1 couvert" : `${count} couverts`),
    alsoAt: (stations) => `aussi: ${stations}`,
    ticket: (id) => `Bon ${id}`,
    void: "ANNULÉ",
  },
  acts: {
    new: "NOUVEAU",
    change: "MODIFIÉ",
    void: "ANNULÉ",
    refire: "REFAIRE",
  },
  marks: {
    reprint: "DUPLICATA",
  },
};
