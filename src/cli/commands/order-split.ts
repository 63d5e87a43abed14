/** `till order split`. */

import { splitOrder } from "../../app/orders/order-split.ts";
import { type Till } from "../../app/till.ts";
import { isDigits } from "../../domain/entry-text.ts";
import {
  readSeats,
  readShares,
  type WantedShare,
  type WantedSplit,
} from "../../domain/entry/entry-split.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { amountOf } from "../payment-words.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(cliOrderWords);

export interface SplitOptions extends ChangeOptions {
  readonly evenly?: string;
  readonly together?: string;
  /** True for a part for each seat. */
  readonly seats?: string | true;
  /** `2,5,4/3`. */
  readonly lines?: string;
  /** `1*4`: one of line 4. */
  readonly pieces?: string;
  readonly amount?: string;
  readonly none?: boolean;
}

export function splitTheOrder(
  order: string,
  options: SplitOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(
    {
      act: (till, by) => splitOrder(till, by, { order, wanted: wantedSplit(options, till) }),
      faultOf: refusalFault,
      outcome: (details) => ({ order: details.order.id }),
    },
    options,
    console,
  );
}

function wantedSplit(options: SplitOptions, { currency }: Till): WantedSplit {
  const { evenly, together, seats, lines, pieces, amount, none } = options;
  const shares = lines ?? pieces;
  const ways = [evenly, together, seats, shares, amount, none].filter((it) => it !== undefined);
  if (ways.length === 0) throw usageFault(said(({ split }) => split.how({ ways: split.ways })));
  if (ways.length > 1) throw usageFault(said(({ split }) => split.oneWay({ ways: split.ways })));
  if (none === true) return { type: "none" };
  if (evenly !== undefined) return { type: "evenly", count: countOf("--evenly", evenly) };
  if (together !== undefined) return { type: "together", count: countOf("--together", together) };
  if (seats !== undefined) return { type: "seats", seats: seatsOf(seats) };
  if (amount !== undefined)
    return { type: "amount", amount: amountOf("--amount", amount, currency) };
  return {
    type: "lines",
    shares: [...sharesOf("--lines", lines), ...sharesOf("--pieces", pieces)],
  };
}

function countOf(option: string, text: string): number {
  if (isDigits(text) && text.length <= 6) return Number(text);
  throw usageFault(said(({ split }) => split.noParts({ option, text: quoted(text) })));
}

function seatsOf(text: string | true): ReadonlyArray<number> | undefined {
  if (text === true) return undefined;
  const seats = readSeats(text.replaceAll(",", "+"));
  if (seats !== undefined) return seats;
  throw usageFault(said(({ split }) => split.noSeats({ text: quoted(text) })));
}

function sharesOf(option: string, text: string | undefined): ReadonlyArray<WantedShare> {
  if (text === undefined) return [];
  const shares = readShares(text.replaceAll(",", "+"));
  const isRight = shares?.every((share) => "quantity" in share === (option === "--pieces"));
  if (shares !== undefined && isRight === true) return shares;
  const facts = { option, text: quoted(text), isLines: option === "--lines", isSplit: true };
  throw usageFault(said((words) => words.noLines(facts)));
}
