/** What the report of a day says of drawers, of the safe and of cash outside of both, in each language. */

import { type Locale } from "../../domain/locale.ts";
import { counted } from "../counted.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

/** Drawers, sums and times come as they are written there. Labels fit their column. */
export interface DrawerReportWords {
  readonly opened: (drawer: string, at: string, who: string) => string;
  readonly float: string;
  readonly fromSafe: string;
  readonly expected: string;
  readonly counted: (at: string, who: string) => string;
  readonly countedIn: (currency: string) => string;
  readonly difference: string;
  /** `approved` is empty for nobody. */
  readonly because: (who: string, approved: string, reason: string) => string;
  readonly since: string;
  readonly late: (number: string, at: string, money: string) => string;
  readonly lies: string;
  readonly leaves: string;
  readonly toSafe: string;
  /** In a foreign currency, after one of the labels. */
  readonly inCurrency: (label: string, currency: string) => string;
  readonly slips: (tender: string) => string;
  /** What was expected of what was counted. */
  readonly of: (expected: string) => string;
  readonly uncounted: (drawer: string, since: string, expected: string | undefined) => string;
  readonly floatOff: (drawer: string, left: string, found: string) => string;
  readonly foreignOff: (drawer: string, expected: string, found: string) => string;
  readonly outside: (payments: number, who: string, money: string) => string;
  readonly safe: string;
  readonly safeMoves: Readonly<Record<"in" | "out" | "bank", string>>;
  readonly withheld: string;
}

const WORDS: WordsByLanguage<DrawerReportWords> = { en, de, fr, es };

export function drawerReportWords(locale: Locale): DrawerReportWords {
  return wordsIn(WORDS, locale);
}

function en(): DrawerReportWords {
  return {
    opened: (drawer, at, who) => `${drawer}, opened ${at} by ${who}`,
    float: "float",
    fromSafe: "of it from the safe",
    expected: "expected",
    counted: (at, who) => `counted ${at}, ${who}`,
    countedIn: (currency) => `counted, ${currency}`,
    difference: "difference",
    because: (who, approved, reason) =>
      `${who}${approved === "" ? "" : ` with ${approved}`}: ${reason === "" ? "no reason given" : reason}`,
    since: "moved since the count",
    late: (number, at, money) =>
      `${number}${at === "" ? "" : ` of ${at}`} was not known at the count: ${money}`,
    lies: "lies in it now",
    leaves: "stays in it",
    toSafe: "into the safe",
    inCurrency: (label, currency) => `${label}, ${currency}`,
    slips: (tender) => `slips of ${tender}`,
    of: (expected) => `of ${expected}`,
    uncounted: (drawer, since, expected) =>
      `${drawer}, open since ${since}, ${expected === undefined ? "" : `expected ${expected}, `}not counted`,
    floatOff: (drawer, left, found) =>
      `${drawer} was opened with ${found}, and ${left} had stayed in it: count it, and ask who took the rest`,
    foreignOff: (drawer, expected, found) =>
      `${drawer}: expected ${expected}, counted ${found}, and nobody said why`,
    outside: (payments, who, money) =>
      `Cash outside of a drawer: ${counted(payments, "payment")}, ${money}, ${who}`,
    safe: "Lies in the safe now",
    safeMoves: { in: "Into the safe", out: "Out of the safe", bank: "To the bank" },
    withheld:
      "Sums of cash are left out until the drawer is counted: --staff NUMBER of somebody who may see reports shows them.",
  };
}

function de(): DrawerReportWords {
  return {
    opened: (drawer, at, who) => `${drawer}, geöffnet ${at} von ${who}`,
    float: "Wechselgeld",
    fromSafe: "davon aus dem Tresor",
    expected: "Soll",
    counted: (at, who) => `gezählt ${at}, ${who}`,
    countedIn: (currency) => `gezählt, ${currency}`,
    difference: "Differenz",
    because: (who, approved, reason) =>
      `${who}${approved === "" ? "" : ` mit ${approved}`}: ${reason === "" ? "ohne Grund" : reason}`,
    since: "seit der Zählung bewegt",
    late: (number, at, money) =>
      `${number}${at === "" ? "" : ` von ${at}`} war bei der Zählung nicht bekannt: ${money}`,
    lies: "liegt jetzt darin",
    leaves: "bleibt darin",
    toSafe: "in den Tresor",
    inCurrency: (label, currency) => `${label}, ${currency}`,
    slips: (tender) => `Belege, ${tender}`,
    of: (expected) => `von ${expected}`,
    uncounted: (drawer, since, expected) =>
      `${drawer}, offen seit ${since}, ${expected === undefined ? "" : `Soll ${expected}, `}nicht gezählt`,
    floatOff: (drawer, left, found) =>
      `${drawer} wurde mit ${found} geöffnet, und ${left} waren darin geblieben: zählen und fragen, wer den Rest hat`,
    foreignOff: (drawer, expected, found) =>
      `${drawer}: Soll ${expected}, gezählt ${found}, und niemand sagt warum`,
    outside: (payments, who, money) =>
      `Bar ohne Lade: ${counted(payments, "Zahlung", "Zahlungen")}, ${money}, ${who}`,
    safe: "Liegt jetzt im Tresor",
    safeMoves: { in: "In den Tresor", out: "Aus dem Tresor", bank: "Zur Bank" },
    withheld:
      "Bargeldsummen fehlen, bis die Lade gezählt ist: --staff NUMMER von jemandem, der Berichte sehen darf, zeigt sie.",
  };
}

