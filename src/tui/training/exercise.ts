/** The form of a training's exercise, and the checks on what was done. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { type LineView, type OrderView } from "../../domain/views.ts";
import { type Words } from "../../words/screen-words.ts";
import { type PaidOutcome } from "../ports/payment-port.ts";
import { type RegisterState } from "../register-state.ts";
import { type Act } from "./watched-port.ts";

/** Signs that are typed, or one key. */
export type Press = { readonly typed: string } | { readonly key: string };

export interface Exercise {
  /** The task in one sentence. */
  readonly task: (words: Words["exercises"]) => string;
  /** The fewest, of somebody who is logged in; in their order. */
  readonly keys: ReadonlyArray<Press>;
  /** Whether the acts since its beginning solve it, in that order. */
  readonly isDone: (acts: ReadonlyArray<Act>) => boolean;
}

/** Who does the exercise, and at which screen. */
export interface Learner {
  /** Number of who is at the till, or who logs in with the fewest keys. */
  readonly number: string;
  readonly state: RegisterState;
}

export function typed(text: string): Press {
  return { typed: text };
}

export function key(name: string): Press {
  return { key: name };
}

interface Paid {
  readonly method: "cash" | "card";
  readonly outcome: PaidOutcome;
}

/** The last payment of each sale. */
export function paidActs(acts: ReadonlyArray<Act>): ReadonlyArray<Paid> {
  return acts.flatMap((act) =>
    act.type === "paid" && act.outcome.receiptNumber !== undefined ? [act] : [],
  );
}

export function linesOf({ lines }: OrderView, { sku }: Product): ReadonlyArray<LineView> {
  return lines.filter((line) => !line.voided && line.sku === sku);
}

/** Whether the order has that quantity of it, and nothing else. */
export function isOnly(order: OrderView, product: Product, quantity: number): boolean {
  const lines = order.lines.filter(({ voided }) => !voided);
  return lines.length === 1 && lines[0]?.sku === product.sku && lines[0].quantity === quantity;
}
