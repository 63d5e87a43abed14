/**
 * The questions of a first start, as data: each is worked out from the answers before it. Reads what it
 * needs through what it is handed, and writes nothing.
 */

import { refusalSentence } from "../../app/register/refusal-sentence.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { countriesByCode, OTHER_COUNTRY } from "../../domain/founding/countries.ts";
import { type ModelShop, OWNER_NUMBER, ownerPermissions } from "../../domain/founding/new-shop.ts";
import { type ShopFixture } from "../../domain/founding/shop-fixture.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { minor } from "../../domain/money/amounts.ts";
import { currenciesByCode } from "../../domain/money/currency.ts";
import { connectionText } from "../../domain/office/printer-text.ts";
import { NAME_MAX, TYPEABLE } from "../../domain/office/product-rules.ts";
import { isCardNumberIn } from "../../domain/people/card-numbers.ts";
import { checkNewPin, pinRuleFor } from "../../domain/people/pin-rule.ts";
import { KEY_LAYOUTS } from "../../domain/settings/setting-readers.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { type Locale, LOCALES, typedMoney } from "../../domain/text/locale.ts";
import { type BoxLanguage } from "../box-language.ts";
import { NO_BREAK } from "../console.ts";
import {
  type AnswerId,
  type Answers,
  countryNameOf,
  countryOf,
  currencyOf,
  localeOf,
  readTaxes,
  readTypedLine,
  shopOf,
  taxesOf,
  taxWord,
  typedLines,
  usualTaxes,
  usualTaxText,
  wiredConnection,
} from "./answers.ts";
import { type FirstStartWords, choiceOf, firstStartWords, shownChoice } from "./words.ts";

export interface Question {
  readonly id: AnswerId;
  /** Says the same in a script. */
  readonly option: string;
  /** A secret is typed twice and never shown; lines are several, until an empty one. */
  readonly how: "line" | "secret" | "lines";
  /** The text on lines of its own above the prompt. */
  readonly intro: ReadonlyArray<string>;
  readonly prompt: string;
  /** The answer of Enter alone; undefined where an answer is required. */
  readonly usual: string | undefined;
  /** The shorter text in the brackets, where the answer is too long for them. */
  readonly usualShown?: string;
  /** An answer in the language's words, where it is kept in others. */
  readonly shown?: (answer: string) => string;
  /** The help, one sentence. */
  readonly help: string;
  /** The answer as it is kept, or what is wrong with it. One line of several, where it has those. */
  readonly read: (text: string) => Result<string, string>;
}

export interface QuestionDeps {
  readonly words: FirstStartWords;
  readonly model: ModelShop;
  /** The time zone of this box; empty when it has none. */
  readonly zoneHere: string;
  /** The box's language, where a person is asked. */
  readonly box?: BoxLanguage | undefined;
  /** What a thief could read by each way to keep the key; undefined where nobody is asked. */
  readonly keySentences?: KeySentences | undefined;
  readonly isZone: (zone: string) => boolean;
  /** Goods of a file for that shop; the fault is what is wrong with it, line by line. */
  readonly readGoods: (
    file: string,
    shop: ShopFixture,
    locale: Locale,
  ) => Result<ReadonlyArray<Product>, string>;
}

type KeySentences = (locale: Locale) => { readonly file: string; readonly passphrase: string };

const USUAL_CUTOVER = "04:00";
/** Milli-units of no currency: an example. */
const EXAMPLE_PRICE = 240;

/** Returns the questions in order; those that the answers make needless are left out. */
export function questionsFor(answers: Answers, deps: QuestionDeps): ReadonlyArray<Question> {
  return [
    askCountry(deps),
    askLanguage(answers, deps),
    askName(deps),
    askCurrency(answers, deps),
    askZone(answers, deps),
    askCutover(deps),
    ...(countryOf(answers).arePricesAsked ? [askPrices(answers, deps)] : []),
    askTax(answers, deps),
    askKeyLayout(answers, deps),
    askOwnerName(deps),
    askOwnerPin(deps),
    ...(deps.keySentences === undefined ? [] : [askKey(deps.keySentences, deps)]),
    askPrinter(deps),
    askCatalogue(answers, deps),
    ...(answers.catalogue === "type" ? [askProducts(answers, deps)] : []),
  ];
}

const NAMED_COUNTRIES = [...countriesByCode.values()].filter(({ code }) => code !== OTHER_COUNTRY);

/** Returns the country of a box in that time zone; undefined where the zone tells none. */
export function usualCountry(zoneHere: string): string | undefined {
  return NAMED_COUNTRIES.find(({ zones }) => zones.includes(zoneHere))?.code;
}

/** The time zone counts before the box's language, because many boxes speak American wherever they are. */
function countryHere({ zoneHere, box }: Pick<QuestionDeps, "zoneHere" | "box">) {
  const spoken = NAMED_COUNTRIES.find(({ code }) => code === box?.country);
  return usualCountry(zoneHere) ?? spoken?.code;
}

