/** What is said of the close of a day in each language: what is open, what was closed, who was not heard. */

import { type Locale } from "../../domain/locale.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

/** Amounts, days and names come as they are written there. */
export interface CloseWords {
  readonly open: (day: string) => string;
  readonly nothingOpen: (day: string) => string;
  readonly orders: (count: number, due: string) => string;
  readonly drawer: (drawer: string, since: string, who: string) => string;
  readonly expected: (money: string) => string;
  readonly notCounted: string;
  readonly counted: string;
  readonly person: (name: string, since: string) => string;
  readonly papers: (count: number) => string;
  readonly attention: (count: number) => string;
  readonly closed: (day: string, total: string) => string;
  /** How often the day was closed, this close with them. */
  readonly again: (closes: number) => string;
  readonly z: (z: string, total: string) => string;
  /** A close names it, and it is not here. */
  readonly zMissing: (z: string, total: string) => string;
  readonly ended: (till: string, total: string) => string;
  readonly without: (till: string, reason: string) => string;
  readonly noTrade: string;
  readonly missing: (tills: string) => string;
  readonly withoutZ: (tills: string) => string;
  readonly nothingToClose: string;
  readonly wasClosed: (day: string, till: string) => string;
  /** Another box of the shop does it tonight. */
  readonly leftTo: (till: string, day: string) => string;
  readonly notifyFailed: (command: string, why: string) => string;
  readonly notifyHung: (seconds: number) => string;
  readonly notifyExit: (code: string) => string;
}

const CLOSE_WORDS: WordsByLanguage<CloseWords> = { en, de, fr, es };

export function closeWordsIn(locale: Locale): CloseWords {
  return wordsIn(CLOSE_WORDS, locale);
}

function en(): CloseWords {
  return {
    open: (day) => `Open at the close of ${day}:`,
    nothingOpen: (day) => `Nothing is open at the close of ${day}.`,
    orders: (count, due) => `${count === 1 ? "1 open order" : `${count} open orders`}, ${due} due`,
    drawer: (drawer, since, who) => `${drawer}, open since ${since} (${who})`,
    expected: (money) => `expected ${money}`,
    notCounted: "not counted",
    counted: "counted",
    person: (name, since) => `${name} is clocked in since ${since}`,
    papers: (count) => (count === 1 ? "1 paper waits" : `${count} papers wait`),
    attention: (count) =>
      count === 1 ? "1 thing needs somebody" : `${count} things need somebody`,
    closed: (day, total) => `${day} is closed: ${total}.`,
    again: (closes) => `Closed ${closes} times: its figures are those of all closes together.`,
    z: (z, total) => `Z ${z}: ${total}`,
    zMissing: (z, total) => `Z ${z}: ${total}, as another till says; it is not here yet`,
    ended: (till, total) => `${till}, since its last Z: ${total}; it makes none any more`,
    without: (till, reason) => `without ${till}: ${reason}`,
    noTrade: "No till did anything on it.",
    missing: (tills) => `Not heard: ${tills}. Its Z comes by itself, and stands in the next close.`,
    withoutZ: (tills) => `No Z yet of ${tills}: what they did stands in the next close.`,
    wasClosed: (day, till) => `${day} was closed at ${till}.`,
    nothingToClose: "No day is left to close.",
    leftTo: (till, day) => `${till} closes ${day}.`,
    notifyFailed: (command, why) =>
      `\`${command}\` was not told: ${why}. The day is closed all the same.`,
    notifyHung: (seconds) => `no end after ${seconds} seconds`,
    notifyExit: (code) => `it ended with ${code}`,
  };
}

function de(): CloseWords {
  return {
    open: (day) => `Offen beim Abschluss vom ${day}:`,
    nothingOpen: (day) => `Beim Abschluss vom ${day} ist nichts offen.`,
    orders: (count, due) =>
      `${count === 1 ? "1 offene Bestellung" : `${count} offene Bestellungen`}, ${due} zu zahlen`,
    drawer: (drawer, since, who) => `${drawer}, offen seit ${since} (${who})`,
    expected: (money) => `erwartet ${money}`,
    notCounted: "nicht gezählt",
    counted: "gezählt",
    person: (name, since) => `${name} ist seit ${since} eingestempelt`,
    papers: (count) => (count === 1 ? "1 Papier wartet" : `${count} Papiere warten`),
    attention: (count) =>
      count === 1 ? "1 Sache braucht jemanden" : `${count} Sachen brauchen jemanden`,
    closed: (day, total) => `${day} ist abgeschlossen: ${total}.`,
    again: (closes) => `${closes} Mal abgeschlossen: es gilt, was alle Abschlüsse zusammen sagen.`,
    z: (z, total) => `Z ${z}: ${total}`,
    zMissing: (z, total) => `Z ${z}: ${total}, wie eine andere Kasse sagt; es ist noch nicht hier`,
    ended: (till, total) => `${till}, seit dem letzten Z: ${total}; es kommt keines mehr`,
    without: (till, reason) => `ohne ${till}: ${reason}`,
    noTrade: "Keine Kasse hat an diesem Tag etwas getan.",
    missing: (tills) =>
      `Nicht gehört: ${tills}. Das Z kommt von selbst und steht im nächsten Abschluss.`,
    withoutZ: (tills) => `Noch kein Z von ${tills}: es steht im nächsten Abschluss.`,
    wasClosed: (day, till) => `${day} wurde an ${till} abgeschlossen.`,
    nothingToClose: "Kein Tag ist mehr abzuschließen.",
    leftTo: (till, day) => `${till} schließt ${day} ab.`,
    notifyFailed: (command, why) =>
      `\`${command}\` hat es nicht erfahren: ${why}. Der Tag ist trotzdem abgeschlossen.`,
    notifyHung: (seconds) => `kein Ende nach ${seconds} Sekunden`,
    notifyExit: (code) => `Ende mit ${code}`,
  };
}

