/** German: the shop's printers in the back office. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const dePrinters = onceAsked((): Pick<Words, "officePrinters"> => ({
  officePrinters: {
    printers: "Drucker",
    add: "Drucker einrichten",
    noTraining: "Die Übung hat eigene Drucker: die des Geschäfts bleiben, wo sie waren.",
    nobody: "seine Kasse ist aus",
    state: "Zustand",
    place: "Wo",
    paper: "Papier",
    prints: "Druckt",
    drawerLabel: "Kassenlade",
    name: "Name",
    model: "Modell",
    columns: "Zeichen",
    pulse: "Ladenimpuls",
    buzzer: "Summer",
    probe: "Fragen, was er kann",
    standsIn: "wenn der andere nicht kann",
    asUsual: "wie bei seinem Modell",
    times: (count) => `${count} Mal`,
    drawers: {
      none: "keine Lade",
      pin2: "an Pin 2, dem üblichen",
      pin5: "an Pin 5",
    },
    noColumns: (min, max) => `Zeichen je Zeile: ${min} bis ${max}.`,
    probeHint:
      "Er wird gefragt, was er kann und welches Modell er ist; dabei druckt er nichts. Alle Kassen merken es sich.",
    fieldHints: {
      name: "Wie ihn alle Kassen und Belege nennen.",
      profile:
        "Wie mit ihm gesprochen wird. Zeigt die Testseite falsche Zeichen, passt vielleicht ein anderes.",
      columns: "In einer Zeile seines Papiers: Das Lineal der Testseite zeigt es.",
      drawer: "Wo das Kabel der Lade steckt. Die Testseite öffnet sie.",
      buzzer: "Wie oft er bei einem neuen Küchenbon ertönt.",
      pulse: "Wie lange der Magnet der Lade zieht. Länger, wo sie nicht aufgeht.",
    },
    asSetBefore: "Er ist wieder eingerichtet wie vorher.",
    probed: (printer, model, columns) =>
      `${printer} wurde gefragt: ${model}, ${columns} Zeichen je Zeile.`,
    inHand: (printer) => `${printer} druckt gerade: fragen, sobald das draußen ist.`,
    notAsked: "Der Drucker konnte nicht gefragt werden: noch einmal versuchen.",
    receipts: "Bons",
    ticketsOf: (station) => `Küchenbons ${station}`,
    allTickets: "Küchenbons aller Stationen",
    everything: "Bons und alle Küchenbons",
    insteadOf: (printer) => `Statt ${printer}, der kaputt ist`,
    receiptPrinter: "Bons",
    kitchen: "Küche",
    test: "Testseite drucken",
    replace: "Ersetzen durch",
    remove: "Entfernen",
    numbers: "Auf jedem seine Nummer drucken",
    typeAddress: "Eintippen, wo er ist",
    lookAgain: "Noch einmal suchen",
    address: "Adresse",
    addIt: "So einrichten",
    isAlready: (printer) => `ist schon ${printer}`,
    isTaken: "hat schon ein anderes Geschäft",
    isHeld: "schweigt, vielleicht an anderer Kasse",
    shareIt: "Trotzdem darauf drucken",
    widths: { 80: "80 mm, das übliche", 58: "58 mm, schmal" },
    drawer: "die Lade hängt an ihm",
    noDrawer: "keine Lade",
    wires: {
      network: "Netzwerk",
      usb: "USB",
      device: "USB (Gerät)",
      serial: "serieller Anschluss",
    },
    printing: "druckt seine Nummer",
    printed: "hat seine Nummer gedruckt",
    unreachable: "nicht erreichbar",
    looking: "Sucht...",
    looks: "Drucker suchen",
    steps: {
      "printer-at": "Wo ist er?",
      "printer-taken": "Ein anderes Geschäft druckt darauf",
      "printer-width": "Wie breit ist sein Papier?",
      "printer-use": "Wofür ist er?",
      "printer-drawer": "Hängt die Kassenlade an ihm?",
      "printer-add": "Richtig so?",
    },
    lookingHint:
      "Im Netzwerk, an USB und an seriellen Anschlüssen: Das dauert ein paar Sekunden und sendet niemandem etwas.",
    failedHint: "Die Suche ist gescheitert: noch einmal suchen, oder eintippen, wo er ist.",
    noneFound:
      "Keiner gefunden. Ist er an, und das Kabel drin? Wer an ist, lässt sich auch mit seiner Adresse nennen.",
    foundHint: "Welcher? Auf jedem seine Nummer drucken, dann die tippen, die aus Ihrem kam.",
    whichNumber: "Welche Nummer kam heraus? Bitte tippen.",
    hints: {
      printers: "Enter öffnet einen. Was er druckt und welche Kasse ihn hat, weiß jede Kasse.",
      "printer-at":
        "Seine Adresse, etwa 192.0.2.7 oder 192.0.2.7:9100; oder /dev/usb/lp0 oder serial:/dev/ttyS0@19200.",
      "printer-taken":
        "Die Kasse eines anderen Geschäfts druckt darauf: Esc sucht einen anderen. Von beiden käme Papier heraus.",
      "printer-width":
        "Eine Rolle ist so breit wie eine Hand (80 mm) oder wie drei Finger (58 mm).",
      "printer-use":
        "Was davon andere drucken, übernimmt er. Ein Ersatz übernimmt den Platz des kaputten und was dort wartet.",
      "printer-drawer": "Das Kabel der Lade steckt hinten im Drucker.",
      "printer-add":
        "Vor Enter ändert sich nichts. Der Drucker wird gefragt, was er kann; das druckt nichts. Esc geht zurück.",
    },
    doesHint:
      "ja: hier und an keinem anderen Drucker mehr. Oder nur, wenn der eigene der Station nicht kann. Strg-Z nimmt es zurück.",
    replaceHint:
      "Der andere druckt alles, was dieser druckte, und was hier wartet; dieser kommt weg.",
    removeHint: "Was auf ihn wartet, wartet sichtbar weiter, bis ein anderer es druckt.",
    testHint: "Buchstaben, Breiten, Codes, Lade und Schnitt, auf Papier. Enter druckt sie.",
    tested: (printer) => `Die Testseite von ${printer} ist unterwegs.`,
    replaces: (broken, by) => `${by} statt ${broken}`,
    replaced: (by, broken, papers) =>
      papers === 0
        ? `${by} druckt, was ${broken} druckte.`
        : `${by} druckt, was ${broken} druckte, und ${papers} Wartende.`,
    removes: (printer) => `${printer} entfernen`,
    removed: (printer) => `${printer} ist entfernt.`,
    asBefore: "Er druckt wieder, was er druckte.",
    onceMore: "Noch einmal Enter tut es; Esc lässt es.",
    noTyping: "Hier ist nichts zu tippen: Enter, die Pfeile, Esc.",
    noAddress: (typed) => `„${typed}“ führt zu keinem Drucker: etwa 192.0.2.7.`,
    asking: "   der Drucker wird gefragt...",
    failed: "Der Drucker ließ sich nicht einrichten: bitte noch einmal.",
    notNow: (at, why) => `${at}: ${why}. Bitte nachsehen, dann noch einmal Enter.`,
    pictures: "Als Bild",
    addedPictured: (letters) =>
      `Er ist eingerichtet. Zeilen mit ${letters} druckt er als Bild: etwas länger.`,
    added: "Der Drucker ist eingerichtet: eine Testseite zeigt, was er kann.",
  },
}));
