/** `till init`: a new shop on this box. */

import { keyCustody, keySentence } from "../../app/attention/key-custody.ts";
import { readBack, type RecoveryCheckFault } from "../../app/backup/recovery-check.ts";
import { depsToFound, type KeyChoice } from "../../app/backup/store-keys.ts";
import { loadFixture } from "../../app/catalogue/fixtures.ts";
import {
  foundShop,
  type FoundedSheet,
  type FoundingOptions,
} from "../../app/founding/found-shop.ts";
import { refuseSecondShop } from "../../app/founding/founding-folder.ts";
import { tryFolder } from "../../app/founding/try-folder.ts";
import { type SecretPaperAt } from "../../app/papers/secret-paper.ts";
import { printSheet, sheetRows, writeSheet } from "../../app/papers/sheet-paper.ts";
import { askLine, wipeScreen } from "../../app/system/prompt.ts";
import { err } from "../../domain/base/result.ts";
import { type ShopFixture } from "../../domain/founding/shop-fixture.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { askCode } from "../ask-code.ts";
import { type Console } from "../console.ts";
import { deviceNameFrom } from "../device-name.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type CommandFault, interruptedFault, usageFault } from "../fault.ts";
import { saidIn, type ShopOptions } from "../first-start/answers-from-options.ts";
import { codeFaultSentence } from "../first-start/code-fault.ts";
import {
  askForShop,
  type DescribedShop,
  legalLines,
  shopFromOptions,
  tellOfShop,
} from "../first-start/real-shop.ts";
import { type FirstStartWords, firstStartWords } from "../first-start/words.ts";
import { askPassphraseOrLeave, chosenForNew, isKeyOpen } from "../key-choice.ts";
import { outFile, fileFault } from "../out-file.ts";
import { sentencesOf } from "../sentences-of.ts";
import { passphraseSource } from "../unlock.ts";
import { type JsonOptions, storeDir } from "../with-till.ts";

const said = sentencesOf(cliBoxWords);

export interface InitOptions extends JsonOptions, ShopOptions {
  readonly fixture?: string;
  /** The till's name; the usual one in the shop's language unless given. */
  readonly device?: string;
  /** The language; the fixture's own, or the country's, unless given. */
  readonly language?: Locale;
  readonly demo?: boolean;
  readonly sheet?: string;
  readonly skipSheetCheck?: boolean;
  readonly passphrase?: boolean;
  readonly credential?: boolean | string;
}

const DEMO_FIXTURE = "cafe";

export async function init(options: InitOptions, console: Console): Promise<ExitCode> {
  if (options.language !== undefined) console.speak(options.language);
  const isReal = options.demo !== true && options.fixture === undefined;
  return isReal ? initReal(options, console) : initFixture(options, console);
}

async function initReal(options: InitOptions, console: Console): Promise<ExitCode> {
  const dir = storeDir(options, console);
  checkWords(options, dir);
  refuseSecondShop(dir);
  const isAsked = isTalk(options, console) && saidIn(options).size === 0;
  if (isAsked) tryFolder(dir);
  const described = isAsked
    ? await askForShop(dir, { asksKey: isKeyOpen(options) }, console)
    : shopFromOptions(options, console);
  await foundReal({ described, dir, options }, console);
  if (options.json !== true) console.out(described.words.goOn({ dir }));
  return EXIT.fine;
}

/** Tells of the shop too. What the hand-out of the sheet throws leaves nothing. */
export async function foundReal(
  {
    described,
    dir,
    options,
  }: { readonly described: DescribedShop; readonly dir: string; readonly options: InitOptions },
  console: Console,
): Promise<void> {
  const { shop, country, words, wantsPassphrase, takeBack } = described;
  try {
    const key = wantsPassphrase
      ? await askPassphraseOrLeave(options, console)
      : await chosenForNew(options, console);
    const { recoveryCode, isShown } = await foundBy(
      { fixture: shop, key, words },
      options,
      console,
    );
    if (options.json === true) {
      const missing = country.duty.isMissing;
      const legal = { country: country.code, missing, sentence: country.duty.sentence };
      console.json({ ...factsOf(shop, dir, options), recoveryCode, legal });
      return;
    }
    tellOfShop(described, dir, console);
    if (isShown) tellCode(recoveryCode, words, console);
    const source = passphraseSource(options, console);
    console.words(keySentence(keyCustody(dir, source), source, words.locale));
    for (const line of legalLines(described)) console.words(line);
  } catch (cause) {
    takeBack();
    throw cause;
  }
}

async function initFixture(options: InitOptions, console: Console): Promise<ExitCode> {
  const dir = storeDir(options, console);
  const other = [...saidIn(options).keys()].find((id) => id !== "language");
  if (other !== undefined)
    throw usageFault(said((words) => words.options.realShop({ option: `--${other}` })));
  const fixture = loadFixture(options.fixture ?? DEMO_FIXTURE);
  if (!fixture.ok) throw usageFault(fixture.fault.sentence);
  const { language = fixture.value.shop.language } = options;
  const parts = { ...fixture.value, shop: { ...fixture.value.shop, language } };
  const words = firstStartWords(console.locale());
  const key = await chosenForNew(options, console);
  const founding = { fixture: parts, key, words };
  const { recoveryCode, isShown } = await foundBy(founding, options, console);
  const { shop, products, staff } = parts;
  if (options.json === true) {
    console.json({ ...factsOf(parts, dir, options), recoveryCode });
    return EXIT.fine;
  }
  const facts = { name: shop.name, dir, products: products.length };
  console.out(said(({ init: texts }) => texts.isReady(facts)));
  console.out(said(({ init: texts }) => texts.people));
  for (const { number, name, role, pin } of staff) {
    console.out(
      `  ${String(number).padStart(2)}  ${name.padEnd(10)} ${role.padEnd(11)} PIN ${pin}`,
    );
  }
  if (isShown) tellCode(recoveryCode, words, console);
  const source = passphraseSource(options, console);
  console.out(keySentence(keyCustody(dir, source), source, words.locale));
  console.out(words.goOn({ dir }));
  return EXIT.fine;
}

