/** Why something about card terminals, and the payments at them, was not done. */

import { type MinorUnits } from "../money/amounts.ts";
import { refusal } from "../refusal-table.ts";

export const TERMINAL_REFUSALS = {
  "terminal/unknown": refusal<{ text: string; terminals: ReadonlyArray<string> }>("unknown"),
  "terminal/taken": refusal<{ name: string }>("conflict"),
  "terminal/id-invalid": refusal<{ text: string }>("wrong"),
  "terminal/name-invalid": refusal<{ max: number }>("wrong"),
  /** What its driver has to know of it, as it is typed. */
  "terminal/lacks": refusal<{ name: string; fields: ReadonlyArray<string> }>("wrong"),
  "terminal/same": refusal<{ name: string }>("wrong"),
  /** Another till drives it. */
  "terminal/elsewhere": refusal<{ name: string }>("conflict"),
  /** It is this till's own already. */
  "terminal/driven-here": refusal<{ name: string }>("wrong"),
  /** No other till ever drives it. */
  "terminal/bound": refusal<{ name: string }>("conflict"),
  /** A payment there has no answer yet. */
  "terminal/at-work": refusal<{ name: string; amount: MinorUnits }>("conflict"),
  /** Nobody knows yet whether a terminal has given money back. */
  "card/back-open": refusal<{ amount: MinorUnits }>("conflict"),
  /** There is no such card payment. */
  "card/unknown": refusal<{ text: string }>("unknown"),
  /** What became of the payment is known already. */
  "card/known": refusal("conflict"),
  /** Nobody can settle a payment of which nobody knows, but by the terminal's word. */
  "card/needs-word": refusal("conflict"),
  /** A card payment of the order may still come, and nobody has said that this money is meant besides. */
  "card/waits": refusal<{ name: string; amount: MinorUnits; isUnknown: boolean }>("conflict"),
  /** A number that a person typed belongs to another payment at that terminal. */
  "card/number-used": refusal<{ number: string }>("conflict"),
};
