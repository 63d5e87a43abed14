/** What the report of a day says of Zs, of supplements and of each till, in each language. */

import { type Locale } from "../../domain/locale.ts";
import { counted } from "../counted.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

type Texts<Name extends string> = Readonly<Record<Name, string>>;

export interface ZReportWords {
  /** `who` is empty where a timer closed it. */
  readonly closed: (at: string, till: string, who: string) => string;
  readonly notHeard: (tills: string) => string;
  readonly without: (till: string, reason: string) => string;
  readonly z: (z: string, till: string, at: string) => string;
  readonly grandTotal: (series: string) => string;
  readonly ended: (till: string) => string;
  readonly missingZ: (z: string, money: string) => string;
  readonly recorded: string;
  readonly now: string;
  readonly receipts: (receipts: number) => string;
  readonly returned: string;
  readonly refunds: (refunds: number) => string;
  readonly rounding: string;
  /** `z` is empty where no Z holds it yet. */
  readonly supplement: (line: Texts<"what" | "till" | "z" | "money">) => string;
  /** What a supplement is where it has no number of its own. */
  readonly kinds: Readonly<Record<SupplementKind, string>>;
  /** A figure of one till. */
  readonly ofTill: (till: string, what: string) => string;
  /** `did`: what was sold and done meanwhile, empty for nothing. */
  readonly outage: (line: Texts<"till" | "from" | "to" | "did">) => string;
  readonly outageDid: Readonly<
    Record<"receipts" | "refunds" | "voids" | "noSales", (count: number) => string>
  >;
  readonly zFigure: (line: Texts<"z" | "name" | "wanted" | "found">) => string;
  readonly zMissing: (z: string) => string;
  readonly veryLate: (what: string, till: string, z: string) => string;
  readonly unexplained: (line: Texts<"name" | "till" | "wanted" | "found">) => string;
}

export type SupplementKind = "payment" | "correction" | "drawer" | "safe" | "later" | "other";

const WORDS: WordsByLanguage<ZReportWords> = { en, de, fr, es };

export function zReportWords(locale: Locale): ZReportWords {
  return wordsIn(WORDS, locale);
}

function en(): ZReportWords {
  return {
    closed: (at, till, who) => `Closed ${at} at ${till}${who === "" ? "" : ` by ${who}`}`,
    notHeard: (tills) => `Not heard then: ${tills}`,
    without: (till, reason) => `Without ${till}: ${reason}`,
    z: (z, till, at) => `Z ${z}, ${till}, ${at}`,
    grandTotal: (series) => `All Zs up to it, ${series}`,
    ended: (till) => `After its last Z, ${till}`,
    missingZ: (z, money) => `Z ${z} was named and is not here: ${money}`,
    recorded: "As the Zs recorded it:",
    now: "As it is now:",
    receipts: (receipts) => `sales, ${counted(receipts, "receipt")}`,
    returned: "returned without receipt",
    refunds: (refunds) => counted(refunds, "refund"),
    rounding: "cash rounding",
    supplement: ({ what, till, z, money }) =>
      `Supplement: ${what}, ${till}, ${z === "" ? "in no Z yet" : `in Z ${z}`}: ${money}`,
    kinds: {
      payment: "payment",
      correction: "correction",
      drawer: "drawer",
      safe: "safe",
      later: "told by a later Z",
      other: "other",
    },
    ofTill: (till, what) => `${till}: ${what}`,
    outage: ({ till, from, to, did }) =>
      `${till} was not heard here from ${from} to ${to}${did === "" ? "" : `; meanwhile: ${did}`}`,
    outageDid: {
      receipts: (count) => counted(count, "receipt"),
      refunds: (count) => counted(count, "refund"),
      voids: (count) => counted(count, "void"),
      noSales: (count) =>
        counted(count, "drawer opened without a sale", "drawers opened without a sale"),
    },
    zFigure: ({ z, name, wanted, found }) =>
      `Z ${z} recorded ${found} as ${name}, and its events say ${wanted}: keep it, and look at \`till verify\``,
    zMissing: (z) => `Z ${z} is missing`,
    veryLate: (what, till, z) => `${what}, ${till}, came more than a week after the day, in Z ${z}`,
    unexplained: ({ name, till, wanted, found }) =>
      `${name} of ${till}: ${wanted} by Zs and supplements, ${found} now: look at \`till verify\``,
  };
}

