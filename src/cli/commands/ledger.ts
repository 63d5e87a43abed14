/** `till ledger quarantine list|admit|retire|purge`: money in question, and what a person makes of it. */

import { extentText, questionsToText } from "../../app/attention/attention-text.ts";
import {
  listQuestions,
  purgeDevice,
  type Question,
  settleQuestion,
} from "../../app/attention/questions.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { attentionListWords } from "../../words/made/attentionList/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { valueOf } from "../refusal-fault.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export interface SettleOptions extends JsonOptions, StaffOptions {
  readonly reason: string;
}

export function listQuarantine(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const questions = listQuestions(till);
    if (options.json === true) {
      console.json({ currency: till.currency.code, questions: questions.map(toJson) });
      return EXIT.fine;
    }
    const speech = speechIn(console, till);
    const { noQuestion } = wordsIn(attentionListWords, speech.locale);
    if (questions.length === 0) console.say(noQuestion);
    for (const line of questionsToText(questions, speech)) console.out(line);
    return EXIT.fine;
  });
}

export function settleQuarantine(
  [way, id]: readonly ["admit" | "retire", string],
  options: SettleOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const kind = way === "admit" ? "chain/admitted" : "chain/retired";
    const settled = valueOf(
      settleQuestion(till, actor, { id, kind, reason: options.reason }),
      till,
    );
    if (options.json === true) console.json({ ...toJson(settled), settled: kind });
    else {
      const speech = speechIn(console, till);
      const { admitted, retired } = wordsIn(attentionListWords, speech.locale);
      const say = way === "admit" ? admitted : retired;
      console.out(say({ extent: extentText(settled, speech) }));
    }
    return EXIT.fine;
  });
}

export function purgeQuarantine(
  text: string,
  options: SettleOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const purge = purgeDevice(till, actor, { text, reason: options.reason });
    const { name, newcomers } = valueOf(purge, till);
    if (options.json === true) {
      const inviteAnew = newcomers.map((one) => ({ fingerprint: one.device, name: one.name }));
      console.json({ till: name, settled: "chain/purged", inviteAnew });
      return EXIT.fine;
    }
    const { purged, purgedToo } = wordsIn(attentionListWords, speechIn(console, till).locale);
    console.out(purged({ name }));
    for (const newcomer of newcomers) console.out(purgedToo({ name: newcomer.name }));
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
