/** One question in a talk, and its answer; undefined when there is none in time. */

import { type Reply } from "./replies.ts";
import { type Said, type Talk } from "./talk.ts";

const ANSWER_MS = 1500;

export function* askFor<Answer>(
  question: Uint8Array,
  toAnswer: (reply: Reply) => Answer | undefined,
): Talk<Answer | undefined> {
  let waitedMs = 0;
  let said: Said = { bytes: question };
  while (waitedMs < ANSWER_MS) {
    const heard = yield said;
    if (heard.type === "passed") waitedMs += heard.ms;
    const answer = heard.type === "reply" ? toAnswer(heard.reply) : undefined;
    if (answer !== undefined) return answer;
    said = {};
  }
  return undefined;
}

export function* askText(question: Uint8Array): Talk<string | undefined> {
  return yield* askFor(question, (reply) => (reply.type === "text" ? reply.text : undefined));
}
