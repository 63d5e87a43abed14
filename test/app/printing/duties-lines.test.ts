import { expect, test } from "vitest";

import {
  createAnswerReader,
  createQuestionReader,
  type DutiesQuestion,
  toLine,
} from "../../../src/app/printing/duties-lines.ts";

const QUESTIONS: ReadonlyArray<DutiesQuestion> = [
  { type: "status" },
  { type: "committed", job: 12 },
  { type: "print-now" },
  { type: "let-go" },
];

test.each([1, 2, 7, 1000])("questions come through in pieces of %i characters", (size) => {
  const text = QUESTIONS.map(toLine).join("");
  const { heard, garbage, take } = listen();

  for (let at = 0; at < text.length; at += size) take(text.slice(at, at + size));

  expect(heard).toEqual(QUESTIONS);
  expect(garbage).toEqual([]);
});

test("nothing is read after what is no line of ours", () => {
  const { heard, garbage, take } = listen();

  take(`${toLine({ type: "status" })}nonsense\n${toLine({ type: "let-go" })}`);
  take(toLine({ type: "let-go" }));

  expect(heard).toEqual([{ type: "status" }]);
  expect(garbage).toHaveLength(1);
});

test("what a newer holder says beside what is known is passed over", () => {
  const heard: unknown[] = [];
  const take = createAnswerReader({
    onMessage: (answer) => heard.push(answer),
    onGarbage: () => heard.push("garbage"),
  });

  take('{"type":"peers","peers":[]}\n{"type":"looked","since":5}\n');

  expect(heard).toEqual([{ type: "looked" }]);
});

function listen() {
  const heard: DutiesQuestion[] = [];
  const garbage: true[] = [];
  const take = createQuestionReader({
    onMessage: (question) => heard.push(question),
    onGarbage: () => garbage.push(true),
  });
  return { heard, garbage, take };
}
