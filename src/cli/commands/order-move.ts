/** `till order move|merge|unmerge`. */

import { mergeOrders, moveOrder, unmergeOrder } from "../../app/orders/move-order.ts";
import { type OrderDetails } from "../../app/orders/orders.ts";
import { type Actor, type Till } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { readShares, type WantedShare } from "../../domain/entry/entry-split.ts";
import { type Result } from "../../domain/result.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";

export interface MoveOptions extends ChangeOptions {
  readonly to: string;
  /** `2,5`. */
  readonly lines?: string;
  /** `2*4`: two of line 4. */
  readonly pieces?: string;
  readonly beside?: boolean;
}

export function moveTheOrder(
  order: string,
  { to, lines, pieces, beside = false, ...options }: MoveOptions,
  console: Console,
): Promise<ExitCode> {
  const shares = [...sharesOf("--lines", lines), ...sharesOf("--pieces", pieces)];
  if (beside && shares.length > 0) {
    throw usageFault("--beside is for all of an order: lines go on the bill that is there.");
  }
  return perform(
    (till, by) => moveOrder(till, by, { order, to, lines: shares, beside }),
    options,
    console,
  );
}

export function mergeTheOrders(
  { order, into }: { readonly order: string; readonly into: string },
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return perform((till, by) => mergeOrders(till, by, { order, into }), options, console);
}

export function unmergeTheOrder(
  order: string,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return perform((till, by) => unmergeOrder(till, by, order), options, console);
}

function perform(
  act: (till: Till, by: Actor) => Result<OrderDetails, Refusal>,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(
    { act, faultOf: refusalFault, told: ({ order: { id } }) => ({ order: id }) },
    options,
    console,
  );
}

function sharesOf(option: string, text: string | undefined): ReadonlyArray<WantedShare> {
  if (text === undefined) return [];
  const shares = readShares(text.replaceAll(",", "+"));
  const isRight = shares?.every((share) =>
    option === "--pieces" ? "quantity" in share : "den" in share && share.den === 1,
  );
  if (shares !== undefined && isRight === true) return shares;
  const such = option === "--lines" ? "2,5" : "2*4 for two of line 4";
  throw usageFault(`${option} ${quoted(text)} names no lines: such as ${such}.`);
}
