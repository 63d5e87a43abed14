/** What the till itself says to a person: why it refused, and what it took back. */

import { type AttentionFact, type Addressee } from "../../domain/attention.ts";
import { type SoldBy } from "../../domain/catalogue.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import {
  type MilliPercent,
  type MinorUnits,
  type Thousandths,
} from "../../domain/money/amounts.ts";
import { type Permission } from "../../domain/people/permission.ts";
import { type GuessableBecause } from "../../domain/people/pin-rule.ts";
import { type Loss } from "../../ledger/incarnation.ts";
import { type AttentionAnswer, type WrittenAnswer } from "../../tui/ports/attention-port.ts";

/** How facts are shown: as the locale writes them. */
export interface Shown {
  /** ISO 4217, such as `EUR`. */
  readonly code: string;
  readonly money: (amount: MinorUnits) => string;
  readonly quantity: (quantity: Thousandths, soldBy: SoldBy) => string;
  /** With its unit. */
  readonly measure: (quantity: Thousandths, soldBy: SoldBy) => string;
  readonly rate: (rate: MilliPercent) => string;
  readonly day: (day: string) => string;
  readonly staffName: (number: string) => string;
}

type SentenceOf<Type extends Refusal["type"]> = (
  refusal: Extract<Refusal, { readonly type: Type }>,
  shown: Shown,
) => string;

type SentencesOf<Type extends Refusal["type"]> = { readonly [Each in Type]: SentenceOf<Each> };

/** What is wrong with a field comes from the rules of the sheet, which are told in English. */
type EnglishOnly = "setting/wrong" | "entry/wrong";

/** Of things that no screen asks for by name. */
export type ShellRefusals = SentencesOf<
  | "chain/unknown"
  | "chain/not-settled-so"
  | "refund/which"
  | "refund/none-beyond"
  | "refund/only-whole"
  | "attention/reason-needed"
  | `device/${"unknown" | "ambiguous" | "already-authority" | "no-letters" | "last-authority" | "reason-needed"}`
  | "setting/unknown"
  | "setting/not-here"
  | "customer/unknown"
  | "order/unknown"
>;

/** Of a tip, and of a payment that is to be put right. */
export type CorrectionRefusals = SentencesOf<
  Extract<Refusal["type"], `correction/${string}`> | "tip/unusual" | "payment/final"
>;

export interface TillWords {
  readonly refusals: SentencesOf<Refusal["type"]>;
  /** After `may not`. */
  readonly permissions: Readonly<Record<Permission, string>>;
  readonly undone: {
    readonly off: (name: string) => string;
    readonly asItWas: (name: string) => string;
    readonly back: (name: string) => string;
    readonly charges: string;
    readonly exempt: string;
    readonly orderDiscount: string;
    readonly course: string;
    readonly prices: string;
    readonly service: string;
    readonly customer: string;
    readonly name: string;
    readonly ended: string;
    readonly reopened: string;
    readonly covers: string;
    readonly seat: string;
    /** So many orders were handed over. */
    readonly owners: (count: number) => string;
    readonly movedBack: (lines: number) => string;
    readonly mergedBack: string;
    readonly placeBack: string;
    /** How many parts it is in once that was taken back; 0 for one bill. */
    readonly split: (parts: number) => string;
    readonly returnOff: string;
    readonly returnAgain: string;
    readonly thereAgain: (name: string) => string;
    readonly soldOut: (name: string) => string;
    readonly left: (name: string, left: string) => string;
    /** Why Ctrl-Z does nothing. */
    readonly stays: Readonly<
      Record<"kitchen" | "bill" | "money" | "drawer" | "count" | "day" | "other", string>
    >;
    readonly line: string;
    readonly nothing: string;
  };
  readonly desk: {
    readonly full: string;
    readonly locked: string;
    /** A day far from the last one is never gone back from: whoever signs in says it twice. */
    readonly pastCutover: (time: string, from: string, to: string) => string;
    readonly confirmDay: (day: string, last: string) => string;
    readonly isRefund: (number: string) => string;
    readonly nothingBack: string;
    readonly notOpen: (order: string) => string;
    readonly thatOrder: string;
    readonly lost: (cause: Loss["cause"]) => string;
    /** The clock can't be right: what it says. */
    readonly clockAsks: (says: string) => string;
    readonly clockIs: (says: string) => string;
    /** It may be right, and is not set here. */
    readonly clockRuns: (says: string) => string;
    readonly noMoment: (typed: string) => string;
    /** Nothing takes it back: it wants to be said twice. */
    readonly dayIsFar: (day: string, days: number) => string;
    readonly dayIsOn: (day: string) => string;
  };
  /** What needs a person, and what they make of it. */
  readonly attention: AttentionWords;
}

export interface AttentionWords {
  readonly who: Readonly<Record<Addressee, string>>;
  /** Of an order; `money` is empty where none is in question. */
  readonly order: (order: string, what: string, money: string) => string;
  readonly of: Readonly<Record<AttentionFact["type"], string>>;
  readonly question: (till: string, receipts: number, money: string) => string;
  readonly bothAdmitted: (till: string, numbers: number) => string;
  readonly admittedAndRetired: (till: string) => string;
  /** `tills`: who sold what was sold out already; empty where it was counted. */
  readonly oversold: (beyond: string, name: string, tills: string) => string;
  readonly misdeed: (till: string, count: number) => string;
  readonly staysSilent: (till: string) => string;
  readonly misdated: (till: string, date: string) => string;
  readonly asksTooMuch: (till: string) => string;
  /** In the place of a person. */
  readonly nobodysNumber: string;
  readonly missedPins: (misses: number, person: string, till: string) => string;
  readonly missedPinsHour: (misses: number, till: string) => string;
  readonly box: BoxWords;
  readonly paper: Readonly<Record<AskingPaper, (paper: string) => string>>;
  /** `receipt`, `ticket A12 Bar`; the name may be empty. */
  readonly paperName: Readonly<Record<"receipt" | "refund" | "ticket" | "report" | "bill", string>>;
  /** What each does, before it is done; and what is so afterwards. */
  readonly answers: Readonly<Record<AttentionAnswer, (object: string) => string>>;
  readonly done: Readonly<Record<WrittenAnswer, (object: string) => string>>;
  /** Why a chain was settled, as those read who ask later. */
  readonly why: string;
}

/** What is wrong with the box, and how it is mended. */
export interface BoxWords {
  /** It says something before the day that the till is on. */
  readonly clockWrong: (says: string) => string;
  readonly clockOff: (off: string, isAhead: boolean) => string;
  /** Of this box and one other; nobody knows whose is right. */
  readonly clocksDiffer: (till: string, off: string, isAhead: boolean) => string;
  readonly clockOffAt: (till: string, off: string, isAhead: boolean) => string;
  readonly noBackupPlace: string;
  /** A till that has joined, and was never heard since. */
  readonly unopened: (till: string) => string;
  /** Two boxes are connected that have its name. */
  readonly copied: (till: string) => string;
}

export type AskingPaper = "uncertain" | "unheard" | "strange" | "twice" | "stale" | "failed";

/** A language of the screens. */
export interface ScreenTillWords extends Omit<TillWords, "refusals"> {
  readonly refusals: SentencesOf<Exclude<Refusal["type"], EnglishOnly>>;
}

/** What is not there is said in English, message by message. */
export type PartialTillWords = {
  readonly [Group in keyof ScreenTillWords]: Partial<ScreenTillWords[Group]>;
};

/** Of a PIN that is guessed soon. */
export type GuessedBecause = Readonly<Record<GuessableBecause, string>>;
