/** German: what only a training says. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

const LACKS = {
  options: "kein Artikel hat Optionen",
  kitchen: "nichts geht an eine Küche",
  other: "nichts dafür da",
};

export const deTraining = onceAsked((): Pick<Words, "exercises" | "training"> => ({
  training: {
    bar: "*** SCHULUNG ***",
    pins: "Eine Schulung: alle haben die PIN 0000, und nichts kommt in die Bücher.",
    leave: ":beenden verlässt die Schulung.",
    pinToLeave: "PIN, dann endet die Schulung. Esc: Sie geht weiter.",
    numberToLeave: "Personalnummer und PIN, dann endet die Schulung. Esc: Sie geht weiter.",
    stays: "Die Schulung geht weiter.",
    already: "Das ist schon eine Schulung: :beenden am gesperrten Bildschirm verlässt sie.",
    begins: "Die Schulung beginnt: ein Betrieb zum Lernen wird angelegt.",
    over: "Die Schulung ist zu Ende; nichts davon ist in den Büchern.",
    openAlready: "Eine Schulung dieser Kasse ist schon offen: in ihr Fenster gehen.",
    failed: "Die Schulung konnte nicht beginnen; warum, sagt das Protokoll der Kasse.",
  },
  exercises: {
    at: (number, of) => `Übung ${number} von ${of}.`,
    words: ":hint zeigt die Tasten, :next lässt aus, :again beginnt neu.",
    done: (keys, fewest) => `Geschafft: ${keys} Tasten, ${fewest} reichen.`,
    hint: (keys) => `Tasten: ${keys}`,
    summary: ({ passed, keys, fewest, skipped, leftOut }) =>
      `Das waren die Übungen: ${passed} geschafft mit ${keys} Tasten, ${fewest} reichen; ${skipped} ausgelassen, ${leftOut} entfallen, weil der Betrieb nichts dafür hat. Weiter nach Lust; nichts kommt in die Bücher.`,
    without: (missing) =>
      `Hier entfallen: ${missing.map(({ lacks, numbers }) => `${numbers.join(", ")} (${LACKS[lacks]})`).join("; ")}.`,
    note: "heiß",
    cash: (goods) => `Ein Gast möchte einmal ${goods} und zahlt bar, passend.`,
    away: (goods, option, money) =>
      `Ein Gast möchte zweimal ${goods}, ${option}, zum Mitnehmen, und gibt ${money} in bar.`,
    undo: (goods) => `Einmal ${goods} wie aus Versehen buchen und zurücknehmen.`,
    kitchen: (goods, note) =>
      `Einmal ${goods} mit der Notiz „${note}“: erst an die Küche, dann passend bar.`,
    park: (goods) =>
      `Einmal ${goods} buchen und parken; einem anderen Gast eins passend bar verkaufen; das erste zurückholen und bar kassieren.`,
    split: (goods, money) => `Ein Gast zahlt einmal ${goods}: ${money} mit Karte, den Rest bar.`,
    parts: (goods) => `Drei Gäste teilen 3 ${goods}: die Rechnung in drei Teilen, jeder mit Karte.`,
    reprint: (receipt) =>
      `Bon ${receipt} wird noch einmal gewünscht: in der Hilfe (F1) finden, wie, und drucken.`,
    void: (goods) => `Einmal ${goods} buchen und senden; es war ein Versehen: wieder wegnehmen.`,
    refund: (receipt) =>
      `Alles von Bon ${receipt} kommt zurück: den Bon öffnen und das Geld bar zurückgeben.`,
    discount: (goods, percent) =>
      `Ein Stammgast bekommt einmal ${goods} um ${percent} % billiger und zahlt passend bar.`,
    table: (goods, table) =>
      `${table}: zwei Gäste setzen sich und möchten einmal ${goods}. Für zwei öffnen und an die Küche senden.`,
    move: (goods, from, to) =>
      `${from}: einmal ${goods} buchen; dann setzen sich die Gäste um. Alles auf ${to} bringen.`,
    vouch: (names) => `${names.join(" oder ")} kann das erlauben, PIN 0000.`,
  },
}));