function askCountry({ zoneHere, box, words }: QuestionDeps): Question {
  const list = NAMED_COUNTRIES.map((one) =>
    `${one.code} ${countryNameOf(one, words)}`.replaceAll(" ", NO_BREAK),
  ).join(", ");
  const { prompt, intro, help, wrong } = words.country;
  return {
    ...plain("country", prompt, help),
    intro: [intro({ list })],
    usual: countryHere({ zoneHere, box }),
    read: (text) => {
      const folded = foldText(text.toUpperCase() === "UK" ? "GB" : text);
      // Who founds a shop in the Netherlands may well type Nederland before a language is chosen.
      const speeches = LOCALES.map((locale) => firstStartWords(locale));
      const found = [...countriesByCode.values()].find((one) =>
        [one.code, one.name, ...speeches.map((speech) => countryNameOf(one, speech))].some(
          (name) => foldText(name) === folded,
        ),
      );
      return found === undefined ? err(wrong({ text })) : ok(found.code);
    },
  };
}

export function askLanguage(
  answers: Answers,
  { words, box }: Pick<QuestionDeps, "words" | "box">,
): Question {
  const { prompt, help, wrong } = words.language;
  // Who speaks French in Belgium has said it to the box.
  const isOfBox = answers.country === undefined || answers.country === box?.country;
  const spoken = isOfBox ? box?.locale : undefined;
  return {
    ...plain("language", prompt, help({ codes: LOCALES })),
    usual: spoken ?? countryOf(answers).language,
    read: (text) => {
      const found = LOCALES.find((locale) => locale.toLowerCase() === text.toLowerCase());
      return found === undefined ? err(wrong({ text, list: LOCALES.join(", ") })) : ok(found);
    },
  };
}

function askName({ words }: QuestionDeps): Question {
  const { prompt, help, wrong } = words.name;
  return {
    ...plain("name", prompt, help),
    usual: undefined,
    read: (text) =>
      text !== "" && text.length <= NAME_MAX && !isCardNumberIn(text)
        ? ok(text)
        : err(wrong({ max: NAME_MAX })),
  };
}

function askCurrency(answers: Answers, { words }: QuestionDeps): Question {
  const { prompt, help, wrong } = words.currency;
  const codes = [...currenciesByCode.keys()];
  return {
    ...plain("currency", prompt, help),
    usual: countryOf(answers).currency || undefined,
    read: (text) =>
      currenciesByCode.has(text.toUpperCase())
        ? ok(text.toUpperCase())
        : err(wrong({ text, list: codes.join(", ") })),
  };
}

function askZone(answers: Answers, { isZone, zoneHere, words }: QuestionDeps): Question {
  const { prompt, intro, help, wrong } = words.zone;
  const { zones, code } = countryOf(answers);
  const isHere = zones.includes(zoneHere) || (code === OTHER_COUNTRY && zoneHere !== "");
  return {
    ...plain("zone", prompt, help),
    intro: zones.length > 1 ? [intro({ zones: zones.join(", ") })] : [],
    usual: isHere ? zoneHere : zones[0],
    read: (text) => (text !== "" && isZone(text) ? ok(text) : err(wrong({ text }))),
  };
}

function askCutover({ words }: QuestionDeps): Question {
  const { prompt, help, wrong } = words.cutover;
  return {
    ...plain("cutover", prompt, help),
    usual: USUAL_CUTOVER,
    read: (text) => {
      const time = /^(?<hours>[0-9]{1,2})[:.](?<minutes>[0-5][0-9])$/u.exec(text)?.groups;
      const hours = (time?.["hours"] ?? "").padStart(2, "0");
      if (time === undefined || Number(hours) > 23) return err(wrong({ text }));
      return ok(`${hours}:${time["minutes"]}`);
    },
  };
}

function askPrices(answers: Answers, { words }: QuestionDeps): Question {
  const { prompt, help, wrong } = words.prices;
  return {
    ...plain("prices", prompt, help),
    usual: countryOf(answers).prices,
    shown: (choice) => shownChoice(choice, words),
    read: (text) => {
      const word = choiceOf(text, words);
      return word === "with" || word === "without" ? ok(word) : err(wrong({ text }));
    },
  };
}

function askTax(answers: Answers, { words }: QuestionDeps): Question {
  const { prompt, intro, usualShown, help } = words.tax;
  const country = countryOf(answers);
  const { taxSource: source, taxDate: since, check } = country;
  const taxes = usualTaxText(usualTaxes(answers), localeOf(answers));
  return {
    ...plain("tax", prompt, help),
    intro: intro({ taxes, source, since, check }),
    usual: taxes === "" ? undefined : taxes,
    usualShown,
    read: (text) => {
      if (taxes !== "" && foldText(text) === foldText(usualShown)) return ok(taxes);
      const read = readTaxes(text, words);
      return read.ok ? ok(text) : read;
    },
  };
}

