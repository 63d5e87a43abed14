/**
 * What a person reads when a command was refused: one sentence that says what happened and what to
 * do. The facts come from the domain, the words from the language: on a screen the person's own, in the
 * shell that of the command.
 */

import { type Refusal } from "../../domain/commands/refusal.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type Peer } from "../../domain/membership/peer.ts";
import { minor, milliPercent, thousandths } from "../../domain/money/amounts.ts";
import { type Currency } from "../../domain/money/currency.ts";
import { fieldSentence } from "../../domain/office/field-text.ts";
import { type TenderMoney } from "../../domain/tenders/tenders.ts";
import { clockText } from "../../domain/text/clock-text.ts";
import {
  localDay,
  type Locale,
  localMeasure,
  localMoney,
  localQuantity,
  localRate,
} from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type TillWords } from "../../words/made/till/words.ts";
import { type Shown } from "../../words/shown.ts";

/** The needs of the words; a till has all of them except the locale. */
export interface SentenceContext {
  readonly currency: Currency;
  readonly staffName: (number: string) => string;
}

/** The facts of a sentence beside those of its refusal. */
interface AddedFacts {
  readonly "payment/goods-held": { readonly goods: ReadonlyArray<string> };
  readonly "permission/missing": { readonly act: string };
  readonly "staff/number-taken": { readonly person: string };
  readonly "entry/wrong": { readonly sentence: string };
  readonly "setting/wrong": { readonly sentence: string };
  readonly "pin/wrong": { readonly seconds: number };
  readonly "pin/wait": { readonly seconds: number };
  readonly "voucher/wait": { readonly seconds: number };
  readonly "voucher/none-here": {
    readonly till: string | undefined;
    readonly has: string | undefined;
    readonly heard: string | undefined;
  };
  readonly "points/none-here": {
    readonly till: string | undefined;
    readonly has: string | undefined;
    readonly heard: string | undefined;
  };
  readonly "modifiers/invalid": { readonly isExact: boolean };
  readonly "drawer/open-already": { readonly time: string; readonly by: string };
  readonly "table/unknown": { readonly text: string; readonly tables: ReadonlyArray<string> };
  readonly "table/name-invalid": { readonly text: string };
  readonly "area/unknown": { readonly text: string; readonly areas: ReadonlyArray<string> };
  readonly "area/name-invalid": { readonly text: string };
  readonly "stock/none-here": {
    readonly here: string | undefined;
    readonly till: string | undefined;
    readonly has: string | undefined;
    readonly heard: string | undefined;
    readonly silent: string | undefined;
  };
  readonly "stock/rights-few": { readonly has: string };
  readonly "stock/found-few": { readonly has: string };
  readonly "payment/came-otherwise": { readonly sums: ReadonlyArray<string> };
  readonly "give-back/which": { readonly sums: ReadonlyArray<string> };
  readonly "device/revoked": { readonly reason: string; readonly replacedBy: string | undefined };
  readonly "product/stock-known": { readonly left: number | undefined };
  readonly "cash/too-little": { readonly missing: number; readonly code: string };
  readonly "printer/no-buzzer": { readonly name: string };
}

type RefusalOf<Type extends Refusal["type"]> = Extract<Refusal, { readonly type: Type }>;
type FactsOf<Type extends Refusal["type"]> = Type extends keyof AddedFacts
  ? Omit<RefusalOf<Type>, keyof AddedFacts[Type]> & AddedFacts[Type]
  : RefusalOf<Type>;

/** Each refusal has a sentence, and the facts that the sentence takes. */
type Sentences = {
  readonly [Type in Refusal["type"]]: string | ((facts: FactsOf<Type>, shown: Shown) => string);
};

type AddFacts = {
  readonly [Type in keyof AddedFacts]: (
    refusal: RefusalOf<Type>,
    words: TillWords,
    shown: Shown & Pick<SentenceContext, "currency">,
  ) => AddedFacts[Type];
};

/** The most names that a sentence has room for. */
const NAMED_MAX = 6;
/** Nobody reads a text to its end that is longer than any name may be. */
const SHOWN_MAX = 24;
const SECOND_MS = 1000;

