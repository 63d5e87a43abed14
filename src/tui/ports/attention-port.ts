/** The things that need a person, and their answers. */

import { type Result } from "../../domain/base/result.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type Refusal } from "./refusal-port.ts";

/** An answer to a thing that needs a person; leading answers only open something. */
export type AttentionAnswer = LeadingAnswer | WrittenAnswer;
type LeadingAnswer = "open-receipt" | "open-order" | "open-card" | "say-left" | "open-till";
export type WrittenAnswer =
  | "settle"
  | "give-back"
  | "kept"
  | "paid-again"
  | "issue-again"
  | "written-off"
  | "handed-out"
  | "not-kept"
  | "first-holds"
  | "second-holds"
  | "third-holds"
  | "in-drawer"
  | "in-safe"
  | "in-count"
  | "next-share"
  | "came-once"
  | "came-twice"
  | "block"
  | "admit"
  | "retire"
  | "none-left"
  | "take"
  | "keep"
  | "print"
  | "dismiss";

/** One thing that needs a person. */
export interface AttentionItem {
  readonly id: string;
  /** The thing and its amount. */
  readonly text: string;
  /** The person whose business it is. */
  readonly who: string;
  /** When they should have seen to it, as a person reads it: `due 18:00`. */
  readonly due: string;
  /** The act that ends it, in words, where no answer does that is given here. */
  readonly endsBy?: string | undefined;
  readonly answers: ReadonlyArray<{
    readonly answer: AttentionAnswer;
    readonly text: string;
    /** The object that it leads to: the number of a receipt, an order, the name of goods. */
    readonly object: string;
    /** Money is in it: whoever says so says why. */
    readonly asksWhy: boolean;
    /** Whether all items of this kind get the answer, as one act. */
    readonly isForAll?: true;
  }>;
}

/** The things that need a person, for everybody at the till. */
export interface AttentionPort {
  /** Returns the items. */
  readonly attention: (locale?: Locale) => ReadonlyArray<AttentionItem>;
}

/** The answers by the person at the till. */
export interface AttentionSession {
  /** Says what is so now. `why`: where the answer asks for it; `isForAll`: to all of this kind. */
  readonly answerAttention: (
    id: string,
    answer: AttentionAnswer,
    how?: { readonly why?: string | undefined; readonly isForAll?: boolean | undefined },
  ) => Result<string, Refusal>;
}
