/** The words of the technical journal in a language. */

import { type Locale } from "../../domain/locale.ts";
import { counted } from "../counted.ts";
import { type JournalWords } from "./journal-words.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

const JOURNAL_WORDS: WordsByLanguage<JournalWords> = { en, de, fr, es };

export function journalWordsIn(locale: Locale): JournalWords {
  return wordsIn(JOURNAL_WORDS, locale);
}

function en(): JournalWords {
  return {
    nothing: (day) => `Nothing was noted on ${day}.`,
    nothingAtAll: "Nothing was noted.",
    refused: (act, times) => `may not ${act}, ${counted(times, "refusal")}`,
    wrongPins: (times) => counted(times, "wrong PIN"),
    inactive: (times) => `can't sign in any more, ${counted(times, "try", "tries")}`,
    more: (times) => `${counted(times, "more refusal")}, beyond what one till lists in a day`,
    trainingBegan: "training begins",
    trainingEnded: (receipts) =>
      receipts === null
        ? "training ended, cut short"
        : `training ended, ${counted(receipts, "receipt")}`,
    rescued: "let in by the recovery sheet",
    notWritten: " (not told to the other tills yet)",
    refusedOften: ({ person, act, day, tills }, count) => {
      if (act === "pin") return `${count} wrong PINs for ${person} on ${day}: ${tills}`;
      return act === "inactive"
        ? `${person} can't sign in any more, and tried ${count} times on ${day}: ${tills}`
        : `${person} may not ${act}, and tried ${count} times on ${day}: ${tills}`;
    },
  };
}

function de(): JournalWords {
  return {
    nothing: (day) => `Am ${day} wurde nichts vermerkt.`,
    nothingAtAll: "Nichts wurde vermerkt.",
    refused: (act, times) => `darf das nicht (${act}), ${times}-mal abgelehnt`,
    wrongPins: (times) => (times === 1 ? "1 falsche PIN" : `${times} falsche PINs`),
    inactive: (times) => `darf sich nicht mehr anmelden, ${times}-mal versucht`,
    more: (times) => `${times} weitere Ablehnungen, mehr als eine Kasse am Tag einzeln vermerkt`,
    trainingBegan: "Schulung beginnt",
    trainingEnded: (receipts) => {
      if (receipts === null) return "Schulung beendet, abgebrochen";
      return receipts === 1 ? "Schulung beendet, 1 Beleg" : `Schulung beendet, ${receipts} Belege`;
    },
    rescued: "kam mit dem Notfallblatt herein",
    notWritten: " (den anderen Kassen noch nicht gemeldet)",
    refusedOften: ({ person, act, day, tills }, count) => {
      if (act === "pin") return `${count} falsche PINs für ${person} am ${day}: ${tills}`;
      return act === "inactive"
        ? `${person} darf sich nicht mehr anmelden und hat es am ${day} ${count}-mal versucht: ${tills}`
        : `${person} darf das nicht (${act}) und hat es am ${day} ${count}-mal versucht: ${tills}`;
    },
  };
}

function fr(): JournalWords {
  return {
    nothing: (day) => `Rien n'a été noté le ${day}.`,
    nothingAtAll: "Rien n'a été noté.",
    refused: (act, times) => `n'a pas ce droit (${act}), ${times} refus`,
    wrongPins: (times) => (times === 1 ? "1 code PIN faux" : `${times} codes PIN faux`),
    inactive: (times) =>
      `ne peut plus s'identifier, ${times === 1 ? "1 essai" : `${times} essais`}`,
    more: (times) => `${times} refus de plus que ce qu'une caisse note un par un en un jour`,
    trainingBegan: "la formation commence",
    trainingEnded: (receipts) => {
      if (receipts === null) return "formation terminée, interrompue";
      return `formation terminée, ${receipts === 1 ? "1 ticket" : `${receipts} tickets`}`;
    },
    rescued: "est entré par la feuille de secours",
    notWritten: " (pas encore transmis aux autres caisses)",
    refusedOften: ({ person, act, day, tills }, count) => {
      if (act === "pin") return `${count} codes PIN faux pour ${person} le ${day} : ${tills}`;
      return act === "inactive"
        ? `${person} ne peut plus s'identifier et l'a tenté ${count} fois le ${day} : ${tills}`
        : `${person} n'a pas ce droit (${act}) et a essayé ${count} fois le ${day} : ${tills}`;
    },
  };
}

function es(): JournalWords {
  return {
    nothing: (day) => `El ${day} no se anotó nada.`,
    nothingAtAll: "No se anotó nada.",
    refused: (act, times) =>
      `no tiene permiso (${act}), ${times === 1 ? "1 rechazo" : `${times} rechazos`}`,
    wrongPins: (times) => (times === 1 ? "1 PIN erróneo" : `${times} PIN erróneos`),
    inactive: (times) =>
      `ya no puede iniciar sesión, ${times === 1 ? "1 intento" : `${times} intentos`}`,
    more: (times) => `${times} rechazos más de los que una caja anota uno a uno en un día`,
    trainingBegan: "empieza la formación",
    trainingEnded: (receipts) => {
      if (receipts === null) return "formación terminada, interrumpida";
      return `formación terminada, ${receipts === 1 ? "1 recibo" : `${receipts} recibos`}`;
    },
    rescued: "entró con la hoja de rescate",
    notWritten: " (aún no comunicado a las otras cajas)",
    refusedOften: ({ person, act, day, tills }, count) => {
      if (act === "pin") return `${count} PIN erróneos de ${person} el ${day}: ${tills}`;
      return act === "inactive"
        ? `${person} ya no puede iniciar sesión y lo intentó ${count} veces el ${day}: ${tills}`
        : `${person} no tiene permiso (${act}) y lo intentó ${count} veces el ${day}: ${tills}`;
    },
  };
}
