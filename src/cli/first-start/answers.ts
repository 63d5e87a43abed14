/** The answers of a first start, and what they mean: each a line as somebody typed it, checked. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Connection, isInSoftware } from "../../domain/events/printer-connection.ts";
import {
  type Country,
  countriesByCode,
  percentText,
  OTHER_COUNTRY,
  toTaxClasses,
} from "../../domain/founding/countries.ts";
import { type UsualTax } from "../../domain/founding/country-taxes.ts";
import { type ModelShop, newShop, type TypedGoods } from "../../domain/founding/new-shop.ts";
import { type ShopFixture } from "../../domain/founding/shop-fixture.ts";
import { type Currency, currenciesByCode, parseMoney } from "../../domain/money/currency.ts";
import { RATE_MAX, rateOfDigits } from "../../domain/money/rates.ts";
import { readConnection } from "../../domain/office/printer-text.ts";
import { NAME_MAX, TYPEABLE } from "../../domain/office/product-rules.ts";
import { KEY_LAYOUTS } from "../../domain/settings/setting-readers.ts";
import { newEntryId } from "../../domain/text/entry-id.ts";
import { type Locale, LOCALES } from "../../domain/text/locale.ts";
import { modelIn, ownNamesIn, taxesIn, taxIdIn } from "./shop-names.ts";
import { type FirstStartWords, WORDS, firstStartWords } from "./words.ts";

export type AnswerId =
  | "country"
  | "language"
  | "name"
  | "currency"
  | "zone"
  | "cutover"
  | "prices"
  | "tax"
  | "key-layout"
  | "owner-name"
  | "owner-pin"
  | "key"
  | "printer"
  | "catalogue"
  | "products";

export type Answers = Readonly<Partial<Record<AnswerId, string>>>;

/** For whoever has said nothing yet, and asks what comes. */
export function countryOf({ country }: Answers): Country {
  const found = countriesByCode.get(country ?? OTHER_COUNTRY);
  if (found === undefined) throw new Error(`The answer ${country} is no country.`);
  return found;
}

/** Returns the words, in English as long as no language is chosen. */
export function wordsOf(answers: Answers): FirstStartWords {
  return firstStartWords(localeOf(answers));
}

export function localeOf({ language }: Answers): Locale {
  return LOCALES.find((one) => one === language) ?? "en";
}

export function countryNameOf({ code, name }: Country, { countries }: FirstStartWords): string {
  const names: Readonly<Record<string, string>> = countries;
  return names[code] ?? name;
}

/** Undefined until somebody has said it, or the country does. */
export function currencyOf(answers: Answers): Currency | undefined {
  return currenciesByCode.get(answers.currency ?? countryOf(answers).currency);
}

/** The classes that were accepted or typed. */
export function taxesOf(answers: Answers): ReadonlyArray<UsualTax> {
  const usual = usualTaxes(answers);
  if (answers.tax === undefined || answers.tax === usualTaxText(usual, localeOf(answers)))
    return usual;
  const read = readTaxes(answers.tax, wordsOf(answers));
  return read.ok ? read.value : [];
}

/** The country's, in the shop's language. */
export function usualTaxes(answers: Answers): ReadonlyArray<UsualTax> {
  return taxesIn(countryOf(answers).taxes, localeOf(answers));
}

/** Roles, categories, stations, modifiers and goods to try, in the shop's language. */
export function modelOf(answers: Answers, model: ModelShop): ModelShop {
  return modelIn(model, localeOf(answers));
}

/** The shop without its goods. Every answer has been checked before. */
export function shopOf(answers: Answers, model: ModelShop): ShopFixture {
  const country = countryOf(answers);
  const currency = currencyOf(answers);
  const included = (answers.prices ?? country.prices) === "with";
  const usesCountrys = currency?.code === country.currency;
  return newShop(
    {
      name: answers.name ?? "",
      language: LOCALES.find((one) => one === answers.language) ?? country.language,
      currency: currency?.code ?? "",
      zone: answers.zone ?? country.zones[0] ?? "",
      cutover: answers.cutover ?? "",
      cashStep: usesCountrys ? country.cashStep : (currency?.cashStep ?? 0),
      keyLayout: KEY_LAYOUTS.find((one) => one === answers["key-layout"]) ?? country.keyLayout,
      taxClasses: toTaxClasses(taxesOf(answers), {
        label: country.taxLabel,
        included,
        locale: localeOf(answers),
      }),
      owner: { name: answers["owner-name"] ?? "", pin: answers["owner-pin"] ?? "" },
      printer: printerOf(answers),
      names: ownNamesIn(localeOf(answers)),
    },
    modelOf(answers, model),
  );
}

