/**
 * The questions on a terminal, a line each, so that a bare console, a serial line and a screen reader
 * do. Every answer can be taken back until the last yes.
 */

import { askLine } from "../../app/system/prompt.ts";
import { type Result } from "../../domain/base/result.ts";
import { interruptedFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import {
  type AnswerId,
  type Answers,
  countryNameOf,
  countryOf,
  typedLines,
  wordsOf,
} from "./answers.ts";
import { type Question, type QuestionDeps, questionsFor } from "./questions.ts";
import { type FirstStartWords, isAnswer, choiceOf } from "./words.ts";

/** The needs of the questions, whose words follow the answers. */
export interface AskDeps extends QuestionDeps {
  /** Sentences, to be broken as the terminal is wide. */
  readonly say: (text: string) => void;
  /** Prints a test paper; says in a sentence where it is, or why it is not. */
  readonly tryPrinter: (answers: Answers) => Promise<Result<string, string>>;
  readonly findPrinters: PrinterDeps["findPrinters"];
  readonly isDriven: PrinterDeps["isDriven"];
}

/** The reply that goes one question back. */
export const BACK = Symbol("back");
type Reply = string | typeof BACK;

/** The answers that the country decides: another country makes them void. */
const OF_COUNTRY = new Set<AnswerId>([
  "language",
  "currency",
  "zone",
  "prices",
  "tax",
  "key-layout",
]);

/** Throws CommandFault on Ctrl-C. */
export async function askShop(asking: AskDeps): Promise<Answers> {
  for (const line of asking.words.intro) asking.say(line);
  let answers: Answers = {};
  let remembered: Answers = {};
  for (;;) {
    // A person who goes back before the language keeps the chosen one.
    const { language = remembered.language } = answers;
    const words = language === undefined ? asking.words : wordsOf({ language });
    const deps = { ...asking, words };
    const questions = questionsFor(answers, deps);
    const at = questions.findIndex(({ id }) => answers[id] === undefined);
    const question = questions[at];
    const reply =
      question === undefined
        ? await confirm(questions, answers, deps)
        : await askOne(question, { answers, questions, usual: remembered[question.id] }, deps);
    if (reply === BACK) {
      answers = withoutLast(answers, questions, deps);
    } else if (question === undefined) {
      return answers;
    } else {
      if (question.id === "country" && reply !== remembered.country) {
        remembered = without(remembered, OF_COUNTRY);
      }
      // The usual taxes have other names in another language.
      if (question.id === "language" && reply !== remembered.language) {
        remembered = without(remembered, new Set(["tax"]));
      }
      answers = { ...answers, [question.id]: reply };
      // A PIN is never shown again, not even as the answer of Enter.
      if (question.how !== "secret") remembered = { ...remembered, [question.id]: reply };
    }
  }
}

interface QuestionContext {
  readonly answers: Answers;
  readonly questions: ReadonlyArray<Question>;
  /** The answer from before somebody went back. */
  readonly usual: string | undefined;
}

async function askOne(question: Question, place: QuestionContext, deps: AskDeps): Promise<Reply> {
  const { say, words } = deps;
  const number = place.questions.indexOf(question) + 1;
  say(`\n${words.place({ number, all: countOf(place, deps) })}`);
  for (const line of question.intro) say(line);
  if (question.how === "lines") return askLines(question, place, deps);
  if (question.how === "secret") return askTwice(question, deps);
  const printers = question.id === "printer" ? printerAnswers(place, deps) : undefined;
  for (;;) {
    const typed = await askText(question, inBrackets(question, place.usual), deps);
    if (typed === BACK) return BACK;
    const text = typed === "" ? (place.usual ?? question.usual) : typed;
    if (text === undefined) {
      say(words.needsAnswer);
      continue;
    }
    const meant = printers === undefined ? text : await printers.meant(text);
    if (meant === undefined) continue;
    const read = question.read(meant);
    if (!read.ok) say(read.fault);
    else if (printers === undefined || (await printers.isFine(read.value))) return read.value;
  }
}

function printerAnswers({ answers }: QuestionContext, deps: AskDeps): PrinterAnswers {
  return createPrinterAnswers({
    ...deps,
    ask: (prompt) => askLineOrLeave(prompt, true, deps.words.interrupted),
    tryPrinter: (printer) => deps.tryPrinter({ ...answers, printer }),
  });
}

/** Returns the number of questions: before a country is chosen, that of the usual one. */
function countOf({ answers, questions }: QuestionContext, deps: AskDeps): number {
  const [first] = questions;
  const { country = first?.usual } = answers;
  return country === undefined
    ? questions.length
    : questionsFor({ ...answers, country }, deps).length;
}

function inBrackets({ usual, usualShown, shown }: Question, before: string | undefined): string {
  const text = before ?? usual;
  if (text === undefined) return "";
  const said = shown?.(text) ?? text;
  return ` [${text === usual ? (usualShown ?? said) : said}]`;
}

async function askTwice(question: Question, deps: AskDeps): Promise<Reply> {
  const { say, words } = deps;
  for (;;) {
    const typed = await askText(question, "", deps);
    if (typed === BACK) return BACK;
    const read = question.read(typed);
    if (!read.ok) {
      say(read.fault);
      continue;
    }
    const again = await askText({ ...question, prompt: words.ownerPin.again }, "", deps);
    if (again === BACK) continue;
    if (again === typed) return typed;
    say(words.ownerPin.differ);
  }
}

async function askLines(question: Question, place: QuestionContext, deps: AskDeps): Promise<Reply> {
  const { say, words } = deps;
  let lines: ReadonlyArray<string> = [];
  function after(): Question {
    const answers = { ...place.answers, [question.id]: lines.join("\n") };
    return questionsFor(answers, deps).find(({ id }) => id === question.id) ?? question;
  }

  function take(line: string): void {
    const read = after().read(line);
    if (read.ok) lines = [...lines, read.value];
    else say(read.fault);
  }

  for (const line of typedLines({ products: place.usual ?? "" })) take(line);
  for (;;) {
    const typed = await askText(after(), "", deps);
    if (typed === BACK) {
      if (lines.length === 0) return BACK;
      say(words.products.takenBack({ text: lines.at(-1) ?? "" }));
      lines = lines.slice(0, -1);
    } else if (typed !== "") {
      take(typed);
    } else if (lines.length > 0) {
      return lines.join("\n");
    } else {
      say(words.products.none);
    }
  }
}

/** Answers `?` itself. */
export async function askText(
  question: Pick<Question, "prompt" | "how" | "help">,
  usual: string,
  deps: Pick<AskDeps, "say" | "words">,
): Promise<Reply> {
  for (;;) {
    const prompt = `${question.prompt}${usual}${deps.words.colon} `;
    const typed = await askLineOrLeave(prompt, question.how !== "secret", deps.words.interrupted);
    if (typed === "<") return BACK;
    if (typed !== "?") return typed;
    deps.say(question.help);
  }
}

async function confirm(
  questions: ReadonlyArray<Question>,
  answers: Answers,
  deps: AskDeps,
): Promise<Reply> {
  const { say, words } = deps;
  say(`\n${words.summary}`);
  const width = Math.max(...questions.map(({ id }) => words.labels[id].length));
  for (const question of questions) {
    say(`  ${words.labels[question.id].padEnd(width)}  ${shownAnswer(question, answers, words)}`);
  }
  for (;;) {
    const typed = await askLineOrLeave(`${words.confirm}${words.colon} `, true, words.interrupted);
    if (typed === "<") return BACK;
    if (typed === "" || isAnswer(typed, words.yes)) return "yes";
    say(words.confirmWrong);
  }
}

function shownAnswer(
  { id, how, shown }: Question,
  answers: Answers,
  words: FirstStartWords,
): string {
  if (how === "secret") return words.ownerPin.hidden;
  if (how === "lines") return typedLines(answers).join("; ");
  if (id === "country") return countryNameOf(countryOf(answers), words);
  const answer = answers[id] ?? "";
  return shown?.(answer) ?? answer;
}

function withoutLast(
  answers: Answers,
  questions: ReadonlyArray<Question>,
  { say, words }: AskDeps,
): Answers {
  const last = questions.findLast(({ id }) => answers[id] !== undefined);
  if (last !== undefined) return without(answers, new Set([last.id]));
  say(words.firstAlready);
  return answers;
}

function without(answers: Answers, ids: ReadonlySet<AnswerId>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.has(id as AnswerId)));
}

