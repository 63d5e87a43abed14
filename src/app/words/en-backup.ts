/** Places for backups in English, the reference. */

import { placeSentence, proofText } from "../backup/backup-status.ts";
import { counted } from "../counted.ts";
import { type BackupWords } from "./backup-words.ts";

export const enBackup: BackupWords = {
  none: "No place for backups: `till backup add` names one.",
  status: placeSentence,
  whole: (name, { files, megabytes }, proof) =>
    `${name}: whole, ${counted(files, "file")}, ${megabytes} MB, ${proofText(proof)}.`,
  trouble: ({ sentence }) => sentence,
  sameDisk: (name) => `${name} is on the ledger's own disk: what breaks one breaks the other.`,
  added: (name) => `${name} is a place for backups: \`till backup\` makes the first one.`,
  removed: (name) => `${name} gets no more backups; what lies there stays there.`,
};
