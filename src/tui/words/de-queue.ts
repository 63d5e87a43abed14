/** German: papers that wait, and what a person makes of them. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const deQueue = onceAsked((): Pick<Words, "queue" | "cancelReasons"> => ({
  queue: {
    nothing: "Kein Papier wartet.",
    noPrinter: "kein Drucker",
    waitsNoMore: "es wartet nicht mehr.",
    states: {
      queued: "als Nächstes",
      sending: "beim Drucker",
      uncertain: "vielleicht gedruckt",
      stale: "zu spät, um ungefragt zu drucken",
      failed: "nicht druckbar",
      gone: "erledigt",
    },
    sentences: {
      queued: (paper, printer, since) =>
        `${paper} wartet seit ${since} auf ${printer} und kommt von selbst, sobald es geht.`,
      sending: (paper, printer, since) =>
        `${printer} hat ${paper} schon; das Papier wartet seit ${since}.`,
      uncertain: (paper, printer, since) =>
        `${paper} von ${since} ist vielleicht gedruckt: bei ${printer} nachsehen.`,
      stale: (paper, printer, since) =>
        `${paper} wartet seit ${since} auf ${printer}: Braucht das noch jemand?`,
      failed: (paper, printer, since) =>
        `${paper} von ${since} ließ sich für ${printer} nicht herstellen: bitte Küche oder Gast sagen.`,
      homeless: (paper, _printer, since) =>
        `${paper} wartet seit ${since}: Kein Drucker hier druckt solche Papiere.`,
    },
    prints: {
      queued: "den Drucker jetzt versuchen",
      uncertain: "noch einmal drucken, markiert: vielleicht doppelt",
      asks: "jetzt drucken",
    },
    notNeeded: "nicht nötig: es wird nirgends gedruckt",
    moveTo: (printer) => `auf ${printer} drucken`,
    tried: (paper) => `${paper}: Der Drucker wird jetzt versucht.`,
    moved: (paper, printer) => `${paper} kommt aus ${printer}.`,
    cancels: (paper) => `${paper}: nicht nötig`,
    cancelled: (paper) => `${paper} wird nirgends gedruckt; das ist festgehalten.`,
  },
  cancelReasons: {
    onPaper: "es ist schon auf Papier",
    told: "wer es braucht, weiß es",
    left: "der Gast ist gegangen",
    changed: "die Bestellung wurde geändert",
    other: "ein anderer Grund",
  },
}));