/** Asks for one line, of several; trimmed. */
export async function askLineOrLeave(
  prompt: string,
  isShown: boolean,
  interrupted: string,
): Promise<string> {
  const typed = await askLine({ prompt, isShown, isOfSeveral: true });
  if (typed === undefined) throw interruptedFault(interrupted);
  return typed.trim();
}

/* The question for a printer looks around, and tries what it is told before it believes it. */

export interface PrinterDeps {
  readonly words: FirstStartWords;
  /** Sentences, to be broken as the terminal is wide. */
  readonly say: (text: string) => void;
  /** Asks for a line of text. */
  readonly ask: (prompt: string) => Promise<string>;
  /** Finds the printers, in the form that `at` takes; it takes some seconds. */
  readonly findPrinters: () => Promise<ReadonlyArray<FoundPrinterText>>;
  /** Whether another till drives a typed printer; it takes a moment. */
  readonly isDriven: (printer: string) => Promise<boolean>;
  /** Prints a test paper; says in a sentence where it is, or why it is not. */
  readonly tryPrinter: (printer: string) => Promise<Result<string, string>>;
}

interface FoundPrinterText {
  /** The printer in the form in which it is typed. */
  readonly at: string;
  /** The printer's own name; empty where it has none. */
  readonly name: string;
  /** A till around says that it prints on it. */
  readonly isDriven: boolean;
}

