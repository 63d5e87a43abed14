/** A row of the shop's settings: how its value is kept, typed and shown, with one that is typed as an example. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { err, type Result } from "../base/result.ts";
import { minor } from "../money/amounts.ts";
import { type Currency, formatMoney } from "../money/currency.ts";
import { type Counted, readCount, readSum, readWord } from "./setting-readers.ts";
import { mostOf, mostOfAny } from "./sum-bounds.ts";

/** What may be typed for a setting. */
export type SettingForm =
  | { readonly type: "money" }
  | { readonly type: "number"; readonly min: number; readonly max: number }
  | { readonly type: "words"; readonly words: ReadonlyArray<string> }
  /** One text of a form of its own, or several: the example shows which form. */
  | { readonly type: "text" | "texts" };

type Example = (currency: Currency) => ReadonlyArray<string>;
type Show<Value> = (value: Value, currency: Currency) => ReadonlyArray<string>;

interface Typing<Value> {
  readonly form: SettingForm;
  /** What is wrong with the texts goes on after the setting's key. */
  readonly read: (texts: ReadonlyArray<string>, currency: Currency) => Result<Value, string>;
  /** Returns texts that are taken, and shown as they stand here. */
  readonly example: Example;
}

interface Face<Value> {
  /** Undefined where no text stands for it. */
  readonly typing?: Typing<Value>;
  /** Returns texts that change nothing when typed again; words of a setting that isn't typed. */
  readonly show?: Show<Value>;
}

interface Row<Schema extends z.ZodType, Kind extends string> {
  readonly kind: Kind;
  readonly schema: () => Schema;
  readonly typing: Typing<z.infer<Schema>> | undefined;
  readonly show: Show<z.infer<Schema>>;
}

interface UsualRow<Schema extends z.ZodType, Kind extends string> extends Row<Schema, Kind> {
  /** The value while nobody has set it. */
  readonly usual: z.infer<Schema>;
}

/** A setting in a form of its own. */
export function own<Schema extends z.ZodType>(
  schema: () => Schema,
  usual: z.infer<Schema>,
  { typing, show = shownPlain }: Face<z.infer<Schema>>,
): UsualRow<Schema, "own"> {
  return { kind: "own", usual, schema: lazy(schema), typing, show };
}

/** A setting that the founding sets: it has no value before. */
export function founded<Schema extends z.ZodType>(
  schema: () => Schema,
  { typing, show = shownPlain }: Face<z.infer<Schema>>,
): Row<Schema, "founded"> {
  return { kind: "founded", schema: lazy(schema), typing, show };
}

/** A setting with a choice of words, each of which has a name in the back office. */
export function choice<const Words extends ReadonlyArray<string>>(
  words: Words,
  usual: Words[number],
): UsualRow<z.ZodType<Words[number]>, "choice"> & { readonly words: Words } {
  const schema = lazy((): z.ZodType<Words[number]> => z.literal(words));
  return { kind: "choice", words, usual, schema, typing: asWord(words, usual), show: shownPlain };
}

/** A sum of the shop's money, in minor units, of at most so many of the currency's largest notes. */
export function sum(
  usual: number,
  { notes, example }: { readonly notes: number; readonly example: number },
): UsualRow<z.ZodType<number>, "sum"> {
  return {
    kind: "sum",
    usual,
    schema: lazy(() => z.int().min(0).max(mostOfAny(notes))),
    typing: {
      form: { type: "money" },
      read: single((text, currency) => readSum(text, currency, mostOf(notes, currency))),
      example: (currency) => shownSum(example, currency),
    },
    show: shownSum,
  };
}

/** A number of days, or of what else is counted. */
export function count(
  usual: number,
  { example, ...counted }: Counted & { readonly example: number },
): UsualRow<z.ZodType<number>, "own"> {
  const { min, max } = counted;
  return own(() => z.int().min(min).max(max), usual, {
    typing: {
      form: { type: "number", min, max },
      read: single((text) => readCount(text, counted)),
      example: () => [String(example)],
    },
  });
}

/** One of some words; the example is another one than the usual one. */
export function asWord<Word extends string>(
  words: ReadonlyArray<Word>,
  usual: Word,
  read: (text: string) => Result<Word, string> = (text) => readWord(text, words),
): Typing<Word> {
  return {
    form: { type: "words", words },
    read: single(read),
    example: () => words.filter((word) => word !== usual).slice(0, 1),
  };
}

export function asText<Value>(
  read: (text: string, currency: Currency) => Result<Value, string>,
  example: string | Example,
): Typing<Value> {
  return { form: { type: "text" }, read: single(read), example: exampleOf(example) };
}

export function asTexts<Value>(
  read: Typing<Value>["read"],
  example: ReadonlyArray<string> | Example,
): Typing<Value> {
  return { form: { type: "texts" }, read, example: exampleOf(example) };
}

function exampleOf(example: string | ReadonlyArray<string> | Example): Example {
  if (typeof example === "function") return example;
  return () => (typeof example === "string" ? [example] : example);
}

function single<Value>(
  read: (text: string, currency: Currency) => Result<Value, string>,
): Typing<Value>["read"] {
  return ([text = "", ...more], currency) =>
    more.length === 0 ? read(text.trim(), currency) : err("is one value, not several");
}

function shownSum(value: number, currency: Currency): ReadonlyArray<string> {
  return [formatMoney(minor(value), currency)];
}

function shownPlain(value: unknown): ReadonlyArray<string> {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
