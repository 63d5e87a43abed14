/** The report of a day in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type DayVerdict, type DayWords } from "./day-words.ts";

export const deDay = onceAsked((): DayWords => ({
  title: (day, currency) => `Geschäftstag ${day}, Beträge in ${currency}`,
  sales: (receipts) => `Umsatz, ${counted(receipts, "Bon", "Bons")}`,
  returned: (lines) => `Rückgabe ohne Bon, ${counted(lines, "Zeile", "Zeilen")}`,
  refunds: (refunds) => `Rückgabe mit Bon, ${counted(refunds, "Beleg", "Belege")}`,
  rounding: "Rundung bei Barzahlung",
  net: (tax) => `${tax}, netto`,
  tax: (tax) => `${tax}, Steuer`,
  tenders: { cash: "Bar", card: "Karte", exchange: "Umtausch" },
  tender: (tender, payments) => `${tender}, ${counted(payments, "Zahlung", "Zahlungen")}`,
  refunded: (tender) => `${tender}, zurückgezahlt`,
  corrected: (tender) => `${tender}, berichtigt`,
  tips: (tender) => `${tender}, Trinkgeld`,
  correction: ({ of, money, from, to, who, reason }) =>
    `${of}: ${money} ${to}, nicht ${from}, sagt ${who}: ${reason}`,
  vouched: (who, by) => `${who} mit ${by}`,
  kept: (tender) => `${tender}, insgesamt`,
  foreign: (currency, payments, given) =>
    `Bar in ${currency}, ${counted(payments, "Zahlung", "Zahlungen")}: ${given}`,
  ownCash: (currency) => `Bar in ${currency}`,
  tipsOf: (person, tender, tips) => `Trinkgeld an ${person}, ${tender}, ${tips}`,
  soldOn: (person, pieces) => `Trotz Ausverkauf verkauft von ${person}: ${pieces}`,
  otherwise: ({ of, money, by, came, who, approved, reason }) =>
    `Anders ausgezahlt, ${of}: ${money} ${by}${came === "" ? "" : ` für ${came}`}, ${who}${approved === "" ? "" : ` mit ${approved}`}, „${reason}“`,
  series: (first, last, count) => `Bons ${first} bis ${last}: ${count}`,
  depositsTaken: "Bezahlt, ohne Bon von diesem Tag",
  depositsUsed: "An anderem Tag bezahlt, verrechnet",
  pricedApart: (lists, lines) => `Ohne Kenntnis von ${lists}, ${counted(lines, "Zeile", "Zeilen")}`,
  noNumber: "ohne Nummer",
  waits: (order) => `Bestellung ${order} wartet auf etwas, was noch nicht hier ist.`,
  inQuestion: (receipts) => `Fraglich, ${counted(receipts, "Bon", "Bons")}`,
  open: (orders) => `Jetzt offen, ${counted(orders, "Bestellung", "Bestellungen")}`,
  attention: (order, what, money) =>
    `Bestellung ${order}: ${what}${money === "" ? "" : `: ${money}`}`,
  settledMoney: (order, what, { money, by, at, why }) =>
    `Bestellung ${order}: ${what}: ${money}, erledigt von ${by} ${at}: ${why}`,
  settledDrawer: (about, { by, at, why }) => `${about}: erledigt von ${by} ${at}: ${why}`,
  noReason: "ohne Grund",
  checks: {
    sales: "Umsatz",
    taxes: "Steuern",
    tenders: "Zahlungen",
    receipts: "Bons",
    drawers: "Laden",
    zs: "Z-Bons",
    chain: "Kassenbuch",
    settled: "entschieden",
  },
  differences: {
    "receipts/number": () => "Anzahl der Bons",
    "receipts/sum": () => "Summe der Bons",
    "receipts/rounding": () => "Rundung bei Barzahlung",
    "receipt/missing": (number) => `Bon ${number} fehlt`,
    "receipt/items": (number) => `Zeilen von Bon ${number}`,
    "receipt/payments": (number) => `Zahlungen von Bon ${number}`,
    "refunds/number": () => "Anzahl der Rückgaben",
    "refunds/sum": () => "Summe der Rückgaben",
    "refund/items": (number) => `Zeilen von Rückgabe ${number}`,
    "refund/money": (number) => `Geld von Rückgabe ${number}`,
    "returned/sum": () => "Rückgabe ohne Bon",
    "returned/lines": () => "Zeilen, ohne Bon zurückgegeben",
    "exchanged/sum": () => "Umgetauschtes, hin und her",
    "tax/net": (tax) => `${tax}, netto`,
    "tax/tax": (tax) => `${tax}, Steuer`,
    "foreign/number": (currency) => `Anzahl der Zahlungen in ${currency}`,
    "foreign/units": (currency) => `Betrag in kleinsten Einheiten von ${currency}`,
    "foreign/worth": (currency) => `Wert von ${currency}`,
    "tender/refunded": (tender) => `${tender}, zurückgezahlt`,
    "tender/corrected": (tender) => `Berichtigungen, ${tender}`,
    "tender/tips": (tender) => `${tender}, Trinkgeld`,
    "tender/sum": (tender) => `${tender}, Summe`,
    "tender/number": (tender) => `${tender}, Anzahl der Zahlungen`,
  },
  chain: (sentence) => `beschädigt, \`till verify\` zeigt alles (${sentence})`,
  differing: (what, expected, found) => `${what}: erwartet ${expected}, gefunden ${found}`,
  till: {
    self: "diese Kasse",
    inStep: "verbunden und auf gleichem Stand",
    heardSince: "nach diesem Tag gehört",
    behind: "verbunden, und noch nicht alles von ihr ist hier",
    without: (reason) => `ohne sie abgeschlossen (${reason})`,
    shutOut: (reason, since) => `ausgeschlossen (${reason}), ${unknownText(since)}`,
    unknown: unknownText,
    notHeard: (since) => (since === undefined ? "nie gehört" : `nicht gehört seit ${since}`),
    held: (series, seq) => `ihre Ereignisse der Serie ${series} sind hier bis ${seq}`,
    heldNothing: "nichts von ihr ist hier",
  },
  verdict: verdictText,
  unread: (missing, update) =>
    missing === undefined ? `Unvollständig. ${update}` : `Unvollständig: ${missing}. ${update}`,
}));

function unknownText(since: string | undefined): string {
  return since === undefined ? "von Anfang an unbekannt" : `unbekannt nach ${since}`;
}

function verdictText({ differences, contradictions, missing, waiting }: DayVerdict): string {
  const waits = waiting === 1 ? "1 Bestellung wartet" : `${waiting} Bestellungen warten`;
  const lacks = [
    ...(missing === undefined ? [] : [missing]),
    ...(waiting === 0 ? [] : [`${waits} auf etwas, was noch nicht hier ist`]),
  ].join("; ");
  const what = figuresText(differences, contradictions);
  return lacks === ""
    ? `Der Tag ${what}.`
    : `Unvollständig: ${lacks}. Soweit hier bekannt: der Tag ${what}.`;
}

function figuresText(differences: number, contradictions: number): string {
  if (differences > 0) {
    return `geht nicht auf: ${counted(differences, "Differenz", "Differenzen")}`;
  }
  return contradictions === 0
    ? "geht genau auf"
    : `geht genau auf; jemand muss ${counted(contradictions, "Widerspruch", "Widersprüche")} ansehen`;
}
