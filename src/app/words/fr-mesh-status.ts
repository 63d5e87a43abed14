/** How the tills stand, in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type MeshStatusWords } from "./mesh-status-words.ts";

export const frMeshStatus = onceAsked((): MeshStatusWords => ({
  keyless:
    "Cette caisse n'a pas de clés de liaison vers les autres : personne ne l'a laissée entrer.",
  noProgram: "Aucun programme de cette caisse n'est relié : ouvrez la caisse, ou `till node`.",
  unlinked: (pid) =>
    `Le processus ${pid} ne prend pas (encore) de liaisons : son journal dit pourquoi.`,
  linked: ({ pid, port }, safeOn, others) => {
    const safe =
      safeOn === undefined
        ? "cette caisse n'a encore rien dit"
        : `ce que cette caisse a dit en dernier est sûr sur ${safeOn} de ${counted(others, "autre caisse", "autres caisses")}`;
    return `Reliée par le processus ${pid} au port ${port} ; ${safe}.`;
  },
  self: "cette caisse",
  authority: "peut admettre",
  revoked: (reason, replacedBy) => {
    const why = replacedBy === undefined ? reason : `remplacée par ${replacedBy}`;
    return why === "" ? "EXCLUE" : `EXCLUE (${why})`;
  },
  lastEvent: (when) => `son dernier événement ici est de ${when}`,
  nothingHere: "rien d'elle n'est ici",
  joinAgain:
    "rien d'elle n'est ici : si elle n'a pas fini de rejoindre, invitez à nouveau et recommencez là-bas",
  safeOn: (others) => `sûr sur ${counted(others, "autre caisse", "autres caisses")}`,
  unopened: "aucune caisse n'y a encore été ouverte",
  connected: "reliée",
  notConnected: "non reliée",
  lastHeard: (when) =>
    when === undefined
      ? "non entendue depuis le début de ce programme"
      : `entendue la dernière fois : ${when}`,
  hasAll: "a tout",
  lacks: (events) => `il lui manque ${counted(events, "événement")}`,
  lacksUpTo: (events) => `il lui manque jusqu'à ${counted(events, "événement")}`,
  roundTrip: (duration) => `aller-retour ${duration}`,
  clock: (off, isAhead) => `son horloge est en ${isAhead ? "avance" : "retard"} de ${off}`,
  fetching: (percent, held, known) =>
    `En cours : ${percent}, ${held} sur ${counted(known, "événement")}.`,
  noRoom: "Le disque n'a pas de place pour ce que disent les autres : faites de la place.",
  misdeed: (till, reason, count) =>
    `${till} a envoyé ${count} fois ce qu'aucune caisse n'envoie (${reason}).`,
  staysSilent: (till) => `${till} se relie sans cesse et ne dit ensuite rien.`,
  misdated: (till, date) =>
    `${till} a envoyé quelque chose daté du ${date} : vérifiez son horloge.`,
  asksTooMuch: (till) =>
    `${till} demande plus qu'une caisse n'a besoin, et attend ses réponses : voyez qui l'a, ou excluez-la.`,
}));