interface PrinterAnswers {
  /** A number stands for a printer that was found; undefined when the question is to be put again. */
  readonly meant: (text: string) => Promise<string | undefined>;
  readonly isFine: (printer: string) => Promise<boolean>;
}

/** Only printers that a person names print anything: a search sends nothing. */
export function createPrinterAnswers(deps: PrinterDeps): PrinterAnswers {
  const { say, words } = deps;
  let found: ReadonlyArray<FoundPrinterText> = [];

  /** `usual`: what Enter alone says. Who wants to go back takes no printer. */
  async function isYes(question: string, usual: boolean): Promise<boolean> {
    for (;;) {
      const typed = (await deps.ask(`${question}${words.colon} `)).trim();
      if (typed === "") return usual;
      if (isAnswer(typed, words.yes)) return true;
      if (typed === "<" || isAnswer(typed, words.no)) return false;
      say(words.yesOrNo);
    }
  }

  return {
    meant: async (text) => {
      if (choiceOf(text, words) !== "find") return found[Number(text) - 1]?.at ?? text;
      say(words.printer.looking);
      found = await deps.findPrinters();
      if (found.length === 0) say(words.printer.noneFound);
      for (const [at, printer] of found.entries()) {
        const name = oneLine(printer.name);
        const foundText = words.printer.found({ number: at + 1, at: printer.at, name }).trimEnd();
        say(printer.isDriven ? `${foundText}  (${words.printer.isTaken})` : foundText);
      }
      return undefined;
    },
    isFine: async (printer) => {
      if (printer === "none") return true;
      const known = found.find(({ at }) => at === printer);
      if (known?.isDriven ?? (await deps.isDriven(printer))) {
        // The papers of two shops on one roll are nobody's wish, unless they say so.
        if (!(await isYes(words.printer.shareIt, false))) {
          say(words.printer.notOut);
          return false;
        }
      }
      const tried = await deps.tryPrinter(printer);
      say(tried.ok ? tried.value : tried.fault);
      if (!tried.ok) return false;
      const isOut = await isYes(words.printer.cameOut, true);
      if (!isOut) say(words.printer.notOut);
      return isOut;
    },
  };
}
