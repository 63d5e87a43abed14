/** Options: how a line is made. One that it has comes off. */

import * as z from "zod";

import { err, ok, type Result } from "../domain/base/result.ts";
import { decidePartRow } from "../domain/commands/order/part-line.ts";
import { decideSetModifiers } from "../domain/commands/order/set-modifiers.ts";
import {
  modifiersOfLine,
  type Options,
  numbersOfPicks,
  optionChanges,
  pickModifiers,
  unitPriceOf,
} from "../domain/entry/entry-modifiers.ts";
import { type TakenModifier } from "../domain/goods/catalogue.ts";
import { lineGross } from "../domain/goods/pricing.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { kindOf, onItsSide } from "../domain/lines/line-kinds.ts";
import {
  oneUnit,
  type Thousandths,
  thousandths,
  thousandthsSchema,
  zeroMinor,
} from "../domain/money/amounts.ts";
import { type OrderRow, piecesOfRow } from "../domain/order/order-rows.ts";
import { formatQuantity, magnitude, parseQuantity } from "../domain/text/quantity.ts";
import { type LineView } from "../domain/views.ts";
import { optionClause } from "../words/screen-words.ts";
import { type ActPlan, defineAct, type TextContext } from "./act.ts";
import { linesIn } from "./row-lines.ts";

/** Returns the schema of the options that a line has. */
export function takenModifiersSchema(): z.ZodType<Array<TakenModifier>> {
  return z.array(z.object({ group: z.string(), option: z.string(), count: z.int().min(1) }));
}

interface OptionsOfLine {
  readonly line: EventId;
  readonly modifiers: Array<TakenModifier>;
  /** So many of it; missing for all. */
  readonly count?: Thousandths | undefined;
  /** The other lines of its row, the oldest first, where it is about so many of them. */
  readonly also?: ReadonlyArray<EventId> | undefined;
}

interface TypedOptions {
  readonly picks: ReadonlyArray<string>;
  readonly count?: Thousandths;
}

export const options = defineAct({
  id: "options",
  on: "line",
  right: "sell",
  input: () =>
    z.object({
      line: eventIdSchema,
      modifiers: takenModifiersSchema(),
      count: thousandthsSchema.min(1).optional(),
      also: z.array(eventIdSchema).optional(),
    }),
  ofRow: (input) => ("count" in input && input.count !== undefined ? "all" : "each"),
  decide: (context, order, { line, modifiers, count, also = [] }: OptionsOfLine) => {
    const catalogue = context.catalogue();
    return count === undefined
      ? decideSetModifiers(context, order, { catalogue, line, modifiers })
      : decidePartRow(context, order, { catalogue, line, also, count, modifiers });
  },
  signs: [
    {
      sign: "/",
      pattern: /^(?:\/(?:[1-9]\d?|[^/\d][^/]*))+$/u,
      read: (match) =>
        ok<TypedOptions>({
          picks: match[0]
            .slice(1)
            .split("/")
            .map((pick) => pick.trim()),
        }),
    },
  ],
  plan: (texts, { line, row }, { picks, count }): ActPlan<OptionsOfLine> => {
    const whole = count === undefined ? line : row;
    if (whole === undefined) return { type: "refused", why: texts.words.plan.noLine };
    const why = count === undefined ? undefined : whyNotSome(texts, whole, count);
    if (why !== undefined) return { type: "refused", why };
    const picked = pickOptions(texts, whole, picks);
    if (!picked.ok) return { type: "refused", why: picked.fault };
    const unitPrice = unitPriceOf(whole.price, optionsOf(texts, whole), picked.value);
    const quantity = signedAs(whole, count);
    const gross = lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half: "up" });
    const goods = `${texts.times(quantity, whole.soldBy)}${changedText(texts, whole, picked.value)}`;
    const money = texts.money(gross);
    const rest = thousandths(magnitude(whole.quantity) - magnitude(quantity));
    const some = count === undefined ? {} : { count };
    const input = { line: whole.id, modifiers: [...picked.value], ...some };
    const preview = `${goods} = ${money}`;
    if (rest === 0) return { type: "ready", input, preview };
    const left = `${texts.times(rest, whole.soldBy)}${whole.name}`;
    return { type: "ready", input, preview: texts.words.plan.someOf({ goods: preview, left }) };
  },
  done: (texts, { input: { count, modifiers }, screen: { line, row } }) => {
    const whole = count === undefined ? line : row;
    if (whole === undefined) return "";
    const quantity = signedAs(whole, count);
    const times = quantity === oneUnit ? "" : texts.times(quantity, whole.soldBy);
    return `${times}${changedText(texts, whole, modifiers)}.`;
  },
  shell: {
    help: "other options for a line; one that it has comes off",
    words: [{ name: "<options...>", help: "their numbers, or how their names begin" }],
    options: [{ name: "--quantity <n>", help: "for so many of it: the others stay as they are" }],
    example: "order options A12 3 oat --quantity 1",
    read: ({ words, options: { quantity: typed } }, texts, { line }) => {
      const count = typeof typed === "string" ? parseQuantity(typed, "each") : undefined;
      if (count?.ok === false || count?.value === 0) {
        return err({ type: "quantity-option", typed: String(typed) });
      }
      const why = line && count && whyNotSome(texts, line, count.value);
      if (why !== undefined) return err({ type: "entry/unreadable", why });
      const picked = line === undefined ? ok([]) : pickOptions(texts, line, words);
      if (!picked.ok) return err({ type: "entry/unreadable", why: picked.fault });
      const some = count === undefined ? {} : { count: count.value };
      return ok({ input: { modifiers: [...picked.value], ...some } });
    },
  },
});

