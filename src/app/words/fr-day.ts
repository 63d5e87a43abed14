/** The report of a day in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type DayVerdict, type DayWords } from "./day-words.ts";

export const frDay = onceAsked((): DayWords => ({
  title: (day, currency) => `Journée du ${day}, montants en ${currency}`,
  sales: (receipts) => `Ventes, ${counted(receipts, "ticket")}`,
  returned: (lines) => `Retours sans ticket, ${counted(lines, "ligne")}`,
  refunds: (refunds) => `Remboursements, ${counted(refunds, "reçu")}`,
  rounding: "Arrondi des espèces",
  net: (tax) => `${tax}, base HT`,
  tax: (tax) => `${tax}, taxe`,
  tenders: { cash: "Espèces", card: "Carte", exchange: "Échange" },
  tender: (tender, payments) => `${tender}, ${counted(payments, "paiement")}`,
  refunded: (tender) => `${tender}, remboursé`,
  corrected: (tender) => `${tender}, corrigé`,
  tips: (tender) => `${tender}, pourboires`,
  correction: ({ of, money, from, to, who, reason }) =>
    `${of} : ${money} payés par ${to} et non par ${from}, dit ${who} : ${reason}`,
  vouched: (who, by) => `${who} avec ${by}`,
  kept: (tender) => `${tender}, en tout`,
  foreign: (currency, payments, given) =>
    `Espèces en ${currency}, ${counted(payments, "paiement")} : ${given}`,
  ownCash: (currency) => `Espèces en ${currency}`,
  tipsOf: (person, tender, tips) => `Pourboires pour ${person}, ${tender}, ${tips}`,
  soldOn: (person, pieces) => `Vendu bien qu'épuisé par ${person} : ${pieces}`,
  otherwise: ({ of, money, by, came, who, approved, reason }) =>
    `Rendu autrement, ${of} : ${money} ${by}${came === "" ? "" : ` pour ${came}`}, ${who}${approved === "" ? "" : ` avec ${approved}`}, « ${reason} »`,
  series: (first, last, count) => `Tickets ${first} à ${last} : ${count}`,
  depositsTaken: "Encaissé sans ticket de ce jour",
  depositsUsed: "Encaissé un autre jour, utilisé",
  pricedApart: (lists, lines) => `Sans nouvelle de ${lists}, ${counted(lines, "ligne")}`,
  noNumber: "sans numéro",
  waits: (order) => `La commande ${order} attend ce qui n'est pas encore arrivé ici.`,
  inQuestion: (receipts) => `En question, ${counted(receipts, "ticket")}`,
  open: (orders) => `En cours, ${counted(orders, "commande")}`,
  attention: (order, what, money) =>
    `commande ${order} : ${what}${money === "" ? "" : ` : ${money}`}`,
  settledMoney: (order, what, { money, by, at, why }) =>
    `commande ${order} : ${what} : ${money}, réglé par ${by} ${at} : ${why}`,
  settledDrawer: (about, { by, at, why }) => `${about} : réglé par ${by} ${at} : ${why}`,
  noReason: "sans raison",
  checks: {
    sales: "ventes",
    taxes: "taxes",
    tenders: "paiements",
    receipts: "tickets",
    drawers: "tiroirs",
    zs: "Z",
    chain: "registre",
    settled: "décidé",
  },
  differences: {
    "receipts/number": () => "nombre de tickets",
    "receipts/sum": () => "somme des tickets",
    "receipts/rounding": () => "arrondi des espèces",
    "receipt/missing": (number) => `le ticket ${number} manque`,
    "receipt/items": (number) => `lignes du ticket ${number}`,
    "receipt/payments": (number) => `paiements du ticket ${number}`,
    "refunds/number": () => "nombre de remboursements",
    "refunds/sum": () => "somme des remboursements",
    "refund/items": (number) => `lignes du remboursement ${number}`,
    "refund/money": (number) => `argent du remboursement ${number}`,
    "returned/sum": () => "retours sans ticket",
    "returned/lines": () => "lignes reprises sans ticket",
    "exchanged/sum": () => "articles échangés, aller et retour",
    "tax/net": (tax) => `${tax}, base HT`,
    "tax/tax": (tax) => `${tax}, taxe`,
    "foreign/number": (currency) => `nombre de paiements en ${currency}`,
    "foreign/units": (currency) => `plus petites unités de ${currency}`,
    "foreign/worth": (currency) => `valeur de ${currency}`,
    "tender/refunded": (tender) => `${tender}, remboursé`,
    "tender/corrected": (tender) => `corrections, ${tender}`,
    "tender/tips": (tender) => `${tender}, pourboires`,
    "tender/sum": (tender) => `${tender}, somme`,
    "tender/number": (tender) => `${tender}, nombre de paiements`,
  },
  chain: (sentence) => `endommagé, \`till verify\` montre tout (${sentence})`,
  differing: (what, expected, found) => `${what} : attendu ${expected}, trouvé ${found}`,
  till: {
    self: "cette caisse",
    inStep: "reliée et à jour",
    heardSince: "entendue après ce jour",
    behind: "reliée, et tout ce qu'elle a dit n'est pas encore ici",
    without: (reason) => `clôturé sans elle (${reason})`,
    shutOut: (reason, since) => `exclue (${reason}), ${unknownText(since)}`,
    unknown: unknownText,
    notHeard: (since) => (since === undefined ? "jamais entendue" : `non entendue depuis ${since}`),
    held: (series, seq) => `ses événements de la série ${series} sont ici jusqu'à ${seq}`,
    heldNothing: "rien d'elle n'est ici",
  },
  verdict: verdictText,
  unread: (missing, update) =>
    missing === undefined ? `Incomplet. ${update}` : `Incomplet : ${missing}. ${update}`,
}));

function unknownText(since: string | undefined): string {
  return since === undefined ? "inconnu depuis le début" : `inconnu après ${since}`;
}

function verdictText({ differences, contradictions, missing, waiting }: DayVerdict): string {
  const waits = waiting === 1 ? "1 commande attend" : `${waiting} commandes attendent`;
  const lacks = [
    ...(missing === undefined ? [] : [missing]),
    ...(waiting === 0 ? [] : [`${waits} ce qui n'est pas encore arrivé ici`]),
  ].join(" ; ");
  const what = figuresText(differences, contradictions);
  return lacks === ""
    ? `La journée ${what}.`
    : `Incomplet : ${lacks}. Pour autant qu'on le sache ici, la journée ${what}.`;
}

function figuresText(differences: number, contradictions: number): string {
  if (differences > 0) return `ne tombe pas juste : ${counted(differences, "différence")}`;
  return contradictions === 0
    ? "tombe juste, au centime près"
    : `tombe juste, au centime près ; quelqu'un doit regarder ${counted(contradictions, "contradiction")}`;
}
