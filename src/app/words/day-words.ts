/** What the report of a day says: one shape for all languages. Amounts and dates come as they are written there. */

import { type Difference, type NamedFigure, type TenderFigure } from "../../report/difference.ts";

/** What the day comes to. */
export interface DayVerdict {
  readonly differences: number;
  readonly contradictions: number;
  /** Tills that are not heard, with since when; undefined where none is missing. */
  readonly missing: string | undefined;
  /** Orders that wait for what was not heard yet. */
  readonly waiting: number;
}

/** `since` is undefined where nothing was ever heard. */
export interface DayTillWords {
  readonly self: string;
  readonly inStep: string;
  readonly heardSince: string;
  readonly behind: string;
  /** The day was closed without it. */
  readonly without: (reason: string) => string;
  readonly shutOut: (reason: string, since: string | undefined) => string;
  /** What is not known of one that is shut out. */
  readonly unknown: (since: string | undefined) => string;
  readonly notHeard: (since: string | undefined) => string;
  readonly held: (series: string, seq: number) => string;
  readonly heldNothing: string;
}

/** Which payment was made otherwise than it was booked, who said so, and why. */
export type CorrectionFacts = Readonly<
  Record<"of" | "money" | "from" | "to" | "who" | "reason", string>
>;

/** Labels fit their column (34 cells) with usual names; sentences end with a full stop. */
/** Money that went back by another tender than it came by. */
export interface HandedOtherwiseWords {
  /** Number of the order or of the refund. */
  readonly of: string;
  readonly money: string;
  readonly by: string;
  /** Empty where only that is known, that it was another one. */
  readonly came: string;
  readonly who: string;
  /** Empty for nobody. */
  readonly approved: string;
  readonly reason: string;
}

export interface DayWords {
  readonly title: (day: string, currency: string) => string;
  readonly sales: (receipts: number) => string;
  readonly returned: (lines: number) => string;
  readonly refunds: (refunds: number) => string;
  readonly rounding: string;
  readonly net: (tax: string) => string;
  readonly tax: (tax: string) => string;
  /** Of a tender that every shop has, by its id. */
  readonly tenders: Readonly<Record<string, string>>;
  readonly tender: (tender: string, payments: number) => string;
  readonly refunded: (tender: string) => string;
  readonly corrected: (tender: string) => string;
  readonly tips: (tender: string) => string;
  /** `of`: the receipt. */
  readonly correction: (facts: CorrectionFacts) => string;
  readonly vouched: (who: string, by: string) => string;
  readonly kept: (tender: string) => string;
  readonly foreign: (currency: string, payments: number, given: string) => string;
  readonly ownCash: (currency: string) => string;
  readonly tipsOf: (person: string, tender: string, tips: number) => string;
  /** Pieces that a person sold though they were sold out. */
  readonly soldOn: (person: string, pieces: number) => string;
  readonly otherwise: (handed: HandedOtherwiseWords) => string;
  readonly series: (first: string, last: string, count: number) => string;
  readonly depositsTaken: string;
  readonly depositsUsed: string;
  /** The till had not heard what the lists said. */
  readonly pricedApart: (lists: string, lines: number) => string;
  /** In the place of an order's number. */
  readonly noNumber: string;
  readonly waits: (order: string) => string;
  readonly inQuestion: (receipts: number) => string;
  readonly open: (orders: number) => string;
  /** `money` is empty where none is in question. */
  readonly attention: (order: string, what: string, money: string) => string;
  /** What a person settled: who, with who vouched for it, when and why. */
  readonly settledMoney: (
    order: string,
    what: string,
    settled: {
      readonly money: string;
      readonly by: string;
      readonly at: string;
      readonly why: string;
    },
  ) => string;
  /** The same of a drawer; `about` says which one and the money. */
  readonly settledDrawer: (
    about: string,
    settled: { readonly by: string; readonly at: string; readonly why: string },
  ) => string;
  /** Of programs that asked for none. */
  readonly noReason: string;
  readonly checks: Readonly<Record<Difference["check"], string>>;
  readonly differences: Readonly<Record<NamedFigure | TenderFigure, (name: string) => string>>;
  /** What the check of the ledger says, which it does in English. */
  readonly chain: (sentence: string) => string;
  readonly differing: (what: string, expected: string, found: string) => string;
  readonly till: DayTillWords;
  readonly verdict: (verdict: DayVerdict) => string;
  /** In its place, while something can't be read. */
  readonly unread: (missing: string | undefined, update: string) => string;
}