function askKeyLayout(answers: Answers, { words }: QuestionDeps): Question {
  const { prompt, help, wrong } = words.keyLayout;
  const all = KEY_LAYOUTS.join(", ");
  return {
    ...plain("key-layout", prompt, help),
    usual: countryOf(answers).keyLayout,
    read: (text) => {
      const found = KEY_LAYOUTS.find((layout) => layout === text.toLowerCase());
      return found === undefined ? err(wrong({ text, list: all })) : ok(found);
    },
  };
}

function askOwnerName({ words }: QuestionDeps): Question {
  const { prompt, help, wrong } = words.ownerName;
  return {
    ...plain("owner-name", prompt, help),
    usual: undefined,
    read: (text) =>
      text.length <= NAME_MAX && TYPEABLE.test(text) && !isCardNumberIn(text)
        ? ok(text)
        : err(wrong({ max: NAME_MAX })),
  };
}

function askOwnerPin({ model, words }: QuestionDeps): Question {
  const { prompt, help } = words.ownerPin;
  const rule = pinRuleFor(new Set(ownerPermissions(model)));
  return {
    ...plain("owner-pin", prompt({ min: rule.min, max: rule.max }), help),
    option: "--owner-pin-file",
    how: "secret",
    usual: undefined,
    read: (text) => {
      const checked = checkNewPin(text, rule, String(OWNER_NUMBER));
      if (checked.ok) return ok(text);
      return err(refusalSentence(checked.fault, NOBODY_YET, words.locale));
    },
  };
}

const [ANY_CURRENCY] = [...currenciesByCode.values()];
if (ANY_CURRENCY === undefined) throw new Error("There is no currency.");
/** A refusal of a PIN names neither money nor people. */
const NOBODY_YET = { currency: ANY_CURRENCY, staffName: String };

function askKey(sentences: KeySentences, { words }: QuestionDeps): Question {
  const { prompt, intro, help, wrong } = words.key;
  return {
    ...plain("key", prompt, help),
    option: "--passphrase",
    intro: intro(sentences(words.locale)),
    usual: "file",
    shown: (choice) => shownChoice(choice, words),
    read: (text) => {
      const choice = choiceOf(text, words);
      return choice === "file" || choice === "passphrase" ? ok(choice) : err(wrong);
    },
  };
}

function askPrinter({ words }: QuestionDeps): Question {
  const { prompt, intro, help, wrong, none } = words.printer;
  return {
    ...plain("printer", prompt, help),
    intro,
    usual: "none",
    shown: (choice) => (choice === "none" ? none : shownChoice(choice, words)),
    read: (text) => {
      const word = text.toLowerCase() === none ? "none" : choiceOf(text, words);
      if (["none", "text", "bytes"].includes(word)) return ok(word);
      const connection = wiredConnection(text);
      return connection === undefined ? err(wrong({ text })) : ok(connectionText(connection));
    },
  };
}

function askCatalogue(answers: Answers, { readGoods, model, words }: QuestionDeps): Question {
  const { prompt, intro, help, wrong, nothing } = words.catalogue;
  return {
    ...plain("catalogue", prompt, help),
    intro,
    usual: "none",
    shown: (choice) => shownChoice(choice, words),
    read: (text) => {
      const word = choiceOf(text, words);
      if (["none", "cafe", "type"].includes(word)) return ok(word);
      if (text === "") return err(nothing);
      const read = readGoods(text, shopOf(answers, model), words.locale);
      return read.ok ? ok(text) : err(wrong({ file: text, lines: read.fault }));
    },
  };
}

function askProducts(answers: Answers, { words }: QuestionDeps): Question {
  const { prompt, intro, help, twice } = words.products;
  const currency = currencyOf(answers);
  const price =
    currency === undefined ? "" : typedMoney(minor(EXAMPLE_PRICE), currency, localeOf(answers));
  const classes = taxesOf(answers).map(taxWord);
  const count = typedLines(answers).length;
  return {
    ...plain("products", prompt({ lines: count }), help),
    option: "--product",
    how: "lines",
    intro: intro({
      example: `Espresso ${price}`,
      other: classes[1] ?? classes[0] ?? "",
      classes: classes.join(", "),
    }),
    usual: undefined,
    read: (line) => {
      const read = readTypedLine(line, answers, words);
      if (!read.ok) return read;
      const before = typedLines(answers).map((other) => readTypedLine(other, answers));
      const isThere = before.some((other) => other.ok && other.value.name === read.value.name);
      return isThere ? err(twice({ text: read.value.name })) : ok(line.trim());
    },
  };
}

function plain(id: AnswerId, prompt: string, help: string) {
  return {
    id,
    option: `--${id}`,
    how: "line",
    intro: [] as ReadonlyArray<string>,
    prompt,
    help,
  } as const;
}
