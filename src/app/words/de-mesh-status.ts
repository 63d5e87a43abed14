/** How the tills stand, in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type MeshStatusWords } from "./mesh-status-words.ts";

export const deMeshStatus = onceAsked((): MeshStatusWords => ({
  keyless:
    "Diese Kasse hat keine Schlüssel für Verbindungen zu anderen: niemand hat sie eingelassen.",
  noProgram: "Kein Programm dieser Kasse ist verbunden: die Kasse öffnen, oder `till node`.",
  unlinked: (pid) =>
    `Prozess ${pid} nimmt (noch) keine Verbindungen an: sein Protokoll sagt, warum.`,
  linked: ({ pid, port }, safeOn, others) => {
    const safe =
      safeOn === undefined
        ? "diese Kasse hat noch nichts gesagt"
        : `was diese Kasse zuletzt gesagt hat, ist sicher auf ${safeOn} von ${counted(others, "anderen Kasse", "anderen Kassen")}`;
    return `Verbunden durch Prozess ${pid} an Port ${port}; ${safe}.`;
  },
  self: "diese Kasse",
  authority: "darf aufnehmen",
  revoked: (reason, replacedBy) => {
    const why = replacedBy === undefined ? reason : `ersetzt durch ${replacedBy}`;
    return why === "" ? "AUSGESCHLOSSEN" : `AUSGESCHLOSSEN (${why})`;
  },
  lastEvent: (when) => `ihr letztes Ereignis hier ist von ${when}`,
  nothingHere: "nichts von ihr ist hier",
  joinAgain:
    "nichts von ihr ist hier: brach ihr Beitritt ab, neu einladen und dort noch einmal beitreten",
  safeOn: (others) => `sicher auf ${counted(others, "anderen Kasse", "anderen Kassen")}`,
  unopened: "dort wurde noch keine Kasse geöffnet",
  connected: "verbunden",
  notConnected: "nicht verbunden",
  lastHeard: (when) =>
    when === undefined ? "nicht gehört seit dem Start dieses Programms" : `zuletzt gehört ${when}`,
  hasAll: "hat alles",
  lacks: (events) =>
    `ihr ${events === 1 ? "fehlt" : "fehlen"} ${counted(events, "Ereignis", "Ereignisse")}`,
  lacksUpTo: (events) =>
    `ihr ${events === 1 ? "fehlt" : "fehlen"} bis zu ${counted(events, "Ereignis", "Ereignisse")}`,
  roundTrip: (duration) => `hin und zurück ${duration}`,
  clock: (off, isAhead) => `ihre Uhr geht ${off} ${isAhead ? "vor" : "nach"}`,
  fetching: (percent, held, known) =>
    `Wird geholt: ${percent}, ${held} von ${counted(known, "Ereignis", "Ereignissen")}.`,
  noRoom: "Die Platte hat keinen Platz für das, was die anderen sagen: Platz schaffen.",
  misdeed: (till, reason, count) =>
    `${till} hat ${count}-mal gesendet, was keine Kasse sendet (${reason}).`,
  staysSilent: (till) => `${till} verbindet sich immer wieder und sagt dann nichts.`,
  misdated: (till, date) => `${till} hat etwas mit Datum ${date} gesendet: die Uhr dort prüfen.`,
  asksTooMuch: (till) =>
    `${till} verlangt mehr, als eine Kasse braucht, und bekommt spät Antwort: nachsehen, wer sie hat, oder sie ausschließen.`,
}));