function fr(): DrawerReportWords {
  return {
    opened: (drawer, at, who) => `${drawer}, ouvert ${at} par ${who}`,
    float: "fonds de caisse",
    fromSafe: "dont du coffre",
    expected: "attendu",
    counted: (at, who) => `compté ${at}, ${who}`,
    countedIn: (currency) => `compté, ${currency}`,
    difference: "écart",
    because: (who, approved, reason) =>
      `${who}${approved === "" ? "" : ` avec ${approved}`} : ${reason === "" ? "sans raison" : reason}`,
    since: "mouvements depuis le comptage",
    late: (number, at, money) =>
      `${number}${at === "" ? "" : ` de ${at}`} était inconnu lors du comptage : ${money}`,
    lies: "s'y trouve maintenant",
    leaves: "y reste",
    toSafe: "dans le coffre",
    inCurrency: (label, currency) => `${label}, ${currency}`,
    slips: (tender) => `reçus, ${tender}`,
    of: (expected) => `sur ${expected}`,
    uncounted: (drawer, since, expected) =>
      `${drawer}, ouvert depuis ${since}, ${expected === undefined ? "" : `attendu ${expected}, `}non compté`,
    floatOff: (drawer, left, found) =>
      `${drawer} a été ouvert avec ${found}, et ${left} y étaient restés : le compter et demander qui a le reste`,
    foreignOff: (drawer, expected, found) =>
      `${drawer} : attendu ${expected}, compté ${found}, et personne n'a dit pourquoi`,
    outside: (payments, who, money) =>
      `Espèces hors tiroir : ${counted(payments, "paiement")}, ${money}, ${who}`,
    safe: "Se trouve au coffre maintenant",
    safeMoves: { in: "Mis au coffre", out: "Sorti du coffre", bank: "Porté à la banque" },
    withheld:
      "Les sommes en espèces manquent jusqu'au comptage du tiroir : --staff NUMÉRO de qui peut voir les rapports les montre.",
  };
}

function es(): DrawerReportWords {
  return {
    opened: (drawer, at, who) => `${drawer}, abierto ${at} por ${who}`,
    float: "fondo de caja",
    fromSafe: "de ello, de la caja fuerte",
    expected: "esperado",
    counted: (at, who) => `contado ${at}, ${who}`,
    countedIn: (currency) => `contado, ${currency}`,
    difference: "diferencia",
    because: (who, approved, reason) =>
      `${who}${approved === "" ? "" : ` con ${approved}`}: ${reason === "" ? "sin motivo" : reason}`,
    since: "movido desde el recuento",
    late: (number, at, money) =>
      `${number}${at === "" ? "" : ` de ${at}`} no se conocía al contar: ${money}`,
    lies: "hay ahora en él",
    leaves: "queda en él",
    toSafe: "a la caja fuerte",
    inCurrency: (label, currency) => `${label}, ${currency}`,
    slips: (tender) => `comprobantes, ${tender}`,
    of: (expected) => `de ${expected}`,
    uncounted: (drawer, since, expected) =>
      `${drawer}, abierto desde ${since}, ${expected === undefined ? "" : `esperado ${expected}, `}sin contar`,
    floatOff: (drawer, left, found) =>
      `${drawer} se abrió con ${found}, y habían quedado ${left}: contarlo y preguntar quién tiene el resto`,
    foreignOff: (drawer, expected, found) =>
      `${drawer}: esperado ${expected}, contado ${found}, y nadie dijo por qué`,
    outside: (payments, who, money) =>
      `Efectivo fuera de un cajón: ${counted(payments, "pago")}, ${money}, ${who}`,
    safe: "Hay ahora en la caja fuerte",
    safeMoves: { in: "A la caja fuerte", out: "De la caja fuerte", bank: "Al banco" },
    withheld:
      "Faltan las sumas de efectivo hasta que se cuente el cajón: --staff NÚMERO de quien pueda ver los informes las muestra.",
  };
}
