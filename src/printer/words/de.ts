/** What stands on papers, in German; without the sharp s, which Switzerland doesn't have. */

import { type PaperWords } from "./en.ts";

export const de: PaperWords = {
  services: {
    counter: "Theke",
    "dine-in": "Hier",
    takeaway: "Mitnehmen",
    delivery: "Lieferung",
  },
  receipt: {
    demo: "ÜBUNG - KEIN BON",
    training: "SCHULUNG - KEIN BON",
    total: (currency) => `SUMME ${currency}`,
    discount: "Rabatt",
    table: (name) => `Tisch ${name}`,
    receipt: (number) => `Bon ${number}`,
    refund: (number) => `Rückgabe ${number}`,
    till: (name) => `Kasse ${name}`,
    isRefund: "RÜCKGABE",
    ofReceipt: (number, reason) => `Zu Bon ${number}: ${reason}`,
    each: (price) => `je ${price}`,
    lineDiscount: (rate, money) => `- ${rate === "" ? "" : `${rate} `}Rabatt (${money})`,
    givenBack: "Zurückgegeben",
    givenBackCard: "Zurückgegeben, Karte",
    rounding: "Barrundung",
    cash: "Bar",
    card: "Karte",
    tendered: "Gegeben",
    change: "Rückgeld",
    tax: "Steuer",
    net: "Netto",
    taxSum: "Steuer",
    gross: "Brutto",
  },
  slip: {
    partCash: "Teilzahlung",
    partOther: (method) => `Teilzahlung, ${method}`,
    card: "Karte",
    noReceipt: "Das ist kein Bon",
    handedBack: "Zurückgegeben",
    stillToPay: "Noch zu zahlen",
  },
  ticket: {
    table: (name) => `TISCH ${name}`,
    covers: (count) => (count === 1 ? "1 Person" : `${count} Personen`),
    course: (number) => `Gang ${number}`,
    alsoAt: (stations) => `auch bei: ${stations}`,
    ticket: (id) => `Küchenbon ${id}`,
    void: "STORNO",
    demo: "ÜBUNG",
    training: "SCHULUNG",
  },
  acts: {
    new: "NEU",
    held: "WARTET - NOCH NICHT",
    fire: "ABRUF",
    change: "ÄNDERUNG",
    void: "STORNO",
    move: "UMGEZOGEN",
    refire: "NOCH EINMAL",
  },
  marks: {
    reprint: "NACHDRUCK",
    perhapsTwice: "NACHDRUCK – EVTL. DOPPELT",
    unmade: (paper) =>
      `Dieses Papier (${paper}) konnte nicht gemacht werden: die Bestellung an der Kasse ansehen.`,
  },
  sheet: {
    title: "NOTFALLBLATT",
    shop: (id) => `Betrieb ${id}`,
    made: (at) => `Vom ${at}`,
    purpose:
      "Dieser Code öffnet den Betrieb wieder, wenn alle Kassen verloren, gestohlen oder kaputt sind. Wer ihn hat, ist der Inhaber: niemandem zeigen.",
    care: [
      "1. Dieses Papier verblasst. Den Code heute abschreiben oder kopieren, und zwei Kopien behalten.",
      "2. Sie nicht im Betrieb aufbewahren, nicht bei den Kassen und nicht bei den Sicherungen.",
      "3. Jede Kopie prüfen: till recovery check. Das einzelne letzte Zeichen zeigt einen Schreibfehler.",
      "4. Alle Kassen weg? Auf einem neuen Gerät: till restore. Die Schritte stehen in docs/recovery.md.",
    ],
  },
};
