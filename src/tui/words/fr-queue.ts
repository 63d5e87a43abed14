/** French: papers that wait, and what a person makes of them. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

export const frQueue = onceAsked((): Pick<PartialWords, "queue" | "cancelReasons"> => ({
  queue: {
    nothing: "Aucun papier n'attend.",
    noPrinter: "pas d'imprimante",
    waitsNoMore: "il n'attend plus.",
    states: {
      queued: "le prochain",
      sending: "à l'imprimante",
      uncertain: "peut-être imprimé",
      stale: "trop tard pour sortir seul",
      failed: "impossible à imprimer",
      gone: "fini",
    },
    sentences: {
      queued: (paper, printer, since) =>
        `${paper} attend ${printer} depuis ${since} et sortira tout seul dès que possible.`,
      sending: (paper, printer, since) => `${printer} a déjà ${paper}, qui attend depuis ${since}.`,
      uncertain: (paper, printer, since) =>
        `${paper} de ${since} est peut-être imprimé : regardez ${printer}.`,
      stale: (paper, printer, since) =>
        `${paper} attend ${printer} depuis ${since} : quelqu'un en a-t-il encore besoin ?`,
      failed: (paper, printer, since) =>
        `${paper} de ${since} n'a pas pu être préparé pour ${printer} : dites-le à la cuisine ou au client.`,
      homeless: (paper, _printer, since) =>
        `${paper} attend depuis ${since} : aucune imprimante ici ne fait ces papiers.`,
    },
    prints: {
      queued: "essayer l'imprimante maintenant",
      uncertain: "réimprimer, marqué : peut-être en double",
      asks: "imprimer maintenant",
    },
    notNeeded: "inutile : il ne sortira nulle part",
    moveTo: (printer) => `le faire sortir sur ${printer}`,
    tried: (paper) => `${paper} : l'imprimante est essayée maintenant.`,
    moved: (paper, printer) => `${paper} sort sur ${printer}.`,
    cancels: (paper) => `${paper} : inutile`,
    cancelled: (paper) => `${paper} ne sortira nulle part ; c'est noté.`,
  },
  cancelReasons: {
    onPaper: "il est déjà sur papier",
    told: "la personne concernée le sait",
    left: "le client est parti",
    changed: "la commande a changé",
    other: "une autre raison",
  },
}));
