/** What the report of a day says of goods, guests and of what people did besides selling, in each language. */

import { type Locale } from "../../domain/locale.ts";
import { type ActKind } from "../../report/day-acts.ts";
import { counted } from "../counted.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

export interface ActsReportWords {
  readonly acts: Readonly<Record<ActKind, string>>;
  /** `approved` and `reason` are empty for none. */
  readonly who: (who: string, approved: string, reason: string) => string;
  /** `parts`: how much of each kind, and what is left of the budget. */
  readonly givenAway: (who: string, parts: ReadonlyArray<string>) => string;
  readonly budgetLeft: (money: string) => string;
  readonly afterBill: (who: string, times: number) => string;
  readonly noSales: (who: string, times: number) => string;
  readonly toCount: (who: string, times: number) => string;
  readonly byKey: (till: string, times: number) => string;
  /** Of a category whose prices contain their taxes, and of one whose taxes come on top. */
  readonly category: (name: string) => string;
  readonly beforeTax: (label: string) => string;
  readonly noCategory: string;
  readonly covers: (guests: number, orders: number) => string;
  readonly servedBy: (who: string) => string;
  readonly perGuest: (guests: number, money: string) => string;
}

const WORDS: WordsByLanguage<ActsReportWords> = { en, de, fr, es };

export function actsReportWords(locale: Locale): ActsReportWords {
  return wordsIn(WORDS, locale);
}

function en(): ActsReportWords {
  return {
    acts: {
      void: "Void",
      "void-after-bill": "Void after the bill",
      discount: "Discount",
      comp: "Comp",
      "staff-meal": "Staff meal",
      spoiled: "Spoiled",
      refund: "Refund",
      returned: "Returned without receipt",
      "no-sale": "No sale",
      key: "Drawer by its key",
      "to-count": "Drawer to count",
      in: "Paid in",
      out: "Paid out",
      drop: "Into the safe from a drawer",
      tips: "Tips paid out",
    },
    who: (who, approved, reason) =>
      `${who}${approved === "" ? "" : ` with ${approved}`}${reason === "" ? "" : `: ${reason}`}`,
    givenAway: (who, parts) => `Given away by ${who}: ${parts.join(", ")}`,
    budgetLeft: (money) => `left: ${money}`,
    afterBill: (who, times) => `Voids after the bill, ${who}, ${counted(times, "time")}`,
    noSales: (who, times) => `Drawer opened without a sale, ${who}, ${counted(times, "time")}`,
    toCount: (who, times) => `Drawer opened to count, ${who}, ${counted(times, "time")}`,
    byKey: (till, times) => `Drawer opened by its key, ${till}, ${counted(times, "time")}`,
    category: (name) => `Goods, ${name}`,
    beforeTax: (label) => `${label}, before tax`,
    noCategory: "no category",
    servedBy: (who) => `Served by ${who}`,
    perGuest: (guests, money) => `${counted(guests, "guest")}, ${money} each`,
    covers: (guests, orders) => `${counted(guests, "guest")} at ${counted(orders, "order")}`,
  };
}

function de(): ActsReportWords {
  return {
    acts: {
      void: "Storno",
      "void-after-bill": "Storno nach der Rechnung",
      discount: "Rabatt",
      comp: "Aufs Haus",
      "staff-meal": "Personalessen",
      spoiled: "Verdorben",
      refund: "Rückgabe",
      returned: "Rückgabe ohne Bon",
      "no-sale": "Lade ohne Verkauf",
      key: "Lade mit dem Schlüssel",
      "to-count": "Lade zum Zählen",
      in: "Einlage",
      out: "Entnahme",
      drop: "Aus einer Lade in den Tresor",
      tips: "Trinkgeld ausgezahlt",
    },
    who: (who, approved, reason) =>
      `${who}${approved === "" ? "" : ` mit ${approved}`}${reason === "" ? "" : `: ${reason}`}`,
    givenAway: (who, parts) => `Verschenkt von ${who}: ${parts.join(", ")}`,
    budgetLeft: (money) => `übrig: ${money}`,
    afterBill: (who, times) => `Storno nach der Rechnung, ${who}, ${times}-mal`,
    noSales: (who, times) => `Lade ohne Verkauf geöffnet, ${who}, ${times}-mal`,
    toCount: (who, times) => `Lade zum Zählen geöffnet, ${who}, ${times}-mal`,
    byKey: (till, times) => `Lade mit dem Schlüssel geöffnet, ${till}, ${times}-mal`,
    category: (name) => `Waren, ${name}`,
    beforeTax: (label) => `${label}, vor Steuer`,
    noCategory: "ohne Warengruppe",
    servedBy: (who) => `Bedient von ${who}`,
    perGuest: (guests, money) => `${counted(guests, "Gast", "Gäste")}, je ${money}`,
    covers: (guests, orders) =>
      `${counted(guests, "Gast", "Gäste")} bei ${counted(orders, "Bestellung", "Bestellungen")}`,
  };
}

