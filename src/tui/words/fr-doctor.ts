/** French: what was looked at on this box. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const frDoctor = onceAsked((): Pick<Words, "doctor"> => ({
  doctor: {
    title: "Vérification de l'appareil",
    states: { ok: "en ordre", note: "bon à savoir", wrong: "à réparer" },
    checks: {
      shop: "Magasin",
      ledger: "Livre de caisse",
      durability: "Écriture sûre",
      writing: "Emplacement",
      disk: "Disque",
      key: "Clé du livre",
      memory: "Mémoire",
      "key file": "Fichier de clé",
      "key change": "Changement de clé",
      day: "Journée",
      numbers: "Numéros",
      "money in question": "Argent en question",
      attention: "Contradictions",
      "recovery sheet": "Feuille de secours",
      managers: "Gérants",
      papers: "Papiers",
      "unfinished work": "Travail inachevé",
      update: "Mise à jour",
      printing: "Impression",
      printers: "Postes",
      printer: "Imprimante",
      letters: "Lettres de",
      backup: "Copies",
      paper: "Dossier papier",
      mesh: "Autres caisses",
      multicast: "Multicast",
    },
  },
}));
