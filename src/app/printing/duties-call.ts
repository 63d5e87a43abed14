/** A line to whoever has the duties. */

import { connect } from "node:net";

import { socketName } from "./duties-address.ts";
import {
  createAnswerReader,
  DUTIES_VERSION,
  type UpkeepAnswer,
  type DutiesQuestion,
  toLine,
} from "./duties-lines.ts";

export interface DutiesCall {
  /** Nothing before the holder has said hello, nor to one that doesn't listen. */
  readonly say: (question: DutiesQuestion) => void;
  readonly hangUp: () => void;
}

export interface CallListener {
  readonly onAnswer: (answer: UpkeepAnswer) => void;
  /** Called once, unless we hang up: nobody is there, or not any more. */
  readonly onEnd: () => void;
}

const UNSAID_BYTES_MAX = 4096;

/** Tells nothing before it returns. */
export function callHolder(dir: string, { onAnswer, onEnd }: CallListener): DutiesCall {
  const address = socketName(dir);
  const socket = connect(address.name);
  let isOver = false;
  let canTalk = false;
  const read = createAnswerReader({
    onMessage: (answer) => {
      if (answer.type === "hello") canTalk = answer.version === DUTIES_VERSION;
      if (!isOver) onAnswer(answer);
    },
    onGarbage: () => socket.destroy(),
  });
  socket.setEncoding("utf8");
  socket.on("data", read);
  // The call ends in any case.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    address.close();
    if (!isOver) onEnd();
    isOver = true;
  });
  return {
    say: (question) => {
      if (canTalk && socket.writableLength < UNSAID_BYTES_MAX) socket.write(toLine(question));
    },
    hangUp: () => {
      isOver = true;
      socket.destroy();
    },
  };
}