function de(): ZReportWords {
  return {
    closed: (at, till, who) => `Abgeschlossen ${at} an ${till}${who === "" ? "" : ` von ${who}`}`,
    notHeard: (tills) => `Damals nicht gehört: ${tills}`,
    without: (till, reason) => `Ohne ${till}: ${reason}`,
    z: (z, till, at) => `Z-Bon ${z}, ${till}, ${at}`,
    grandTotal: (series) => `Alle Z-Bons bis dahin, ${series}`,
    ended: (till) => `Nach dem letzten Z-Bon, ${till}`,
    missingZ: (z, money) => `Z-Bon ${z} ist genannt und nicht hier: ${money}`,
    recorded: "Wie die Z-Bons es sagen:",
    now: "Wie es jetzt ist:",
    receipts: (receipts) => `Umsatz, ${counted(receipts, "Bon", "Bons")}`,
    returned: "Rückgabe ohne Bon",
    refunds: (refunds) => counted(refunds, "Rückgabe", "Rückgaben"),
    rounding: "Rundung bei Barzahlung",
    supplement: ({ what, till, z, money }) =>
      `Nachtrag: ${what}, ${till}, ${z === "" ? "noch in keinem Z-Bon" : `in Z-Bon ${z}`}: ${money}`,
    kinds: {
      payment: "Zahlung",
      correction: "Berichtigung",
      drawer: "Lade",
      safe: "Tresor",
      later: "von einem späteren Z-Bon gesagt",
      other: "anderes",
    },
    ofTill: (till, what) => `${till}: ${what}`,
    outage: ({ till, from, to, did }) =>
      `${till} war hier nicht zu hören von ${from} bis ${to}${did === "" ? "" : `; inzwischen: ${did}`}`,
    outageDid: {
      receipts: (count) => counted(count, "Bon", "Bons"),
      refunds: (count) => counted(count, "Rückgabe", "Rückgaben"),
      voids: (count) => counted(count, "Storno", "Stornos"),
      noSales: (count) => `${count}-mal Lade ohne Verkauf`,
    },
    zFigure: ({ z, name, wanted, found }) =>
      `Z-Bon ${z} sagt ${found} für ${name}, seine Ereignisse ${wanted}: aufheben, \`till verify\` ansehen`,
    zMissing: (z) => `Z-Bon ${z} fehlt`,
    veryLate: (what, till, z) =>
      `${what}, ${till}, kam mehr als eine Woche nach dem Tag, in Z-Bon ${z}`,
    unexplained: ({ name, till, wanted, found }) =>
      `${name} von ${till}: nach Z-Bons und Nachträgen ${wanted}, jetzt ${found}: \`till verify\` ansehen`,
  };
}

