/** `till catalog import` of another till's file: what was understood of it, what it can't say, and what comes in. */

import { parseSheet, sheetToCsv } from "../../app/catalogue/catalogue-file.ts";
import {
  importForeign,
  prepareForeign,
  type PreparedForeign,
} from "../../app/catalogue/import-foreign.ts";
import {
  type ForeignFile,
  type ForeignFileFault,
  readForeignFile,
} from "../../app/imports/foreign-file.ts";
import { writeAtomically } from "../../app/system/write-atomically.ts";
import { type Till } from "../../app/till/till.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { err } from "../../domain/base/result.ts";
import { type DecimalSign } from "../../domain/imports/foreign-cells.ts";
import {
  type Doubt,
  type ForeignCatalogue,
  type ForeignSystem,
  SYSTEMS,
} from "../../domain/imports/foreign-goods.ts";
import {
  type ImportAnswers,
  type ImportQuestion,
  NO_TAX_WORD,
  PRICES_HOLD,
} from "../../domain/imports/foreign-plan.ts";
import { type ForeignFault, isForeign, readForeign } from "../../domain/imports/read-foreign.ts";
import { type SheetRow } from "../../domain/office/goods-sheet.ts";
import { localMoney } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { foreignFileWords } from "../../words/made/foreignFile/all.ts";
import { type ForeignFileWords } from "../../words/made/foreignFile/words.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { NO_IMPORT, summaryLines, toImportJson, warningLine } from "../import-words.ts";
import { oneLine, quoted } from "../one-line.ts";
import { fileFault as outFault, outFile } from "../out-file.ts";
import { type Sentence } from "../sentence.ts";
import { sentencesOf } from "../sentences-of.ts";
import { CATALOGUE_MOVED, importSheet, takeBytes, takeSheet } from "../sheet-io.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions, type StaffOptions, storeDir, whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(foreignFileWords);

export interface ForeignOptions extends JsonOptions, StaffOptions {
  readonly dryRun?: boolean;
  readonly from?: string;
  readonly answer?: ReadonlyArray<string>;
  readonly doubts?: string;
}

/** How the systems call themselves. */
const NAMES: Readonly<Record<ForeignSystem, string>> = {
  square: "Square",
  shopify: "Shopify",
  loyverse: "Loyverse",
  odoo: "Odoo",
  woocommerce: "WooCommerce",
  "lightspeed-x": "Lightspeed X-Series",
  "lightspeed-r": "Lightspeed R-Series",
  clover: "Clover",
  toast: "Toast",
  sumup: "SumUp",
};

/** The most doubts and questions on a screen. */
const LINES_MAX = 20;

interface Foreign {
  readonly type: "foreign";
  readonly name: string;
  readonly file: ForeignFile;
  readonly from: ForeignSystem | undefined;
  readonly answers: Answers;
}

/** Returns another till's file, or the rows of a sheet as the shop itself writes it. */
export function takeCatalogue(
  name: string,
  { from: asked, answer = [] }: ForeignOptions,
): Foreign | { readonly type: "own"; readonly rows: ReadonlyArray<SheetRow> } {
  const from = asked === undefined ? undefined : systemNamed(asked);
  const answers = readAnswers(answer);
  const bytes = takeBytes(name);
  const file = readForeignFile(bytes);
  if (file.ok && (from !== undefined || isForeign(file.value.tables))) {
    return { type: "foreign", name, file: file.value, from, answers };
  }
  const own = parseSheet(bytes);
  if (own.ok) return { type: "own", rows: own.value };
  if (!file.ok && file.fault.type !== "open-quote") throw fileFault(name, file.fault);
  // A workbook with the shop's own heads; of any other file its own reader says what is wrong.
  const [table] = file.ok && file.value.isWorkbook ? file.value.tables : [];
  if (table === undefined) return { type: "own", rows: takeSheet(name) };
  const rows = table.rows.map(({ no, cells }) => ({ line: no, cells }));
  return { type: "own", rows: [{ line: 1, cells: table.heads }, ...rows] };
}

function systemNamed(text: string): ForeignSystem {
  const found = SYSTEMS.find((system) => system === text.toLowerCase());
  if (found !== undefined) return found;
  throw usageFault(said((words) => words.wrongSystem({ text: quoted(text), systems: SYSTEMS })));
}

interface Answers extends ImportAnswers {
  readonly sign: DecimalSign | undefined;
}

const SIGNS: Readonly<Record<string, DecimalSign>> = { point: ".", comma: "," };

