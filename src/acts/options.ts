/** Options: how a line is made. One that it has comes off. */

import * as z from "zod";

import { type TakenModifier } from "../domain/catalogue.ts";
import { decideSetModifiers } from "../domain/commands/edit-order.ts";
import { isDigits } from "../domain/entry-text.ts";
import {
  modifiersOfLine,
  type Options,
  optionByName,
  optionChanges,
  pickModifiers,
  unitPriceOf,
} from "../domain/entry/entry-modifiers.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { oneUnit, zeroMinor } from "../domain/money/amounts.ts";
import { lineGross } from "../domain/pricing.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type LineView } from "../domain/views.ts";
import { optionClause } from "../words/screen-words.ts";
import { defineAct, type TextContext } from "./act.ts";

/** Returns the schema of the options that a line has. */
export function takenModifiersSchema(): z.ZodType<Array<TakenModifier>> {
  return z.array(z.object({ group: z.string(), option: z.string(), count: z.int().min(1) }));
}

export const options = defineAct({
  id: "options",
  on: "line",
  right: "sell",
  input: () => z.object({ line: eventIdSchema, modifiers: takenModifiersSchema() }),
  decide: (context, order, { line, modifiers }) =>
    decideSetModifiers(context, order, { catalogue: context.catalogue(), line, modifiers }),
  signs: [
    {
      sign: "/",
      pattern: /^(?:\/(?:[1-9]\d?|[^/\d][^/]*))+$/u,
      read: (match) =>
        ok({
          picks: match[0]
            .slice(1)
            .split("/")
            .map((pick) => pick.trim()),
        }),
    },
  ],
  plan: (texts, { line }, { picks }) => {
    if (line === undefined) return { type: "refused", why: texts.words.plan.noLine };
    const picked = pickOptions(texts, line, picks);
    if (!picked.ok) return { type: "refused", why: picked.fault };
    const unitPrice = unitPriceOf(line.price, optionsOf(texts, line), picked.value);
    const { quantity } = line;
    const gross = lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half: "up" });
    const goods = `${texts.times(quantity, line.soldBy)}${changedText(texts, line, picked.value)}`;
    return {
      type: "ready",
      input: { line: line.id, modifiers: [...picked.value] },
      preview: `${goods} = ${texts.money(gross)}`,
    };
  },
  done: (texts, { input, screen: { line } }) =>
    line === undefined
      ? ""
      : `${timesIfMany(texts, line)}${changedText(texts, line, input.modifiers)}.`,
  shell: {
    help: "other options for a line; one that it has comes off",
    words: [{ name: "<options...>", help: "their numbers, or how their names begin" }],
    example: "order options A12 3 oat",
    read: ({ words }, texts, { line }) => {
      const picked = line === undefined ? ok([]) : pickOptions(texts, line, words);
      return picked.ok
        ? ok({ input: { modifiers: [...picked.value] } })
        : err({ type: "entry/unreadable", why: picked.fault });
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
  const numbers: number[] = [];
  for (const pick of picks) {
    const number = isDigits(pick) ? Number(pick) : optionByName(all, pick);
    if (number === undefined) return err(plan.noOption({ name, typed: pick }));
    numbers.push(number);
  }
  const picked = pickModifiers(all, modifiersOfLine(all, line.modifiers), numbers);
  return picked.ok ? picked : err(`${name}: ${optionClause(texts.words, picked.fault)}`);
}

/** Says that all of the line are changed, where it has more than one. */
function timesIfMany(texts: TextContext, { quantity, soldBy }: LineView): string {
  return quantity === oneUnit ? "" : texts.times(quantity, soldBy);
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
