/** What commands tell of orders, in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type OrderWords } from "./order-words.ts";
import { splitOrderWords } from "./split-words.ts";

export const frOrder = onceAsked((): OrderWords => ({
  oversell: (refusal) => `${refusal} --oversell le vend quand même.`,
  order: (number) => `Commande ${number}`,
  services: {
    counter: "comptoir",
    "dine-in": "sur place",
    takeaway: "à emporter",
    delivery: "livraison",
  },
  statuses: { open: "ouverte", paid: "payée", empty: "vide" },
  lineOff: (money) => `remise ${money}`,
  held: "à suivre",
  voided: "annulée",
  note: (text) => `« ${text} »`,
  seated: {
    table: (table) => `table n° ${table}`,
    guests: (count) => (count === 1 ? "1 couvert" : `${count} couverts`),
    seat: (seat) => `place ${seat}`,
    joined: (what) => `avec ${what}`,
  },
  off: "Remise",
  total: "Total TTC",
  ...splitOrderWords.fr,
  due: "Reste à payer",
  giveBack: "À rendre",
  cameBy: (method, name) =>
    `  ${{ cash: "payé en espèces", card: "payé par carte" }[method] ?? `payé en ${name ?? method}`}`,
  paidSum: "Payé",
  refundedSum: "Rendu",
  tooMuch: "Payé en trop",
  settledSum: "En trop, réglé",
  back: (quantity, name, receipt) => `RETOUR ${quantity} x ${name}, de ${receipt}`,
  taxOf: (receipt) => `Taxe de ${receipt}`,
  attention: (what, money) => `${what}${money === "" ? "" : ` : ${money}`}`,
  goodsBeyond: (lines) => `${lines} lignes sont payées plus qu'elles ne coûtent`,
  incomplete: {
    "not-heard": "Incomplète : elle nomme ce que cette caisse n'a pas encore entendu.",
    "not-readable":
      "Incomplète : un programme plus récent en a écrit une part. Mettez cette caisse à jour.",
  },
  isIncomplete: "incomplète",
  none: (day) => `Pas encore de commande le ${day}.`,
  forCustomer: (customer) => `Pour ${customer}`,
  customer: (id) => `client ${id}`,
  erasedCustomer: "client effacé",
  unknownCustomer: "client inconnu",
  receipt: (number) => `Ticket ${number}`,
  refund: (number, receipt) => `Remboursement ${number} de ${receipt}`,
  refundOf: (number, receipt) => `Remboursement ${number} du ticket ${receipt}`,
  refundWhy: (number, receipt, reason) => `Remboursement ${number} de ${receipt} : ${reason}`,
  paid: {
    given: (given, rate, worth) => `Reçu ${given} à ${rate} = ${worth}`,
    tip: (money) => `Pourboire ${money}`,
    change: (money) => `Monnaie ${money}`,
    giveBack: (money) => `Rendre ${money}`,
    giveBackCash: (money) => `Rendre ${money} en espèces`,
    giveBackBy: (money, tender) => `Rendre ${money}, ${tender}`,
    giveBackToCard: (money) => `Rendre ${money} sur la carte`,
    card: "carte",
    notInCash: (money) => `${money} n'ont pas été payés en espèces.`,
    goods: { back: "repris", waste: "jeté", none: "rien de repris" },
  },
  repriced: {
    same: "Chaque ligne coûte déjà ce qu'elle coûterait à présent : rien n'a changé.",
    is: (after, before) => `Maintenant ${after}, avant ${before}.`,
    wouldBe: (after, before) => `Cela ferait ${after}, avant ${before}.`,
  },
  papersWait: (why) => `Enregistré, mais les impressions attendent. ${why}`,
  paperWaits: (why) => `Enregistré, mais l'impression attend. ${why}`,
  notPrinted: (number) => `${number} n'est pas imprimé : \`till print again ${number}\` l'imprime.`,
}));