function readAnswers(texts: ReadonlyArray<string>): Answers {
  const taxes = new Map<string, string>();
  const found: { -readonly [Name in Exclude<keyof Answers, "taxes">]: Answers[Name] } = {
    prices: undefined,
    category: undefined,
    sign: undefined,
  };
  for (const text of texts) {
    const at = text.lastIndexOf("=");
    const [word, value] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
    const prices = PRICES_HOLD.find((one) => one === value);
    const sign = SIGNS[value];
    if (word.startsWith("tax:") && value !== "") taxes.set(word.slice(4), value);
    else if (word === "prices" && prices !== undefined) found.prices = prices;
    else if (word === "sums" && sign !== undefined) found.sign = sign;
    else if (word === "category" && value !== "") found.category = value;
    else throw usageFault(said((words) => words.wrongAnswer({ text: quoted(text) })));
  }
  return { taxes, ...found };
}

function fileFault(file: string, fault: ForeignFileFault): CommandFault {
  return usageFault(said(({ faults }) => `${file} ${faultText(faults, fault)}.`));
}

function faultText(faults: ForeignFileWords["faults"], fault: ForeignFileFault): string {
  if (fault.type === "unpacks-to-too-much") return faults[fault.type]({ max: fault.max });
  return faults[fault.type];
}

export function importForeignFile(
  { name, file, from, answers }: Foreign,
  options: ForeignOptions,
  console: Console,
): Promise<ExitCode> {
  const out = outFile(options.doubts, "--doubts", storeDir(options, console));
  return withTill(options, console, async (open) => {
    const { till } = open;
    const read = readForeign(file.tables, {
      currency: till.currency,
      today: till.days().now,
      sign: answers.sign,
      from,
    });
    if (!read.ok) throw readingFault(name, from, read.fault);
    const foreign = read.value;
    if (out !== undefined) await putDoubts(foreign, out, console);
    const isJson = options.json === true;
    if (!isJson) tellUnderstood(foreign, file, console);
    return importSheet(
      {
        till,
        file: name,
        what: "product",
        moved: CATALOGUE_MOVED,
        prepare: () => {
          const prepared = prepareForeign(till, { foreign, answers });
          if (prepared.ok) return prepared;
          if (prepared.fault.type === "sheet/wrong") return err(prepared.fault);
          throw openFault(prepared.fault.questions, { till, foreign, options, console });
        },
        unwritten: (done) => ({ done, isNothing: done.events.length === 0 }),
        actor: () => whoActs(till, options, console),
        write: (prepared, actor, onProgress) => {
          const done = importForeign(open, actor, { foreign, answers, prepared, onProgress });
          if (done.ok) return done;
          if (done.fault.type === "import/open") throw usageFault(CATALOGUE_MOVED);
          return err(done.fault);
        },
        nothing: { ...NO_IMPORT, ...foreignJson(foreign, []) },
        json: (done) => ({ ...toImportJson(done), ...foreignJson(foreign, done.plan.doubts) }),
        lines: (done, how) => {
          for (const warning of done.warnings) console.say(warningLine(warning));
          return [...madeLines(done, foreign), ...summaryLines(done.changes, how)];
        },
      },
      options,
      console,
    );
  });
}

function readingFault(
  file: string,
  from: ForeignSystem | undefined,
  fault: ForeignFault,
): CommandFault {
  switch (fault.type) {
    case "unknown":
      return usageFault(
        said((words) => words.notOfSystem({ file, system: from === undefined ? "" : NAMES[from] })),
      );
    case "several":
      return usageFault(said(({ ask }) => ask.system({ systems: fault.systems })));
    case "sums-unclear":
      return usageFault(said(({ ask }) => ask.sums({ example: fault.example })));
    default:
      return assertNever(fault, "why a file is not understood");
  }
}

/** Says whose file it is, what is doubtful of it, and what nothing is read of. */
function tellUnderstood(foreign: ForeignCatalogue, file: ForeignFile, console: Console): void {
  const { system, rowCount: rows, goods, doubts, unread } = foreign;
  const facts = { system: NAMES[system], rows, goods: goods.length, doubts: doubts.length };
  console.out(said((words) => words.understood(facts)));
  if (file.isTakenForWindows) console.say(said((words) => words.windows));
  for (const doubt of doubts.slice(0, LINES_MAX)) console.say(doubtLine(doubt));
  const count = doubts.length - LINES_MAX;
  if (count > 0) console.say(said((words) => words.moreDoubts({ count })));
  if (unread.length > 0) console.say(said((words) => oneLine(words.unread({ columns: unread }))));
}

function doubtLine({ row, column, why, isMade }: Doubt): Sentence {
  return said((words) =>
    oneLine(words.doubt({ row, column, why: whyText(words, why), made: isMade ? "yes" : "no" })),
  );
}

/** Each reason has the facts that its words name. */
type SayWhy = (facts: Readonly<Record<string, unknown>>) => string;

