/** `till order move|merge|unmerge`. */

import { mergeOrders, moveOrder, unmergeOrder } from "../../app/orders/move-order.ts";
import { readWantedLines, type WantedLine } from "../../domain/entry/entry-move.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(cliOrderWords);

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
  const wanted = [...linesOf("--lines", lines), ...linesOf("--pieces", pieces)];
  if (beside && wanted.length > 0) {
    throw usageFault(said((words) => words.besideAll));
  }
  return changeOrder(
    {
      act: (till, by) => moveOrder(till, by, { order, to, lines: wanted, beside }),
      faultOf: refusalFault,
    },
    options,
    console,
  );
}

export function mergeTheOrders(
  [order, into]: readonly [string, string],
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(
    { act: (till, by) => mergeOrders(till, by, { order, into }), faultOf: refusalFault },
    options,
    console,
  );
}

export function unmergeTheOrder(
  order: string,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(
    { act: (till, by) => unmergeOrder(till, by, order), faultOf: refusalFault },
    options,
    console,
  );
}

function linesOf(option: string, text: string | undefined): ReadonlyArray<WantedLine> {
  if (text === undefined) return [];
  const wanted = readWantedLines(text.replaceAll(",", "+"));
  const isRight = wanted?.every(
    ({ quantity }) => (quantity === undefined) === (option === "--lines"),
  );
  if (wanted !== undefined && isRight === true) return wanted;
  const facts = { option, text: quoted(text), isLines: option === "--lines", isSplit: false };
  throw usageFault(said((words) => words.noLines(facts)));
}
