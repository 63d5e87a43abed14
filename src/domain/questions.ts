/**
 * "Are you sure": what a refusal may ask before the same act is done all the same. The refusal says beside itself
 * which of these it asks (`asks` in its row); whoever acts bears what they have answered; a rule asks `isSure`.
 *
 * Two more are none of them. A drawer that differs asks for a reason, which is the act's (`needsReason`), as is that it
 * is closed without one. Which day it is for who stayed past the cut-over is asked before any act, and its answer is
 * one by itself (`session.day.turn`).
 */

/** What the kitchen does with goods on hold when their order is paid. */
export type HeldGoods = "fire" | "wait";

/** What a person may have answered. Each but the last is the yes to the question of its name. */
export type Sure =
  /** There is not enough of some goods, and they are sold all the same. */
  | "goods"
  /** It is unusual, and meant: what a line comes to, a serial number that was sold, an order that is given up early. */
  | "line"
  /** The buyer was found to be old enough. */
  | "age"
  /** A card payment of the order may still come, and other money is taken all the same. */
  | "card"
  /** No drawer is open, and cash moves all the same. */
  | "drawer"
  | HeldGoods;

/** What is asked: yes or no, or which of the two becomes of goods on hold. */
export type Question = YesQuestion | "held";
export type YesQuestion = Exclude<Sure, HeldGoods>;
