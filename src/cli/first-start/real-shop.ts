/** A real shop, from its answers to its first log-in. */

import { keyChoiceSentences } from "../../app/attention/key-custody.ts";
import { readFirstGoods } from "../../app/catalogue/first-goods.ts";
import { loadFixture } from "../../app/catalogue/fixtures.ts";
import { toPrinter } from "../../app/founding/found-shop.ts";
import {
  createTestPapers,
  type TestFault,
  type TriedPrinter,
} from "../../app/papers/test-papers.ts";
import { findPrinters, isDrivenByTill } from "../../app/printing/printer-finding.ts";
import { picturedLetters } from "../../app/printing/printer-models.ts";
import { systemCalendar, systemZone } from "../../app/system/calendar.ts";
import { systemClock } from "../../app/system/clock.ts";
import { readLanguageName } from "../../app/system/environment.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { isInSoftware } from "../../domain/events/printer-connection.ts";
import { type Country } from "../../domain/founding/countries.ts";
import { ASK_ADVISER } from "../../domain/founding/country-duties.ts";
import { modelGoods, OWNER_NUMBER, typedGoods, withGoods } from "../../domain/founding/new-shop.ts";
import { type ShopFixture } from "../../domain/founding/shop-fixture.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { connectionText, readConnection } from "../../domain/office/printer-text.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn as inLanguage } from "../../domain/text/words-in.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { troubleWords } from "../../words/made/trouble/all.ts";
import { type BoxLanguage, readBoxLanguage } from "../box-language.ts";
import { type Console } from "../console.ts";
import { usageFault } from "../fault.ts";
import { problemLines } from "../import-words.ts";
import { sentenceIn } from "../sentence.ts";
import { wrongFileText } from "../sheet-io.ts";
import { answersFromOptions, type ShopOptions } from "./answers-from-options.ts";
import {
  type Answers,
  countryNameOf,
  countryOf,
  modelOf,
  readTypedLine,
  shopOf,
  typedLines,
  wordsOf,
} from "./answers.ts";
import { askShop } from "./ask-shop.ts";
import { type QuestionDeps } from "./questions.ts";
import { type FirstStartWords, WORDS, firstStartWords } from "./words.ts";

/** Roles, categories, stations and the goods to try are the café's. */
const MODEL = "cafe";

export interface DescribedShop {
  readonly country: Country;
  readonly shop: ShopFixture;
  /** The words of the language in which it was asked for. */
  readonly words: FirstStartWords;
  /** Whether the person who was asked wants a passphrase for the ledger's key. */
  readonly wantsPassphrase: boolean;
  /** Removes the test prints, so that nothing is left of a shop that is not made. */
  readonly takeBack: () => void;
}

/** Asks for the shop by questions. Throws CommandFault when the person leaves; nothing is left then. */
export async function askForShop(
  dir: string,
  { asksKey }: { readonly asksKey: boolean },
  { words }: Console,
): Promise<DescribedShop> {
  const box = boxLanguage();
  const keySentences = asksKey ? keyChoiceSentences : undefined;
  const deps = { ...questionDeps(), words: wordsIn(box), box, keySentences };
  const papers = createTestPapers(dir);
  const triedByAnswer = new Map<string | undefined, Printer>();
  try {
    const answers = await askShop({
      ...deps,
      say: words,
      findPrinters: async () => {
        const found = await findPrinters(systemClock);
        return found.map(({ connection, name, isDriven }) => ({
          at: connectionText(connection),
          name,
          isDriven,
        }));
      },
      isDriven: async (at) => {
        const connection = readConnection(at);
        return connection !== undefined && (await isDrivenByTill(systemClock, connection));
      },
      tryPrinter: async (soFar) => {
        const [printer] = shopOf(soFar, deps.model).printers;
        if (printer === undefined) throw new Error("None is not to be tried.");
        const said = wordsOf(soFar);
        const tried = await papers.print(toPrinter(printer), said.testPaper);
        if (!tried.ok) return err(faultSentence(tried.fault, said));
        triedByAnswer.set(soFar.printer, tried.value.printer);
        return ok(triedSentence(tried.value, shopOf(soFar, deps.model), said));
      },
    });
    const { country, shop } = described(answers, deps);
    if (!shop.printers.some(({ connection }) => isInSoftware(connection))) papers.takeBack();
    const learned = withLearned(shop, triedByAnswer.get(answers.printer));
    const wantsPassphrase = answers.key === "passphrase";
    const { takeBack } = papers;
    return { country, shop: learned, words: wordsOf(answers), wantsPassphrase, takeBack };
  } catch (cause) {
    papers.takeBack();
    throw cause;
  }
}

