/** What the till itself says on a screen, in German. */

import { minor } from "../../domain/money/amounts.ts";
import { onceAsked } from "../../domain/once-asked.ts";
import { type CustomerField } from "../../domain/people/customers.ts";
import { billRefusals } from "./bill-refusals.ts";
import { deCorrection } from "./de-correction.ts";
import { dePapers } from "./de-papers.ts";
import { permissions } from "./de-permissions.ts";
import { limits, LOST, seconds } from "./de-pieces.ts";
import { deShellRefusals } from "./de-shell-refusals.ts";
import { deviceRefusals } from "./device-refusals.ts";
import { discountRefusals } from "./discount-refusals.ts";
import { drawerRefusals } from "./drawer-refusals.ts";
import { floorRefusals } from "./floor-refusals.ts";
import { handBackRefusals } from "./hand-back-refusals.ts";
import { deMisdeeds } from "./misdeed-words.ts";
import { splitUndone } from "./split-words.ts";
import { tableRefusals, tableUndone } from "./table-words.ts";
import { type GuessedBecause, type ScreenTillWords } from "./words-shape.ts";

const GUESSED_BECAUSE: GuessedBecause = {
  repeats: "sich wiederholt",
  run: "eine Ziffernfolge ist",
  year: "ein Jahr ist",
  number: "die Personalnummer ist",
};

const CUSTOMER_FIELD_WORDS: Readonly<Record<CustomerField, string>> = {
  name: "Ein Name",
  phone: "Eine Telefonnummer",
  email: "Eine E-Mail-Adresse",
  card: "Die Nummer einer Karte",
  taxId: "Eine Steuernummer",
  note: "Eine Notiz",
};

