/** The same answers without a terminal: each question has an option, and one with a usual answer needs none. */

import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { readSecretFile } from "../ask-secret.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type AnswerId, type Answers } from "./answers.ts";
import { type Question, type QuestionDeps, questionsFor } from "./questions.ts";

const sentence = sentencesOf(cliBoxWords);

/** The options by the names of the command line's parser. */
export interface ShopOptions {
  readonly country?: string;
  readonly language?: string;
  readonly name?: string;
  readonly currency?: string;
  readonly zone?: string;
  readonly cutover?: string;
  readonly prices?: string;
  readonly tax?: string;
  readonly keyLayout?: string;
  readonly ownerName?: string;
  readonly ownerPinFile?: string;
  readonly printer?: string;
  readonly catalogue?: string;
  readonly product?: ReadonlyArray<string>;
}

/** Returns the given answers by question, as they were typed and not read yet. */
export function saidIn(options: ShopOptions): ReadonlyMap<AnswerId, ReadonlyArray<string>> {
  const { country, language, name, currency, zone, cutover, prices, tax, printer, catalogue } =
    options;
  const said = {
    country,
    language,
    name,
    currency,
    zone,
    cutover,
    prices,
    tax,
    "key-layout": options.keyLayout,
    "owner-name": options.ownerName,
    "owner-pin": options.ownerPinFile,
    // Options of their own say it, which another shop takes too.
    key: undefined,
    printer,
    catalogue,
    products: options.product,
  } satisfies Record<AnswerId, string | ReadonlyArray<string> | undefined>;
  return new Map(
    Object.entries(said).flatMap(([id, text]) =>
      text === undefined
        ? []
        : [[id as AnswerId, typeof text === "string" ? [text] : text] as const],
    ),
  );
}

/** Throws CommandFault: one sentence for what is wrong, or for all that is missing. */
export function answersFromOptions(options: ShopOptions, deps: QuestionDeps): Answers {
  const said = saidIn(options);
  const missing: string[] = [];
  const answers: Partial<Record<AnswerId, string>> = {};
  let questions = questionsFor(answers, deps);
  for (let at = 0; at < questions.length; at += 1) {
    const question = questions[at];
    if (question === undefined) break;
    const answer = answerOf(question, said.get(question.id), (soFar) => {
      const also = { ...answers, [question.id]: soFar };
      return questionsFor(also, deps).find(({ id }) => id === question.id) ?? question;
    });
    if (answer === undefined) missing.push(question.option);
    else answers[question.id] = answer;
    questions = questionsFor(answers, deps);
  }
  if (missing.length > 0) throw missingFault(known(missing));
  const asked = new Set(questions.map(({ id }) => id));
  const unused = [...said.keys()].find((id) => !asked.has(id));
  if (unused !== undefined)
    throw usageFault(sentence((words) => words.options.unused({ option: optionOf(unused) })));
  return answers;
}

/** Undefined where it must be said and is not. `current` is the question once some lines are there. */
function answerOf(
  question: Question,
  said: ReadonlyArray<string> | undefined,
  current: (soFar: string) => Question,
): string | undefined {
  if (said === undefined) return question.usual;
  let answer = "";
  for (const text of said) {
    const line = question.how === "secret" ? readSecretFile("PIN", text) : text;
    const asked = question.how === "lines" ? current(answer) : question;
    // Control characters become blanks, as on a terminal, where nobody can type a line break into a
    // name.
    const read = asked.read(line.replaceAll(/\p{Cc}+/gu, " ").trim());
    if (!read.ok) throw usageFault(`${question.option}: ${read.fault}`);
    answer = question.how === "lines" && answer !== "" ? `${answer}\n${read.value}` : read.value;
  }
  return answer;
}

/** Without a country, the questions that it leaves open are unknown. */
function known(missing: ReadonlyArray<string>): ReadonlyArray<string> {
  if (!missing.includes("--country")) return missing;
  return missing.filter((option) => !["--currency", "--tax"].includes(option));
}

function missingFault(missing: ReadonlyArray<string>): CommandFault {
  const facts = { others: missing.slice(0, -1), last: missing.at(-1) ?? "" };
  return usageFault(sentence((words) => words.options.missing(facts)));
}

/** Returns the option of a question that is not among those asked. */
function optionOf(id: AnswerId): string {
  return id === "products" ? "--product" : `--${id}`;
}
