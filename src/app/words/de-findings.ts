/** What was found on a box, in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PlaceStatus } from "../backup/backup-status.ts";
import { counted } from "../counted.ts";
import { kindsText } from "../update-sentence.ts";
import { type FindingWords, type UnreadFacts } from "./finding-words.ts";

const OTHERWISE =
  "dort finden Kassen einander durch `till mesh find` oder `till mesh add HOST:PORT`";
const HAPPENED = {
  anchor:
    "Auf dieser Platte fehlen Verkäufe. Die letzten Belege mit `till order list` vergleichen.",
  board:
    "Diese Platte ist eine Kopie oder steckt woanders. Verkauft das andere Gerät auch, eines von beiden abschalten.",
  peer: "Andere wissen mehr von dieser Kasse. Wurde ihre Platte kopiert, die Kopie abschalten.",
  person:
    "Jemand sagt, dass Verkäufe fehlen. Die letzten Belege mit `till order list` vergleichen.",
} as const;
const KEYS: Readonly<Record<Parameters<FindingWords["key"]>[0]["how"], (place: string) => string>> =
  {
    beside: () =>
      "Der Schlüssel liegt neben dem Kassenbuch, in ledger.key: wer dieses Gerät oder seine Platte nimmt, kann alles lesen.",
    "passphrase-file": (file) =>
      `Die Passphrase liegt auf diesem Gerät, in ${file}: wer es oder seine Platte nimmt, kann alles lesen.`,
    "handed-over": () =>
      "Systemd reicht die Passphrase: tippt sie nicht jemand nach jedem Start, kann alles lesen, wer dieses Gerät nimmt.",
    locked: () =>
      "Eine Passphrase öffnet das Kassenbuch: wer dieses Gerät ausgeschaltet nimmt, kann nichts lesen; läuft es, alles.",
    sealed: (name) =>
      `Systemd reicht den Schlüssel, als ${name}: versiegelt ihn das TPM (--with-key=host+tpm2), kann nichts lesen, wer nur die Platte nimmt; mit dem ganzen Gerät alles, was dessen Anmeldung nicht verwehrt.`,
    unsealed: (name) =>
      `Systemd reicht den Schlüssel, als ${name}, aber dieses Gerät hat kein TPM: was ihn versiegelt, liegt auf derselben Platte, also kann alles lesen, wer dieses Gerät oder seine Platte nimmt.`,
  };

export const deFindings = onceAsked((): FindingWords => ({
  shop: (name, isDemo, till) =>
    `${name}, ${isDemo ? "ein Probebetrieb, für immer" : "ein echter Betrieb"}; diese Kasse ist ${till}.`,
  ledgerFine: (transactions) => `${transactions} Vorgänge, alle Prüfungen bestanden.`,
  ledgerDamaged: (detail) =>
    `Das Kassenbuch ist beschädigt: \`till verify\` zeigt alles${detail === "" ? "" : ` (${detail})`}.`,
  synced: () => "Jeder Verkauf steht sicher auf der Platte.",
  notSynced: () => "Verkäufe stehen nicht sicher auf der Platte: diesen Fehler bitte melden.",
  writable: () => "Der Speicherort kann beschrieben werden.",
  readOnly: () =>
    "Der Speicherort kann nur gelesen, nichts verkauft werden: prüfen, wem der Ordner gehört, und die Platte.",
  roomPlenty: (free) => `${megabytes(free)} frei.`,
  roomScarce: (free) =>
    `Die Platte ist fast voll, ${megabytes(free)} frei: Platz schaffen, sonst kann bald nichts verkauft werden.`,
  roomNone: () => "Die Platte ist voll, nichts kann verkauft werden: Platz darauf schaffen.",
  key: ({ how, place }) => KEYS[how](place),
  memory: (swaps, dumps) => {
    const leaks = [
      swaps.length === 0
        ? ""
        : `kann der Speicher samt Schlüssel nach ${swaps.join(", ")} ausgelagert werden: verschlüsseln oder abschalten`,
      dumps
        ? "kann ein Absturz den Speicher samt Schlüssel auf die Platte schreiben: LimitCORE=0 in der Unit, oder Core Dumps abschalten"
        : "",
    ];
    return `Solange die Kasse läuft, ${leaks.filter((leak) => leak !== "").join("; ")}.`;
  },
  keyExposed: () =>
    "Andere Benutzer dieses Geräts können den Schlüssel lesen: chmod 600 ledger.key.",
  keyChangeCut: () => "Ein Schlüsselwechsel brach ab: die Kasse schließen, dann `till key rotate`.",
  day: (now) => `Geschäftstag ${now}.`,
  dayTyped: (now) =>
    `Geschäftstag ${now}, nach einem getippten Datum: die Uhr dieses Geräts stellen.`,
  dayClockWrong: (says, now) =>
    `Die Uhr sagt ${says}, die Kasse steht auf ${now}: die Uhr des Geräts stellen, oder an der Kasse \`:datum\` tippen.`,
  dayNext: (now, next) => `Geschäftstag ${now}; wer sich als Nächstes anmeldet, beginnt ${next}.`,
  numbers: ({ cause, isPending, series }) =>
    `${HAPPENED[cause]} Ihre Nummern beginnen ${isPending ? "mit dem nächsten Verkauf neu" : `mit ${series}`}.`,
  allCounts: () => "Alles, was gespeichert ist, zählt.",
  inQuestion: (receipts, money, chains) =>
    `${counted(receipts, "Bon", "Bons")}, ${money}, aus ${counted(chains, "Kette", "Ketten")} sind fraglich: \`till ledger quarantine list\` nennt sie.`,
  settled: ({ type, till, numbersTwice }) =>
    type === "chain/both-admitted"
      ? `${till} sprach mit zwei Stimmen, und beide zählen: ${numbersTwice === 0 ? "keine Nummer" : counted(numbersTwice, "Bonnummer", "Bonnummern")} auf zwei Belegen.`
      : `Was ${till} verkauft hat, wurde zugelassen und auch verworfen: es zählt.`,
  oversold: ({ name, beyond, tills }) => {
    const what =
      tills === ""
        ? `${name}: ${beyond} mehr verkauft, als da waren`
        : `${name} war ausverkauft, ${beyond} verkauft an ${tills}`;
    return `${what}: sehen, wer es bestellt hat, dann sagen, was noch da ist (!${name}).`;
  },
  contradictions: (count) =>
    `${counted(count, "Widerspruch", "Widersprüche")} in Bestellungen: \`till attention list\` nennt ${count === 1 ? "ihn" : "sie"}.`,
  sheetRead: (day) => `Zurückgelesen am ${day}.`,
  sheetDemo: () =>
    "Das eines Probebetriebs liegt auf virtuellem Papier, lesbar: es ist zum Ansehen.",
  sheetNever: () =>
    "Nie zurückgelesen: das Papier suchen und seinen Code bei `till recovery check` tippen.",
  noManager: () =>
    "Niemand, der sich anmelden kann, darf noch Personal ändern: `till staff rescue NUMMER`, mit dem Code des Notfallblatts.",
  holderAnswers: (pid) => `Prozess ${pid} hat die Drucker und antwortet.`,
  holderSilent: (pid) =>
    `Das Programm, das druckt, antwortet nicht${processText(pid)}: beenden, dann druckt das nächste.`,
  holderAbsent: () => "Keine Kasse ist offen: jeder Befehl druckt, was er gemacht hat.",
  papersUnserved: (papers) =>
    `${papersText(papers)} in der Schlange, die kein Drucker bedient: \`till printer add\`, oder \`till printer route\`.`,
  papersNone: () => "Nichts wartet.",
  papersAsk: (papers) =>
    `${papersText(papers)} ${papers === 1 ? "fragt" : "fragen"} jemanden: \`till printer queue\` sagt warum; dann \`till printer retry\` oder \`cancel\`.`,
  papersWait: (papers, isOff) =>
    `${papersText(papers)} in der Schlange${isOff ? ", und er ist aus: einschalten" : ": den Drucker einschalten"}, und die Kasse öffnen oder \`till print now\` sagen.`,
  unfinished: (tills) =>
    `Arbeit von ${tills} ist nicht zu Ende und zählt nicht: brach sie ab, noch einmal tun und verwerfen (\`till ledger quarantine list\`).`,
  readsAll: () => "Dieses Programm kann alles lesen, was gespeichert ist.",
  update: updateText,
  updateNeeded: (unread) =>
    `${updateText(unread)} Sie verkauft weiter, aber niemand weiß sicher, was ein Tag ergibt.`,
  printersAll: () => "Jede Station und die Bons haben einen Drucker.",
  printersMissing: (noReceipts, stations) =>
    `Kein Drucker für ${[...(noReceipts ? ["Bons"] : []), ...stations].join(", ")}: \`till printer add\`, oder \`till printer route\`.`,
  letters: (letters) =>
    `Nicht so auf Papier, wie geschrieben: ${letters} (\`till print show\` zeigt es). Solche Namen anders schreiben.`,
  noBackup: (others, safeOn) => {
    const tills = counted(others, "anderen Kasse", "anderen Kassen");
    const known =
      safeOn === 0
        ? `ob eine von ${tills} hat, was diese zuletzt verkauft hat, ist gerade nicht bekannt`
        : `was diese Kasse zuletzt verkauft hat, ist auf ${safeOn} von ${tills}, und nichts außer Haus`;
    const who = others === 0 ? "nur dieses Gerät hat die Verkäufe" : known;
    return `Kein Ort für Sicherungen: ${who} (\`till backup add\`).`;
  },
  backup: backupText,
  paperFolder: (folder, isThere) =>
    `Das Papier virtueller Drucker ${isThere ? "liegt" : "wird liegen"} in ${folder}, unverschlüsselt.`,
  meshSingle: () => "Einzige Kasse: was sie verkauft, ist nur auf diesem Gerät.",
  meshShutOut: (reason, replacedBy) => {
    const why = replacedBy === undefined ? reason : `ersetzt durch ${replacedBy}`;
    return `Eine andere Kasse hat diese ausgeschlossen, für immer${why === "" ? "" : ` (${why})`}: sie verkauft nichts mehr.`;
  },
  meshKeyless: (others) =>
    `Der Betrieb hat ${othersText(others)}, und diese hat keine Schlüssel für Verbindungen: niemand hat sie eingelassen.`,
  meshNoProgram: (others) =>
    `Der Betrieb hat ${othersText(others)}, und hier ist kein Programm verbunden: die Kasse öffnen, oder \`till node\`.`,
  meshSilent: (pid) =>
    `Das Programm mit den Verbindungen zu anderen Kassen antwortet nicht${processText(pid)}: beenden.`,
  meshUnlinked: (pid, others) =>
    `Prozess ${pid} nimmt keine Verbindung zu ${others === 1 ? "1 anderen Kasse" : `${others} anderen Kassen`} an: noch einmal fragen, dann in sein Protokoll sehen.`,
  port: (port) => `Nimmt Verbindungen an Port ${port} an.`,
  otherPort: (port, usual) =>
    `Nimmt Verbindungen an Port ${port} an, weil ${usual} belegt war: eine Firewall muss ihn durchlassen.`,
  nobodyHeard: (since) =>
    `Keine andere Kasse gehört ${sinceText(since)}: sie verkauft allein weiter; Kabel, Switch und WLAN ansehen, und \`till mesh addresses\`.`,
  connected: (connected, others, safeOn) => {
    const safe =
      safeOn === undefined ? "" : `; was diese zuletzt gesagt hat, ist sicher auf ${safeOn}`;
    return `${connected} von ${others === 1 ? "1 anderen Kasse" : `${others} anderen Kassen`} verbunden${safe}.`;
  },
  unopened: (till) => `${till} ist beigetreten, und dort wurde noch keine Kasse geöffnet.`,
  notHeard: (till, since) =>
    `${till} nicht gehört ${sinceText(since)}: ist sie an und in diesem Netz? Ist sie für immer weg: \`till mesh revoke\`.`,
  noRoomForOthers: () =>
    "Die Platte hat keinen Platz für das, was andere Kassen sagen: Platz schaffen.",
  fetching: (held, known) =>
    `${held} von ${known} Ereignissen des Betriebs sind hier, der Rest wird geholt.`,
  addressSilent: (address, tries) =>
    `Niemand antwortet an ${address} (${counted(tries, "Versuch", "Versuche")}): ist sie falsch, \`till mesh remove ${address}\`.`,
  addressStranger: (address) =>
    `An ${address} ist keine Kasse dieses Betriebs: \`till mesh remove ${address}\`.`,
  addressOurselves: (address) =>
    `${address} ist dieses Gerät selbst: \`till mesh remove ${address}\`, und das andere nennen.`,
  clockStray: (till, off, isAhead) =>
    `Die Uhr von ${till} geht gegenüber den anderen ${off} ${aheadText(isAhead)}: dort stellen.`,
  clockOwn: ({ off, isAhead, till, isToSet }) => {
    const whose = till === undefined ? "den anderen Kassen" : `der von ${till}`;
    const what = till === undefined ? "stellen" : "die falsche stellen";
    return `Die Uhr dieses Geräts geht gegenüber ${whose} ${off} ${aheadText(isAhead)}${isToSet ? `: ${what}` : ""}.`;
  },
  misdeed: (till, reason, count) =>
    `${till} hat ${count}-mal gesendet, was keine Kasse sendet (${reason}). Wer sie hat, hat sie vielleicht verändert: dort nachsehen, oder sie ausschließen (\`till mesh revoke\`).`,
  staysSilent: (till) =>
    `${till} verbindet sich immer wieder und sagt dann nichts: das Programm dort neu starten. Hilft das nicht, dort nachsehen, oder sie ausschließen (\`till mesh revoke\`).`,
  misdated: (till, date) =>
    `${till} hat etwas mit Datum ${date} gesendet: die Uhr dort prüfen. Geht und ging sie richtig, hat vielleicht jemand die Kasse verändert.`,
  asksTooMuch: (till) =>
    `${till} verlangt mehr, als eine Kasse braucht, und bekommt spät Antwort: sonst merkt niemand etwas. Das Programm dort neu starten; geht es weiter, nachsehen, wer sie hat, oder sie ausschließen (\`till mesh revoke\`).`,
  secretsDiffer: (till, lasted) =>
    `PINs und Namen sind hier seit ${lasted} nicht dieselben wie bei ${till}: wer sich hier anmeldet, kommt dort vielleicht nicht hinein. Das Programm hier und dort neu starten; bleibt es so, nachsehen, wer sie hat, oder sie ausschließen (\`till mesh revoke\`).`,
  multicastPublic: (host) =>
    `Dieses Gerät hat eine öffentliche Adresse (${host}), wo Kassen nicht durch Multicast gesucht werden: ${OTHERWISE}, und eine Firewall hält alle anderen fern.`,
  multicastNoNetwork: () =>
    "Dieses Gerät ist in keinem Netz, in dem Kassen einander finden: sein Kabel prüfen.",
  multicastFails: (network, fault) =>
    `Multicast auf ${network} geht nicht (${fault}): ${OTHERWISE}.`,
  multicastFilteredHere: (network) =>
    `Multicast auf ${network} wird gefiltert, auf diesem Gerät selbst: UDP 5353 durchlassen, oder ${OTHERWISE}.`,
  multicastFiltered: (network, tills) =>
    `Multicast wird auf ${network} gefiltert: ${tills.join(", ")} ${tills.length === 1 ? "ist" : "sind"} dort verbunden und nicht dadurch zu hören, also findet ein neues Gerät vielleicht niemanden: durchlassen (docs/network.md), oder ${OTHERWISE}.`,
  isolated: (network, addresses, gateway) =>
    `Auf ${network} antwortet weder Multicast noch ${addresses}, der Weg nach draußen (${gateway}) aber schon: sind die anderen Kassen an, trennt das Netz die Geräte. „Client Isolation“ (AP-Isolation, Gastnetz) am Zugangspunkt abschalten, oder Kabel nehmen (docs/network.md).`,
  multicastThrough: () => "Multicast kommt durch.",
  multicastQuiet: () =>
    `Durch Multicast ist niemand sonst zu hören: gibt es andere, wird es dazwischen gefiltert, und ${OTHERWISE}.`,
}));

function backupText({
  age: { hours },
  verified,
  pendingEvents,
  trouble,
  where,
}: PlaceStatus): string {
  const age =
    hours === 0 ? "Weniger als eine Stunde alt" : `${counted(hours, "Stunde", "Stunden")} alt`;
  const how =
    verified === undefined
      ? "Noch keine Sicherung dort"
      : `${age}, ${counted(verified.files, "Datei", "Dateien")}, ${deProofs[verified.proof]}`;
  const pending =
    pendingEvents === 0
      ? ""
      : `; ${counted(pendingEvents, "Ereignis", "Ereignisse")} noch nicht darin`;
  const told = trouble === undefined ? "" : ` ${dePlaceTrouble(trouble, where)}`;
  return `${how}${pending}.${told}`;
}

/** How sure a backup is. */
export const deProofs = {
  "read-back": "zurückgelesen und verglichen",
  sizes: "Größen verglichen, nicht zurückgelesen",
  sent: "gesendet, niemand hat gesehen, ob es ankam",
} as const;