const refusals = onceAsked((): ScreenTillWords["refusals"] => ({
  "permission/missing": ({ staff, permission }, { staffName }) =>
    `${staffName(staff)} darf das nicht (${permissions()[permission]}): jemand anderen fragen.`,
  "staff/number-invalid": ({ text }) =>
    `„${text}“ ist keine Personalnummer: 1 bis 6 Ziffern, die erste keine 0.`,
  "staff/number-taken": ({ staff, active }, { staffName }) =>
    active
      ? `${staffName(staff)} hat die Personalnummer ${staff}: eine andere wählen.`
      : `${staffName(staff)} hatte die Nummer ${staff}: eine andere wählen, oder wieder zulassen.`,
  "staff/name-invalid": ({ max }) =>
    `Ein Name beginnt mit Buchstabe, höchstens ${max} Zeichen: neu eingeben.`,
  "staff/already-active": ({ staff }, { staffName }) =>
    `${staffName(staff)} kann sich schon anmelden.`,
  "staff/already-disabled": ({ staff }, { staffName }) => `${staffName(staff)} ist schon gesperrt.`,
  "badge/invalid": ({ text }) =>
    `„${text}“ ist kein Ausweis: 6 bis 40 Buchstaben und Ziffern, oder ab 9 Ziffern.`,
  "badge/taken": ({ badge, staff }, { staffName }) =>
    `${badge} ist der Ausweis von ${staffName(staff)}: einen anderen wählen.`,
  "badge/goods": ({ badge, name }) =>
    `${badge} ist der Strichcode von ${name}: einen anderen Ausweis wählen.`,
  "badge/same": ({ staff }, { staffName }) => `Der Ausweis von ${staffName(staff)} ist schon so.`,
  "staff/language-same": ({ staff }, { staffName }) =>
    `${staffName(staff)} hat diese Sprache schon: nichts wurde geändert.`,
  "staff/last-one": ({ staff }, { staffName }) =>
    `Nur ${staffName(staff)} darf das Personal ändern: erst jemand anderen dafür anlegen.`,
  "printer/unknown": ({ text, printers }) =>
    printers.length === 0
      ? `Es gibt keinen Drucker ${text} und auch keinen anderen: till printer add.`
      : `Es gibt keinen Drucker ${text}: einer von ${printers.join(", ")}.`,
  "paper/unknown": ({ text }) => `In der Warteschlange ist kein Papier ${text}.`,
  "paper/done": ({ text }) => `Von ${text} wartet nichts: Es ist erledigt.`,
  "paper/printing": ({ text }) => `${text} wird gerade gedruckt: bitte nach dem Drucker sehen.`,
  "printer/taken": ({ name }) =>
    `Den Drucker ${name} gibt es schon: ihn ändern, oder anders nennen.`,
  "printer/id-invalid": ({ text }) =>
    `${text} ist keine Kennung: Kleinbuchstaben, Ziffern, Bindestriche.`,
  "printer/name-invalid": ({ max }) =>
    `Ein Drucker braucht einen Namen mit höchstens ${max} Zeichen.`,
  "printer/same": ({ name }) => `${name} ist schon so: nichts wurde geändert.`,
  "printer/elsewhere": ({ name }) => `${name} ist der Drucker einer anderen Kasse: dort geht das.`,
  "printer/no-profile": ({ text, profiles }) =>
    `Es gibt kein Modell ${text}: eines von ${profiles.join(", ")}.`,
  "printer/no-buzzer": ({ name, text }) =>
    `Von ${name} (${text}) ist kein Summer bekannt: ein anderes Modell wählen.`,
  "printer/no-station": ({ text, stations }) =>
    `Es gibt keine Station ${text}: eine von ${stations.join(", ")}.`,
  "role/unknown": ({ text, roles }) => `Es gibt keine Rolle ${text}: eine von ${roles.join(", ")}.`,
  "staff/same-role": ({ staff }, { staffName }) =>
    `${staffName(staff)} hat diese Rolle schon: nichts wurde geändert.`,
  "role/taken": ({ id }) => `Die Rolle ${id} gibt es schon: andere Kennung wählen.`,
  "role/id-invalid": ({ text }) =>
    `„${text}“ ist keine Kennung: nur Kleinbuchstaben, Ziffern und „-“.`,
  "role/name-invalid": ({ max }) =>
    `Ein Rollenname beginnt mit Buchstabe oder Ziffer, höchstens ${max} Zeichen.`,
  "role/name-taken": ({ name }) => `Eine Rolle ${name} gibt es schon: einen anderen Namen wählen.`,
  "role/same": ({ name }) => `${name} ist schon so: nichts wurde geändert.`,
  "role/last-one": () =>
    "Niemand dürfte mehr das Personal ändern: erst einer anderen Rolle erlauben.",
  "pin/digits": ({ min, max }) => `Eine PIN hat ${min} bis ${max} Ziffern: eine andere wählen.`,
  "pin/guessable": ({ why }) =>
    `Diese PIN errät man schnell, weil sie ${GUESSED_BECAUSE[why]}: andere wählen.`,
  "customer/name-invalid": ({ max }) =>
    `Ein Name hat einen Buchstaben oder eine Ziffer, höchstens ${max} Zeichen.`,
  "customer/phone-invalid": ({ max }) =>
    `Eine Telefonnummer hat nur Ziffern, etwa +43 660 123456, höchstens ${max}.`,
  "customer/email-invalid": ({ max }) =>
    `Eine E-Mail-Adresse ist etwa anna@example.org, höchstens ${max} Zeichen.`,
  "customer/card-invalid": ({ max }) =>
    `Die Nummer einer Kundenkarte hat 4 bis ${max} Buchstaben und Ziffern.`,
  "customer/text-invalid": ({ field, max }) =>
    `${CUSTOMER_FIELD_WORDS[field]} ist eine Zeile mit höchstens ${max} Zeichen.`,
  "customer/on-receipts": ({ count }) =>
    `${count === 1 ? "Ein Bon nennt" : `${count} Bons nennen`} diesen Kunden: ansehen, was aufzuheben ist.`,
  "customer/group-invalid": ({ max }) =>
    `Eine Gruppe ist ein Wort: bis ${max} Buchstaben, Ziffern und Striche.`,
  "text/card-number": () =>
    "Das sieht aus wie eine Bankkarte, die nirgends aufgehoben wird: weglassen.",
  "customer/erased": () => "Dieser Kunde wurde gelöscht: neu anlegen, wenn er es möchte.",
  "customer/unreadable": () =>
    "An dieser Kasse nicht lesbar: der Schlüssel dieses Kunden ist nicht hier.",
  "customer/inactive": () => "Dieser Kunde kommt nicht mehr: erst wieder auf aktiv setzen.",
  "customer/same": () => "Das steht schon so da: nichts wurde geändert.",
  "customer/card-taken": ({ name }) => `${name} hat diese Karte: erst dort wegnehmen.`,
  "customer/there": () => "Dieser Kunde steht schon auf der Bestellung.",
  "customer/nobody": () => "Auf dieser Bestellung steht kein Kunde.",
  "entry/unknown": ({ id }) => `${id} gibt es nicht: im Sortiment nachsehen.`,
  "entry/taken": ({ id }) => `${id} gibt es schon: das ändern, oder eine andere Kennung wählen.`,
  "entry/at-once": ({ name }) =>
    `Planen lassen sich nur Preise und Steuern: ${name} ohne Tag ändern.`,
  "entry/same": ({ name }) => `${name} ist schon so: nichts wurde geändert.`,
  "product/no-price": ({ name }) => `${name} hat noch keinen Preis: erst den von jetzt eingeben.`,
  "plan/not-later": ({ day }, shown) =>
    `Heute ist ${shown.day(day)}: für später braucht ein Preis einen späteren Tag.`,
  "plan/too-far": ({ max }, shown) =>
    `Planen lässt sich bis ${shown.day(max)}: einen früheren Tag nennen.`,
  "plan/unknown": ({ name }) => `${name} hat für dann keinen anderen Preis geplant.`,
  "setting/never": () => "Das bleibt für immer, wie es ist: dafür ein anderes Geschäft gründen.",
  "setting/at-once": () => "Das gilt sofort und lässt sich nicht planen: den Tag weglassen.",
  "dated/begun": ({ next }, shown) =>
    `Das braucht einen Tag, den noch keine Kasse begann: ab ${shown.day(next)}.`,
  "dated/unknown": ({ name }) => `${name} hat für dann nichts anderes geplant.`,
  "setting/same": () => "Das ist schon so: nichts wurde geändert.",
  "approval/changed": () =>
    "Es ist nicht mehr, was freigegeben wurde: Bestellung ansehen und neu fragen.",
  "staff/unknown": ({ staff }) => `Die Personalnummer ${staff} hat niemand: Nummer prüfen.`,
  "staff/inactive": ({ staff }, { staffName }) =>
    `${staffName(staff)} kann sich nicht mehr anmelden: Leitung fragen.`,
  "pin/wrong": ({ staff, waitMs }) =>
    waitMs === 0
      ? `Falsche PIN für Personalnummer ${staff}: bitte noch einmal.`
      : `Falsche PIN für Personalnummer ${staff}: ${seconds(waitMs)} warten, dann noch einmal.`,
  "pin/wait": ({ staff, waitMs }, { staffName }) =>
    `Zu viele falsche PINs für ${staffName(staff)}: ${seconds(waitMs)} warten.`,
  "pin/busy": () => "Ein anderes Programm auf dieser Kasse prüft noch eine PIN: bitte noch einmal.",
  "shift/already-in": ({ staff, since }, { staffName }) =>
    `${staffName(staff)} ist seit ${since} da: erst ausstempeln.`,
  "shift/not-in": ({ staff }, { staffName }) =>
    `${staffName(staff)} ist nicht eingestempelt: erst einstempeln.`,
  "order/none": () => "Es gibt noch keine Bestellung: erst etwas buchen.",
  "order/empty": () => "An dieser Bestellung ist nichts zu zahlen: erst etwas buchen.",
  "order/prices-same": () =>
    "Jede Position kostet schon, was sie jetzt kosten würde: nichts ist geändert.",
  "order/no-round": () => "An dieser Bestellung ist nichts zu wiederholen: erst etwas buchen.",
  "order/nothing-to-send": () => "Die Küche weiß schon alles von dieser Bestellung.",
  "order/no-kitchen": () => "Nichts davon machen Küche oder Bar: es gibt keinen Küchenbon dafür.",
  "line/no-station": ({ name }) => `${name} macht keine Station: niemand wartet damit.`,
  "line/begun": ({ name }) => `Die Küche hat ${name} schon: nur stornieren hält es noch auf.`,
  "line/waits": ({ name }) => `Die Küche wartet mit ${name}: den Gang abrufen.`,
  "line/not-made": ({ name }) => `${name} macht keine Station: niemand kann es noch einmal machen.`,
  "line/not-sent": ({ name }) => `Die Küche weiß noch nichts von ${name}: erst senden.`,
  "line/fewer-made": ({ name }) => `So viele ${name} sollte die Küche gar nicht machen.`,
  "line/held-same": ({ name }) => `Bei ${name} ist das schon so: nichts wurde geändert.`,
  "fire/nothing": ({ course }) =>
    course === undefined
      ? "In dieser Bestellung wartet nichts auf den Abruf."
      : `Von Gang ${course} wartet nichts auf den Abruf.`,
  "order/full": ({ max }) => `Eine Bestellung hat höchstens ${max} Zeilen: eine weitere beginnen.`,
  "text/too-long": ({ what, max }) =>
    `${{ note: "Die Notiz", name: "Der Name" }[what] ?? "Der Grund"} ist zu lang: höchstens ${max} Zeichen.`,
  "day/far-jump": ({ from, to }, { day }) =>
    `Die Uhr sagt ${day(to)}, der letzte Tag war ${day(from)}: Uhr stellen, oder bestätigen.`,
  ...deCorrection,
  ...deShellRefusals,
  "chain/no-authority": () =>
    "Diese Kasse darf das nicht entscheiden: an einer, die andere aufnehmen darf.",
  "device/revoked": ({ reason = "", replacedBy }) =>
    replacedBy === undefined
      ? `Diese Kasse ist gesperrt${reason === "" ? "" : ` (${reason})`}: eine andere nehmen.`
      : `Diese Kasse ist durch ${replacedBy} ersetzt: dort verkaufen.`,
  "course/same": ({ course }) =>
    course === 0 ? "Alles ist schon in seinem eigenen Gang." : `Das ist schon Gang ${course}.`,
  "line/unknown": () => "Diese Zeile gibt es nicht: auf die Nummer schauen.",
  "amount/invalid": ({ amount }, { money }) =>
    `${money(amount)} ist kein Betrag: sagen, was gegeben wurde.`,
  ...handBackRefusals.de,
  ...billRefusals.de,
  ...deviceRefusals.de,
  ...discountRefusals.de,
  ...drawerRefusals.de,
  ...floorRefusals.de,
  ...tableRefusals.de,
  "card/too-much": ({ amount, due }, { money }) =>
    `${money(amount)} sind mehr als die offenen ${money(due)}: eine Karte gibt kein Rückgeld.`,
  "cash/too-little": ({ due, tendered }, { money, code }) =>
    `${money(tendered)} sind zu wenig für ${money(due)}: es fehlen ${money(minor(due - tendered))} ${code}.`,
  "currency/no-rate": ({ currency }) =>
    `Kein Kurs für ${currency}: im Büro setzen, oder till currency set ${currency} 0.92.`,
  "tender/unknown": ({ text }) =>
    `Kein Zahlmittel heißt ${text}: im Büro und in \`till tender list\` stehen sie.`,
  "tender/too-much": ({ name, amount, due }, { money }) =>
    `${money(amount)} sind mehr als die offenen ${money(due)}: ${name} gibt kein Rückgeld.`,
  "cash/no-coin": ({ tendered, coin }, { money }) =>
    `${money(tendered)} gibt es nicht in Münzen, die kleinste ist ${money(coin)}: das Gegebene eintippen.`,
  "refund/no-receipt": () =>
    "Diesen Bon gibt es hier nicht: Nummer prüfen; ist seine Kasse verbunden?",
  "attention/none": () => "Das ist schon erledigt: bitte die Liste noch einmal ansehen.",
  "refund/reason-needed": () => "Bitte sagen, warum die Ware zurückkommt.",
  "refund/nothing-left": ({ name }) => `${name}: davon ist nichts mehr zurückzugeben.`,
  "refund/too-much": ({ name, left, isPiece }, { quantity }) =>
    `${name}: nur ${quantity(left, isPiece ? "each" : "weight")} davon können zurückkommen.`,
  "refund/beyond-tender": ({ name, left }, { money }) =>
    left === 0
      ? `Von diesem Bon geht nichts auf ${name} zurück: bar herausgeben.`
      : `Höchstens ${money(left)} gehen auf ${name} zurück: den Rest bar geben.`,
  "refund/beyond-card": ({ amount, left }, { money }) =>
    left === 0
      ? "Von diesem Bon ging nichts auf die Karte, oder alles kam zurück: bar herausgeben."
      : `${money(amount)} sind mehr als die ${money(left)} mit Karte: bar, oder weniger zurücknehmen.`,
  "exchange/twice": ({ name }) =>
    `Von ${name} kommt hier schon etwas zurück: :keep, dann neu scannen und +.`,
  "exchange/many": ({ max }) =>
    `Hier kommt von ${max} Bons etwas zurück, mehr geht nicht: erst bezahlen.`,
  "exchange/none": () => "In dieser Bestellung kommt von keinem Bon etwas zurück.",
  "exchange/changed": ({ name }) =>
    `Von ${name} kam anderswo etwas zurück: :keep, dann neu scannen und +.`,
  "product/unknown": ({ text, nearest }) =>
    nearest.length === 0
      ? `Den Artikel „${text}“ gibt es nicht: in der Artikelliste nachsehen.`
      : `Den Artikel „${text}“ gibt es nicht: vielleicht ${nearest.join(", ")}?`,
  "product/inactive": ({ name }) => `${name} wird nicht mehr verkauft: von der Bestellung nehmen.`,
  "product/sold-out": ({ name }) => `${name} ist ausverkauft.`,
  "product/stock-known": ({ name, left, soldBy }, { measure }) => {
    if (left === null) return `${name} ist schon da.`;
    return left === 0
      ? `${name} ist schon ausverkauft.`
      : `Von ${name} sind es schon ${measure(left, soldBy)}.`;
  },
  "product/only-left": ({ name, left, soldBy }, { measure }) =>
    `${name}: nur noch ${measure(left, soldBy)}.`,
  "product/no-tax": ({ name, taxClass }) =>
    `${name} hat keinen Steuersatz „${taxClass}“: erst die Artikel richten.`,
  "quantity/invalid": ({ name }) =>
    `${name} geht nicht in dieser Menge: ganze Stück von 1 bis 9999, oder ein Gewicht.`,
  "price/needed": ({ name }) =>
    `${name} hat keinen festen Preis: nach = tippen, etwa ${name}=2,50.`,
  "price/invalid": ({ name }) =>
    `${name} kann das nicht kosten: unter null oder zu viel für eine Zeile.`,
  "discount/too-much": ({ name, gross }, { money }) =>
    `${name} kostet ${money(gross)}: mehr Rabatt geht nicht.`,
  "modifiers/invalid": ({ name, group, min, max }) =>
    `${name}: ${limits(min, max)} von ${group} wählen.`,
  "modifier/unknown": ({ name, modifier }) => `${name} gibt es nicht mit „${modifier}“.`,
}));

