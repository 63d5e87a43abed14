/**
 * How a command answers: the till is opened, something is done there, its papers come out, and the result is one
 * document of JSON or lines for people.
 */

import { type OpenTill } from "../app/open-till.ts";
import { type Speech } from "../app/speech.ts";
import { type Actor, type Till } from "../app/till/till.ts";
import { type Result } from "../domain/base/result.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type Console } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { sayHeld, settleOwn } from "./printer-named.ts";
import { valueOf } from "./refusal-fault.ts";
import { type Sentence } from "./sentence.ts";
import { speechIn } from "./speech-in.ts";
import { type ApproverOptions, withApproval } from "./with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "./with-till.ts";

export interface AnswerOptions extends JsonOptions, StaffOptions, ApproverOptions {
  /** Writes nothing, as `withTill` has it. */
  readonly onlyLooks?: boolean;
}

type Work<Value, Fault> = (by: Actor) => Result<Value, Fault>;

/** An open till, and how something is asked of it and done there. */
export interface At {
  readonly open: OpenTill;
  readonly till: Till;
  /** Returns how money and days are written: asked for after `who`, since a person may have a language. */
  readonly speech: () => Speech;
  /** Returns who acts, who is asked once. */
  readonly who: () => Promise<Actor>;
  /** Returns the value of what was asked; throws the fault of what is refused. */
  readonly need: <Value>(asked: Result<Value, Refusal>) => Value;
  /** Tries it, with an approver's word where it needs one. */
  readonly attempt: <Value, Fault = Refusal>(
    work: Work<Value, Refusal | Fault>,
  ) => Promise<Result<Value, Refusal | Fault>>;
  /** Does it so; throws the fault of what is refused. */
  readonly perform: <Value>(work: Work<Value, Refusal>) => Promise<Value>;
}

/** The result of a command. Only what is printed is made, once papers are out. */
export interface Answer {
  readonly json: () => object;
  readonly lines: () => ReadonlyArray<Sentence>;
  /** The lines are sentences, which a terminal breaks between words. */
  readonly isProse?: true;
  /** What people hear beside the lines, such as that a list is empty; JSON says it by itself. */
  readonly talk?: () => ReadonlyArray<Sentence>;
  /** What is said after the result, beside JSON too. */
  readonly notes?: () => ReadonlyArray<Sentence>;
  /** The table that was asked for in the place of either. */
  readonly csv?: string | undefined;
  /** Its own papers are printed first; `told`: people hear which of them wait. */
  readonly papers?: "printed" | "told";
  /** What was asked for and is not done, said last: the command ends with 1 then. */
  readonly notDone?: ReadonlyArray<Sentence> | undefined;
  /** Fine unless given. */
  readonly code?: ExitCode | undefined;
}

/** Opens the till, does the work there, prints what it answers, and returns the exit code. */
export function answer(
  options: AnswerOptions,
  console: Console,
  work: (at: At) => Answer | Promise<Answer>,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const answered = await work(atTill(open, options, console));
    await printAnswer(open, console, { isJson: options.json === true, answered });
    const { notDone = [], code = EXIT.fine } = answered;
    for (const sentence of notDone) console.say(sentence);
    return notDone.length === 0 ? code : EXIT.foundWrong;
  });
}

function atTill(open: OpenTill, options: AnswerOptions, console: Console): At {
  const { till } = open;
  let acting: Promise<Actor> | undefined;

  function who(): Promise<Actor> {
    return (acting ??= whoActs(till, options, console));
  }

  async function attempt<Value, Fault>(
    work: Work<Value, Refusal | Fault>,
  ): Promise<Result<Value, Refusal | Fault>> {
    return withApproval({ till, actor: await who(), console }, options, work);
  }

  return {
    open,
    till,
    speech: () => speechIn(console, till),
    who,
    need: (asked) => valueOf(asked, till),
    attempt,
    perform: async (work) => valueOf(await attempt(work), till),
  };
}

async function printAnswer(
  open: OpenTill,
  console: Console,
  { isJson, answered }: { readonly isJson: boolean; readonly answered: Answer },
): Promise<void> {
  const { papers, notes } = answered;
  const settled =
    papers === undefined ? undefined : await settleOwn(open, console, { waits: "papersWait" });
  if (answered.csv !== undefined) await console.write(answered.csv);
  else if (isJson) console.json(answered.json());
  else printLines(console, answered);
  for (const note of notes?.() ?? []) console.say(note);
  if (papers === "told" && settled !== undefined) await sayHeld(open, console, settled);
}

function printLines(console: Console, { lines, isProse, talk }: Answer): void {
  const print = isProse === true ? console.words : console.out;
  for (const sentence of talk?.() ?? []) console.say(sentence);
  for (const line of lines()) print(line);
}
