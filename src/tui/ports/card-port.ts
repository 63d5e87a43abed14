/** The card terminals that this till asks for money, and what became of each payment. */

import { type CardState, type Forwarded } from "../../domain/balance/card-payments.ts";
import { type Result } from "../../domain/base/result.ts";
import { type TipGiven } from "../../domain/commands/money/tip.ts";
import { type EventId, type Origin } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type CardNoted } from "../../domain/state/order-state.ts";
import { type TenderMoney } from "../../domain/tenders/tenders.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type TabView } from "../../domain/views.ts";
import { type PaidOutcome } from "./payment-port.ts";
import { type Refusal } from "./refusal-port.ts";
import { type GoodsReturn } from "./return-port.ts";

/** A terminal that this till drives. */
export interface TerminalHere {
  readonly id: string;
  readonly name: string;
  readonly isAtWork: boolean;
}

/** A payment that this register follows at a terminal. */
export interface CardAtWork {
  readonly order: EventId;
  /** The terminal, as it is called. */
  readonly name: string;
  readonly phase: CardPhase;
  /** What the terminal shows, in words; empty for what the phase says already. */
  readonly says: string;
  /** It is asked to give money back. */
  readonly isBack: boolean;
  /** Somebody has asked it to stop. */
  readonly isStopping: boolean;
}

export type CardPhase = "reading" | "waiting" | "settling" | "asking" | "hearing";

/** What became of a payment that this register followed. */
export interface CardNews {
  readonly order: EventId;
  readonly orderNumber: string;
  readonly name: string;
  readonly sum: MinorUnits;
  /** It was asked to give that back. */
  readonly isBack: boolean;
  /** What was typed when it was asked for; empty for nothing, or where nobody here asked. */
  readonly typed: string;
  readonly end: CardEndNews;
}

export type CardEndNews =
  | { readonly type: "paid"; readonly outcome: PaidOutcome }
  /** Goods of a receipt came back, with all that goes out for them: more than the card where that brought less. */
  | {
      readonly type: "returned";
      readonly number: string;
      readonly parts: ReadonlyArray<TenderMoney>;
    }
  /** `why`: in words; empty where the terminal gave no reason. `isReversal`: the next try asks for a refund. */
  | {
      readonly type: "declined";
      readonly why: string;
      readonly isReversal: boolean;
      /** What the terminal was asked to do with a tab; missing where it was asked for money. */
      readonly tab?: "reserve" | "increase" | "release";
    }
  /** A tab was opened or raised by the sum, or was let go. */
  | { readonly type: "tab"; readonly act: "reserve" | "increase" | "release" }
  /** `stranger`: somebody else's certificate; `key`, `currency`: another one than the shop's. */
  | {
      readonly type: "unknown" | "busy" | "no-answer" | "stranger" | "key" | "currency" | "nothing";
    }
  | { readonly type: "refused"; readonly fault: Refusal };

/** A card payment of today, whichever till asked for it or had it typed. */
export interface ShopCard {
  readonly id: EventId;
  readonly order: EventId;
  readonly orderNumber: string;
  /** The terminal, as it is called; empty where a person has typed what one said that no till asks. */
  readonly name: string;
  /** What was typed of its slip; missing where a terminal was asked. */
  readonly typed?: CardNoted;
  readonly state: CardState;
  /** What a tab was asked for, which is no money; missing for a payment. */
  readonly tabAct?: "reserve" | "increase" | "release";
  /** The terminal was asked to give it back. */
  readonly isBack: boolean;
  /** Below zero where it goes back. */
  readonly sum: MinorUnits;
  /** `20:14` */
  readonly time: string;
  /** Brand and last four digits; empty for what is not known. */
  readonly card: string;
  /** Number of the terminal's receipt; empty for none. */
  readonly receipt: string;
  /** Whether this till may ask the terminal, or had it typed. */
  readonly isHere: boolean;
  /** The tip in the sum; missing where none can be typed any more. */
  readonly tip?: MinorUnits;
  /** What became of an approval without the host; missing for any other. */
  readonly forwarded?: Forwarded;
}

/** A tab by card that nobody has closed, whichever till opened it. */
export interface ShopTab {
  readonly id: EventId;
  readonly order: EventId;
  readonly orderNumber: string;
  /** The terminal, as it is called. */
  readonly name: string;
  readonly state: TabView["state"] | "over";
  readonly sum: MinorUnits;
  /** `20:14` */
  readonly time: string;
  /** The last day on which it is held, in words; empty for what nobody knows. */
  readonly until: string;
  /** Brand and last four digits; empty for what is not known. */
  readonly card: string;
}

