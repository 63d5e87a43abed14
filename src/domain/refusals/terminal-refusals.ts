/** Why something about card terminals, and the payments at them, was not done. */

import { refusal } from "../base/refusal-table.ts";
import { type MinorUnits } from "../money/amounts.ts";

export const TERMINAL_REFUSALS = {
  "terminal/unknown": refusal<{ text: string; terminals: ReadonlyArray<string> }>("unknown"),
  /** This till drives none; these are driven by other tills. */
  "terminal/none": refusal<{ terminals: ReadonlyArray<string> }>("unknown"),
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
  /** Payments there of which nobody knows hold its end of day up. */
  "terminal/unsettled": refusal<{ name: string; amount: MinorUnits }>("conflict"),
  /** It was told today to end its day, and nobody knows whether it did. */
  "terminal/end-unknown": refusal<{ name: string }>("conflict"),
  /** The same of a day before: only a person tells it again. */
  "terminal/end-by-person": refusal<{ name: string }>("conflict"),
  /** What the file of an acquirer says was imported before. */
  "settlement/known": refusal("conflict"),
  /** It has no line. */
  "settlement/empty": refusal("wrong"),
  /** Nobody knows yet whether a terminal has given money back. */
  "card/back-open": refusal<{ amount: MinorUnits }>("conflict"),
  /** There is no such card payment. */
  "card/unknown": refusal<{ text: string }>("unknown"),
  /** What became of the payment is known already. */
  "card/known": refusal("conflict"),
  /** Its terminal has asked its host, or took nothing. */
  "card/not-offline": refusal("conflict"),
  /** What was typed is no number of a slip, or no last four digits of a card. */
  "slip/invalid": refusal("wrong"),
  /** The payment was asked for at a terminal, which has named its receipt itself, or it is no card's. */
  "slip/not-by-hand": refusal("conflict"),
  /** Nobody can settle a payment of which nobody knows, but by the terminal's word. */
  "card/needs-word": refusal("conflict"),
  /** A card payment of the order may still come, and nobody has said that this money is meant besides. */
  "card/waits": refusal<{ name: string; amount: MinorUnits; isUnknown: boolean }>("conflict", {
    asks: "card",
  }),
  /** The order has no tab by card. */
  "tab/none": refusal("conflict"),
  /** It has one already, of that sum. */
  "tab/open": refusal<{ name: string; amount: MinorUnits }>("conflict"),
  /** Its tab was booked. */
  "tab/booked": refusal<{ name: string; amount: MinorUnits }>("conflict"),
  "tab/released": refusal<{ name: string; amount: MinorUnits }>("conflict"),
  /** Nobody knows yet what the terminal did with the tab. */
  "tab/waits": refusal<{ name: string; amount: MinorUnits }>("conflict"),
  /** No more than `amount` is reserved. */
  "tab/limit": refusal<{ name: string; amount: MinorUnits }>("conflict"),
  /** The till has no receipt of the reservation, by which a terminal finds it again. */
  "tab/nameless": refusal<{ name: string }>("conflict"),
  /** A number that a person typed belongs to another payment at that terminal. */
  "card/number-used": refusal<{ number: string }>("conflict"),
  /** What a person typed is no number of a terminal's receipt. */
  "card/number-digits": refusal("wrong"),
};