function whyText({ why: words }: ForeignFileWords, { type, ...facts }: Doubt["why"]): string {
  const word = words[type];
  return typeof word === "string" ? word : (word as SayWhy)(facts);
}

function madeLines(
  { plan: { categories, groups, doubts } }: PreparedForeign,
  { goods }: ForeignCatalogue,
): ReadonlyArray<Sentence> {
  const empty = groups.filter(({ options }) => options.length === 0).map(({ name }) => name);
  const counts = {
    stock: goods.filter(({ stock }) => stock.length > 0).length,
    costs: goods.filter(({ cost }) => cost !== undefined).length,
    recipes: goods.filter(({ recipe }) => recipe.length > 0).length,
  };
  const isLeftOut = counts.stock + counts.costs + counts.recipes > 0;
  return [
    ...doubts.map(doubtLine),
    ...named(categories, (names) => said((words) => oneLine(words.newCategories({ names })))),
    ...named(groups, (names) => said((words) => oneLine(words.newGroups({ names })))),
    ...(empty.length === 0 ? [] : [said((words) => oneLine(words.emptyGroups({ names: empty })))]),
    ...(isLeftOut ? [said((words) => words.leftOut(counts))] : []),
  ];
}

function named(
  entries: ReadonlyArray<{ readonly name: string }>,
  say: (names: ReadonlyArray<string>) => Sentence,
): ReadonlyArray<Sentence> {
  return entries.length === 0 ? [] : [say(entries.map(({ name }) => name))];
}

interface Asking {
  readonly till: Till;
  readonly foreign: ForeignCatalogue;
  readonly options: ForeignOptions;
  readonly console: Console;
}

/** Says each open question with the option that answers it. */
function openFault(
  questions: ReadonlyArray<ImportQuestion>,
  { till, foreign, options, console }: Asking,
): CommandFault {
  const { dryRun = false, json = false } = options;
  if (json) {
    const outcome = { dryRun, written: false, ...NO_IMPORT, ...foreignJson(foreign, []) };
    console.json({ ...outcome, questions, problems: [] });
  } else for (const question of questions) console.out(questionLine(question, till, console));
  return usageFault(said((words) => words.open({ count: questions.length })));
}

function questionLine(question: ImportQuestion, till: Till, console: Console): Sentence {
  return said(({ ask }) => oneLine(questionText(ask, question, { till, console })));
}

function questionText(
  ask: ForeignFileWords["ask"],
  question: ImportQuestion,
  { till, console }: Pick<Asking, "till" | "console">,
): string {
  switch (question.type) {
    case "tax": {
      const { word, classes } = question;
      return word === NO_TAX_WORD ? ask.untaxed({ classes }) : ask.tax({ word, classes });
    }
    case "prices": {
      const { currency, locale } = speechIn(console, till);
      const [written = "", withTax = ""] = [question.written, question.withTax].map((amount) =>
        localMoney(amount, currency, locale),
      );
      return ask.prices({ written, withTax });
    }
    case "category": {
      const { count, categories } = question;
      return categories.length === 0
        ? ask.noCategory({ count })
        : ask.category({ count, categories });
    }
    default:
      return assertNever(question, "what a file can't say");
  }
}

function foreignJson(
  { system, rowCount, goods, taxes, passed, unread, doubts }: ForeignCatalogue,
  more: ReadonlyArray<Doubt>,
): object {
  return {
    system,
    rows: rowCount,
    goods: goods.length,
    taxes,
    doubts: [...doubts, ...more].map(doubtJson),
    passed,
    unread,
    questions: [],
  };
}

function doubtJson({ row, column, why, isMade }: Doubt): object {
  return Object.assign({ row, column }, why, { made: isMade });
}

/** The doubtful rows as they stand in the file, with what is doubtful behind them: mended they may be brought again. */
async function putDoubts(
  { doubts, table }: ForeignCatalogue,
  out: string,
  console: Console,
): Promise<void> {
  const words = wordsIn(foreignFileWords, console.locale());
  const byRow = Map.groupBy(doubts, ({ row }) => row);
  const rows = table.rows.flatMap(({ no, cells }) => {
    const own = byRow.get(no);
    if (own === undefined) return [];
    const why = own.map((doubt) => `${doubt.column}: ${whyText(words, doubt.why)}`).join("; ");
    return [[...table.heads.map((_, place) => cells[place] ?? ""), why]];
  });
  const text = sheetToCsv([[...table.heads, "doubt"], ...rows]);
  const written = await writeAtomically(out, (write) => write(text));
  if (!written.ok) throw outFault(written.fault);
  console.say(said((all) => all.doubtsIn({ count: doubts.length, file: out })));
}