/** What a terminal is asked for about the tab of the order on the screen. */
export type TabAct =
  | { readonly type: "open"; readonly terminal: string; readonly sum: MinorUnits }
  | { readonly type: "raise"; readonly sum: MinorUnits }
  | { readonly type: "book"; readonly tip: MinorUnits }
  | { readonly type: "release" };

/** What is wrong with a terminal of this till. */
export interface TerminalTrouble {
  /** In a few words, the terminal first. */
  readonly short: string;
  /** The sentence, which says what to do. */
  readonly says: string;
}

/** What a person is told of a terminal itself. */
export interface TerminalNews {
  readonly level: "done" | "error";
  readonly text: string;
}

export interface CardPort {
  /** Returns what was wrong with the terminals when they were last looked at. */
  readonly troubles: (locale: Locale) => ReadonlyArray<TerminalTrouble>;
  /** Returns what is new of the terminals themselves, once. */
  readonly terminalNews: (locale: Locale) => ReadonlyArray<TerminalNews>;
  readonly tabs: () => ReadonlyArray<ShopTab>;
  readonly terminals: () => ReadonlyArray<TerminalHere>;
  /** Returns those that belong to this till, and that another one, which is named, has taken over. */
  readonly takenAway: () => ReadonlyArray<{ readonly name: string; readonly till: string }>;
  /** Undefined where this register follows no payment of the order. */
  readonly atWork: (order: EventId, locale: Locale) => CardAtWork | undefined;
  /** Returns what has ended of those orders and was not told before. */
  readonly news: (locale: Locale, isWanted: (order: EventId) => boolean) => ReadonlyArray<CardNews>;
  /** Returns the letter of a till. */
  readonly tillCode: (till: Origin) => string;
  readonly today: () => ReadonlyArray<ShopCard>;
}

export interface CardAsked extends TipGiven {
  readonly terminal: string;
  /** With the tip. */
  readonly amount: MinorUnits;
  readonly hasCashBack: boolean;
  readonly part: string | undefined;
  /** What was typed: it comes back where the card is declined. */
  readonly typed: string;
}

/** Money that goes back to the card by the terminal that took it. */
export interface CardBack {
  readonly order: EventId;
  /** The goods; missing for money that the order has too much of. */
  readonly returned?: Pick<GoodsReturn, "lines" | "goods" | "what"> & { readonly receipt: EventId };
  /** The payment that goes back as it came, while the goods of its order stay. */
  readonly payment?: EventId | undefined;
  /** So much of what the order has too much of; missing for all that came by card. */
  readonly amount?: MinorUnits | undefined;
  readonly reason: string;
}

export type CardWanted = Omit<CardAsked, "terminal" | "typed">;

/** Payments at terminals by the person at the till. */
export interface CardSession {
  /** Whether this till asks a terminal. */
  readonly asks: () => boolean;
  /** Whether a card was typed by hand at this till today, so that its slip can be noted. */
  readonly hasTyped: () => boolean;
  /** Asks for money of the order on the screen; what comes of it is news. */
  readonly ask: (asked: CardAsked) => Result<undefined, Refusal>;
  /**
   * Asks the terminal that took the money to give it back, and says what it is called; what comes of it is
   * news. Undefined where none of this till took it.
   */
  readonly giveBack: (back: CardBack) => Result<string, Refusal> | undefined;
  /** Whether a terminal of this till would be asked. */
  readonly givesBack: (order: EventId, receipt?: EventId) => boolean;
  /** What a card reserves for a tab where nobody says how much; 0 for none. */
  readonly usualTab: () => MinorUnits;
  /** Asks for it at the tab of the order on the screen; what comes of it is news. */
  readonly tab: (act: TabAct) => Result<undefined, Refusal>;
  /** Asks the terminal to stop; only its answer counts. */
  readonly stop: (order: EventId) => void;
  /** Asks what became of a payment. */
  readonly askAgain: (card: ShopCard) => Result<undefined, Refusal>;
  /** Notes the whole tip that stands on a payment's slip. */
  readonly tip: (card: ShopCard, tip: MinorUnits) => Result<undefined, Refusal>;
  /** Notes what stands on the slip of a payment that was typed by hand. */
  readonly noteSlip: (card: ShopCard, slip: CardNoted) => Result<undefined, Refusal>;
  /** Says what the bank has said of a payment that was approved without it. */
  readonly sayForwarded: (card: ShopCard, accepted: boolean) => Result<undefined, Refusal>;
  /** Says what the terminal shows. `number`: of its receipt, where it says yes. */
  readonly say: (
    card: ShopCard,
    said: { readonly says: "yes" | "no"; readonly number: string },
  ) => Result<undefined, Refusal>;
}
