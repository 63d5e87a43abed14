/** One question to a printer and its answer; undefined when there is none in time. */

import { type Outgoing, type PrinterExchange } from "./printer-exchange.ts";
import { type Reply } from "./replies.ts";

const ANSWER_MS = 1500;

export function* askFor<Answer>(
  question: Uint8Array,
  toAnswer: (reply: Reply) => Answer | undefined,
): PrinterExchange<Answer | undefined> {
  let waitedMs = 0;
  let said: Outgoing = { bytes: question };
  while (waitedMs < ANSWER_MS) {
    const heard = yield said;
    if (heard.type === "passed") waitedMs += heard.ms;
    const answer = heard.type === "reply" ? toAnswer(heard.reply) : undefined;
    if (answer !== undefined) return answer;
    said = {};
  }
  return undefined;
}

export function* askText(question: Uint8Array): PrinterExchange<string | undefined> {
  return yield* askFor(question, (reply) => (reply.type === "text" ? reply.text : undefined));
}
