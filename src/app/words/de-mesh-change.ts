/** What commands say of tills that are listed, looked for, shut out and replaced, in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type MeshChangeWords } from "./mesh-change-words.ts";

export const deMeshChange = onceAsked((): MeshChangeWords => ({
  right: (name) => ({ authority: "darf aufnehmen", till: "Kasse", kitchen: "Küche" })[name] ?? name,
  isRevoked: (reason, replacedBy) => {
    const why = replacedBy === undefined ? reason : `ersetzt durch ${replacedBy}`;
    return why === "" ? "AUSGESCHLOSSEN" : `AUSGESCHLOSSEN (${why})`;
  },
  self: "diese Kasse",
  fingerprint: (digits) => `Fingerabdruck ${digits}`,
  chain: (name, events, when) =>
    `${name}  ${counted(events, "Ereignis", "Ereignisse")}, das letzte ${when}`,
  cost: {
    stored: (transactions, size) => `${counted(transactions, "Vorgang", "Vorgänge")}, ${size}`,
    chains: (count) => counted(count, "Kette", "Ketten"),
    doubted: (transactions) => `${transactions}, die niemand braucht`,
    refused: (transactions) => `${transactions} abgelehnt`,
    work: (work, size) => `${work} Arbeit, ${size} gesendet und gehört`,
    waited: (times) => `musste ${times}-mal warten`,
  },
  promoted: (till) => `${till} darf ab jetzt Kassen aufnehmen und ausschließen.`,
  revoked: (till) => `${till} ist ausgeschlossen. Was von ihr weiter zählt:`,
  countsUpTo: (chain, seq, hash) => `${chain}  bis Ereignis ${seq}  ${hash}`,
  saidNothing: "nichts, sie hat hier nichts gesagt",
  canAnswer: (till) =>
    `${till} steht über dieser Kasse und kann antworten: wen sie ab jetzt noch aufnimmt, der zählt und muss auch ausgeschlossen werden.`,
  spared:
    "Was sie über Kassen entschieden hat, zählt weiter. Sehen Sie nach, ob alles so gemeint war:",
  sparedAct: {
    "device/enrolled": (till) => `hat ${till} aufgenommen`,
    "device/promoted": (till) => `hat ${till} über Kassen entscheiden lassen`,
    "device/revoked": (till) => `hat ${till} ausgeschlossen`,
  },
  forEver: (till, chains, isSelf) => [
    `${till} auszuschließen gilt für immer, an jeder Kasse, die davon hört.`,
    `Was von ihr hier ist, zählt weiter: ${counted(chains, "Kette", "Ketten")}.`,
    "Was sie ab jetzt sagt, oder gesagt hat und niemand hier gehört hat, zählt nichts.",
    ...(isSelf ? ["Das ist die Kasse, an der Sie sind: sie verkauft dann nichts mehr."] : []),
  ],
  typeLetters: (letters) => `Zum Ausschließen ihre Buchstaben tippen, ${letters}: `,
  nothingRevoked: "Niemand wurde ausgeschlossen.",
  address: {
    added: (address) =>
      `${address} wird ab jetzt versucht: \`till mesh addresses\` sagt, was daraus wird.`,
    known: (address) => `${address} ist schon eingetippt.`,
    tooMany: "So viele Adressen helfen niemandem: eine wegnehmen (`till mesh addresses`).",
    removed: (address) =>
      `${address} ist keine eingetippte Adresse mehr; eine verbundene Kasse bleibt verbunden.`,
    notTyped: (address) => `${address} hat niemand eingetippt: \`till mesh addresses\`.`,
    notTried: "Kein Programm dieser Kasse ist verbunden, also wird keine versucht.",
    none: "Keine Adresse: `till mesh add HOST:PORT` nennt eine.",
    sources: {
      static: "eingetippt",
      remembered: "hat schon geklappt",
      told: "von einer Kasse genannt",
      heard: "durch Multicast gehört",
    },
    leadsTo: (till) => `führt zu ${till}`,
    connected: "verbunden",
    triedNow: "wird gerade versucht",
    willBeTried: "wird versucht",
    untried: "nicht versucht",
    leftAlone: "eine Weile in Ruhe gelassen",
    ended: (end, tries) =>
      ({
        unreachable: `niemand antwortet (${counted(tries, "Versuch", "Versuche")})`,
        stranger: "wer dort antwortet, ist keine Kasse dieses Betriebs",
        ourselves: "dieses Gerät selbst",
      })[end],
  },
  leaves: {
    reason: "ersetzt",
    title: (till) => `${till} hinterlässt, soweit sie hier gehört wurde:`,
    orders: (count, due) =>
      `${counted(count, "offene Bestellung", "offene Bestellungen")}, ${due} zu zahlen: jede Kasse macht damit weiter`,
    cash: (taken, day) => `${taken} Bargeld vom ${day}: ihre Lade zählen`,
    noCash: "kein Bargeld an dem Tag, an dem sie steht",
    unknownAll: "nichts von ihr ist hier: was sie getan hat, ist unbekannt, nicht null",
    unknownAfter: (when) => `was sie nach ${when} getan hat, ist unbekannt, nicht null`,
    shutOut: (till) => `${till} ist ausgeschlossen: sie sagt es, wenn sie aufwacht.`,
  },
}));
