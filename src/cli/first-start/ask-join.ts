/**
 * One more till of a shop that has others, by three questions: in which language, what it is called, and
 * the code of the invitation. A code that leads nowhere is asked for again, and what was typed stays.
 */

import { existsSync, rmdirSync } from "node:fs";

import { depsToFound } from "../../app/backup/store-keys.ts";
import { type JoinProblem } from "../../app/founding/join-problem.ts";
import {
  joinTheShop,
  type JoinWish,
  readInvite,
  readDialAddress,
  tellMistyped,
} from "../../app/founding/join-shop.ts";
import { addressSpans } from "../../app/mesh/mesh-search.ts";
import { systemZone } from "../../app/system/calendar.ts";
import { onProcessEnd } from "../../app/system/process.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Console } from "../console.ts";
import { DEVICE_NAME_MAX } from "../device-name.ts";
import { interruptedFault } from "../fault.ts";
import { hearShop, problemSentence, withCount } from "../join-talk.ts";
import { chosenForNew } from "../key-choice.ts";
import { storeFault } from "../store-fault.ts";
import { unlock } from "../unlock.ts";
import { type StoreOptions } from "../with-till.ts";
import { wordsOf } from "./answers.ts";
import { askLineOrLeave, askText, BACK } from "./ask-shop.ts";
import { codeFaultSentence } from "./code-fault.ts";
import { askLanguage, type Question, usualCountry } from "./questions.ts";
import { boxLanguage, wordsIn } from "./real-shop.ts";
import { type FirstStartWords } from "./words.ts";

/** The answers as they were typed. */
interface Typed {
  readonly language?: string;
  readonly name?: string;
  readonly code?: string;
  readonly place?: string;
}

type Step = keyof Typed;
type JoinQuestion = Pick<Question, "intro" | "prompt" | "help" | "usual" | "read"> & {
  /** The answer of Enter, in the brackets. */
  readonly usualShown?: string;
};

interface Attempt {
  readonly dir: string;
  readonly typed: Typed;
  readonly words: FirstStartWords;
  readonly deps: Parameters<typeof joinTheShop>[1];
}

const BEFORE: Readonly<Record<Step, Step | undefined>> = {
  language: undefined,
  name: "language",
  code: "name",
  place: "code",
};
const QUESTIONS = 3;
const NUMBERS: Readonly<Record<Step, number>> = { language: 1, name: 2, code: 3, place: 3 };
/** Typed where one is asked for: each of the box's networks is asked. */
const EVERY_ADDRESS = "*";

/**
 * Asks and joins. Returns undefined when the person goes back, and throws CommandFault when they
 * leave; nothing is left then.
 */
export async function askToJoin(
  dir: string,
  options: StoreOptions,
  console: Console,
): Promise<FirstStartWords | undefined> {
  const wasThere = existsSync(dir);
  try {
    const words = await askAndJoin(dir, options, console);
    if (words === undefined) return undefined;
    await hearAll(dir, { words, options }, console);
    return words;
  } finally {
    if (!wasThere) removeEmpty(dir);
  }
}

/** A box that went off while it heard its shop waits on, when its register is opened. */
export async function hearOn(dir: string, options: StoreOptions, console: Console): Promise<void> {
  await hearAll(dir, { words: wordsIn(boxLanguage()), options }, console);
}

/** The box sells once it has all that the shop had said, or once a person who was told so goes on before. */
async function hearAll(
  dir: string,
  { words, options }: { readonly words: FirstStartWords; readonly options: StoreOptions },
  console: Console,
): Promise<void> {
  const deps = await unlock(dir, options, console);
  const hearing = { words, progress: console.progress(), waits: true };
  const { fetched, far } = await hearShop(dir, hearing, deps);
  if (fetched !== "behind") return;
  console.words(words.joining.goesOnBehind({ far }));
  await askLineOrLeave(`${words.enterOpens} `, true, words.joining.interrupted);
}

async function askAndJoin(
  dir: string,
  options: StoreOptions,
  console: Console,
): Promise<FirstStartWords | undefined> {
  const deps = depsToFound(await chosenForNew(options, console), console.environment);
  let typed: Typed = {};
  let step: Step = "language";
  let asked: Step | undefined;
  for (const line of wordsHere(typed).joining.intro) console.words(line);
  for (;;) {
    const words = wordsHere(typed);
    const question = questionOf(step, typed, words);
    // The introduction is printed once: a person who is asked again has read it.
    if (step !== asked) {
      console.words(`\n${words.place({ number: NUMBERS[step], all: QUESTIONS })}`);
      for (const line of question.intro) console.words(line);
    }
    asked = step;
    const reply = await askStep(question, words, console);
    if (reply === BACK) {
      const earlier: Step | undefined = BEFORE[step];
      if (earlier === undefined) return undefined;
      typed = step === "place" ? { ...typed, place: "" } : typed;
      step = earlier;
      continue;
    }
    const previous: Typed = typed;
    typed = { ...typed, [step]: reply };
    if (step === "language" || step === "name") {
      step = step === "language" ? "name" : "code";
      continue;
    }
    const tried = await tryToJoin({ dir, typed, words, deps }, console);
    if (tried.ok) {
      console.words(tried.value);
      return words;
    }
    console.words(tried.fault.sentence);
    const isAgain: boolean = step === "code" && previous.code === typed.code;
    step = tried.fault.isPlace || isAgain ? "place" : "code";
  }
}