function optionsOf({ catalogue, index }: TextContext, { sku }: LineView): Options {
  const product = catalogue().productsBySku.get(sku);
  return product === undefined ? [] : index().optionsOf(product);
}

/** Returns the line's options with the picks, numbers or beginnings of names, turned over; or a sentence why not. */
function pickOptions(
  texts: TextContext,
  line: LineView,
  picks: ReadonlyArray<string>,
): Result<ReadonlyArray<TakenModifier>, string> {
  const { name } = line;
  const { plan } = texts.words;
  const all = optionsOf(texts, line);
  if (all.length === 0) return err(plan.noOptions({ name }));
  const numbers = numbersOfPicks(all, picks);
  if (!numbers.ok) return err(plan.noOption({ name, typed: numbers.fault }));
  const picked = pickModifiers(all, modifiersOfLine(all, line.modifiers), numbers.value);
  return picked.ok ? picked : err(`${name}: ${optionClause(texts.words, picked.fault)}`);
}

/** Returns so many of a line, or all of it; below zero of goods that come back. */
function signedAs(line: LineView, count: Thousandths | undefined): Thousandths {
  return count === undefined ? line.quantity : onItsSide(kindOf(line), count);
}

/** Returns why so many of a row can't be made otherwise than the others; undefined where they can. */
function whyNotSome(
  { words: { plan }, times }: TextContext,
  row: LineView | OrderRow,
  count: Thousandths,
): string | undefined {
  const { name, soldBy } = row;
  const all = magnitude(row.quantity);
  if (soldBy === "weight") return plan.weighedWhole({ name });
  if (count > all) return plan.onlySoMany({ goods: `${times(thousandths(all), soldBy)}${name}` });
  const lines = linesIn(row);
  const parted = piecesOfRow({ lines }, count).find(({ line, count: pieces }) => {
    const whole = lines.find(({ id }) => id === line);
    const isSent = whole !== undefined && whole.kitchen !== "none" && whole.kitchen !== "unsent";
    return isSent && pieces < magnitude(whole.quantity);
  });
  const typed = `${formatQuantity(count, "each")}*${row.position}`;
  return parted === undefined ? undefined : plan.kitchenHas({ typed });
}

/** `Latte + Oat milk`. */
function changedText(
  texts: TextContext,
  line: LineView,
  modifiers: ReadonlyArray<TakenModifier>,
): string {
  const all = optionsOf(texts, line);
  const changes = optionChanges(all, modifiersOfLine(all, line.modifiers), modifiers);
  return [line.name, ...changes].join(" ");
}
