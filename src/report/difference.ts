/** The differences between two books of a day. */

import { type DrawerFact } from "../domain/folds/drawer-attention.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { type DayDrawer } from "./day-drawers.ts";

/** A figure of the whole day, or of what the name names: a receipt's number, a tax, a currency. */
export type NamedFigure =
  | "receipts/number"
  | "receipts/sum"
  | "receipts/rounding"
  | "receipt/missing"
  | "receipt/items"
  | "receipt/payments"
  | "refunds/number"
  | "refunds/sum"
  | "refund/items"
  | "refund/money"
  | "returned/sum"
  | "returned/lines"
  | "exchanged/sum"
  | "tax/net"
  | "tax/tax"
  | "foreign/number"
  | "foreign/units"
  | "foreign/worth";

export type TenderFigure =
  | "tender/refunded"
  | "tender/corrected"
  | "tender/tips"
  | "tender/sum"
  | "tender/number";

/** The facts of a difference that a person settled, and that can't be corrected any more. */
export interface SettledFacts {
  readonly type: "chain/both-admitted" | "chain/admitted-and-retired";
  readonly till: string;
  readonly numbersTwice: number;
  /** The sentence in English. */
  readonly sentence: string;
}

/** The trouble of a drawer that a person has to fix. */
export type DrawerTrouble =
  | { readonly type: "drawer/uncounted" | "drawer/float" }
  | { readonly type: "drawer/foreign"; readonly currency: string }
  | { readonly type: DrawerFact["type"]; readonly amount: MinorUnits };

/** A Z that is not what its events say, or a closed day's sums that nothing explains. */
export type ZTrouble =
  | { readonly type: "z/figure"; readonly z: string; readonly name: string }
  | { readonly type: "z/missing"; readonly z: string }
  | {
      readonly type: "z/very-late";
      readonly till: string;
      readonly number: string;
      readonly z: string;
    }
  | { readonly type: "day/unexplained"; readonly till: string; readonly name: string };

/** A card terminal's end of day, or an acquirer's settlement, that is not what the tills took. */
export type CardTrouble =
  | {
      readonly type: "terminal/more" | "terminal/less" | "terminal/end-unknown";
      /** Its name. */
      readonly terminal: string;
    }
  | {
      readonly type: "acquirer/missing" | "acquirer/unknown" | "acquirer/sum";
      /** Its name, or its number where nobody here knows it. */
      readonly terminal: string;
      /** The number of the order; of the terminal's receipt where there is none; empty for neither. */
      readonly of: string;
    };

/** The subject as a fact, for which each language has words. */
export type DifferenceSubject =
  | { readonly type: NamedFigure; readonly name: string }
  | { readonly type: TenderFigure; readonly method: string }
  /** The check of the ledger tells it, in English. */
  | { readonly type: "chain"; readonly sentence: string }
  | { readonly type: "settled"; readonly settled: SettledFacts }
  | ZTrouble
  | CardTrouble
  | (DrawerTrouble & { readonly drawer: DayDrawer });

export interface Difference {
  /** The figures: for `receipts` numbers, for `chain` and `settled` none, for the others money. */
  readonly check:
    | "sales"
    | "taxes"
    | "tenders"
    | "receipts"
    | "drawers"
    | "zs"
    | "cards"
    | "chain"
    | "settled";
  /** Names the amount or number involved. */
  readonly about: DifferenceSubject;
  readonly expected: number;
  readonly found: number;
}

/** Nothing where both are the same. */
export function differing(
  check: Difference["check"],
  about: DifferenceSubject,
  [expected, found]: readonly [number, number],
): ReadonlyArray<Difference> {
  return expected === found ? [] : [{ check, about, expected, found }];
}

/** Returns the subject of a named figure, or of the day as a whole. */
export function figure(type: NamedFigure, name = ""): DifferenceSubject {
  return { type, name };
}
