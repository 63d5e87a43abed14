/** German: what only the dialogue in lines says. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

function countOf(lines: number): string {
  return lines === 1 ? "1 Zeile" : `${lines} Zeilen`;
}

export const dePlain = onceAsked((): Pick<Words, "plain" | "plainVerbs" | "plainHelp"> => ({
  plain: {
    whichOne: "Mehrere heißen so: Enter nimmt das Erste, :2 das Zweite; :back keins.",
    locked: "Gesperrt.",
    moreOfName: "Mehrere heißen so: mehr vom Namen tippen, oder die Nummer.",
    noOffice:
      "Die Verwaltung braucht einen Bildschirm: till catalog, customer, staff, settings und mesh können dasselbe.",
    noTraining: "Eine Schulung in Zeilen beginnt in einer Shell: till train --plain.",
    noLastLine: "Vor dieser Zeile wurde noch keine getippt.",
    listEnd: "Eine Ziffer und Enter wählt, ein Wort sucht, :back verlässt die Liste.",
    goodsEnd: ":goods 1 nennt die der ersten Gruppe.",
    moreHits: "Und weitere: mehr vom Namen tippen.",
    noChange: "Kein Rückgeld.",
    helpEnd: "Ein Wort nach :help nennt, worin es vorkommt: :help zahlen.",
    noHit: (number) => `Unter ${number} stand nichts zur Wahl.`,
    noLine: (position) => `Zeile ${position} gibt es auf dieser Bestellung nicht.`,
    noRow: (text) => `In der Liste heißt nichts ${text}; :back verlässt sie.`,
    noWord: (word) => `:${word} gibt es nicht; ? nennt, was es gibt.`,
    noCategory: (page) => `Gruppe ${page} gibt es nicht; :goods nennt alle.`,
    howToLeave: (isLocked) =>
      `${isLocked ? "" : ":lock, dann "}:quit und eine PIN verlassen die Kasse; noch einmal Ctrl-C beendet sie sofort, und eine Bestellung bleibt offen.`,
    attention: (text) => `Achtung: ${text}`,
    lockedAt: (shop, device) =>
      `${shop}, ${device}. Gesperrt: Personalnummer oder Name, dann die PIN. ? hilft.`,
    personPin: (person, pin) => `${person}, PIN ${pin}`,
    mayApprove: (names) => `Freigeben kann das: ${names}; :back lässt es.`,
    lineSum: (position, gross) => `Zeile ${position}: ${gross}.`,
    lineIs: (position, goods, gross) => `Zeile ${position}: ${goods}, ${gross}.`,
    courseIs: (course) => `${course}:`,
    kitchenHas: (text) => `${text} Die Küche hat es.`,
    perhapsOnPaper: (text) => `${text} Gesendet; vielleicht gedruckt: nachsehen.`,
    noPaperYet: (text) => `${text} Gesendet; noch kein Bon.`,
    noPaper: (text) => `${text} Der Küchenbon wurde zur Seite gelegt.`,
    kitchenWaits: (text) => `${text} Die Küche wartet damit.`,
    orderIs: ({ number, lines, total, due, giveBack }) => {
      const rest = due === "" ? "" : `, zu zahlen ${due}`;
      const back = giveBack === "" ? "" : `, zurückzugeben ${giveBack}`;
      return `Bestellung ${number}: ${countOf(lines)}, ${total}${rest}${back}.`;
    },
    orderServed: (number, service) => `Bestellung ${number}, ${service}.`,
    orderFor: (customer) => `Für ${customer}.`,
    discountOf: (off) => `Rabatt auf die Bestellung: ${off}.`,
    taxOf: (label, tax) => `${label}: ${tax}.`,
    lessWith: (off) => `${off} Rabatt`,
    quoted: (note) => `„${note}“`,
    changeIs: (change) => `Rückgeld ${change}.`,
    paidBy: (order, receipt) =>
      receipt === ""
        ? `Bestellung ${order} ist bezahlt.`
        : `Bestellung ${order} ist bezahlt, Bon ${receipt}.`,
    paidBefore: (order, change) => `Bestellung ${order} ist bezahlt: Rückgeld ${change}.`,
    rounded: (cash, due) => `Bar zu zahlen ${cash}, gerundet von ${due}.`,
    enterDoes: (preview) => `${preview}: Enter macht das.`,
    enterAsks: (preview) => `${preview} Enter fragt erst.`,
    enterTakes: (preview) => `${preview}: Enter nimmt es.`,
    printerIsOff: (name) => `Der Drucker ${name} ist aus: seine Belege warten.`,
    printerAsks: (name) => `Belege von ${name} warten auf eine Antwort: :print druckt sie.`,
    isWell: (name) => `Der Drucker ${name} geht wieder.`,
    tillsAreWell: (status) => `Mit den anderen Kassen ist wieder alles in Ordnung: ${status}.`,
    inputEnded: "Die Eingabe ist zu Ende, und die Kasse ist gesperrt.",
    staysOpen: (order) => `Bestellung ${order} bleibt offen.`,
    halfLine: (text) => `Der letzten Zeile fehlte Enter, sie wurde nicht ausgeführt: ${text}`,
    trainingPrompt: "SCHULUNG",
    newOrderPrompt: "neue Bestellung",
    listPrompt: "Wahl",
    orderPrompt: (number, lines, total) => `Bestellung ${number}, ${countOf(lines)}, ${total}`,
    pricePrompt: (name) => `${name}, Preis`,
    weightPrompt: (name) => `${name}, kg`,
    payPrompt: (number, due) => `${number} zahlen, ${due}`,
    helpRow: (typed, meaning) => `${typed}: ${meaning}.`,
  },
  plainVerbs: {
    back: ["zuruck", "zurueck"],
    last: ["letzte"],
    line: ["zeile"],
    show: ["zeigen"],
    goods: ["waren", "artikel"],
    status: [],
  },
  plainHelp: {
    "log-in": [
      ["1", "Personalnummer oder Name; dann die PIN"],
      [":back", "von der PIN zurück zur Person"],
      [":quit", "fragt nach einer PIN und verlässt die Kasse"],
    ],
    register: [
      ["100, lo, latte", "Nummer, Kürzel oder Anfang eines Namens; oder scannen"],
      ["3*100, 0,350*88", "so viele; so viel nach Gewicht"],
      ["100/2/3, 100=2,50", "mit Optionen 2 und 3; zu anderem Preis"],
      ["+, +3, *3", "von der Zeile: noch eins, noch drei, genau drei"],
      ["/soja, =2,80, 'heiß", "zur Zeile: Option (/2 mit Nummer), Preis, Notiz"],
      [";, ;3", "ab hier nächster Gang, Gang 3; ;0 jedes in seinem"],
      ["-10%, -2,00", "Rabatt auf die Zeile; --10% auf alles; -0% hebt ihn auf"],
      ["?100", "der Preis und wie viel noch da ist, ohne zu buchen"],
      ["!100, !6*100", "ausverkauft; noch sechs; !*100: wieder da, ungezählt"],
      ["&rossi, &0660 12", "Kunde mit Name, Telefon oder Karte; & allein nimmt ihn weg"],
      ["&+Rossi, Anna 0660 12", "ein neuer Kunde, mit Telefon"],
      [":2", "das Zweite von dem, was aufgezählt wurde"],
      [":line 2", "Zeile 2 ist gemeint; sonst die letzte"],
      [":show", "die Bestellung, Zeile für Zeile"],
      [":goods, :goods 2", "was es gibt, nach Gruppen"],
    ],
    payment: [
      ["Enter", "der Rest bar, genau"],
      ["20, 17,50", "was gegeben wurde; weniger ist eine Teilzahlung"],
      ["usd50, usd 7.50", "Bargeld anderer Währung zum Kurs des Geschäfts"],
      ["+2, %10, =50", "Trinkgeld: so viel, Prozent vom Offenen, zusammen 50"],
      [":card, :card 20", "der Rest mit Karte, 20 davon mit Karte"],
      [":back", "zurück zur Bestellung"],
    ],
    drawer: [
      ["20*10", "zwanzig zu 10,00: erst wie viele, wie überall"],
      ["3x0,50", "drei volle Rollen zu 0,50"],
      ["612,40", "alles in einer Summe"],
      ["usd50, karte 120", "eine andere Währung; die Belege eines Zahlungsmittels"],
      ["=50", "50 bleiben darin, wenn sie geschlossen wird"],
      ["12,50 Milch", "von Geld, das hinein- oder hinausgeht: gleich warum"],
      [":undo", "nimmt das Letzte zurück"],
      [":pay", "schreibt die Zählung, schließt, öffnet"],
      [":back", "zurück zur Bestellung; die Zählung bleibt"],
    ],
    office: [],
    always: [
      [":back", "ein Schritt zurück, wie Esc"],
      [":last", "die letzte Zeile noch einmal"],
      [":status", "Drucker, die anderen Kassen, Sicherungen"],
    ],
  },
}));