interface Founding {
  readonly fixture: ShopFixture;
  readonly key: KeyChoice;
  readonly words: FirstStartWords;
}

/** The code is shown where nobody has read it from paper. */
async function foundBy(
  { fixture, key, words }: Founding,
  options: InitOptions,
  console: Console,
): Promise<{ readonly recoveryCode: string; readonly isShown: boolean }> {
  const dir = storeDir(options, console);
  const demo = options.demo === true;
  const { file } = checkWords(options, dir);
  const deviceName = deviceNameOf(fixture, options);
  const asks = isTalk(options, console) && options.skipSheetCheck !== true && !demo;
  const handOut = sheetHandOut({ dir, file, asks, words }, console);
  const deps = depsToFound(key, console.environment);
  const { recoveryCode } = await foundShop({ dir, fixture, deviceName, demo, handOut }, deps);
  return { recoveryCode, isShown: !demo && !asks };
}

/** Checks the options before anybody is asked anything. */
function checkWords(options: InitOptions, dir: string) {
  if (options.device !== undefined) deviceNameFrom(options.device, "--device");
  return { file: outFile(options.sheet, "--sheet", dir) };
}

function deviceNameOf({ shop }: ShopFixture, { device }: InitOptions): string {
  if (device !== undefined) return deviceNameFrom(device, "--device");
  return firstStartWords(shop.language).device;
}

function isTalk({ json }: InitOptions, { environment }: Console): boolean {
  return environment.isTerminal && json !== true;
}

function factsOf(fixture: ShopFixture, dir: string, options: InitOptions) {
  const { shop, products } = fixture;
  const { name, currency } = shop;
  const { demo = false } = options;
  return {
    store: dir,
    name,
    currency,
    demo,
    device: deviceNameOf(fixture, options),
    products: products.length,
  };
}

function tellCode(recoveryCode: string, { sheet }: FirstStartWords, console: Console): void {
  console.words(sheet.codeShown);
  console.out(`  ${recoveryCode}`);
}

interface HandOut {
  /** The store to be. */
  readonly dir: string;
  readonly file: string | undefined;
  /** Whether there is a person to read it back. */
  readonly asks: boolean;
  readonly words: FirstStartWords;
}

type FirstStartConsole = Console & { readonly firstStart: FirstStartWords };

/**
 * How a new shop's recovery sheet gets to its owner, while the code is known: on the shop's printer,
 * in a file, or from the screen by hand. Then it is read back, because a sheet that doesn't work is
 * found out too late otherwise.
 */
function sheetHandOut(
  { dir, file, asks, words: firstStart }: HandOut,
  console: Console,
): NonNullable<FoundingOptions["handOut"]> {
  return async (founded) => {
    const where = await printSheet(dir, founded);
    const talk = { ...console, firstStart };
    if (where !== undefined) console.say(placeText(where, firstStart));
    if (file !== undefined) await fileSheet(founded, file, talk);
    if (!asks) return "unread";
    const isShown = where === undefined && file === undefined;
    if (isShown) await showSheet(founded, talk);
    await askBack(founded, talk, isShown);
    return "read-back";
  };
}

function placeText({ printer, file }: SecretPaperAt, { sheet }: FirstStartWords): string {
  return file === undefined ? sheet.cameOut({ printer }) : sheet.isFile({ file });
}

async function fileSheet(
  { sheet }: FoundedSheet,
  file: string,
  { say, firstStart }: FirstStartConsole,
): Promise<void> {
  const written = await writeSheet(sheet, file);
  if (!written.ok) throw fileFault(written.fault);
  say(firstStart.sheet.written({ file }));
}

/** No printer has it: the owner's hand does. On stdout, which is the terminal. */
async function showSheet(
  { sheet }: FoundedSheet,
  { out, firstStart }: FirstStartConsole,
): Promise<void> {
  for (const line of firstStart.sheet.shown({ shop: sheet.shopName })) out(line);
  for (const row of sheetRows(sheet)) out(`    ${row}`);
  const prompt = `\n${firstStart.sheet.wipes}`;
  if ((await askLine({ prompt, isShown: true })) === undefined) throw interrupted(firstStart);
  wipeScreen();
}

/** `isShown`: nothing but the screen has shown the code, so it can be shown again. */
async function askBack(
  founded: FoundedSheet,
  talk: FirstStartConsole,
  isShown: boolean,
): Promise<void> {
  const { code } = founded;
  const { say, firstStart } = talk;
  const again = isShown ? ` ${firstStart.sheet.again}` : "";
  await askCode({
    ...(isShown ? { showAgain: () => showSheet(founded, talk) } : {}),
    words: `${firstStart.sheet.readBack}${again}\n`,
    prompt: firstStart.sheet.prompt,
    read: (typed) => {
      const read = readBack(typed, code);
      return read.ok ? read : err(faultText(read.fault, firstStart));
    },
    interrupted: () => interrupted(firstStart),
  });
  say(firstStart.sheet.isRight);
}

function faultText(fault: RecoveryCheckFault, words: FirstStartWords): string {
  return fault.type === "recovery-code/other-sheet"
    ? words.sheet.otherSheet
    : codeFaultSentence(fault, words);
}

function interrupted({ sheet }: FirstStartWords): CommandFault {
  wipeScreen();
  return interruptedFault(sheet.interrupted);
}
