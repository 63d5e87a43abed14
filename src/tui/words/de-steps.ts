/** German: what Enter and the keys would do, what they have done, and why they did not. */

import { type Words } from "./words-shape.ts";

type Steps = Pick<
  Words,
  | "whyNot"
  | "plan"
  | "customer"
  | "done"
  | "verb"
  | "hold"
  | "void"
  | "back"
  | "approval"
  | "park"
  | "scan"
  | "pay"
>;

export const deSteps: Steps = {
  whyNot: {
    logInFirst: "Erst anmelden.",
    escFirst: "Esc geht erst zurück zur Bestellung.",
    leaveOffice: "Esc verlässt erst die Verwaltung.",
    orderEmpty: "Die Bestellung ist leer.",
    clockedIn: "Sie sind schon eingestempelt.",
    notClockedIn: "Sie sind nicht eingestempelt.",
    noWaitingPaper: "Kein Beleg wartet auf ein Ja.",
    lockFirst: "Erst die Kasse sperren: Ctrl-L.",
  },
  plan: {
    enter: "Enter",
    noWord: (word) => `:${word} gibt es nicht; F10 zeigt alle Befehle.`,
    noPayWord: (word) => `:${word} gibt es nicht.`,
    howMuch: (name) => `${name}: wie viel? 0,350 und Enter; Esc lässt es.`,
    weightFirst: (name) => `${name} wartet auf das Gewicht: tippen, oder Esc lässt es.`,
    optionFirst: (name, group) => `${name} wartet auf ${group}: eine Ziffer wählt, Esc lässt es.`,
    noLine: "Es gibt noch keine Zeile, die das ändern könnte.",
    helps: (sentence) => `${sentence} Esc löscht, ? hilft.`,
    nearest: (sentence, names) => `${sentence} Ähnlich: ${names}.`,
    help: "Hilfe",
    back: "ZURÜCK",
    nothingSold: "Auf dieser Bestellung ist nichts mehr zu bezahlen.",
    thenChoose: (name, group) => `${name}: dann ${group} wählen`,
    instead: (now, before) => `${now} statt ${before}`,
    at: (name, price) => `${name} zu ${price}`,
    noteHow: "Nach dem Zeichen kommt eine Notiz: 'ohne Eis.",
    withoutNote: (name) => `${name} ohne Notiz`,
    withNote: (name, note) => `${name} „${note}“`,
    noDiscount: (name) => `kein Rabatt auf ${name}`,
    noOrderDiscount: "kein Rabatt auf die Bestellung",
    costs: (name, money) => `${name} kostet ${money}.`,
    orderCosts: (money) => `Die Bestellung kostet ${money}.`,
    off: (what, goods) => `${what} auf ${goods}`,
    orderOff: (what) => `${what} auf alles`,
    byPiece: (name) => `${name} geht nach Stück: *3.`,
    kitchenHas: (typed) => `Die Küche hat es: F5 storniert mit Grund (${typed} F5).`,
    noOptions: (name) => `${name} hat keine Optionen.`,
    noOption: (name, typed) => `${name} hat keine Option, die mit ${typed} beginnt.`,
    noGoods: (typed) => `Kein Artikel heißt ${typed}.`,
    course: (course) =>
      course === 0 ? "ab hier jedes in seinem eigenen Gang" : `ab hier Gang ${course}`,
    courseFrom: (name, course) =>
      course === 0 ? `ab ${name} jedes in seinem eigenen Gang` : `ab ${name} Gang ${course}`,
    courseAlready: (course) =>
      course === 0
        ? "Alles ist schon in seinem eigenen Gang."
        : `Das ist schon Gang ${course}; Links wählt eine Zeile, die sich ändern soll.`,
    lastCourse: (course) => `Gang ${course} ist der letzte.`,
    soldOut: (name) => `${name}: ausverkauft`,
    thereAgain: (name) => `${name}: wieder da`,
    left: (count) => `noch ${count}`,
    onlyLeft: (name, left) => `${name}: nur ${left}.`,
    twoReadings: (one, other) => `${one}, oder ${other}? !4*Name oder der ganze Name.`,
    noCount: (name, isByWeight) =>
      isByWeight
        ? `${name} wird gewogen: !2,5*Name für noch 2,500 kg.`
        : `${name} wird gezählt: !6*Name für noch sechs.`,
    isSoldOut: (name) => `${name} ist ausverkauft.`,
    isSoldOutNow: (name) => `${name} ist ausverkauft; mit !* davor ist es wieder da.`,
    noFixedPrice: (name) => `${name} hat keinen festen Preis`,
  },
  customer: {
    is: (name) => `Kunde ${name}`,
    off: (name) => `${name} von der Bestellung nehmen`,
    how: "Hier steht niemand: &rossi, &0660 12 oder eine Karte findet Kunden.",
    which: (count) => `${count} Kunden: Ab und Enter, oder Alt-Ziffer, sagt welcher.`,
    whichFirst: (count) => `${count} Kunden haben diese Karte: Esc, & und der Scan sagen, wer.`,
    none: (typed) => `Kein Kunde hat „${typed}“: &+ und ein Name legt ihn an.`,
    begin: (name) => `neuer Kunde ${name}: dann das Telefon`,
    new: (texts) => `neuer Kunde ${texts}`,
    newHow: "Nach &+ ein Name, dann das Telefon: &+Rossi, Anna 0660 123456.",
    typePhone: "Diesen Namen hat niemand: Enter legt ihn an, das Telefon kann folgen.",
    type: "Name, Telefon oder Karte des Kunden, dann Enter; &+ legt an.",
    isOn: (name) => `Die Bestellung ist für ${name}.`,
    isOff: (name) => `Die Bestellung ist nicht mehr für ${name}.`,
    added: (name) => `${name} ist jetzt Kunde, und die Bestellung ist dafür.`,
    erased: "gelöschter Kunde",
    unreadable: "unbekannter Kunde",
  },
  done: {
    more: (goods) => `${goods} mehr.`,
    noteGone: (name) => `${name} ohne Notiz.`,
    note: (name, note) => `${name} „${note}“.`,
    price: (name, price) => `${name} zu ${price}.`,
    course: (course) =>
      course === 0 ? "Ab hier jedes in seinem eigenen Gang." : `Ab hier Gang ${course}.`,
    courseFrom: (name, course) =>
      course === 0 ? `Ab ${name} jedes in seinem eigenen Gang.` : `Ab ${name} Gang ${course}.`,
    soldOut: (name) => `${name} ist ausverkauft, an jeder Kasse.`,
    thereAgain: (name) => `${name} ist wieder da.`,
    left: (name, left) => `${name}: ${left}, an jeder Kasse.`,
    noDiscount: (name) => `${name} ohne Rabatt.`,
    noOrderDiscount: "Die Bestellung ohne Rabatt.",
    off: (name, what) => `${name}: ${what} Rabatt.`,
    orderOff: (what) => `Die Bestellung: ${what} Rabatt.`,
    choose: (name, group) => `${name}: ${group} wählen.`,
    sent: "Gesendet.",
    service: (service) => `Die Bestellung ist jetzt: ${service}.`,
    clockedIn: (name, time) => `${name} ist um ${time} gekommen.`,
    clockedOut: (name, time) => `${name} ist um ${time} gegangen.`,
  },
  verb: {
    discountHow: "Erst eine Zahl tippen: 10 F4 zeigt 10% und 10,00 Rabatt und den Preis.",
    noNumber: (typed, how) => `„${typed}“ ist keine Zahl. ${how}`,
    sendFirst: "Enter bucht erst das Getippte; F2 meldet die Bestellung der Küche.",
    undoFirst: "Esc löscht das Getippte; dann nimmt Ctrl-Z den Schritt davor zurück.",
    awayGoods: "F3 nimmt Artikel: 100 F3 bucht 100 zum Mitnehmen.",
  },
  hold: {
    sentWaits: "Gesendet. Spätere Gänge warten: Ctrl-F ruft den nächsten ab.",
    held: (goods) => `Die Küche soll warten mit: ${goods}.`,
    goes: (goods) => `${goods}: geht mit dem Senden los.`,
    fired: (goods) => `Abgerufen: ${goods}.`,
    how: (typed) =>
      `Warten nimmt eine Zeile (4), mehrere (2+5) oder einen Gang (;2), nicht „${typed}“.`,
    fireHow: (typed) => `Ctrl-F nimmt die Nummer eines Gangs, nicht „${typed}“.`,
    noCourse: (course) => `In Gang ${course} ist in dieser Bestellung nichts.`,
  },
  void: {
    why: (goods) => `${goods}: warum?`,
    whyKeep: (goods) => `${goods}: warum? Esc behält es.`,
    takenOff: (goods) => `${goods} storniert.`,
    order: "Die ganze Bestellung",
    how: (typed) => `F5 nimmt eine Zeile (4), einen Teil (2*4), 2+5, alles (**); nicht „${typed}“.`,
    noLine: (line) => `Zeile ${line} gibt es auf dieser Bestellung nicht.`,
    fewer: (line, count) => `Zeile ${line} hat weniger als ${count}.`,
    digit: "Eine Ziffer sagt warum; Esc lässt die Zeile auf der Bestellung.",
  },
  back: {
    escFirst: "Esc verlässt erst die Liste; dann den Bon scannen.",
    what: "Was kommt zurück? Eine Ziffer nimmt eins; dann F9 bar, F12 Karte.",
    nothingLeft: (name) => `${name}: davon ist nichts mehr zurückzugeben.`,
    none: "Nichts kommt zurück.",
    which: (goods) => `Zurück: ${goods}. F9 oder F12?`,
    digitFirst: "Eine Ziffer sagt, was zurückkommt; dann F9 oder F12.",
    why: (goods) => `${goods}: warum? Esc lässt es.`,
    paid: (tender) => `bezahlt: ${tender}`,
    tenders: { cash: "bar", card: "Karte" },
    tenderBack: (money) => `${money} zurück`,
    notInCash: (money) => `${money} davon wurden nicht bar bezahlt.`,
    whyCash: (goods) => `${goods}, Geld bar zurück: warum? Esc lässt es.`,
    whyCard: (goods) => `${goods}, Geld auf die Karte zurück: warum? Esc lässt es.`,
    digit: "Eine Ziffer sagt, warum die Ware zurückkommt; Esc lässt es.",
    wouldCash: (goods) => `${goods}, Geld bar zurück.`,
    wouldCard: (goods) => `${goods}, Geld auf die Karte zurück.`,
    doneCash: (money, number) => `${money} bar herausgeben. Rückgabe ${number}.`,
    doneCard: (money, number) => `${money} auf die Karte zurückgeben. Rückgabe ${number}.`,
  },
  approval: {
    title: "FREIGABE",
    prompt: "wer gibt frei",
    who: "Wer gibt frei? Nummer oder Name, Enter.",
    pin: (name) => `${name}: PIN, dann Enter.`,
    leaves: (sentence) => `${sentence} Esc lässt es.`,
    not: "Nicht freigegeben: nichts wurde geändert.",
    nobody: (names) => `Das darf diese Person nicht: ${names} fragen.`,
    others: (names) => `Oder ${names}: Nummer, Enter.`,
    escape: "Esc: nichts wird geändert.",
  },
  park: {
    parked: (order) => `${order} ist geparkt.`,
    parkedUntold: (order) => `${order} ist geparkt. Die Küche weiß noch nicht alles davon.`,
    here: (order) => `${order} ist da.`,
    hereForOther: (order, other) => `${order} ist da, ${other} ist geparkt.`,
    hereAlready: (order) => `${order} ist schon da.`,
    nameTaken: (number, name) =>
      `${number} ist schon ${name}: ${number} F6 bringt sie, oder anderer Name.`,
    noOrder: (typed) => `Keine offene Bestellung heißt ${typed}; F6 allein zeigt sie.`,
    orGoods: (name, goods) => `„${name}“ ist auch ${goods}: F6 parkt sie so, Enter bucht es.`,
    noOther: "Keine andere Bestellung ist offen.",
  },
  scan: {
    keptLogIn: (name) => `${name} ist gemerkt, bis jemand angemeldet ist.`,
    keptPayment: (name) => `${name} ist gemerkt, bis bezahlt ist.`,
    keptOffice: (name) => `${name} ist gemerkt, bis die Verwaltung verlassen ist.`,
    keptRegister: (name) => `${name} ist gemerkt, bis die Zeile leer ist.`,
    code: (code) => `Code ${code}`,
    offered: (name) => `Vorher gescannt: ${name}. Enter bucht es, Esc lässt es.`,
    unknownHidden: "Ein unbekannter Code wurde gescannt: nichts wurde gebucht.",
    unknown: (code) => `Unbekannter Code ${code}: nichts wurde gebucht.`,
    unknownCode: (code) => `Unbekannter Code ${code}.`,
  },
  pay: {
    enterTakes: (money) => `Enter nimmt ${money} bar; oder tippen, was gegeben wurde.`,
    inCash: (money) => `${money} bar? Enter nimmt es, Esc geht zurück.`,
    byCard: (money) => `${money} mit Karte? F12 oder Enter nimmt es, Esc geht zurück.`,
    tooMuch: (money, due) => `${money} für ${due}? Enter nimmt es.`,
    tooMuchAgain: (money, due) => `${money} für ${due}? Noch einmal Enter nimmt es.`,
    toGiveBack: (money) =>
      `${money} sind zurückzugeben, nichts ist zu nehmen: Esc leert die Zeile.`,
    partCash: (money, left) => `${money} bar genommen, ${left} bleiben.`,
    partCard: (money, left) => `${money} mit Karte genommen, ${left} bleiben.`,
    paidCash: (money) => `${money} bar bezahlt.`,
    paidCard: (money) => `${money} mit Karte bezahlt.`,
    gaveBack: (money) => `${money} zurückgegeben.`,
    gaveBackCard: (money) => `${money} auf die Karte zurückgegeben.`,
    nothingToPay: "Nichts war zu bezahlen.",
    backToCard: (money) => `${money} auf die Karte zurück? F12 oder Enter gibt es, Esc zurück.`,
    receipt: (number) => `Bon ${number}.`,
    receiptOnRequest: (number) => `Bon ${number}: Ctrl-P 1 druckt ihn.`,
    receiptUnprinted: (number) => `Bon ${number}, nicht gedruckt.`,
    noCoins: (money, coin) => `${money} gibt es nicht in Münzen: die kleinste ist ${coin}.`,
    cash: (money) => `bar ${money}`,
    cashChange: (money, change) => `bar ${money}, Rückgeld ${change}`,
    cashLeft: (money, left) => `bar ${money}, ${left} bleiben`,
    card: (money) => `Karte ${money}`,
    cardBack: (money) => `${money} auf die Karte zurück`,
    giveBack: (money) => `${money} bar zurückgeben`,
    noSum: (typed) => `„${typed}“ ist kein Betrag: Enter liest, Esc löscht; 20 F9 nimmt 20 bar.`,
  },
};