/** The sentence also names letters that the printer has to draw, which somebody would wonder about later. */
function triedSentence(
  { file, printer }: TriedPrinter,
  { shop }: ShopFixture,
  { printer: w }: FirstStartWords,
): string {
  if (file !== undefined) return w.printed({ file });
  const letters = picturedLetters(printer, shop.language);
  return letters.length === 0 ? w.sent : `${w.sent} ${w.pictured({ letters: letters.join(" ") })}`;
}

function faultSentence(fault: TestFault, { printer, locale }: FirstStartWords): string {
  const words = inLanguage(troubleWords, locale);
  return fault.type === "file"
    ? printer.failed({ file: fault.file })
    : printer.inTrouble({ why: words[fault.trouble ?? "silent"] });
}

/** Returns the shop with the printer's answers from when it was tried. */
function withLearned(shop: ShopFixture, tried: Printer | undefined): ShopFixture {
  if (tried?.abilities === undefined) return shop;
  const { connection, abilities, profile } = tried;
  const printers = shop.printers.map((printer) => ({
    ...printer,
    connection,
    abilities: [...abilities],
    profile,
  }));
  return { ...shop, printers };
}

/** Reads the shop from options. Throws CommandFault. */
export function shopFromOptions(
  options: ShopOptions,
  { locale }: Pick<Console, "locale">,
): DescribedShop {
  const words = firstStartWords(locale());
  const deps = { ...questionDeps(), words };
  const shop = described(answersFromOptions(options, deps), deps);
  return { ...shop, words, wantsPassphrase: false, takeBack: () => undefined };
}

/** Prints after the founding how people sign in, and what the law asks for that is missing. */
export function tellOfShop({ shop, words }: DescribedShop, dir: string, console: Console): void {
  const { name } = shop.shop;
  console.words(words.ready({ name, dir, products: shop.products.length }));
  const [owner] = shop.staff;
  if (owner !== undefined) console.words(words.signIn({ number: OWNER_NUMBER, name: owner.name }));
}

export function legalLines({ country, words }: DescribedShop): ReadonlyArray<string> {
  const { sentence, source, date } = country.duty;
  const name = countryNameOf(country, words);
  return [
    words.legalHead({ country: name }),
    `  ${words.legal({ sentence, source, date })}`,
    `  ${ASK_ADVISER}`,
  ];
}

/** Returns the box's language, by the name that is set on it. */
export function boxLanguage(): BoxLanguage {
  return readBoxLanguage(readLanguageName());
}

/** Returns the words before a language is chosen. */
export function wordsIn({ locale = "en" }: BoxLanguage): FirstStartWords {
  return firstStartWords(locale);
}

export function questionDeps(): QuestionDeps {
  const model = loadFixture(MODEL);
  if (!model.ok) throw usageFault(model.fault.sentence);
  const { isZone } = systemCalendar;
  return { words: WORDS, model: model.value, zoneHere: systemZone(), isZone, readGoods };
}

function readGoods(
  file: string,
  shop: ShopFixture,
  locale: Locale,
): Result<ReadonlyArray<Product>, string> {
  const read = readFirstGoods(file, shop);
  if (read.ok) return read;
  const { fault } = read;
  if (fault.type !== "sheet/wrong") {
    const words = inLanguage(cliWords, locale).import;
    return err(words.fileIs({ what: wrongFileText(fault.wrong, words) }));
  }
  return err(
    problemLines(fault.problems)
      .map((line) => sentenceIn(line, locale))
      .join("\n"),
  );
}

function described(answers: Answers, deps: QuestionDeps): Pick<DescribedShop, "country" | "shop"> {
  const shop = shopOf(answers, deps.model);
  const goods = goodsOf(answers, shop, deps);
  return { country: countryOf(answers), shop: withGoods(shop, goods) };
}

function goodsOf(
  answers: Answers,
  shop: ShopFixture,
  { model, words }: Pick<QuestionDeps, "model" | "words">,
): ReadonlyArray<Product> {
  const { catalogue = "none" } = answers;
  switch (catalogue) {
    case "none":
      return [];
    case "cafe":
      return modelGoods(shop, modelOf(answers, model));
    case "type": {
      const read = typedLines(answers).map((line) => readTypedLine(line, answers));
      return typedGoods(
        read.flatMap((line) => (line.ok ? [line.value] : [])),
        shop.shop.currency,
      );
    }
    default: {
      const read = readGoods(catalogue, shop, words.locale);
      // The file was read a moment ago: somebody has changed it since.
      if (!read.ok) throw usageFault(words.catalogue.wrong({ file: catalogue, lines: read.fault }));
      return read.value;
    }
  }
}
