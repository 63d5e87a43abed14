/**
 * What every driver of a card terminal can be asked, and what it can answer.
 *
 * An answer is one of three: captured, declined, or unknown. Silence, a broken connection and the till's own
 * abort are no answers. Source: docs/rules/cards.md, C1 and C4.
 */

import {
  type CardAct,
  type CardCaptured,
  type FoundReceipt,
  type TerminalReceipt,
  type UnknownWhy,
} from "../domain/events/card-events.ts";
import { type TerminalTotals } from "../domain/events/settled-events.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";

/** What a terminal is asked for, once its start is durable. */
export interface CardRequest {
  readonly act: CardAct;
  /** The whole sum, with the tip, in minor units of the shop's currency. */
  readonly sum: MinorUnits;
  /** The terminal's last receipt right before; null where it tells none. */
  readonly after: TerminalReceipt | null;
  /** The name by which the terminal knows it; null for a terminal that knows no names, only its last receipt. */
  readonly named: PaymentName | null;
  /**
   * What a reversal takes back, and the reservation that is raised, booked or released; missing for all other
   * acts, and where the terminal gave it no name.
   */
  readonly original?: OriginalPayment;
  /** The same by its receipt, and of a reservation what is booked or released. */
  readonly of?: OriginalReceipt;
  /** So much a terminal may approve without its host; missing for as much as it does. */
  readonly offlineMost?: MinorUnits;
}

/** A payment or a reservation as its own result named it. */
export interface OriginalReceipt {
  readonly ref: TerminalReceipt;
  /** The acquirer's authorisation, where there was one. */
  readonly auth?: string;
}

/** A payment as a Nexo terminal names it itself: its TransactionID, and the TimeStamp beside it. */
export interface OriginalPayment {
  readonly id: string;
  readonly at: string;
  /** The SaleReferenceID that a reservation was made under: its own ServiceID; missing for a payment. */
  readonly reference?: string;
}

/** How a Nexo terminal tells payments apart. Source: docs/rules/cards.md, C18. */
export interface PaymentName {
  /** The SaleID: one per till and incarnation. */
  readonly sale: string;
  /** The ServiceID: of the payment alone. */
  readonly service: string;
  /** The POIID of the terminal that it was started at. */
  readonly poi: string;
}

/** What a terminal says that it did, by itself or when it is asked. */
export interface TerminalSays extends Omit<FoundReceipt, "ref" | "act"> {
  /** Null of a terminal that knows payments by their names. */
  readonly ref: TerminalReceipt | null;
  /** Undefined where it doesn't say which. */
  readonly act: CardAct | undefined;
  /** What is kept of a yes. */
  readonly card: Omit<CardCaptured, "how">;
  /** The reason of a no, such as `6c`; empty for none. */
  readonly code: string;
}

/** A paper of a terminal that the till prints for it. */
export interface Slip {
  /** `unknown` where neither the terminal nor the text says whose it is. */
  readonly copy: "merchant" | "customer" | "administration" | "unknown";
  /** Clean text: no control characters, and of a card's number four digits. */
  readonly lines: ReadonlyArray<string>;
  /** Somebody has to sign it. */
  readonly isToSign: boolean;
}

/** The answer of a terminal at rest to the question what became of a payment. */
export type Memory =
  | { readonly type: "nothing" }
  /** What it did last, whoever asked for it. */
  | { readonly type: "receipt"; readonly says: TerminalSays }
  /** What became of this very payment, by its name. */
  | { readonly type: "own"; readonly says: TerminalSays }
  /** It knows of no payment of that name. */
  | { readonly type: "not-found" };

export type Verdict =
  | { readonly type: "yes"; readonly says: TerminalSays }
  | { readonly type: "no"; readonly code: string }
  | { readonly type: "unknown"; readonly why: UnknownWhy; readonly found: FoundReceipt | null };

/** What became of a payment, as its driver tells it. */
export type CardOutcome =
  | { readonly type: "captured"; readonly says: TerminalSays; readonly how: "answer" | "memory" }
  | {
      readonly type: "declined";
      readonly how: "answer" | "memory" | "untold";
      readonly code: string;
    }
  | { readonly type: "unknown"; readonly why: UnknownWhy; readonly found: FoundReceipt | null };

/** How a model of terminal behaves, as far as a driver has to know. Source: docs/rules/cards.md, C27. */
export interface TerminalProfile {
  /** Its last receipt is told for certain when it is asked. */
  readonly canRepeat: boolean;
  /** The number of the message to the host rises by one with each receipt; else it only changes. */
  readonly hasNextTrace: boolean;
  /**
   * The time after hanging up in which what was sent before can still arrive there. Where a new connection
   * ends the one before, none.
   */
  readonly settleMs: number;
  /** The longest silence within a dialogue: somebody looks for a PIN. */
  readonly silenceMs: number;
}

/** What a link does on its way to a terminal's end of day. */
export interface EndingDay {
  /**
   * Makes it durable that the terminal is told, right before the first byte of that; undefined where it
   * must not be told. `last`: what it did last, as it said at rest right before.
   */
  readonly begin: (last: FoundReceipt | null) => EndDayRequest | undefined;
  /** Called whenever the terminal shows that it is still at it; `status` as its protocol numbers it. */
  readonly onSign?: (status: number | undefined) => void;
}

export interface EndDayRequest {
  /** The name of the end of day; null for a terminal that knows no names. */
  readonly named: PaymentName | null;
}

/** What became of a terminal's end of day. It is told once: only `not-asked` and `refused` may be tried again. */
export type EndedDay =
  | { readonly type: "ended"; readonly totals: TerminalTotals }
  /** Nothing was asked of it. */
  | {
      readonly type: "not-asked";
      readonly why: "busy" | "no-answer" | "not-begun" | "stranger" | "key" | "currency";
    }
  /** The terminal says that it did not. */
  | { readonly type: "refused"; readonly code: string }
  /** Nobody knows whether it did. */
  | { readonly type: "lost" };