/** Why a place has no newer backup, and what to do. */
export function dePlaceTrouble(
  { type, sentence }: NonNullable<PlaceStatus["trouble"]>,
  where: string,
): string {
  return TROUBLES[type]?.(where) ?? sentence;
}

const TROUBLES: Readonly<Record<string, (where: string) => string>> = {
  "place/away": (where) => `${where} ist nicht da: den Stick einstecken oder die Platte einhängen.`,
  "place/full": (where) => `${where} ist voll: dort Platz schaffen, oder einen anderen Ort nennen.`,
  "place/failed": (where) =>
    `${where} kann nicht benutzt werden: prüfen, wem es gehört, und Stecker, Platte und Netz.`,
  "place/unverified": (where) =>
    `Was in ${where} liegt, ist nicht, was geschrieben wurde: die Platte geht vielleicht kaputt.`,
  "place/interrupted": () => "Die Sicherung wurde unterbrochen; die davor ist vollständig.",
};

function megabytes(free: number | undefined): string {
  return free === undefined ? "etwas Platz" : `${free} MB`;
}

function updateText({ events, kinds }: UnreadFacts): string {
  return `Diese Kasse aktualisieren: sie kann ${counted(events, "Ereignis", "Ereignisse")} nicht lesen (${kindsText(kinds, "Version")}).`;
}

function papersText(papers: number): string {
  return counted(papers, "Beleg", "Belege");
}

function othersText(others: number): string {
  return counted(others, "andere Kasse", "andere Kassen");
}

function processText(pid: number | undefined): string {
  return pid === undefined ? "" : ` (Prozess ${pid})`;
}

function sinceText(since: string | undefined): string {
  return since === undefined ? "seit dem Start dieses Programms" : `seit ${since}`;
}

function aheadText(isAhead: boolean): string {
  return isAhead ? "vor" : "nach";
}
