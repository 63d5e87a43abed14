/** What a till of the model writes: each is an event of the product's ledger. */

import {
  type FoundReceipt,
  type TerminalReceipt,
  type UnknownWhy,
} from "../../../src/domain/events/card-events.ts";

export type Fact = { readonly by: number } & (
  | {
      readonly type: "started";
      readonly payment: number;
      readonly after: TerminalReceipt | null;
      readonly turn: number;
    }
  | {
      readonly type: "captured";
      readonly payment: number;
      readonly ref: TerminalReceipt | null;
      readonly amount: number;
    }
  | {
      readonly type: "declined";
      readonly payment: number;
      readonly how: "answer" | "memory" | "untold";
    }
  | {
      readonly type: "unknown";
      readonly payment: number;
      readonly found: FoundReceipt | null;
      readonly why: UnknownWhy;
    }
  | { readonly type: "said"; readonly payment: number; readonly says: "yes" | "no" }
  | { readonly type: "taken"; readonly turn: number; readonly last: FoundReceipt | null }
  | { readonly type: "found"; readonly from: number; readonly last: FoundReceipt }
);
export type FactOf<Type extends Fact["type"]> = Extract<Fact, { readonly type: Type }>;
