/** `till ledger quarantine list|admit|retire`: money in question, and what a person makes of it. */

import {
  listQuestions,
  type Question,
  questionSentence,
  settleQuestion,
} from "../../app/attention/questions.ts";
import { counted } from "../../app/counted.ts";
import { type Till } from "../../app/till.ts";
import { formatMoney } from "../../domain/money/currency.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export interface SettleOptions extends JsonOptions, StaffOptions {
  readonly reason: string;
}

export function listQuarantine(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const questions = listQuestions(till);
    if (options.json === true) {
      console.json({ currency: till.currency.code, questions: questions.map(toJson) });
    } else if (questions.length === 0) console.say("No money is in question.");
    else
      for (const line of questions.flatMap((question) => toText(question, till))) console.out(line);
    return EXIT.fine;
  });
}

export function settleQuarantine(
  way: "admit" | "retire",
  id: string,
  { options, console }: { readonly options: SettleOptions; readonly console: Console },
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const kind = way === "admit" ? "chain/admitted" : "chain/retired";
    const done = settleQuestion(till, actor, { id, kind, reason: options.reason });
    if (!done.ok) throw refusalFault(done.fault, till);
    if (options.json === true) console.json({ ...toJson(done.value), settled: kind });
    else {
      const said = way === "admit" ? "Admitted" : "Retired";
      console.out(`${said}: ${extent(done.value, till)}.`);
    }
    return EXIT.fine;
  });
}

function toJson({ id, till, origin, fromSeq, toSeq, reason, receipts, total }: Question) {
  return {
    id,
    till,
    origin,
    fromSeq,
    toSeq,
    reason,
    receipts: receipts.map(({ number }) => number),
    total,
  };
}

function toText(question: Question, till: Till): ReadonlyArray<string> {
  const { id, till: name, receipts } = question;
  const numbers = receipts.map(({ number }) => number);
  const shown =
    numbers.length > 2 ? `${numbers[0] ?? ""} … ${numbers.at(-1) ?? ""}` : numbers.join(", ");
  return [
    `${id}  ${name}: ${extent(question, till)}${shown === "" ? "" : `, ${shown}`}`,
    `          ${questionSentence(question)}`,
  ];
}

function extent({ fromSeq, toSeq, receipts, total }: Question, { currency }: Till): string {
  const money = `${formatMoney(total, currency)} ${currency.code}`;
  return `events ${fromSeq} to ${toSeq}, ${counted(receipts.length, "sale")}, ${money}`;
}
