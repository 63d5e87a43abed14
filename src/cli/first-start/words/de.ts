/** German: the first start. */

import { type FirstStartWords } from "./en.ts";

export const de: FirstStartWords = {
  locale: "de",
  interrupted: "Abgebrochen; es wurde kein Betrieb angelegt.",
  noShop: (dir) => `In ${dir} gibt es noch keinen Betrieb.`,
  lostShop: "Ein verlorener Betrieb kommt mit `till restore` zurück.",
  which: {
    choices: [
      "1  ein Probebetrieb, um alles zu versuchen: auf seinen Papieren steht DEMO",
      "2  ein echter Betrieb",
      "3  noch eine Kasse eines Betriebs, der schon andere hat",
    ],
    prompt: "1, 2 oder 3 [1]: ",
    wrong: "1 tippen für den Probebetrieb, 2 für einen echten, 3 für noch eine Kasse.",
  },
  said: {
    none: "keine",
    find: "suchen",
    text: "text",
    bytes: "bytes",
    cafe: "cafe",
    type: "tippen",
    with: "mit",
    without: "ohne",
  },
  device: "Kasse 1",
  colon: ":",
  yes: { shown: "ja", taken: /^(?:ja?|y(?:es)?)$/iu },
  no: { taken: /^n(?:ein|o)?$/iu },
  yesOrNo: "Bitte ja oder nein.",
  labels: {
    country: "Land",
    language: "Sprache",
    name: "Betrieb",
    currency: "Währung",
    zone: "Zeitzone",
    cutover: "Tagesende",
    prices: "Preise",
    tax: "Steuern",
    "key-layout": "Tastatur",
    "owner-name": "Inhaber",
    "owner-pin": "PIN",
    printer: "Drucker",
    catalogue: "Artikel",
    products: "Getippt",
  },
  countries: {
    AT: "Österreich",
    BE: "Belgien",
    CH: "Schweiz",
    CZ: "Tschechien",
    DE: "Deutschland",
    DK: "Dänemark",
    ES: "Spanien",
    FI: "Finnland",
    FR: "Frankreich",
    GB: "Vereinigtes Königreich",
    IE: "Irland",
    IT: "Italien",
    LU: "Luxemburg",
    NL: "Niederlande",
    NO: "Norwegen",
    PL: "Polen",
    PT: "Portugal",
    SE: "Schweden",
    US: "USA",
    XX: "ein anderes Land",
  },
  troubles: {
    off: "er ist nicht erreichbar: nach Schalter, Kabel und Adresse sehen",
    busy: "ein anderer ist mit ihm verbunden, oder er nimmt gerade keine Verbindung an",
    refused:
      "was unter seiner Adresse ist, lehnt ab: es startet, ein anderes Programm hat es, oder die Adresse gehört einem anderen Gerät",
    "no-access": "dieser Benutzer darf das Gerät nicht verwenden",
    "no-printer-device":
      "unter seinem Pfad ist kein Drucker, wie /dev/usb/lp0 oder /dev/ttyUSB0: sagen, wo er ist",
    "other-printer": "an seinem Platz ist ein anderer Drucker: sagen, wo dieser ist",
    "paper-out": "er hat kein Papier",
    "cover-open": "sein Deckel ist offen",
    cutter: "sein Messer klemmt",
    overheated: "er ist zu heiß und macht von selbst weiter",
    feeding: "jemand hält seine Vorschubtaste",
    error: "er hat einen Fehler: aus- und wieder einschalten",
    offline: "er ist offline und sagt nicht, warum",
    silent: "er ist erreichbar und antwortet nicht",
    garbage: "er antwortet Unsinn: ist es ein Bondrucker, und auf ESC/POS gestellt?",
  },
  intro: [
    "Ein paar Fragen, dann wird verkauft. Enter nimmt, was in [ ] steht.",
    "< geht eine Frage zurück, ? erklärt, Strg-C bricht ab und nichts wird angelegt.",
  ],
  firstAlready: "Das ist die erste Frage.",
  needsAnswer: "Hier gibt es nichts Übliches: bitte tippen, oder ? für Hilfe.",
  place: (number, all) => `${number} von ${all}`,

  country: {
    prompt: "Land",
    told: (list) => `Länder: ${list}, XX ein anderes.`,
    help: "Zwei Buchstaben oder der Name: danach richten sich Geld, Zeit, Steuern und Tasten; alles lässt sich ändern.",
    wrong: (text) =>
      `„${text}“ ist kein Land der Liste: zwei Buchstaben wie DE, oder XX für ein anderes.`,
  },
  language: {
    prompt: "Sprache",
    help: "Die von Schirmen und Papieren, und dieser Fragen: en, de, de-CH, fr, fr-CH oder es.",
    wrong: (text, list) => `„${text}“ ist keine unserer Sprachen: ${list}.`,
  },
  name: {
    prompt: "Name des Betriebs",
    help: "Wie er oben auf jedem Bon steht.",
    wrong: (max) => `Ein Betrieb braucht einen Namen von 1 bis ${max} Zeichen.`,
  },
  currency: {
    prompt: "Währung",
    help: "Das Geld aller Preise; danach lässt sie sich nie mehr ändern.",
    wrong: (text, list) => `„${text}“ ist keine unserer Währungen: ${list}.`,
  },
  zone: {
    prompt: "Zeitzone",
    told: (zones) => `Hier üblich: ${zones}.`,
    help: "Wo die Uhr des Betriebs steht, wie Europe/Berlin: danach geht die Zeit auf den Bons.",
    wrong: (text) => `„${text}“ ist keine Zeitzone: ein Name wie Europe/Berlin.`,
  },
  cutover: {
    prompt: "Der Geschäftstag endet um",
    help: "Verkäufe nach Mitternacht und vor dieser Zeit gehören zum Vortag.",
    wrong: (text) => `„${text}“ ist keine Uhrzeit: wie 04:00 oder 0:30.`,
  },
  prices: {
    prompt: "Preise mit oder ohne Steuer",
    help: "mit: im Preis auf der Karte ist die Steuer drin; ohne: sie kommt oben drauf.",
    wrong: (text) => `„${text}“ ist keins von beiden: mit oder ohne.`,
  },
  tax: {
    prompt: "Steuern",
    told: ({ taxes, source, since, check }) => [
      ...(taxes === "" ? [] : [`Üblich, in Prozent: ${taxes}.`]),
      `Aus: ${source} (${since}).`,
      ...(check === "" ? [] : [`Zu prüfen (auf Englisch): ${check}.`]),
    ],
    usualShown: "diese",
    help: "Enter nimmt die üblichen; oder Name und Prozent, wie Speisen 7; Getränke 19; wo es sich unterscheidet, im Haus / außer Haus: Speisen 19/7.",
    wrong: (text) =>
      `„${text}“ ist keine Steuer: Name und Prozent, wie Speisen 7; Getränke 19, oder Speisen 19/7.`,
    tooHigh: (text) => `„${text}“ ist mehr als 100 Prozent.`,
    tooMany: (max) => `Mehr als ${max} Steuern: nur nennen, was sich unterscheidet.`,
    twice: (text) => `„${text}“ hat einen Namen, den es schon gibt: einen anderen geben.`,
    allGoods: "Alle Waren",
  },
  keyLayout: {
    prompt: "Tastatur",
    help: "Was auf ihren Tasten steht, oder was dem am nächsten kommt: us, uk, de, fr, es oder ch; Scanner am besten ebenso einstellen.",
    wrong: (text, list) => `„${text}“ ist keine unserer Tastaturen: ${list}.`,
  },
  ownerName: {
    prompt: "Dein Name",
    help: "Der des Inhabers: er steht auf dem Anmeldeschirm und bei allem, was du tust; du darfst alles.",
    wrong: (max) => `Ein Name hat 1 bis ${max} Zeichen, mit einem Buchstaben.`,
  },
  ownerPin: {
    prompt: (min, max) => `Deine PIN, ${min} bis ${max} Ziffern, unsichtbar`,
    again: "Noch einmal dieselbe",
    hidden: "******",
    differ: "Die beiden PINs sind verschieden: neu tippen.",
    help: "Deine Personalnummer und diese PIN öffnen die Kasse; niemand kann die PIN wieder lesen.",
  },
  printer: {
    none: "keiner",
    prompt: "Bondrucker",
    told: [
      "keiner  Bons warten in der Kasse, bis es einen Drucker gibt",
      "suchen  sieht im Netz, an USB und seriell nach und nummeriert, was da ist",
      "192.0.2.7 oder /dev/usb/lp0: wo er ist, wie es `till printer add` nimmt",
      "text    eine Rolle als Textdatei beim Speicher, am Bildschirm zu lesen",
      "bytes   eine Datei mit den Bytes, die ein Epson-Drucker nimmt (ESC/POS)",
    ],
    help: "Wo Bons und Küchenbons herauskommen; ein Probedruck kommt sofort.",
    wrong: (text) =>
      `„${text}“ ist kein Drucker von uns: keiner, wo er ist (192.0.2.7, /dev/usb/lp0, usb:04b8:0e15), text oder bytes.`,
    looking: "Sucht einige Sekunden …",
    noneFound: "Keiner wurde gefunden. Einer, der an ist, lässt sich noch mit Adresse nennen.",
    found: (number, at, name) => `${number}  ${at}  ${name}`.trimEnd(),
    printed: (file) => `Ein Probedruck ist in ${file}.`,
    sent: "Ein Probedruck wurde ihm geschickt.",
    failed: (file) => `Der Probedruck ließ sich nicht in ${file} schreiben: neu wählen.`,
    inTrouble: (why) => `Er kann jetzt nicht drucken: ${why}. Beheben, oder neu wählen.`,
    isTaken: "eine Kasse druckt darauf",
    shareIt:
      "Eine Kasse druckt darauf, vielleicht eine andere Firma: Die Belege von beiden kämen heraus. Trotzdem darauf drucken? [nein]",
    pictured: (letters) =>
      `Die Zeichen ${letters} hat er selbst nicht: Zeilen damit druckt er als Bild, das dauert einen Moment länger.`,
    cameOut: "Kam er heraus? [ja]",
    notOut: "Dann neu wählen: keiner geht immer.",
  },
  catalogue: {
    prompt: "Artikel",
    told: [
      "keine      vorerst keine: till catalog import bringt sie später",
      "cafe       die eines Cafés, zum Ausprobieren; die Preise sind Beispiele",
      "tippen     Name und Preis werden getippt, je Zeile einer",
      "DATEI.csv  eine Datei nach docs/catalogue.md, wie /media/usb/artikel.csv",
    ],
    help: "Was verkauft wird; alles lässt sich später ändern, hier geht es um den ersten Tag.",
    wrong: (file, lines) => `${file} wurde nicht genommen (auf Englisch):\n${lines}`,
    nothing: "Eine Datei nennen, oder keine, cafe oder tippen.",
  },
  products: {
    prompt: (lines) =>
      lines === 0
        ? "Name und Preis"
        : `Name und Preis (${lines} ${lines === 1 ? "Zeile" : "Zeilen"})`,
    told: (example, other, classes) => [
      `Je eine Zeile, wie: ${example}. Eine leere Zeile beendet, < nimmt die letzte zurück.`,
      `Mit anderer Steuer am Ende, wie: ${example} ${other}. Es gibt: ${classes}.`,
    ],
    help: "Name, Preis und, wo es nicht die erste ist, die Steuer: Bier 4,50 Alkohol.",
    wrong: (text) => `„${text}“ geht nicht: ein Name, dann ein Preis, wie Espresso 2,40.`,
    noName: (text) =>
      `„${text}“ ist kein Name: bis zu 60 Zeichen, mit einem Buchstaben oder einer Ziffer.`,
    noPrice: (text, currency) => `„${text}“ ist kein Preis in ${currency}.`,
    noClass: (text, list) => `„${text}“ ist keine Steuer dieses Betriebs: ${list.join(", ")}.`,
    twice: (text) => `„${text}“ gibt es schon.`,
    none: "Mindestens einen tippen, oder < und keine wählen.",
    takenBack: (text) => `Zurückgenommen: ${text}`,
  },

  summary: "Das ist der Betrieb:",
  confirm: "Anlegen? [ja]",
  confirmWrong: "ja tippen, oder < geht zurück; Strg-C bricht ab und nichts wird angelegt.",
  ready: (name, dir, products) => `${name} ist bereit in ${dir}: ${products} Artikel.`,
  signIn: (number, name) => `${name}: mit Personalnummer ${number} und deiner PIN anmelden.`,
  legalHead: (country) => `Um legal zu verkaufen (${country}; auf Englisch):`,
  legal: (sentence, source, date) => `${sentence} (${source}; ${date})`,
  goOn: (dir) => `Die Kasse öffnen: till run --store ${dir}`,
  enterOpens: "Enter öffnet die Kasse.",
  testPaper: [
    "PROBE",
    "Dieser Drucker druckt.",
    "Zeichen: ä ö ü ß é è ç ñ å ø €",
    "Ziffern: 0123456789",
  ],

  sheet: {
    cameOut: (printer) => `Das Wiederherstellungsblatt kam aus dem Drucker ${printer}`,
    isFile: (file) => `Das Wiederherstellungsblatt ist auf virtuellem Papier, lesbar: ${file}`,
    written: (file) =>
      `Das Wiederherstellungsblatt ist in ${file}: drucken, dann die Datei löschen.`,
    shown: (shop) => [
      `WIEDERHERSTELLUNGSBLATT von ${shop}`,
      "Dieser Code öffnet den Betrieb wieder, wenn jede Kasse verloren, gestohlen oder kaputt ist.",
      "Jetzt auf Papier schreiben, und das Papier nicht im Betrieb aufbewahren:\n",
    ],
    wipes: "Aufgeschrieben? Enter wischt den Bildschirm.",
    readBack: "Jetzt den Code vom Papier tippen, oder scannen.",
    prompt: "Code: ",
    otherSheet: "Das ist der Code eines anderen Blatts: er öffnet diesen Betrieb nicht.",
    isRight: "Der Code stimmt: das Blatt taugt.",
    interrupted: "Abgebrochen; es wurde kein Betrieb angelegt, und der Code gilt nicht.",
  },
  code: {
    character: (character) => `Kein Code hat das Zeichen ${character}: diese Stelle neu lesen.`,
    length: (wanted, found) =>
      `Der Code hat ${wanted} Zeichen, gelesen wurden ${found}: eins zu viel oder zu wenig?`,
    mistyped: "Der Code geht nicht auf: ein Zeichen ist falsch, oder zwei sind vertauscht.",
  },

  joining: {
    intro: [
      "Drei Fragen, dann hört dieses Gerät den Betrieb, und seine Kasse öffnet sich.",
      "Enter nimmt, was in [ ] steht, < oder Esc geht zurück, ? erklärt, Strg-C bricht ab.",
    ],
    interrupted: "Abgebrochen; dieses Gerät ist nirgends beigetreten.",
    name: {
      prompt: "Name dieser Kasse",
      usual: "Kasse",
      help: "Wie die anderen sie nennen; davor steht der Buchstabe, den der Betrieb ihr gibt, wie B Bar.",
      isCode:
        "Das ist der Code, nach dem gleich gefragt wird: ein Name, oder Enter für den üblichen.",
      wrong: (max) => `Eine Kasse braucht einen Namen von 1 bis ${max} Zeichen.`,
    },
    code: {
      prompt: "Code",
      told: [
        "An der anderen Kasse :einladen tippen, oder `till mesh invite`: sie zeigt einen Code, einmal gültig, zehn Minuten lang.",
        "Hier tippen, oder den Zettel scannen, der dort herauskam.",
      ],
      help: "16 Zeichen und eins, das sie prüft; groß oder klein, Striche nach Belieben.",
    },
    place: {
      prompt: "Adresse der anderen Kasse",
      none: "noch einmal suchen",
      told: "Wo das Netz Multicast filtert, hilft ihre Adresse: wie 192.168.1.20, oder mit dem Port, der neben ihrem Code steht. Mit * wird jede Adresse dieses Netzes gefragt.",
      help: "HOST:PORT steht auf ihrem Bildschirm unter dem Code; `ip -brief address` an jenem Gerät nennt seinen HOST.",
      wrong: (text) => `„${text}“ ist keine Adresse: wie 192.168.1.20 oder 192.168.1.20:7778.`,
    },
    looking: (seconds) => `Sucht die Kasse, die eingeladen hat (${seconds} s) …`,
    asks: (asked, all) =>
      `Fragt jede Adresse nach der Kasse, die eingeladen hat (${asked} von ${all}) …`,
    dials: "Fragt die Kasse, die eingeladen hat …",
    proved: "Die andere Kasse kennt den Code auch …",
    isTill: (till, shop) => `Dieses Gerät ist ${till} von ${shop}.`,
    hears: (far) => `Hört den Betrieb${far} …`,
    cutShort: "Abgebrochen: was kam, bleibt, und `till join --resume` macht weiter.",
    canSell: (far) => `Hört den Betrieb${far}: es kann schon verkaufen, Strg-C wartet nicht länger`,
    goesOnBehind: (far) =>
      `Dieses Gerät hat erst${far} vom Betrieb. Bis es alles hat, können Preise und Personen die von früher sein: jede Bestellung, jeder Bon und jede Rückgabe sagt es, und die Statuszeile auch.`,
    problem: {
      deaf: (silence) =>
        `Dieses Gerät hört niemanden per Multicast (${silence}): nach dem Kabel sehen.`,
      nobodyHeard: "Per Multicast ist gar niemand zu hören, als filterte das Netz ihn.",
      noSuchCode:
        "Keine Kasse hier hat diesen Code: er ist vertippt, benutzt, oder älter als zehn Minuten. Noch einmal lesen, oder neu einladen.",
      otherCode: (place) =>
        `Die Kasse bei ${place} erwartet einen anderen Code: dieser ist vertippt, benutzt, oder älter als zehn Minuten. Noch einmal lesen, oder neu einladen.`,
      counted: "Die einladende Kasse hat ihn als falschen Code gezählt.",
      nobodyThere: (place) =>
        `Niemand erwartet dieses Gerät${place === "" ? "" : ` bei ${place}`}: ist die Einladung offen, und die Kasse erreichbar?`,
      impostor:
        "Jemand gibt dort vor, dieses Gerät eingeladen zu haben: ihm wurde nichts gesagt. Anderswo versuchen.",
      refuses: (why) => `Die einladende Kasse lehnt ab: ${why}`,
      refusesAnew: (why) => `Die einladende Kasse lehnt ab (${why}): neu einladen.`,
      brokenOff: (why) =>
        `Die Verbindung brach ab (${why}); der Code ist verbraucht: neu einladen, und hier noch einmal beitreten. Ist dieses Gerät schon eine Kasse des Betriebs, bleibt es diese.`,
      unfit: "Was die andere Kasse sagte, passt nicht: beide auf dieselbe Version bringen.",
    },
    refused: {
      "wrong-code": "Der Code ist falsch: noch einmal tippen, wie er an der anderen Kasse steht.",
      expired:
        "Die Kasse dort erwartet niemanden mehr: eine Einladung gilt zehn Minuten. Neu einladen.",
      used: "Die Einladung dort ist benutzt: jede lässt ein Gerät ein. Neu einladen.",
      burnt: "Fünfmal wurde ein falscher Code versucht, er gilt nicht mehr: neu einladen.",
      "bad-request": "Die andere Kasse versteht diese nicht: beide auf dieselbe Version bringen.",
      declined: "Die einladende Kasse lehnt ab.",
    },
  },
};
