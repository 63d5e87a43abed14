/** `till catalog show|set|add|unplan|left`: one entry of the catalogue, field by field. */

import {
  cancelPlans,
  cancelTaxes,
  changeEntry,
  fieldsInQuestion,
  goodsWarnings,
  planPrice,
  setLeft,
  plannedPrices,
  plannedTaxes,
} from "../../app/catalogue/catalogue-changes.ts";
import { conditionsOf, promotionsOfProduct } from "../../app/catalogue/promotions.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { readCount } from "../../domain/entry/entry-left.ts";
import { membersOf } from "../../domain/goods/families.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { formatMoney } from "../../domain/money/currency.ts";
import { entriesOf, entryFields } from "../../domain/office/entry-edit.ts";
import { type EntryName, type FieldText } from "../../domain/office/entry-wish.ts";
import { likeProduct, nextPlu } from "../../domain/office/like-product.ts";
import { pricesOn } from "../../domain/office/list-edit.ts";
import { taxServices } from "../../domain/office/tax-class-edit.ts";
import { type CatalogueType } from "../../domain/prices/catalogue-view.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { type Locale, localMeasure } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliGoodsWords } from "../../words/made/cliGoods/all.ts";
import { type CliGoodsWords } from "../../words/made/cliGoods/words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { toFieldText } from "../field-text.ts";
import { dayOf, fromDayOf } from "../later-day.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged, refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, withTill } from "../with-till.ts";
import { tellFamily } from "./catalog-family.ts";

const said = sentencesOf(cliGoodsWords);

interface KindOptions {
  readonly kind: CatalogueType;
}

export type ShowEntryOptions = JsonOptions & KindOptions;
export type ChangeEntryOptions = JsonOptions & StaffOptions & ApproverOptions & KindOptions;

export interface SetEntryOptions extends ChangeEntryOptions {
  readonly from?: string;
}

export interface AddEntryOptions extends ChangeEntryOptions {
  readonly like?: string;
  readonly from?: string;
}

export interface UnplanOptions extends ChangeEntryOptions {
  readonly from?: string;
}

export type LeftOptions = JsonOptions & StaffOptions & ApproverOptions;

type Done = "added" | "changed" | "unchanged" | "planned" | "cancelled" | "counted";

export function showEntry(
  id: string | undefined,
  options: ShowEntryOptions,
  console: Console,
): Promise<ExitCode> {
  const { kind: type } = options;
  return withTill(options, console, ({ till }) => {
    const entries = entriesOf(till.catalogue(), type);
    if (id === undefined) {
      const all = [...entries].toSorted(([a], [b]) => compareText(a, b));
      if (options.json === true) console.json({ kind: type, entries: all.map(([, it]) => it) });
      else for (const [key, { name }] of all) console.out(`${key.padEnd(24)} ${oneLine(name)}`);
      return EXIT.fine;
    }
    const members =
      type === "product" ? membersOf(till.catalogue().productsBySku.values(), id) : [];
    if (!entries.has(id) && members.length > 0) {
      tellFamily(till, members, { options, console });
      return EXIT.fine;
    }
    if (!entries.has(id)) throw refusalFault({ type: "entry/unknown", of: type, id }, till);
    tell(till, { type, id }, { options, console, done: undefined });
    return EXIT.fine;
  });
}

export function setEntry(
  [id, fields]: readonly [string, ReadonlyArray<string>],
  options: SetEntryOptions,
  console: Console,
): Promise<ExitCode> {
  const { kind: type } = options;
  const texts = fields.map(toFieldText);
  return withTill(options, console, (open) => {
    if (options.from !== undefined && type === "product") {
      return planOne(open, { id, texts }, { options, console });
    }
    const fromDay = fromDayOf(open.till, options);
    const wish = { type, id, isNew: false, fields: texts, fromDay };
    const isDated = type === "tax-class" && taxServices(texts).length > 0;
    const done = isDated ? "planned" : "changed";
    return act(open, { options, console, done, name: wish }, (actor) =>
      changeEntry(open.till, actor, wish),
    );
  });
}