export const de = onceAsked((): ScreenTillWords => ({
  refusals: refusals(),
  permissions: permissions(),
  undone: {
    off: (name) => `${name} ist wieder weg.`,
    asItWas: (name) => `${name} ist wie vorher.`,
    back: (name) => `${name} ist wieder da.`,
    orderDiscount: "Der Rabatt auf die Bestellung ist wie vorher.",
    course: "Die Gänge sind wie vorher.",
    prices: "Die Preise sind, wie sie waren.",
    service: "Hier oder Mitnehmen ist wie vorher.",
    customer: "Der Kunde der Bestellung ist wie vorher.",
    name: "Der Name der Bestellung ist wie vorher.",
    ...tableUndone.de,
    ...splitUndone.de,
    returnOff: "Die Ware des Bons bleibt wieder beim Gast.",
    returnAgain: "Die Ware des Bons kommt wieder zurück.",
    thereAgain: (name) => `${name} ist wieder da.`,
    soldOut: (name) => `${name} ist wieder ausverkauft.`,
    left: (name, left) => `${name}: wieder ${left} übrig.`,
    stays: {
      kitchen: "Die Küche weiß davon: F5 nimmt Artikel weg, mit Grund.",
      bill: "Eine gedruckte Rechnung bleibt: eine spätere ersetzt sie (F8).",
      money: "Zuletzt ging Geld zurück: Das nimmt keine Taste zurück.",
      drawer: "Bewegtes Geld bleibt bewegt: dasselbe ein- oder auszahlen, mit Grund (F10 7).",
      count: "Gezähltes und Geschlossenes bleibt: noch einmal zählen, es steht daneben (F10 7).",
      day: "Ein abgeschlossener Tag bleibt es: Späteres kommt in sein nächstes Z (:abschluss).",
      other: "Das Letzte lässt sich nicht zurücknehmen: Es bleibt so.",
    },
    line: "Die Zeile",
    nothing: "An dieser Bestellung ist nichts zurückzunehmen.",
  },
  desk: {
    full: "Die Platte ist voll, nichts wurde geschrieben: bitte Platz schaffen.",
    locked: "Ein anderes Programm hält die Daten fest: bitte noch einmal.",
    pastCutover: (time, from, to) =>
      `Es ist nach ${time}: weiter mit ${from}, oder ${to} beginnen?`,
    confirmDay: (day, last) => `Ist heute ${day}? Zuletzt: ${last}. Ja: nochmal PIN. Nein: Esc.`,
    isRefund: (number) => `${number} ist selbst eine Rückgabe: den Bon suchen, den sie nennt.`,
    nothingBack: "Nichts wurde zurückgegeben.",
    notOpen: (order) => `${order} ist nicht mehr offen.`,
    thatOrder: "Diese Bestellung",
    lost: (cause) => `${LOST[cause]} Weiterverkaufen: Nummern beginnen neu. Leitung rufen.`,
    clockAsks: (says) => `Die Uhr sagt ${says}. Tippen, was es ist, etwa :datum 21.11. 8:30.`,
    clockIs: (says) => `Es ist jetzt ${says}, bis die Uhr dieses Geräts gestellt wird.`,
    clockRuns: (says) => `Die Uhr sagt ${says}: Ist das falsch, die Uhr dieses Geräts stellen.`,
    noMoment: (typed) => `„${typed}“ ist kein Tag mit Uhrzeit: etwa 21.11. 8:30.`,
    dayIsFar: (day, days) =>
      `${day} ist ${days} Tage nach dem letzten Geschäftstag: noch einmal, wenn es stimmt.`,
    dayIsOn: (day) => `Die Kasse ist schon beim ${day}: sagen, was heute ist.`,
  },
  attention: {
    who: {
      cashier: "Kasse",
      lead: "Schichtleitung",
      manager: "Leitung",
      bookkeeper: "Buchhaltung",
    },
    order: (order, what, money) =>
      `Bestellung ${order}: ${what}${money === "" ? "" : `: ${money}`}`,
    of: {
      "line/over-covered": "für eine Zeile ist mehr bezahlt, als sie kostet",
      "line/over-returned": "für zurückgegebene Ware wurde mehr gegeben, als sie wert ist",
      "line/over-refunded": "Ware eines Bons wurde zweimal zurückgenommen",
      "line/contested": "zwei Kassen haben eine Zeile verschieden geändert",
      "line/voided-twice": "zwei Kassen haben eine Zeile aus verschiedenen Gründen storniert",
      "payment/over-used": "eine Zahlung ist für mehr verwendet, als sie war",
      "payment/over-corrected": "zwei Kassen haben dieselbe Zahlung berichtigt",
      "order/overpaid": "es ist mehr bezahlt, als sie kostet",
      "order/over-granted": "ein Betrag ist zweimal abgezogen: so viel ist verschenkt",
      "order/contested": "zwei Kassen haben getrennt Nachlass gegeben",
      "order/customer-contested": "zwei Kassen haben verschiedene Kunden eingetragen",
      "order/merged-contested": "zwei Kassen haben sie auf verschiedene Rechnungen gelegt",
      "order/charges-contested": "zwei Kassen haben Service oder Gedeck verschieden verrechnet",
      "order/split-contested": "zwei Kassen haben die Rechnung verschieden geteilt",
      "part/paid-twice": "ein Teil der Rechnung ist zweimal bezahlt",
      "receipt/exempt-otherwise": "Steuern sind anders genommen, als eine andere Kasse sagt",
      "ticket/possible-duplicate": "zwei Kassen haben dieselbe Zeile an die Küche gesendet",
    },
    question: (till, receipts, money) =>
      `Von ${till} zählen ${receipts === 1 ? "1 Bon" : `${receipts} Bons`} noch nicht: ${money}`,
    bothAdmitted: (till, numbers) =>
      `${till} mit zwei Stimmen, beide zählen: ${numbers === 1 ? "1 Nummer" : `${numbers} Nummern`} doppelt`,
    admittedAndRetired: (till) =>
      `Was ${till} verkauft hat, wurde zugelassen und auch verworfen: es zählt`,
    oversold: (beyond, name, tills) =>
      tills === ""
        ? `${name}: ${beyond} mehr verkauft, als da waren`
        : `${name} war ausverkauft: ${beyond} verkauft an ${tills}`,
    nobodysNumber: "eine Nummer, die niemand hat",
    missedPinsHour: (misses, till) => `${misses} falsche PINs binnen einer Stunde an ${till}`,
    missedPins: (misses, person, till) =>
      `${misses} falsche PINs nacheinander für ${person} an ${till}`,
    ...deMisdeeds,
    box: {
      clockWrong: (says) =>
        `Die Uhr sagt ${says}, das kann nicht sein: die Zeit eintippen (:datum 21.11. 8:30) und die Uhr des Geräts stellen`,
      clockOff: (off, isAhead) =>
        `Die Uhr dieses Geräts geht gegenüber den anderen Kassen ${off} ${isAhead ? "vor" : "nach"}: bitte stellen`,
      clocksDiffer: (till, off, isAhead) =>
        `Die Uhr dieses Geräts geht gegenüber der von ${till} ${off} ${isAhead ? "vor" : "nach"}: die falsche stellen`,
      clockOffAt: (till, off, isAhead) =>
        `Die Uhr von ${till} geht ${off} ${isAhead ? "vor" : "nach"}: bitte dort stellen`,
      unopened: (till) =>
        `${till} ist beigetreten, und dort wurde noch keine Kasse geöffnet: öffnen oder ausschließen; bis dahin ist kein Tag vollständig`,
      copied: (till) =>
        `${till} ist in zwei Geräten: ihre Platte wurde kopiert. Eines neu beitreten lassen; weiß niemand, warum, ausschließen`,
      noBackupPlace:
        "Umsätze sind nur auf diesem Gerät: einen Ort für Sicherungen nennen, etwa einen Stick (F10, Verwaltung, Kassen, Sicherungen)",
    },
    paper: dePapers,
    paperName: {
      receipt: "Bon",
      refund: "Rückgabe",
      ticket: "Küchenbon",
      report: "Beleg",
      bill: "Rechnung",
    },
    answers: {
      settle: (money) => `gesehen, es bleibt so${money === "" ? "" : `: ${money}`}`,
      "give-back": (money) => `${money} zurückgeben`,
      "open-receipt": (number) => `Ware von ${number} zurücknehmen`,
      "open-order": (number) => `Bestellung ${number} öffnen`,
      admit: (money) => `zulassen: ${money} zählt`,
      retire: (money) => `verwerfen: ${money} zählt nicht`,
      "none-left": (name) => `von ${name} ist nichts mehr da`,
      "say-left": (name) => `sagen, wie viel von ${name} noch da ist`,
      "open-till": (name) => `${name} ansehen, und ausschließen, wenn sie weg muss`,
      print: () => "drucken, mit Vermerk, falls es schon gedruckt sein kann",
      dismiss: () => "es ist gedruckt, oder niemand braucht es",
    },
    done: {
      settle: (money) => `Erledigt${money === "" ? "" : `: ${money}`}.`,
      "give-back": (money) => `${money} ZURÜCKGEBEN.`,
      admit: (money) => `Zugelassen: ${money} zählt.`,
      retire: (money) => `Verworfen: ${money} zählt nicht.`,
      "none-left": (name) => `Von ${name} ist nichts mehr da.`,
      print: () => "Es wird gedruckt.",
      dismiss: () => "Es ist weggelegt.",
    },
    why: "an der Kasse angesehen",
  },
}));
