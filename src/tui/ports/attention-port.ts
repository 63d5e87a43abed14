/** What needs somebody, and what they may say to it. */

import { type Locale } from "../../domain/locale.ts";
import { type Result } from "../../domain/result.ts";
import { type Refusal } from "./refusal-port.ts";

/** What somebody may make of what needs them; the first of these only lead somewhere. */
export type AttentionAnswer = LeadingAnswer | WrittenAnswer;
type LeadingAnswer = "open-receipt" | "open-order" | "say-left" | "open-till";
export type WrittenAnswer =
  | "settle"
  | "give-back"
  | "admit"
  | "retire"
  | "none-left"
  | "print"
  | "dismiss";

/** One thing that needs somebody. */
export interface AttentionItem {
  readonly id: string;
  /** What, and how much. */
  readonly text: string;
  /** Whose business it is. */
  readonly who: string;
  /** It is about the box, and gone once that is mended: nobody answers it. */
  readonly isOfBox?: boolean;
  readonly answers: ReadonlyArray<{
    readonly answer: AttentionAnswer;
    readonly text: string;
    /** Where it leads: the number of a receipt, an order, the name of goods. */
    readonly object: string;
    /** Money is in it: whoever says so says why. */
    readonly asksWhy: boolean;
  }>;
}

/** Whoever is there. */
export interface AttentionPort {
  /** What needs somebody, item by item. */
  readonly attention: (locale?: Locale) => ReadonlyArray<AttentionItem>;
}

/** By the person at the till. */
export interface AttentionSession {
  /** Says what is so now. `why`: where the answer asks for it. */
  readonly answerAttention: (
    id: string,
    answer: AttentionAnswer,
    why?: string,
  ) => Result<string, Refusal>;
}