export function addEntry(
  [id, fields]: readonly [string, ReadonlyArray<string>],
  options: AddEntryOptions,
  console: Console,
): Promise<ExitCode> {
  const { kind: type, like } = options;
  const texts = fields.map(toFieldText);
  if (like !== undefined && type !== "product")
    throw usageFault(said(({ entry }) => entry.likeProduct));
  return withTill(options, console, (open) => {
    const named = new Set(texts.map(({ field }) => field.replaceAll(/[\s_-]+/gu, " ")));
    const shared = like === undefined ? [] : likeNamed(open.till, like);
    const own = shared.filter(({ field }) => !named.has(field));
    const category = [...texts, ...own].find(({ field }) => field === "category")?.text ?? "";
    const plu = { field: "plu", text: nextPlu(open.till.catalogue(), category) };
    if (type === "product" && !named.has("plu")) own.push(plu);
    const fromDay = fromDayOf(open.till, options);
    const wish = { type, id, isNew: true, fields: [...texts, ...own], fromDay };
    return act(open, { options, console, done: "added", name: wish }, (actor) =>
      changeEntry(open.till, actor, wish),
    );
  });
}

export function unplan(id: string, options: UnplanOptions, console: Console): Promise<ExitCode> {
  const { kind: type } = options;
  if (type !== "product" && type !== "tax-class") {
    throw usageFault(said(({ entry }) => entry.onlyPlanned));
  }
  return withTill(options, console, (open) => {
    const fromDay = fromDayOf(open.till, options);
    const name = { type, id } as const;
    return act(open, { options, console, done: "cancelled", name }, (actor) =>
      type === "product"
        ? cancelPlans(open.till, actor, { sku: id, fromDay })
        : cancelTaxes(open.till, actor, { id, fromDay }),
    );
  });
}

/** `count`: as it is typed; `any` for no limit. */
export function setCount(
  [sku, count]: readonly [string, string],
  options: LeftOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, (open) => {
    const name = { type: "product", id: sku } as const;
    const product = open.till.catalogue().productsBySku.get(sku);
    if (product === undefined)
      throw refusalFault({ type: "entry/unknown", of: "product", id: sku }, open.till);
    const left = count === "any" ? null : readCount(count, product);
    if (left === undefined) {
      const byWeight = product.soldBy === "weight";
      throw usageFault(said(({ entry }) => entry.howMany({ byWeight })));
    }
    return act(open, { options, console, done: "counted", name }, (actor) =>
      setLeft(open.till, actor, { product, left }),
    );
  });
}

function planOne(
  open: OpenTill,
  { id, texts }: { readonly id: string; readonly texts: ReadonlyArray<FieldText> },
  { options, console }: { readonly options: SetEntryOptions; readonly console: Console },
): Promise<ExitCode> {
  const [one, ...more] = texts;
  if (one?.field !== "price" || more.length > 0) {
    throw usageFault(said(({ entry }) => entry.onlyPrice));
  }
  const fromDay = dayOf(open.till, options.from ?? "");
  const name = { type: "product", id } as const;
  return act(open, { options, console, done: "planned", name }, (actor) =>
    planPrice(open.till, actor, { sku: id, price: one.text, fromDay }),
  );
}

interface Act {
  readonly options: JsonOptions & StaffOptions & ApproverOptions;
  readonly console: Console;
  readonly done: Done;
  readonly name: EntryName;
}

async function act(
  { till }: OpenTill,
  { options, console, done, name }: Act,
  work: (actor: Actor) => Result<unknown, Refusal>,
): Promise<ExitCode> {
  const result = await actWithApproval({ till, console }, options, work);
  const isSame = isUnchanged(result, till, "entry/same", "product/stock-known");
  tell(till, name, { options, console, done: isSame ? "unchanged" : done });
  return EXIT.fine;
}

