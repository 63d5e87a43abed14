/** People and their hours in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PeopleWords } from "./people-words.ts";

export const frPeople = onceAsked((): PeopleWords => ({
  clockedIn: (name, time) => `Arrivée de ${name} à ${time}.`,
  clockedOut: (name, time) => `Départ de ${name} à ${time}.`,
  nobodyIn: (day) => `Personne n'a pointé le ${day}.`,
  working: "au travail",
  disabled: "BLOQUÉ",
  noPin: "sans code PIN",
  badge: (badge) => `badge n° ${badge}`,
  language: (code) => `langue ${code}`,
  done: {
    added: (name) => `${name} travaille ici maintenant.`,
    rescued: (name) => `${name} peut changer le personnel, avec le nouveau code PIN.`,
    badgeSet: (name) => `${name} a ce badge maintenant.`,
    badgeGone: (name) => `${name} n'a plus de badge.`,
    pinSet: (name) => `${name} a un nouveau code PIN.`,
    disabled: (name) => `${name} ne peut plus s'identifier, à aucune caisse qui l'apprend.`,
    enabled: (name) => `${name} peut de nouveau s'identifier, avec le code PIN d'avant.`,
    languageSet: (name, code) =>
      `${name} aura ses écrans en ${code === "" ? "la langue du commerce" : code}, à partir de sa prochaine identification.`,
  },
}));