const ADD_FACTS: AddFacts = {
  "payment/goods-held": ({ goods }, _, shown) => ({
    goods: goods.map(
      ({ name, quantity, soldBy }) => `${shown.measure(quantity, soldBy)} × ${name}`,
    ),
  }),
  "permission/missing": ({ permission }, { permissions }) => ({ act: permissions[permission] }),
  "staff/number-taken": ({ staff }, _, shown) => ({ person: shown.staffName(staff) }),
  // The reason of a wrong field comes from the rules of the sheet, in English.
  "entry/wrong": ({ field, message }) => ({ sentence: fieldSentence(field, message) }),
  "setting/wrong": ({ key, message }) => ({ sentence: fieldSentence(key, message) }),
  "pin/wrong": ({ waitMs }) => ({ seconds: Math.ceil(waitMs / SECOND_MS) }),
  "pin/wait": ({ waitMs }) => ({ seconds: Math.ceil(waitMs / SECOND_MS) }),
  "voucher/wait": ({ waitMs }) => ({ seconds: Math.ceil(waitMs / SECOND_MS) }),
  "voucher/none-here": ({ other }, _, shown) => ({
    till: other?.till,
    has: other && shown.money(other.has),
    heard: other?.heard && clockText(other.heard),
  }),
  "points/none-here": ({ other }) => ({
    till: other?.till,
    has: other && String(other.has),
    heard: other?.heard && clockText(other.heard),
  }),
  "modifiers/invalid": ({ min, max }) => ({ isExact: min === max }),
  "drawer/open-already": ({ opened }) => ({ time: clockText(opened), by: opened.by }),
  "table/unknown": ({ text, tables }) => ({ text: cutText(text), tables: someOf(tables) }),
  "table/name-invalid": ({ text }) => ({ text: cutText(text) }),
  "area/unknown": ({ text, areas }) => ({ text: cutText(text), areas: someOf(areas) }),
  "area/name-invalid": ({ text }) => ({ text: cutText(text) }),
  "payment/came-otherwise": ({ owed }, words, shown) => ({ sums: sumsCame(owed, words, shown) }),
  "give-back/which": ({ payments }, words, shown) => ({
    sums: sumsCame(payments, words, shown).map((sum, at) => `${at + 1}: ${sum}`),
  }),
  "stock/none-here": ({ here, other, unheard }, words, shown) => ({
    here: here <= 0 ? undefined : shown.pieces(here),
    till: other?.till,
    has: other && shown.pieces(other.has),
    heard: other?.heard && clockText(other.heard),
    silent: silentText(unheard, words),
  }),
  "stock/rights-few": ({ has }, _, shown) => ({ has: shown.pieces(has) }),
  "stock/found-few": ({ has }, _, shown) => ({ has: shown.pieces(has) }),
  "printer/no-buzzer": ({ name, text }, { printerModels }) => ({
    name: (printerModels as Readonly<Record<string, string>>)[text] ?? name,
  }),
  "device/revoked": ({ reason = "", replacedBy }) => ({ reason, replacedBy }),
  "product/stock-known": ({ left }) => ({ left: left ?? undefined }),
  "cash/too-little": ({ due, tendered }, _, { currency }) => ({
    missing: due - tendered,
    code: currency.code,
  }),
};

/** Returns money with the tender that it came by, such as `2.60 in cash`. */
function sumsCame(
  money: ReadonlyArray<TenderMoney>,
  { cameBy }: TillWords,
  shown: Shown,
): ReadonlyArray<string> {
  return money.map(({ method, name = method, amount }) => {
    const methodWord = method === "cash" || method === "card" ? method : "other";
    return cameBy({ method: methodWord, name, money: shown.money(amount) });
  });
}

export function refusalSentence(
  refusal: Refusal,
  context: SentenceContext,
  locale: Locale = "en",
): string {
  const words = wordsIn(tillWords, locale);
  const sentences: Sentences = words.refusals;
  // The type of the refusal decides its sentence, and the added facts.
  const say = sentences[refusal.type] as string | ((facts: object, shown: Shown) => string);
  if (typeof say === "string") return say;
  const shown = { ...shownIn(locale, context), currency: context.currency };
  const add = (ADD_FACTS as Partial<Record<Refusal["type"], unknown>>)[refusal.type] as
    | ((refusal: Refusal, words: TillWords, shown: Shown) => object)
    | undefined;
  return say({ ...refusal, ...add?.(refusal, words, shown) }, shown);
}

/** For whoever signs in: the day that they begin by signing in once more. */
export function dayToConfirm(
  { from, to }: Extract<Refusal, { readonly type: "day/far-jump" }>,
  context: SentenceContext,
  locale: Locale,
): string {
  const shown = shownIn(locale, context);
  const facts = { day: shown.day(to), last: shown.day(from) };
  return wordsIn(tillWords, locale).desk.confirmDay(facts);
}

function shownIn(locale: Locale, { currency, staffName }: SentenceContext): Shown {
  return {
    money: (amount) => localMoney(minor(amount), currency, locale),
    pieces: (quantity) => localQuantity(thousandths(quantity), "each", locale),
    quantity: (quantity, isPiece) =>
      localQuantity(thousandths(quantity), isPiece ? "each" : "weight", locale),
    measure: (quantity, soldBy) => localMeasure(thousandths(quantity), soldBy, locale),
    // The command line says days as it is told them.
    day: (day) => (locale === "en" ? day : localDay(day as BusinessDay, locale)),
    rate: (rate) => localRate(milliPercent(rate), locale),
    staffName,
  };
}

/** `Bar not heard since 14:05`; undefined where all are heard. */
function silentText(unheard: ReadonlyArray<Peer>, { silentTill }: TillWords): string | undefined {
  const told = unheard.flatMap(({ till, heard }) =>
    heard === undefined ? [] : silentTill({ till, heard: clockText(heard) }),
  );
  return told.length === 0 ? undefined : someOf(told).join(", ");
}

function someOf(names: ReadonlyArray<string>): ReadonlyArray<string> {
  return names.length > NAMED_MAX ? [...names.slice(0, NAMED_MAX), "…"] : names;
}

function cutText(text: string): string {
  const signs = Array.from(text);
  return signs.length <= SHOWN_MAX ? text : `${signs.slice(0, SHOWN_MAX - 1).join("")}…`;
}