/** Undefined for none. */
export function printerOf({ printer = "none" }: Answers): Connection | undefined {
  if (printer === "none") return undefined;
  if (printer === "text") return { type: "virtual" };
  return printer === "bytes" ? { type: "file" } : wiredConnection(printer);
}

/** An address, or a place on this box. A bare word is rather one that was mistyped than a host's name. */
export function wiredConnection(text: string): Connection | undefined {
  const connection = /[.:/]/u.test(text) ? readConnection(text) : undefined;
  return connection === undefined || isInSoftware(connection) ? undefined : connection;
}

/** Classes as somebody would type them; empty where there are none. */
export function usualTaxText(taxes: ReadonlyArray<UsualTax>, locale: Locale): string {
  return taxes
    .filter(({ inHouse }) => inHouse !== undefined)
    .map(
      ({ name, inHouse, away }) =>
        `${name.replaceAll(",", "")} ${ratesText(inHouse, away, locale)}`,
    )
    .join("; ");
}

function ratesText(inHouse: number | undefined, away: number | undefined, locale: Locale): string {
  const [here, there] = [inHouse, away].map((rate = 0) => percentText(rate, locale));
  return here === there ? (here ?? "") : `${here}/${there}`;
}

const RATE =
  /^(?<name>.*?)\s*(?<here>[0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*%?(?:\s*\/\s*(?<away>[0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*%?)?$/u;
const CLASSES_MAX = 12;

/** `Food 19/7; Drinks 19`, or `8.875` for all goods. The fault is a sentence. */
export function readTaxes(
  text: string,
  words: FirstStartWords = WORDS,
): Result<ReadonlyArray<UsualTax>, string> {
  const parts = text
    .split(/;|,(?=\s*\p{L})/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) return err(words.tax.wrong({ text }));
  if (parts.length > CLASSES_MAX) return err(words.tax.tooMany({ max: CLASSES_MAX }));
  const taxes: UsualTax[] = [];
  for (const part of parts) {
    const read = readTax(part, taxes.length, words);
    if (!read.ok) return read;
    if (taxes.some(({ id }) => id === read.value.id)) return err(words.tax.twice({ text: part }));
    taxes.push(read.value);
  }
  return ok(taxes);
}

function readTax(part: string, place: number, words: FirstStartWords): Result<UsualTax, string> {
  const { tax, locale } = words;
  const groups = RATE.exec(part)?.groups;
  if (groups === undefined) return err(tax.wrong({ text: part }));
  const inHouse = rateOfDigits(groups["here"] ?? "");
  const away = rateOfDigits(groups["away"] ?? groups["here"] ?? "");
  if (inHouse > RATE_MAX || away > RATE_MAX) return err(tax.tooHigh({ text: part }));
  const name = (groups["name"] ?? "").trim() || (place === 0 ? tax.allGoods : "");
  // A digit in the name is a rate of which the sign before it was forgotten, such as "9 and 21".
  if (name === "" || name.length > NAME_MAX || /[0-9]/u.test(name)) {
    return err(tax.wrong({ text: part }));
  }
  return ok({ id: taxIdIn(name, locale) ?? newEntryId(name, new Set()), name, inHouse, away });
}

/** `Espresso 2.40`, or `Beer 4.50 alcohol`; a class is said by its id or its name. */
export function readTypedLine(
  line: string,
  answers: Answers,
  { products }: FirstStartWords = WORDS,
): Result<TypedGoods, string> {
  const currency = currencyOf(answers);
  const taxes = taxesOf(answers);
  const groups =
    /^(?<name>.+?)\s+(?<price>[0-9]+(?:[.,][0-9]+)?)(?:\s+(?<taxClass>\p{L}.*))?$/u.exec(
      line.trim(),
    )?.groups;
  if (groups === undefined || currency === undefined) return err(products.wrong({ text: line }));
  const { name = "", price = "", taxClass = taxes[0]?.id ?? "" } = groups;
  const found = taxes.find((tax) =>
    [tax.id, tax.name, taxWord(tax)].some((word) => isSameWord(word, taxClass)),
  );
  if (found === undefined)
    return err(products.noClass({ text: taxClass, list: taxes.map(taxWord) }));
  if (name.length > NAME_MAX || !TYPEABLE.test(name)) return err(products.noName({ text: name }));
  const read = parseMoney(price, currency);
  if (!read.ok) return err(products.noPrice({ text: price, currency: currency.code }));
  return ok({ name, price: read.value, taxClass: found.id });
}

/** Returns a tax class's word in a list with commas, and behind a price. */
export function taxWord({ name }: Pick<UsualTax, "name">): string {
  return name.split(",", 1)[0] ?? name;
}

function isSameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Lines that were checked one by one. */
export function typedLines({ products = "" }: Answers): ReadonlyArray<string> {
  return products.split("\n").filter((line) => line !== "");
}
