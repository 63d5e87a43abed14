/** German: the shop's tills in the back office. */

import { onceAsked } from "../../domain/once-asked.ts";
import type { enTills } from "./en-tills.ts";
import { type Words } from "./words-shape.ts";

export const deTills = onceAsked((): Pick<Words, keyof typeof enTills> => ({
  officeTills: {
    tills: "Kassen",
    tillsHint: "Enter öffnet eine. Jede verkauft weiter, was auch immer die anderen tun.",
    addresses: "Adressen",
    backups: "Sicherungen",
    invitation: "Einladung",
    inviteNew: "Neue Kasse einladen",
    link: "Verbindung",
    address: "Adresse",
    roundTrip: "Hin und zurück",
    clock: "Uhr",
    openOrders: "Offen",
    cash: "Bargeld",
    heardUntil: "Gehört bis",
    cost: {
      stored: "Gespeichert",
      chains: "Ketten",
      doubted: "Braucht niemand",
      refused: "Abgelehnt",
      work: "Arbeit für sie",
      waits: "Musste warten",
    },
    shutOut: "Ausschließen",
    replace: "Ersetzen",
    promote: "Mitentscheiden",
    code: "Code",
    goodUntil: "Gilt bis",
    wrongCodes: "Falsche Codes",
    slip: "Zettel",
    invite: "Einladen",
    newAddress: "Neue Adresse",
    nothing: "keine",
    ordersDue: (count, due) => `${count}, ${due} offen`,
    cashOn: (taken, day) => `${taken} am ${day}`,
    neverHeard: "nichts von ihr ist hier",
    remainsHint:
      "So weit sie hier gehört wurde. Was sie seither tat, ist unbekannt, nicht null: ihre Lade zählen. Jede Kasse macht mit ihren Bestellungen weiter.",
    ownTill:
      "Das ist diese Kasse hier: an einer anderen lässt sie sich ausschließen oder ersetzen.",
    shutOutHint:
      "Den Grund tippen: andere werden fragen. Für immer, auf jeder Kasse: was von ihr hier ist, zählt weiter, was sie ab jetzt sagt, zählt nichts.",
    canAnswerHint:
      "Sie steht über dieser Kasse und kann antworten: wen sie danach noch aufnimmt, der zählt und muss auch ausgeschlossen werden.",
    decided: "Entschieden",
    decidedHint:
      "Was sie über Kassen entschieden hat, zählt weiter: nachsehen, ob alles so gemeint war.",
    decisions: {
      "took-in": (name) => `${name} aufgenommen`,
      promoted: (name) => `${name} entscheiden lassen`,
      "shut-out": (name) => `${name} ausgeschlossen`,
    },
    shutsOut: (name, reason) => `${name} ausschließen: ${reason}`,
    replaceHint:
      "ja schließt sie für immer aus und führt zur Einladung eines neuen Geräts; es hat Drucker und Einstellungen des Betriebs, sobald es ihn gehört hat.",
    replaces: (name) => `${name} ausschließen, neue einladen`,
    noSuchTill: (typed: string) =>
      typed === "" ? "Es gibt keine andere Kasse." : `Keine andere Kasse heißt „${typed}“.`,
    whichTill: "Welche Kasse? Erst sie wählen, dann was geschehen soll.",
    forEver: "Das gilt für immer, auf jeder Kasse: noch einmal Enter, oder Esc.",
    isShutOut: (name) => `${name} ist ausgeschlossen und sagt es, wenn sie aufwacht.`,
    promoteHint:
      "ja lässt sie Kassen aufnehmen, befördern und ausschließen, wie diese hier: so endet mit diesem Gerät nichts. Nur ein Ausschluss nimmt es zurück.",
    promotes: (name) => `${name} über Kassen entscheiden lassen`,
    isPromoted: (name) => `${name} darf jetzt Kassen aufnehmen und ausschließen.`,
    noTyping: "Hier ist nichts zu tippen: die Pfeile führen weiter.",
    noTraining: "Eine Schulung ist eine Kasse für sich: niemand tritt bei.",
    invites: "Einen Code für ein weiteres Gerät machen",
    inviteHint:
      "Enter macht einen Code: einmal gültig, zehn Minuten lang. Mehr braucht das neue Gerät nicht.",
    making: "   der Code wird gemacht...",
    failed: "Es ließ sich kein Code machen: noch einmal versuchen.",
    joinHint: (code) => `Am neuen Gerät: till run, dann 3; oder till join --device "NAME" ${code}`,
    joinAtHint: (place) => `Findet es niemanden: mit --at ${place}, der Adresse dieses Geräts.`,
    opening: "Der Port ist noch nicht offen. Bleibt das so, sagt till doctor, warum.",
    codeGone: "Der Code steht nirgends mehr: Enter macht einen neuen.",
    escHint: "Esc beendet die Einladung, die Sperre nicht.",
    ended: "Die Einladung ist vorbei: der Code gilt nicht mehr.",
    ofFive: (count) => `${count} von 5`,
    slipAt: (printer, isFile) => (isFile ? `virtuelles Papier, ${printer}` : `Drucker ${printer}`),
    noSlip: {
      "no-printer": "Kein Zettel: an dieser Kasse steht kein Belegdrucker. Den Code tippen.",
      "in-software":
        "Kein Zettel: der Drucker ist eine Datei, die jeder lesen könnte. Den Code tippen.",
      failed: (printer) => `Kein Zettel: Drucker ${printer} druckte ihn nicht. Den Code tippen.`,
    },
    hasJoined: (name) => `${name} ist beigetreten.`,
    hearsHint: "Sie hört jetzt den Betrieb; danach kann man sich dort anmelden.",
    declined: "Das neue Gerät wurde nicht aufgenommen und sagt, warum. Neu einladen.",
    burnt:
      "Fünfmal wurde ein falscher Code versucht: er gilt nicht mehr. Nachsehen, wer da ist, dann neu einladen.",
    over: "In zehn Minuten kam niemand: der Code gilt nicht mehr.",
    addressHint:
      "HOST:PORT, etwa 192.168.1.20:7777: wo eine andere Kasse ist, wenn das Netz sie versteckt. Eine genügt.",
    noAddress: (typed) => `„${typed}“ ist keine Adresse: etwa 192.168.1.20:7777.`,
    addressKnown: (address) => `${address} ist schon getippt.`,
    addsAddress: (address) => `Eine Kasse bei ${address} suchen`,
    addressAdded: (address) => `Bei ${address} wird ab jetzt gesucht.`,
    removesAddress: (address) => `Bei ${address} nicht mehr suchen`,
    addressGone: (address) => `${address} ist keine getippte Adresse mehr.`,
    tooMany: "So viele Adressen helfen niemandem: erst eine wegnehmen.",
  },
  officeBackups: {
    typeFolder: "Einen Ordner eingeben, den es gibt, etwa /media/usb.",
    typeMinus: "- und Enter beendet die Sicherungen dorthin.",
    newPlace: "Neuer Ort",
    none: "noch nichts gesichert",
    trouble: "die letzte Sicherung misslang",
    hours: (count: number) =>
      count === 0 ? "in dieser Stunde gesichert" : `vor ${count} h gesichert`,
    days: (count: number) => `vor ${count} ${count === 1 ? "Tag" : "Tagen"} gesichert`,
    hint: "Der Ordner eines Sticks oder einer Freigabe, etwa /media/usb; davor darf ein Name stehen. Dieses Gerät sichert jede Stunde dorthin. Ein Befehl: till backup add.",
    placeHint: "- und Enter: keine Sicherungen mehr dorthin; was dort liegt, bleibt.",
    adds: (name: string, folder: string) => `Nach ${folder} sichern, genannt ${name}`,
    added: (name: string) => `${name} ist ein Ort für Sicherungen: die erste entsteht jetzt.`,
    sameDisk: (name: string) =>
      `${name} liegt auf der Platte des Kassenbuchs: was eines zerstört, zerstört beides.`,
    removes: (name: string) => `Nicht mehr nach ${name} sichern`,
    removed: (name: string) => `${name} bekommt keine Sicherungen mehr; was dort liegt, bleibt.`,
    looking: "   der Ordner wird geprüft...",
    failed: "Der Ordner war nicht zu prüfen: noch einmal versuchen.",
    badName: "Ein Name hat 1 bis 40 Buchstaben, Ziffern, Leerzeichen, Punkte oder Striche.",
    taken: (name: string) => `Einen Ort ${name} gibt es schon.`,
    noFolder: (folder: string) =>
      `${folder} ist kein Ordner: den Stick einstecken oder ihn anlegen.`,
    ownFolder: (folder: string) =>
      `${folder} liegt im Ordner der Kasse: eine Kopie ginge mit ihr unter.`,
    unusable: {
      full: "Der Ordner ist voll: dort Platz schaffen oder einen anderen nennen.",
      other: "Der Ordner geht nicht: prüfen, wem er gehört, und seine Platte.",
    },
  },
  shutOutReasons: { stolen: "gestohlen", lost: "verloren", broken: "kaputt", replaced: "ersetzt" },
  addressesFound: {
    connected: "verbunden",
    nobody: "niemand antwortet",
    stranger: "keine Kasse von hier",
    ourselves: "dieses Gerät selbst",
    unknown: "noch nicht versucht",
  },
  addressesFrom: {
    remembered: "ging schon",
    told: "von einer Kasse",
    heard: "im Netz gehört",
  },
}));
