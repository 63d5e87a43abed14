/** What commands tell of orders, in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type OrderWords } from "./order-words.ts";
import { splitOrderWords } from "./split-words.ts";

export const deOrder = onceAsked((): OrderWords => ({
  oversell: (refusal) => `${refusal} --oversell verkauft es trotzdem.`,
  order: (number) => `Bestellung ${number}`,
  services: {
    counter: "Theke",
    "dine-in": "im Haus",
    takeaway: "mitnehmen",
    delivery: "Lieferung",
  },
  statuses: { open: "offen", paid: "bezahlt", empty: "leer" },
  lineOff: (money) => `${money} Rabatt`,
  held: "wartet",
  voided: "storniert",
  note: (text) => `„${text}“`,
  seated: {
    table: (table) => `Tisch ${table}`,
    guests: (count) => (count === 1 ? "1 Gast" : `${count} Gäste`),
    seat: (seat) => `Platz ${seat}`,
    joined: (what) => `mit ${what}`,
  },
  off: "Rabatt",
  total: "Summe",
  ...splitOrderWords.de,
  due: "Noch zu zahlen",
  giveBack: "Zurückzugeben",
  cameBy: (method, name) =>
    `  ${{ cash: "kam bar", card: "kam mit Karte" }[method] ?? `kam als ${name ?? method}`}`,
  paidSum: "Bezahlt",
  refundedSum: "Zurückgegeben",
  tooMuch: "Zu viel bezahlt",
  settledSum: "Zu viel, erledigt",
  back: (quantity, name, receipt) => `ZURÜCK ${quantity} x ${name}, von ${receipt}`,
  taxOf: (receipt) => `Steuer von ${receipt}`,
  attention: (what, money) => `${what}${money === "" ? "" : `: ${money}`}`,
  goodsBeyond: (lines) => `für ${lines} Zeilen ist mehr bezahlt, als sie kosten`,
  incomplete: {
    "not-heard": "Unvollständig: sie nennt etwas, was diese Kasse noch nicht gehört hat.",
    "not-readable":
      "Unvollständig: ein neueres Programm hat etwas davon geschrieben. Diese Kasse aktualisieren.",
  },
  isIncomplete: "unvollständig",
  none: (day) => `Am ${day} gibt es noch keine Bestellung.`,
  forCustomer: (customer) => `Für ${customer}`,
  customer: (id) => `Kunde ${id}`,
  erasedCustomer: "gelöschter Kunde",
  unknownCustomer: "unbekannter Kunde",
  receipt: (number) => `Bon ${number}`,
  refund: (number, receipt) => `Rückgabe ${number} von ${receipt}`,
  refundOf: (number, receipt) => `Rückgabe ${number} von Bon ${receipt}`,
  refundWhy: (number, receipt, reason) => `Rückgabe ${number} von ${receipt}: ${reason}`,
  paid: {
    given: (given, rate, worth) => `Gegeben ${given} zu ${rate} = ${worth}`,
    tip: (money) => `Trinkgeld ${money}`,
    change: (money) => `Rückgeld ${money}`,
    giveBack: (money) => `Zurückgeben ${money}`,
    giveBackCash: (money) => `Bar zurückgeben ${money}`,
    giveBackBy: (money, tender) => `Zurückgeben ${money}, ${tender}`,
    giveBackToCard: (money) => `Auf die Karte zurückgeben ${money}`,
    card: "Karte",
    notInCash: (money) => `${money} davon wurden nicht bar bezahlt.`,
    goods: { back: "wieder da", waste: "weggeworfen", none: "keine Ware" },
  },
  repriced: {
    same: "Jede Zeile kostet schon, was sie jetzt kosten würde: nichts wurde geändert.",
    is: (after, before) => `Jetzt ${after}, vorher ${before}.`,
    wouldBe: (after, before) => `Es wären ${after}, vorher ${before}.`,
  },
  papersWait: (why) => `Gebucht, aber die Belege warten. ${why}`,
  paperWaits: (why) => `Gebucht, aber der Beleg wartet. ${why}`,
  notPrinted: (number) =>
    `${number} wird nicht gedruckt: \`till print again ${number}\` druckt ihn.`,
}));
