/** Places for backups in German. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type BackupWords } from "./backup-words.ts";
import { deFindings, dePlaceTrouble, deProofs } from "./de-findings.ts";

export const deBackup = onceAsked((): BackupWords => ({
  none: "Kein Ort für Sicherungen: `till backup add` nennt einen.",
  status: (place) => deFindings().backup(place),
  whole: (name, { files, megabytes }, proof) =>
    `${name}: vollständig, ${counted(files, "Datei", "Dateien")}, ${megabytes} MB, ${deProofs[proof]}.`,
  trouble: dePlaceTrouble,
  sameDisk: (name) =>
    `${name} liegt auf der Platte des Kassenbuchs: geht sie kaputt, ist beides weg.`,
  added: (name) => `${name} ist ein Ort für Sicherungen: \`till backup\` macht die erste.`,
  removed: (name) => `${name} bekommt keine Sicherungen mehr; was dort liegt, bleibt dort.`,
}));
