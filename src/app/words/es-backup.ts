/** Places for backups in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type BackupWords } from "./backup-words.ts";
import { esFindings, esPlaceTrouble, esProofs } from "./es-findings.ts";

export const esBackup = onceAsked((): BackupWords => ({
  none: "Sin lugar para copias: `till backup add` nombra uno.",
  status: (place) => esFindings().backup(place),
  whole: (name, { files, megabytes }, proof) =>
    `${name}: entera, ${counted(files, "archivo")}, ${megabytes} MB, ${esProofs[proof]}.`,
  trouble: esPlaceTrouble,
  sameDisk: (name) => `${name} está en el disco del libro de caja: si falla, se pierden los dos.`,
  added: (name) => `${name} es un lugar para copias: \`till backup\` hace la primera.`,
  removed: (name) => `${name} no recibe más copias; lo que hay allí se queda allí.`,
}));