function fr(): ActsReportWords {
  return {
    acts: {
      void: "Annulation",
      "void-after-bill": "Annulation après l’addition",
      discount: "Remise",
      comp: "Offert",
      "staff-meal": "Repas du personnel",
      spoiled: "Perdu",
      refund: "Remboursement",
      returned: "Retour sans ticket",
      "no-sale": "Tiroir sans vente",
      key: "Tiroir à la clé",
      "to-count": "Tiroir pour compter",
      in: "Entrée d'espèces",
      out: "Sortie d'espèces",
      drop: "D'un tiroir au coffre",
      tips: "Pourboires versés",
    },
    who: (who, approved, reason) =>
      `${who}${approved === "" ? "" : ` avec ${approved}`}${reason === "" ? "" : ` : ${reason}`}`,
    givenAway: (who, parts) => `Offert par ${who} : ${parts.join(", ")}`,
    budgetLeft: (money) => `reste ${money}`,
    afterBill: (who, times) => `Annulations après l’addition, ${who}, ${times} fois`,
    noSales: (who, times) => `Tiroir ouvert sans vente, ${who}, ${times} fois`,
    toCount: (who, times) => `Tiroir ouvert pour compter, ${who}, ${times} fois`,
    byKey: (till, times) => `Tiroir ouvert à la clé, ${till}, ${times} fois`,
    category: (name) => `Articles, ${name}`,
    beforeTax: (label) => `${label}, hors taxe`,
    noCategory: "sans catégorie",
    servedBy: (who) => `Servi par ${who}`,
    perGuest: (guests, money) => `${counted(guests, "couvert")}, ${money} chacun`,
    covers: (guests, orders) => `${counted(guests, "couvert")} sur ${counted(orders, "commande")}`,
  };
}

function es(): ActsReportWords {
  return {
    acts: {
      void: "Anulación",
      "void-after-bill": "Anulación tras la cuenta",
      discount: "Descuento",
      comp: "Invitación",
      "staff-meal": "Comida del personal",
      spoiled: "Estropeado",
      refund: "Devolución",
      returned: "Devuelto sin ticket",
      "no-sale": "Cajón sin venta",
      key: "Cajón con llave",
      "to-count": "Cajón para contar",
      in: "Entrada de efectivo",
      out: "Salida de efectivo",
      drop: "De un cajón a la caja fuerte",
      tips: "Propinas pagadas",
    },
    who: (who, approved, reason) =>
      `${who}${approved === "" ? "" : ` con ${approved}`}${reason === "" ? "" : `: ${reason}`}`,
    givenAway: (who, parts) => `Invitado por ${who}: ${parts.join(", ")}`,
    budgetLeft: (money) => `quedan ${money}`,
    afterBill: (who, times) =>
      `Anulado tras la cuenta, ${who}, ${times} ${times === 1 ? "vez" : "veces"}`,
    noSales: (who, times) =>
      `Cajón abierto sin venta, ${who}, ${times === 1 ? "1 vez" : `${times} veces`}`,
    toCount: (who, times) =>
      `Cajón abierto para contar, ${who}, ${times === 1 ? "1 vez" : `${times} veces`}`,
    byKey: (till, times) =>
      `Cajón abierto con su llave, ${till}, ${times === 1 ? "1 vez" : `${times} veces`}`,
    category: (name) => `Artículos, ${name}`,
    beforeTax: (label) => `${label}, antes de impuestos`,
    noCategory: "sin categoría",
    servedBy: (who) => `Atendido por ${who}`,
    perGuest: (guests, money) => `${counted(guests, "comensal", "comensales")}, ${money} cada uno`,
    covers: (guests, orders) =>
      `${counted(guests, "comensal", "comensales")} en ${counted(orders, "pedido")}`,
  };
}
