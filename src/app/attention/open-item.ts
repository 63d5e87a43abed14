/** One thing that needs a person, and the answers to it. */

import { type PooledTwice } from "../../domain/commands/money/pool-tips.ts";
import { type TipsBeyond } from "../../domain/drawer/tip-accounts.ts";
import { type DrawerFact } from "../../domain/folds/drawer-attention.ts";
import { type BusinessDay, type DeviceId, type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type CashRule } from "../../domain/money/cash-rounding.ts";
import { type CentralQuestion } from "../../domain/office/central-questions.ts";
import { type SerialFact } from "../../domain/order/serial-pieces.ts";
import { type ShiftFact } from "../../domain/people/shift-attention.ts";
import {
  type AttentionFact,
  type Addressee,
  type Resolvable,
  type ResolvableType,
} from "../../domain/state/attention.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type AttentionAnswer } from "../../tui/ports/attention-port.ts";
import { type TillWords } from "../../words/made/till/words.ts";
import { type DifferedPresent } from "../membership/differing-present.ts";
import { type DoubtedTicket } from "../papers/doubted-tickets.ts";
import { type AskingPaper } from "../papers/reprint.ts";
import { type RefusedOften } from "../people/refused-often.ts";
import { type PinsTried } from "../till/missed-pins.ts";
import { type SettledAttention } from "./attention.ts";
import { type AskedReason, type Flood, type Question } from "./questions.ts";

/** The thing that a person's answer settles. */
export type AttentionSubject =
  | {
      readonly type: "order";
      readonly order: EventId;
      readonly fact: AttentionFact;
    }
  | { readonly type: "question"; readonly question: Question }
  | { readonly type: "flood"; readonly flood: Flood }
  | {
      readonly type: "origin";
      readonly settled: Pick<
        SettledAttention | PinsTried | RefusedOften | DifferedPresent,
        "origin" | "item"
      >;
    }
  | { readonly type: "drawer"; readonly session: EventId; readonly fact: DrawerFact }
  | {
      readonly type: "terminal";
      readonly terminal: string;
      readonly fact: Resolvable<"terminal/found" | "terminal/end-unknown">;
    }
  | { readonly type: "tips"; readonly day: BusinessDay; readonly fact: PooledTwice }
  | { readonly type: "tips-beyond"; readonly fact: TipsBeyond }
  | { readonly type: "shift"; readonly fact: ShiftFact }
  | { readonly type: "purchase"; readonly order: EventId }
  | { readonly type: "serial"; readonly fact: SerialFact }
  | { readonly type: "voucher"; readonly voucher: string }
  | { readonly type: "tab"; readonly order: EventId }
  | { readonly type: "goods"; readonly sku: string }
  | { readonly type: "central"; readonly question: CentralQuestion }
  | { readonly type: "paper"; readonly document: EventId }
  | { readonly type: "till"; readonly device: DeviceId }
  | { readonly type: "box" };

/** What can need a person; each has an end that somebody brings about (`test/app/attention/ends.test.ts`). */
export type ItemKind =
  | ResolvableType
  | AskedReason
  | `paper/${(AskingPaper | DoubtedTicket)["asks"]}`
  | "chain/flood"
  | "goods/oversold"
  | "stock/below-zero"
  | "stock/short"
  | "voucher/overspent"
  | "voucher/short"
  | "tab/overnight"
  | "till/misbehaves"
  | "till/nonsense"
  | BoxKind;

/** What is wrong with the box itself. */
export type BoxKind =
  | "clock/wrong"
  | "clock/off"
  | "till/unopened"
  | "till/copied"
  | "backup/no-place"
  | "notify/fails";

export interface OpenItem {
  /** The id of the item: the same on every till while the item is the same. */
  readonly id: string;
  readonly kind: ItemKind;
  readonly addressee: Addressee;
  readonly amount: MinorUnits | undefined;
  /** The sentence that says what is wrong and how much it is. */
  readonly text: string;
  readonly answers: ReadonlyArray<{
    readonly answer: AttentionAnswer;
    /** The object of the answer: where it leads, or what it names. */
    readonly object: string;
    readonly text: string;
    /** The sentence that is shown once the answer is given. */
    readonly doneText: string;
  }>;
  /** The act that ends it, in words, where no answer does that is given here. */
  readonly endsBy?: string;
  readonly subject: AttentionSubject;
}

/** What the sentences of an item are made with. */
export interface ItemContext {
  readonly words: TillWords["attention"];
  readonly money: (amount: MinorUnits) => string;
  readonly locale: Locale;
  readonly cash: CashRule;
  /** Returns the name of the till with that series. */
  readonly tillOf: (series: string) => string;
  /** Returns the name of the till that wrote the event; empty where nobody knows. */
  readonly tillBehind: (written: EventId) => string;
}

/** `about`: what the answer is about, as shown and as it is named. */
export function answerOf(
  words: TillWords["attention"],
  answer: AttentionAnswer,
  about: string | { readonly shown: string; readonly object: string },
): OpenItem["answers"][number] {
  const { shown, object } = typeof about === "string" ? { shown: about, object: about } : about;
  const isWritten = Object.hasOwn(words.done, answer);
  const doneText = isWritten
    ? words.done[answer as keyof TillWords["attention"]["done"]]({ object: shown })
    : "";
  return { answer, object, text: words.answers[answer]({ object: shown }), doneText };
}

/** Whether the answer writes something. The others only lead to a screen, or are a command of their own. */
export function isWritten({ answer }: OpenItem["answers"][number]): boolean {
  return !["open-receipt", "open-order", "open-card", "say-left", "open-till"].includes(answer);
}

/** Returns the item with what ends it, where nobody answers it. */
export function withEnd({ ends }: TillWords["attention"], item: OpenItem): OpenItem {
  if (item.answers.some(isWritten)) return item;
  const endsBy = Object.hasOwn(ends, item.kind) ? ends[item.kind as keyof typeof ends] : ends.other;
  return { ...item, endsBy };
}
