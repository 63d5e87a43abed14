/** The words of places for backups in a language. */

import { type Locale } from "../../domain/locale.ts";
import { type WordsByLanguage, wordsIn } from "../../domain/words-in.ts";
import { type BackupWords } from "./backup-words.ts";
import { deBackup } from "./de-backup.ts";
import { enBackup } from "./en-backup.ts";
import { esBackup } from "./es-backup.ts";
import { frBackup } from "./fr-backup.ts";

const BACKUP_WORDS: WordsByLanguage<BackupWords> = {
  en: () => enBackup,
  de: deBackup,
  fr: frBackup,
  es: esBackup,
};

export function backupWordsIn(locale: Locale): BackupWords {
  return wordsIn(BACKUP_WORDS, locale);
}
