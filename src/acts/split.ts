/** A split: what is left of a bill is paid in parts, each by a receipt of its own, or is one bill again. */

import * as z from "zod";

import { err, ok, type Result } from "../domain/base/result.ts";
import {
  decideSplit,
  type ShareWish,
  type SplitWish,
} from "../domain/commands/order/split-order.ts";
import {
  readSeats,
  readShares,
  type WantedShare,
  type WantedSplit,
} from "../domain/entry/entry-split.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { type MinorUnits, minorUnitsSchema, thousandthsSchema } from "../domain/money/amounts.ts";
import { type Currency } from "../domain/money/currency.ts";
import { piecesOfRow, rowAt } from "../domain/order/order-rows.ts";
import { textWidth } from "../domain/text/text-width.ts";
import { type OrderView } from "../domain/views.ts";
import {
  type ActPlan,
  defineAct,
  type ShellFault,
  type ShellTyped,
  type TextContext,
} from "./act.ts";
import { readCount } from "./shell-count.ts";
import { readAmount } from "./shell-money.ts";

export const split = defineAct({
  id: "split",
  on: "order",
  right: "split",
  input: (): z.ZodType<SplitWish> =>
    z.discriminatedUnion("type", [
      z.object({ type: z.enum(["evenly", "together"]), count: z.int() }),
      z.object({ type: z.literal("seats"), seats: z.array(z.int()).optional() }),
      z.object({ type: z.literal("lines"), shares: z.array(shareSchema()) }),
      z.object({ type: z.literal("amount"), amount: minorUnitsSchema }),
      z.object({ type: z.literal("none") }),
    ]),
  decide: (context, order, wish: SplitWish) => decideSplit(context, order, wish),
  plan: (texts, { order, splitOutlook }, typed: WantedSplit): ActPlan<SplitWish> => {
    const wish = splitWish(order, typed);
    if (wish === undefined)
      return { type: "refused", why: texts.refusal({ type: "line/unknown" }) };
    const totals = splitOutlook(wish);
    return totals.ok
      ? { type: "ready", input: wish, preview: partsText(texts, { order, typed }, totals.value) }
      : { type: "refused", why: totals.fault };
  },
  done: (texts, { typed, order }) => {
    const totals = (order?.parts ?? []).map(({ total }) => total);
    return partsText(texts, { order, typed }, totals);
  },
  shell: {
    help: "pay an order's bill in parts, each with its own receipt; what is paid stays",
    options: [
      { name: "--evenly <n>", help: "so many parts, a cent apart at most" },
      {
        name: "--seats [seats]",
        help: "those seats and the others, such as 2,3; none for a part for each",
      },
      {
        name: "--lines <lines>",
        help: "those lines and the rest: 2,5, or 4/3 for a third of line 4",
      },
      { name: "--pieces <pieces>", help: "so many of a line: 1*4 for one of line 4" },
      { name: "--amount <amount>", help: "a part of so much, and the rest" },
      { name: "--together <n>", help: "so many of the parts that are left in one" },
      { name: "--none", help: "one bill again, while no part of it is paid" },
    ],
    example: "order split A12 --evenly 3",
    read: ({ options }, { currency }, { order }) => {
      const wanted = readWanted(options, currency);
      if (!wanted.ok) return wanted;
      const input = splitWish(order, wanted.value);
      return input === undefined ? err({ type: "line/unknown" }) : ok({ input });
    },
  },
});

function shareSchema() {
  const line = eventIdSchema;
  return z.union([
    z.object({ line, num: z.int(), den: z.int() }),
    z.object({ line, quantity: thousandthsSchema }),
  ]);
}

/** Returns the wish with the lines that stand at the positions; undefined where one has no line. */
export function splitWish(
  order: Pick<OrderView, "lines"> | undefined,
  wanted: WantedSplit,
): SplitWish | undefined {
  if (wanted.type !== "lines") return wanted;
  const shares: ShareWish[] = [];
  for (const { position, ...share } of wanted.shares) {
    const row = rowAt(order?.lines ?? [], position);
    if (row === undefined) return undefined;
    const pieces =
      "quantity" in share
        ? piecesOfRow(row, share.quantity).map((one) => ({ line: one.line, quantity: one.count }))
        : row.lines.map(({ id }) => Object.assign({ line: id }, share));
    shares.push(...pieces);
  }
  return { type: "lines", shares };
}

interface TypedSplit {
  readonly order: OrderView | undefined;
  readonly typed: WantedSplit;
}

