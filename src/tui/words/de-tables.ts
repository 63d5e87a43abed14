/** German: tables and tabs, the plan of the room, and handing it over. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const deTables = onceAsked((): Pick<Words, "tables"> => ({
  tables: {
    table: (table) => `Tisch ${table}`,
    payTable: (table) => `Tisch ${table} zahlt`,
    guests: (count) => (count === 1 ? "1 Gast" : `${count} Gäste`),
    seat: (seat) => `Platz ${seat}`,
    isIn: (name) => `${name} ist dran`,
    opened: (what) => `${what} ist offen.`,
    openedForOther: (what, other) => `${what} ist offen, ${other} ist geparkt.`,
    counted: (what, guests) => `${what}: ${guests}.`,
    fromHere: (seat) =>
      seat === 0 ? "Ab hier für den ganzen Tisch." : `Ab hier für Platz ${seat}.`,
    lineFor: (goods, seat) =>
      seat === 0 ? `${goods}: für den ganzen Tisch.` : `${goods}: für Platz ${seat}.`,
    nearly: (typed, name) =>
      `„${name}“ ist offen. Noch einmal F7 öffnet daneben „${typed}“; Esc: nicht.`,
    beside: (name, typed) => `${name} ist hier. Noch einmal F7 öffnet „${typed}“ daneben.`,
    sameGuest: (name, by, age) =>
      `${name}: zuletzt ${by}, vor ${age}. Derselbe Gast? Noch einmal F7 geht hin.`,
    askLeft: (what) => `${what}: ohne Bestellung gegangen? Noch einmal F5 sagt es.`,
    left: (what) => `${what}: ohne Bestellung gegangen.`,
    nothingToMove: "Keine offene Bestellung da, die man umsetzen könnte.",
    howToMove: "Zeilen und Ziel tippen, etwa 2+5>9 oder 2*4>9, oder >9 für alles.",
    moved: (what, where) => `${what}: jetzt ${where}.`,
    movedLines: (count, where) =>
      count === 1 ? `1 Zeile: jetzt ${where}.` : `${count} Zeilen: jetzt ${where}.`,
    inUse: (where) => `${where} ist besetzt: + macht eine Rechnung daraus, / lässt zwei.`,
    allOneBill: "alle auf eine Rechnung",
    whichBill: "Auf welche Rechnung?",
    oneBill: (other) => `eine Rechnung mit ${other}`,
    twoBills: (where) => `zwei Rechnungen: ${where}`,
    merged: (what, bill) => `${what}: auf der Rechnung von ${bill}.`,
    mergedAll: (what, count) => `${what}: Aus ${count} Rechnungen ist eine geworden.`,
    oneBillThere: "Da ist nur eine Rechnung: > und ein Tisch, dann F7, setzt um.",
    noneJoined: "Auf dieser Rechnung ist keine andere Bestellung.",
    whichJoined: "Welche hat wieder ihre eigene Rechnung?",
    unmerged: (what) => `${what}: wieder mit eigener Rechnung.`,
    several: (what, count) => `${what}: ${count} Rechnungen. Welche?`,
    minutes: (minutes) => `${minutes} min`,
    hours: (hours) => `${hours} h`,
    goes: (what) => `zu ${what}`,
    tables: "Tische",
    tabs: "Gäste mit Namen",
    all: "Alle Tische und Gäste",
    mine: "Meine Tische und Gäste",
    none: "Noch sitzt niemand da.",
    noneMine: "Keine eigenen Tische und Gäste.",
    free: (names) => `frei: ${names}`,
    planKeys: "7 Enter geht hin; F7: meine, alle; > übergibt; + eine Rechnung; Esc: zurück",
    nothingYet: "nichts bestellt",
    toSend: (lines) => `${lines} zu senden`,
    waits: (lines) => `${lines} angehalten`,
    begun: (course, age) => (course === 0 ? `gesendet (${age})` : `Gang ${course} (${age})`),
    handOver: "An wen übergeben?",
    handedOver: (what, name) => `${what}: bedient jetzt ${name}.`,
    handedAll: (count, name) =>
      count === 1
        ? `1 Bestellung bedient jetzt ${name}.`
        : `${count} Bestellungen bedient jetzt ${name}.`,
    allOf: (name, count) => `alle von ${name}: ${count}`,
    nobodyElse: "Sonst arbeitet hier niemand, der übernehmen könnte.",
    emptyOrder: [
      "Noch hat niemand etwas bestellt.",
      "",
      "F5 sagt, dass sie gegangen sind.",
      "7*4 F7: vier Gäste, *2 F7: Platz 2.",
    ],
    billed: (age, isOld) => (isOld ? `RECHNUNG (${age}), MEHR DAZU` : `RECHNUNG (${age})`),
    planEnd: "Ein Tisch oder Name geht hin, 7> übergibt ihn, :back verlässt den Plan.",
  },
}));