function fr(): CloseWords {
  return {
    open: (day) => `Ouvert à la clôture du ${day} :`,
    nothingOpen: (day) => `Rien n'est ouvert à la clôture du ${day}.`,
    orders: (count, due) =>
      `${count === 1 ? "1 commande en cours" : `${count} commandes en cours`}, ${due} à payer`,
    drawer: (drawer, since, who) => `${drawer}, ouvert depuis ${since} (${who})`,
    expected: (money) => `attendu ${money}`,
    notCounted: "pas compté",
    counted: "compté",
    person: (name, since) => `${name} est en service depuis ${since}`,
    papers: (count) => (count === 1 ? "1 papier attend" : `${count} papiers attendent`),
    attention: (count) =>
      count === 1 ? "1 point attend quelqu'un" : `${count} points attendent quelqu'un`,
    closed: (day, total) => `Le ${day} est clôturé : ${total}.`,
    again: (closes) =>
      `Clôturé ${closes} fois : ses chiffres sont ceux de toutes les clôtures ensemble.`,
    z: (z, total) => `Z ${z} : ${total}`,
    zMissing: (z, total) => `Z ${z} : ${total}, selon une autre caisse ; il n'est pas encore ici`,
    ended: (till, total) => `${till}, depuis son dernier Z : ${total} ; elle n'en fait plus`,
    without: (till, reason) => `sans ${till} : ${reason}`,
    noTrade: "Aucune caisse n'a rien fait ce jour-là.",
    missing: (tills) =>
      `Pas entendu : ${tills}. Son Z vient de lui-même et figure dans la clôture suivante.`,
    withoutZ: (tills) => `Pas encore de Z de ${tills} : il figure dans la clôture suivante.`,
    wasClosed: (day, till) => `Le ${day} a été clôturé sur ${till}.`,
    nothingToClose: "Il ne reste aucune journée à clôturer.",
    leftTo: (till, day) => `${till} clôture le ${day}.`,
    notifyFailed: (command, why) =>
      `\`${command}\` n'a pas été prévenu : ${why}. La journée est clôturée quand même.`,
    notifyHung: (seconds) => `pas de fin après ${seconds} secondes`,
    notifyExit: (code) => `fin avec ${code}`,
  };
}

function es(): CloseWords {
  return {
    open: (day) => `Abierto en el cierre del ${day}:`,
    nothingOpen: (day) => `No hay nada abierto en el cierre del ${day}.`,
    orders: (count, due) =>
      `${count === 1 ? "1 pedido abierto" : `${count} pedidos abiertos`}, ${due} por pagar`,
    drawer: (drawer, since, who) => `${drawer}, abierto desde ${since} (${who})`,
    expected: (money) => `esperado ${money}`,
    notCounted: "sin contar",
    counted: "contado",
    person: (name, since) => `${name} está de turno desde las ${since}`,
    papers: (count) => (count === 1 ? "1 papel espera" : `${count} papeles esperan`),
    attention: (count) =>
      count === 1 ? "1 asunto espera a alguien" : `${count} asuntos esperan a alguien`,
    closed: (day, total) => `El ${day} está cerrado: ${total}.`,
    again: (closes) => `Cerrado ${closes} veces: sus cifras son las de todos los cierres juntos.`,
    z: (z, total) => `Z ${z}: ${total}`,
    zMissing: (z, total) => `Z ${z}: ${total}, según otra caja; todavía no está aquí`,
    ended: (till, total) => `${till}, desde su último Z: ${total}; ya no hace ninguno`,
    without: (till, reason) => `sin ${till}: ${reason}`,
    noTrade: "Ninguna caja hizo nada ese día.",
    missing: (tills) => `Sin noticias: ${tills}. Su Z llega solo y consta en el cierre siguiente.`,
    withoutZ: (tills) => `Todavía sin Z de ${tills}: consta en el cierre siguiente.`,
    wasClosed: (day, till) => `El ${day} se cerró en ${till}.`,
    nothingToClose: "No queda ningún día por cerrar.",
    leftTo: (till, day) => `${till} cierra el ${day}.`,
    notifyFailed: (command, why) =>
      `\`${command}\` no se ha enterado: ${why}. El día está cerrado de todos modos.`,
    notifyHung: (seconds) => `sin final tras ${seconds} segundos`,
    notifyExit: (code) => `terminó con ${code}`,
  };
}
