/** Why a price, a discount, a charge or an exemption was not taken. */

import { refusal } from "../base/refusal-table.ts";
import { type MilliPercent, type MinorUnits } from "../money/amounts.ts";

export const PRICE_REFUSALS = {
  /** The discount is above `limit` and needs a reason. */
  "discount/reason-needed": refusal<{ limit: MilliPercent }>("wrong", { needsReason: true }),
  /** `gross`: what the line, or the order, costs without it. `name` is empty for the whole order. */
  "discount/too-much": refusal<{ name: string; gross: MinorUnits }>("wrong"),
  /** `text`: what is neither a product of the shop nor a category; empty for too many goods. */
  "discount/no-goods": refusal<{ text: string }>("unknown"),
  /** Nothing of these goods is left to pay on the order. */
  "discount/none-of-it": refusal<{ name: string }>("conflict"),
  /** Only all of an order, or a line, is given away. */
  "comp/by-line": refusal("wrong"),
  /** `names`: charges of the order, and of the shop's rules. */
  "charge/unknown": refusal<{ text: string; names: ReadonlyArray<string> }>("wrong"),
  "charge/same": refusal<{ name: string; isOn: boolean }>("conflict"),
  "charge/reason-needed": refusal("wrong", { needsReason: true }),
  /** No number by which a buyer is exempt: none, a longer one, or signs that no paper shows. */
  "exempt/number": refusal<{ max: number }>("wrong"),
  "exempt/same": refusal<{ text: string }>("conflict"),
  "exempt/none": refusal("conflict"),
  /** Something was paid with its taxes, or without. */
  "exempt/paid": refusal("conflict"),
  /** Goods that are given away need one whoever does it. */
  "comp/reason-needed": refusal("wrong", { needsReason: true }),
  "promotion/unknown": refusal<{ id: string }>("unknown"),
  "promotion/taken": refusal<{ id: string }>("conflict"),
  /** The promotion says that already, or has ended already. */
  "promotion/same": refusal<{ name: string }>("wrong"),
  "price/needed": refusal<{ name: string }>("wrong"),
  "price/invalid": refusal<{ name: string }>("wrong"),
};