function tell(
  till: Till,
  name: EntryName,
  {
    options,
    console,
    done,
  }: {
    readonly options: JsonOptions;
    readonly console: Console;
    readonly done: Done | undefined;
  },
): void {
  const { type, id } = name;
  const entry = entriesOf(till.catalogue(), type).get(id);
  const coming = comingOf(till, name);
  const inQuestion = fieldsInQuestion(till, name);
  const locale = console.locale();
  const words = wordsIn(cliGoodsWords, locale);
  const warnings = type === "product" ? goodsWarnings(till, id, locale) : [];
  const left = type === "product" ? till.left(id) : undefined;
  const promotions = type === "product" ? promotionsOfProduct(till, id) : [];
  if (options.json === true) {
    console.json({
      ...(done === undefined ? {} : { done }),
      kind: type,
      currency: till.currency.code,
      entry,
      ...(type === "price-list" ? { prices: pricesJson(till, id) } : {}),
      ...(type === "product"
        ? { left: left ?? null, promotions: promotions.map((it) => it.id) }
        : {}),
      coming: coming.map(({ json, fromDay }) => ({ ...json, fromDay })),
      inQuestion,
      warnings,
    });
    return;
  }
  if (done !== undefined) console.out(words.done({ name: oneLine(entry?.name ?? id), done }));
  else for (const line of fieldLines(till, name, { inQuestion, words })) console.out(line);
  if (left !== undefined && (done === undefined || done === "counted")) {
    console.out(`${words.left.padEnd(FIELD_COLUMNS)} ${leftText(till, id, locale)}`);
  }
  for (const promotion of promotions) {
    const text = [promotion.facts.name, ...conditionsOf(promotion)].join(", ");
    console.out(`${words.promotion.padEnd(FIELD_COLUMNS)} ${oneLine(text)}`);
  }
  for (const { field, text, fromDay } of coming) {
    const from = words.from({ text: oneLine(text), day: fromDay });
    console.out(`${field.padEnd(FIELD_COLUMNS)} ${from}`);
  }
  for (const warning of warnings) console.say(oneLine(warning));
}

function pricesJson(till: Till, list: string): ReadonlyArray<object> {
  return [...pricesOn(till.catalogue(), list)].map(([sku, { fixed, off }]) =>
    fixed === null ? { sku, off } : { sku, price: fixed },
  );
}

interface Coming {
  readonly field: string;
  readonly text: string;
  readonly fromDay: BusinessDay;
  readonly json: Readonly<Record<string, string | number>>;
}

/** Prices of a product, taxes of a class. */
function comingOf(till: Till, { type, id }: EntryName): ReadonlyArray<Coming> {
  if (type === "tax-class") {
    return plannedTaxes(till, id).map(({ field, text, fromDay }) => {
      return { field, text, fromDay, json: { service: field, taxes: text } };
    });
  }
  const prices = type === "product" ? plannedPrices(till, id) : [];
  return prices.map(({ price, fromDay }) => {
    return { field: "price", text: formatMoney(price, till.currency), fromDay, json: { price } };
  });
}

const FIELD_COLUMNS = 16;

function fieldLines(
  { catalogue, currency }: Till,
  name: EntryName,
  {
    inQuestion,
    words,
  }: { readonly inQuestion: ReadonlyArray<string>; readonly words: CliGoodsWords },
): ReadonlyArray<string> {
  const fields = entryFields(name, { catalogue: catalogue(), currency }) ?? [];
  return fields.map(({ field, text }) => {
    const mark = inQuestion.includes(field) ? `  ${words.inQuestion}` : "";
    return `${field.padEnd(FIELD_COLUMNS)} ${oneLine(text)}${mark}`.trimEnd();
  });
}

/** `6`, `2.500 kg`, `sold out`; empty where there is no limit. */
export function leftText({ left: leftOf, catalogue }: Till, sku: string, locale: Locale): string {
  const left = leftOf(sku);
  if (left === undefined) return "";
  const soldBy = catalogue().productsBySku.get(sku)?.soldBy ?? "each";
  return left <= 0 ? wordsIn(cliGoodsWords, locale).soldOut : localMeasure(left, soldBy, locale);
}

function likeNamed(till: Till, sku: string): ReadonlyArray<FieldText> {
  const model = till.catalogue().productsBySku.get(sku);
  if (model === undefined) {
    throw refusalFault({ type: "entry/unknown", of: "product", id: sku }, till);
  }
  return likeProduct(till.catalogue(), model);
}
