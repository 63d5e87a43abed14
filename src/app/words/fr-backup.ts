/** Places for backups in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type BackupWords } from "./backup-words.ts";
import { frFindings, frPlaceTrouble, frProofs } from "./fr-findings.ts";

export const frBackup = onceAsked((): BackupWords => ({
  none: "Pas de lieu de sauvegarde : `till backup add` en nomme un.",
  status: (place) => frFindings().backup(place),
  whole: (name, { files, megabytes }, proof) =>
    `${name} : entière, ${counted(files, "fichier")}, ${megabytes} Mo, ${frProofs[proof]}.`,
  trouble: frPlaceTrouble,
  sameDisk: (name) => `${name} est sur le disque du livre de caisse : s'il lâche, tout est perdu.`,
  added: (name) => `${name} est un lieu de sauvegarde : \`till backup\` fait la première.`,
  removed: (name) => `${name} ne reçoit plus de sauvegardes ; ce qui y est y reste.`,
}));