function fr(): ZReportWords {
  return {
    closed: (at, till, who) => `Clôturé ${at} à ${till}${who === "" ? "" : ` par ${who}`}`,
    notHeard: (tills) => `Alors non entendues : ${tills}`,
    without: (till, reason) => `Sans ${till} : ${reason}`,
    z: (z, till, at) => `Ticket Z ${z}, ${till}, ${at}`,
    grandTotal: (series) => `Tous les Z jusque-là, ${series}`,
    ended: (till) => `Après son dernier Z, ${till}`,
    missingZ: (z, money) => `Le Z ${z} est nommé et n'est pas ici : ${money}`,
    recorded: "Comme les Z l'ont enregistré :",
    now: "Comme c'est maintenant :",
    receipts: (receipts) => `ventes, ${counted(receipts, "ticket")}`,
    returned: "retours sans ticket",
    refunds: (refunds) => counted(refunds, "remboursement"),
    rounding: "arrondi des espèces",
    supplement: ({ what, till, z, money }) =>
      `Supplément : ${what}, ${till}, ${z === "" ? "encore dans aucun Z" : `dans le Z ${z}`} : ${money}`,
    kinds: {
      payment: "paiement",
      correction: "correction",
      drawer: "tiroir",
      safe: "coffre",
      later: "dit par un Z ultérieur",
      other: "autre",
    },
    ofTill: (till, what) => `${till} : ${what}`,
    outage: ({ till, from, to, did }) =>
      `${till} n'a pas été entendue ici de ${from} à ${to}${did === "" ? "" : ` ; entre-temps : ${did}`}`,
    outageDid: {
      receipts: (count) => counted(count, "ticket"),
      refunds: (count) => counted(count, "remboursement"),
      voids: (count) => counted(count, "annulation"),
      noSales: (count) => `${count} fois tiroir sans vente`,
    },
    zFigure: ({ z, name, wanted, found }) =>
      `le Z ${z} dit ${found} pour ${name}, et ses événements ${wanted} : le garder, voir \`till verify\``,
    zMissing: (z) => `le Z ${z} manque`,
    veryLate: (what, till, z) =>
      `${what}, ${till}, est arrivé plus d'une semaine après, dans le Z ${z}`,
    unexplained: ({ name, till, wanted, found }) =>
      `${name} de ${till} : ${wanted} selon les Z et suppléments, ${found} maintenant : voir \`till verify\``,
  };
}

function es(): ZReportWords {
  return {
    closed: (at, till, who) => `Cerrado ${at} en ${till}${who === "" ? "" : ` por ${who}`}`,
    notHeard: (tills) => `Entonces no oídas: ${tills}`,
    without: (till, reason) => `Sin ${till}: ${reason}`,
    z: (z, till, at) => `Ticket Z ${z}, ${till}, ${at}`,
    grandTotal: (series) => `Todos los Z hasta ahí, ${series}`,
    ended: (till) => `Después de su último Z, ${till}`,
    missingZ: (z, money) => `El Z ${z} está nombrado y no está aquí: ${money}`,
    recorded: "Como lo registraron los Z:",
    now: "Como es ahora:",
    receipts: (receipts) => `ventas, ${counted(receipts, "ticket")}`,
    returned: "devuelto sin ticket",
    refunds: (refunds) => counted(refunds, "devolución", "devoluciones"),
    rounding: "redondeo del efectivo",
    supplement: ({ what, till, z, money }) =>
      `Suplemento: ${what}, ${till}, ${z === "" ? "aún en ningún Z" : `en el Z ${z}`}: ${money}`,
    kinds: {
      payment: "pago",
      correction: "corrección",
      drawer: "cajón",
      safe: "caja fuerte",
      later: "dicho por un Z posterior",
      other: "otro",
    },
    ofTill: (till, what) => `${till}: ${what}`,
    outage: ({ till, from, to, did }) =>
      `${till} no se oyó aquí de ${from} a ${to}${did === "" ? "" : `; entretanto: ${did}`}`,
    outageDid: {
      receipts: (count) => counted(count, "ticket"),
      refunds: (count) => counted(count, "devolución", "devoluciones"),
      voids: (count) => counted(count, "anulación", "anulaciones"),
      noSales: (count) =>
        count === 1 ? "1 vez cajón sin venta" : `${count} veces cajón sin venta`,
    },
    zFigure: ({ z, name, wanted, found }) =>
      `el Z ${z} dice ${found} en ${name}, y sus eventos ${wanted}: guardarlo y ver \`till verify\``,
    zMissing: (z) => `falta el Z ${z}`,
    veryLate: (what, till, z) =>
      `${what}, ${till}, llegó más de una semana después del día, en el Z ${z}`,
    unexplained: ({ name, till, wanted, found }) =>
      `${name} de ${till}: ${wanted} según los Z y suplementos, ${found} ahora: ver \`till verify\``,
  };
}