function partsText(
  texts: TextContext,
  { order, typed: wanted }: TypedSplit,
  totals: ReadonlyArray<MinorUnits>,
): string {
  const { money } = texts;
  const words = texts.words.splits;
  const sums = totals.map((total) => money(total));
  const [first = "", second = ""] = sums;
  if (sums.length === 0) return words.none;
  switch (wanted.type) {
    case "seats":
      return wanted.seats === undefined
        ? `${words.bySeat({ count: sums.length })}: ${shortSums(sums)}`
        : words.seats({ seats: wanted.seats.join(", "), sum: first, rest: second });
    case "lines":
      return words.lines({ lines: goodsText(texts, order, wanted), sum: first, rest: second });
    case "amount":
      return words.both({ one: first, other: second });
    case "together":
      return words.together({ count: wanted.count, sum: first });
    default:
      return `${words.parts({ count: sums.length })}: ${shortSums(sums)}`;
  }
}

/** Returns what the part is of: `Soup, 1/3 Steak, 2 × Cola`, as far as there is room before the sums. */
function goodsText(
  { times }: TextContext,
  order: OrderView | undefined,
  { shares }: Extract<WantedSplit, { readonly type: "lines" }>,
): string {
  const names = shares.flatMap((share) => {
    const row = rowAt(order?.lines ?? [], share.position);
    if (row === undefined) return [];
    if (!("quantity" in share) && share.den > 1) return [`${share.num}/${share.den} ${row.name}`];
    const quantity = "quantity" in share ? share.quantity : row.quantity;
    const isOne = row.soldBy === "each" && quantity === 1000;
    return [isOne ? row.name : times(quantity, row.soldBy) + row.name];
  });
  const [first = "", ...others] = names;
  const hidden = others.findIndex((_, at) => {
    return textWidth(names.slice(0, at + 2).join(", ")) > GOODS_CELLS_MAX;
  });
  return hidden === -1 ? names.join(", ") : [first, ...others.slice(0, hidden), "…"].join(", ");
}

/** The sums after the goods must be seen in a row of 80 cells. */
const GOODS_CELLS_MAX = 40;

const SUMS_SHOWN_MAX = 5;

function shortSums(sums: ReadonlyArray<string>): string {
  const shown = sums.length > SUMS_SHOWN_MAX ? [...sums.slice(0, 3), "…", sums.at(-1) ?? ""] : sums;
  return shown.join(" ");
}

type Options = ShellTyped["options"];

function readWanted(options: Options, currency: Currency): Result<WantedSplit, ShellFault> {
  const { evenly, together, seats, lines, pieces, amount: sum, none } = options;
  const ways = [evenly, together, seats, lines ?? pieces, sum, none];
  const count = ways.filter((it) => it !== undefined).length;
  if (count !== 1) return err({ type: count === 0 ? "split/how" : "split/one-way" });
  if (none === true) return ok({ type: "none" });
  if (seats === true) return ok({ type: "seats" });
  const amount = readAmount("--amount", sum, currency);
  if (!amount.ok) return amount;
  if (amount.value !== undefined) return ok({ type: "amount", amount: amount.value });
  if (typeof seats === "string") {
    const read = readSeats(seats.replaceAll(",", "+"));
    return read === undefined
      ? err({ type: "split/seats", typed: seats })
      : ok({ type: "seats", seats: read });
  }
  if (typeof evenly === "string") return readParts("evenly", evenly);
  if (typeof together === "string") return readParts("together", together);
  const whole = readLines("--lines", lines);
  if (!whole.ok) return whole;
  const some = readLines("--pieces", pieces);
  return some.ok ? ok({ type: "lines", shares: [...whole.value, ...some.value] }) : some;
}

function readParts(type: "evenly" | "together", typed: string): Result<WantedSplit, ShellFault> {
  const count = readCount(typed);
  return count === undefined
    ? err({ type: "split/parts", option: `--${type}`, typed })
    : ok({ type, count });
}

function readLines(
  option: "--lines" | "--pieces",
  typed: Options[string],
): Result<ReadonlyArray<WantedShare>, ShellFault> {
  if (typeof typed !== "string") return ok([]);
  const shares = readShares(typed.replaceAll(",", "+"));
  const isRight = shares?.every((share) => "quantity" in share === (option === "--pieces"));
  return shares === undefined || isRight !== true
    ? err({ type: "split/lines", option, typed })
    : ok(shares);
}
