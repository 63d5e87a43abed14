/**
 * The questions on a terminal, a line each, so that a bare console, a serial line and a screen reader
 * do. Every answer can be taken back until the last yes.
 */

import { askLine } from "../../app/prompt.ts";
import { type Result } from "../../domain/result.ts";
import { EXIT } from "../exit-codes.ts";
import { CommandFault } from "../fault.ts";
import { type AnswerId, type Answers, countryOf, typedLines } from "./answers.ts";
import { createPrinterAnswers, type PrinterAnswers, type PrinterDeps } from "./ask-printer.ts";
import { type Question, type QuestionDeps, questionsFor } from "./questions.ts";
import { WORDS } from "./words.ts";

export interface AskDeps extends QuestionDeps {
  /** Sentences, to be broken as the terminal is wide. */
  readonly say: (text: string) => void;
  /** Prints a test paper; says in a sentence where it is, or why it is not. */
  readonly tryPrinter: (answers: Answers) => Promise<Result<string, string>>;
  readonly findPrinters: PrinterDeps["findPrinters"];
}

/** One question back. */
const BACK = Symbol("back");
type Reply = string | typeof BACK;

/** What the country sets: another country makes these answers worth nothing. */
const OF_COUNTRY = new Set<AnswerId>([
  "language",
  "currency",
  "zone",
  "prices",
  "tax",
  "key-layout",
]);

/** Throws CommandFault on Ctrl-C. */
export async function askShop(deps: AskDeps): Promise<Answers> {
  for (const line of WORDS.intro) deps.say(line);
  let answers: Answers = {};
  let remembered: Answers = {};
  for (;;) {
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
      answers = { ...answers, [question.id]: reply };
      // Nobody sees a PIN again, not even as what Enter would take.
      if (question.how !== "secret") remembered = { ...remembered, [question.id]: reply };
    }
  }
}

interface Place {
  readonly answers: Answers;
  readonly questions: ReadonlyArray<Question>;
  /** What was answered before somebody went back. */
  readonly usual: string | undefined;
}

async function askOne(question: Question, place: Place, deps: AskDeps): Promise<Reply> {
  const { say } = deps;
  const number = place.questions.indexOf(question) + 1;
  say(`\n${WORDS.place(number, countOf(place, deps))}`);
  for (const line of question.told) say(line);
  if (question.how === "lines") return askLines(question, place, deps);
  if (question.how === "secret") return askTwice(question, deps);
  const printers = question.id === "printer" ? printerAnswers(place, deps) : undefined;
  for (;;) {
    const typed = await askText(question, inBrackets(question, place.usual), deps);
    if (typed === BACK) return BACK;
    const text = typed === "" ? (place.usual ?? question.usual) : typed;
    if (text === undefined) {
      say(WORDS.needsAnswer);
      continue;
    }
    const meant = printers === undefined ? text : await printers.meant(text);
    if (meant === undefined) continue;
    const read = question.read(meant);
    if (!read.ok) say(read.fault);
    else if (printers === undefined || (await printers.isFine(read.value))) return read.value;
  }
}

function printerAnswers({ answers }: Place, deps: AskDeps): PrinterAnswers {
  return createPrinterAnswers({
    ...deps,
    ask: (prompt) => askLineOrLeave(prompt, true),
    tryPrinter: (printer) => deps.tryPrinter({ ...answers, printer }),
  });
}

/** As many as there will be: before anybody has named the country, in the one that is usual. */
function countOf({ answers, questions }: Place, deps: AskDeps): number {
  const [first] = questions;
  const { country = first?.usual } = answers;
  return country === undefined
    ? questions.length
    : questionsFor({ ...answers, country }, deps).length;
}

function inBrackets({ usual, usualShown }: Question, before: string | undefined): string {
  const text = before ?? usual;
  if (text === undefined) return "";
  return ` [${text === usual ? (usualShown ?? text) : text}]`;
}

async function askTwice(question: Question, deps: AskDeps): Promise<Reply> {
  const { say } = deps;
  for (;;) {
    const typed = await askText(question, "", deps);
    if (typed === BACK) return BACK;
    const read = question.read(typed);
    if (!read.ok) {
      say(read.fault);
      continue;
    }
    const again = await askText({ ...question, prompt: WORDS.ownerPin.again }, "", deps);
    if (again === BACK) continue;
    if (again === typed) return typed;
    say(WORDS.ownerPin.differ);
  }
}

async function askLines(question: Question, place: Place, deps: AskDeps): Promise<Reply> {
  const { say } = deps;
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
      say(WORDS.products.takenBack(lines.at(-1) ?? ""));
      lines = lines.slice(0, -1);
    } else if (typed !== "") {
      take(typed);
    } else if (lines.length > 0) {
      return lines.join("\n");
    } else {
      say(WORDS.products.none);
    }
  }
}

/** Answers `?` itself. */
async function askText(question: Question, usual: string, deps: AskDeps): Promise<Reply> {
  for (;;) {
    const typed = await askLineOrLeave(`${question.prompt}${usual}: `, question.how !== "secret");
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
  const { say } = deps;
  say(`\n${WORDS.summary}`);
  const width = Math.max(...questions.map(({ id }) => id.length));
  for (const question of questions) {
    say(`  ${question.id.padEnd(width)}  ${shownAnswer(question, answers)}`);
  }
  for (;;) {
    const typed = await askLineOrLeave(`${WORDS.confirm}: `, true);
    if (typed === "<") return BACK;
    if (/^(?:y(?:es)?)?$/iu.test(typed)) return "yes";
    say(WORDS.confirmWrong);
  }
}

function shownAnswer({ id, how }: Question, answers: Answers): string {
  if (how === "secret") return WORDS.ownerPin.hidden;
  if (how === "lines") return typedLines(answers).join("; ");
  return id === "country" ? countryOf(answers).name : (answers[id] ?? "");
}

function withoutLast(
  answers: Answers,
  questions: ReadonlyArray<Question>,
  { say }: AskDeps,
): Answers {
  const last = questions.findLast(({ id }) => answers[id] !== undefined);
  if (last !== undefined) return without(answers, new Set([last.id]));
  say(WORDS.firstAlready);
  return answers;
}

function without(answers: Answers, ids: ReadonlySet<AnswerId>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.has(id as AnswerId)));
}

/** One line of several; trimmed. */
export async function askLineOrLeave(prompt: string, isShown: boolean): Promise<string> {
  const typed = await askLine({ prompt, isShown, isOfSeveral: true });
  if (typed === undefined) throw new CommandFault(EXIT.interrupted, WORDS.interrupted);
  return typed.trim();
}