async function askStep(
  question: JoinQuestion,
  words: FirstStartWords,
  console: Console,
): Promise<string | typeof BACK> {
  const deps = { say: console.words, words: { ...words, interrupted: words.joining.interrupted } };
  for (;;) {
    const { usual, usualShown = usual } = question;
    const brackets = usualShown === undefined ? "" : ` [${usualShown}]`;
    const text = await askText({ ...question, how: "line" }, brackets, deps);
    if (text === BACK) return BACK;
    const answer = text === "" ? usual : text;
    const read = answer === undefined ? err(words.needsAnswer) : question.read(answer);
    if (read.ok) return read.value;
    console.words(read.fault);
  }
}

function questionOf(step: Step, typed: Typed, words: FirstStartWords): JoinQuestion {
  const { name, code, place } = words.joining;
  const { place: at = "" } = typed;
  switch (step) {
    case "language": {
      const country = usualCountry(systemZone());
      const question = askLanguage(country === undefined ? {} : { country }, {
        words,
        box: boxLanguage(),
      });
      return { ...question, usual: typed.language ?? question.usual };
    }
    case "name":
      return { ...name, intro: [], usual: typed.name ?? name.usual, read: readName(words) };
    case "code":
      return { ...code, usual: typed.code, read: ok };
    case "place":
      return {
        ...place,
        intro: [place.intro],
        usual: at,
        usualShown: at === "" ? place.none : at,
        read: (text) =>
          text === "" || text === EVERY_ADDRESS || readDialAddress(text) !== undefined
            ? ok(text)
            : err(place.wrong({ text })),
      };
    default:
      return assertNever(step, "step of joining");
  }
}

function readName({ joining }: FirstStartWords): (text: string) => Result<string, string> {
  return (text) => {
    // A scanned code is refused as a name: otherwise the till would be called by a secret code.
    if (readInvite(text).ok) return err(joining.name.isCode);
    const isName = text !== "" && text.length <= DEVICE_NAME_MAX;
    return isName ? ok(text) : err(joining.name.wrong({ max: DEVICE_NAME_MAX }));
  };
}

/** Returns the words of the chosen language; before that, of the box's. */
function wordsHere(typed: Typed): FirstStartWords {
  return typed.language === undefined ? wordsIn(boxLanguage()) : wordsOf(typed);
}

interface Failure {
  readonly sentence: string;
  /** Whether it may help to say where the other till is. */
  readonly isPlace: boolean;
}

/** Tries to join, and returns the state of this box. */
async function tryToJoin(
  { dir, typed, words, deps }: Attempt,
  console: Console,
): Promise<Result<string, Failure>> {
  const { joining } = words;
  const { name = "", code: text = "", place = "" } = typed;
  const at = readDialAddress(place);
  const code = readInvite(text);
  const progress = console.progress();
  if (!code.ok) {
    const sentence = codeFaultSentence(code.fault, words);
    if (code.fault.type !== "code/mistyped") return err({ sentence, isPlace: false });
    progress.show(joining.dials);
    const refusal = await tellMistyped(at, deps);
    progress.end();
    return err({ sentence: withCount(sentence, refusal, joining), isPlace: false });
  }
  if (at !== undefined) progress.show(joining.dials);
  const joined = await unlessLeft(words, (signal) =>
    joinTheShop(
      {
        dir,
        deviceName: name,
        code: code.value,
        ...(at === undefined ? {} : { at }),
        search: place === EVERY_ADDRESS ? addressSpans() : undefined,
        signal,
        onAsking: ({ asked, all }) => {
          progress.show(joining.asks({ asked, all }));
        },
        onLooking: (seconds) => {
          progress.show(joining.looking({ seconds }));
        },
        onProved: () => {
          progress.show(joining.proved);
        },
      },
      deps,
    ),
  ).finally(progress.end);
  if (joined.ok)
    return ok(joining.isTill({ till: `${joined.value.code} ${name}`, shop: joined.value.name }));
  const { fault } = joined;
  return err({ sentence: problemSentence(fault, words), isPlace: NOBODY.has(fault.type) });
}

const NOBODY = new Set<JoinProblem["type"]>(["deaf", "nobody-heard", "nobody-there"]);

/** Ctrl-C hangs up, and says what came of it. */
async function unlessLeft<Value>(
  { joining }: FirstStartWords,
  work: (signal: JoinWish["signal"]) => Promise<Value>,
): Promise<Value> {
  const ending = new AbortController();
  let fault: unknown;
  const release = onProcessEnd((end) => {
    if (end.type === "fault") fault = end.error;
    ending.abort();
  });
  try {
    const value = await work(ending.signal);
    if (fault !== undefined) throw storeFault(fault);
    if (ending.signal.aborted) throw interruptedFault(joining.interrupted);
    return value;
  } finally {
    release();
  }
}

function removeEmpty(dir: string): void {
  try {
    rmdirSync(dir);
  } catch {
    // The folder holds something, or was never made.
  }
}
