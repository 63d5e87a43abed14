/** What needs somebody, as commands list it in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type AttentionListWords } from "./attention-list-words.ts";

export const deAttentionList = onceAsked((): AttentionListWords => ({
  nothing: "Nichts braucht jemanden.",
  noHistory: "Nichts wurde im Zweifel verkauft.",
  addressee: (_, called) => called,
  noQuestion: "Kein Geld ist fraglich.",
  extent: ([from, to], sales, money) =>
    `Ereignisse ${from} bis ${to}, ${counted(sales, "Verkauf", "Verkäufe")}, ${money}`,
  reasons: {
    "chain/forked":
      "Die Kasse sprach mit zwei Stimmen: ihre Platte wurde kopiert oder zurückgesetzt.",
    "chain/revoked": "Gesagt, nachdem die Kasse ausgeschlossen war.",
    "chain/retired": "Verworfen: jemand hat es angesehen, und es bleibt draußen.",
    "chain/too-many": "Die Kasse hat öfter neu begonnen, als jemand bestätigt hat.",
    "chain/id-taken": "Hat die Nummern eines anderen Zweigs, der zugelassen wurde.",
    "device/not-enrolled":
      "Keine Kasse, die es darf, hat dieses Gerät aufgenommen: aufnehmen, dann zählt es.",
    "kind/not-allowed":
      "Das Gerät darf das nicht schreiben: mit diesem Recht aufnehmen, dann zählt es.",
    "batch/unfinished":
      "Teil einer größeren Arbeit, die nicht zu Ende ist. Brach sie ab: noch einmal tun, und dies verwerfen.",
    "batch/retired":
      "Teil einer größeren Arbeit, die abbrach: jemand hat es angesehen, und es bleibt draußen.",
  },
  admitted: (extent) => `Zugelassen: ${extent}.`,
  retired: (extent) => `Verworfen: ${extent}.`,
  purged: (name) => `Was von ${name} nicht zählt, wird in einem Tag auf jeder Kasse verworfen.`,
}));
