/**
 * The questions of `DLE EOT`, one after another: the answers don't say which question they are of. A
 * question that was not answered is left out from then on, because many printers know only some.
 */

import {
  drawerLevel,
  type PrinterCondition,
  type StatusQuestion,
  troubleOf,
  wellCondition,
  withStatus,
} from "./printer-condition.ts";

/** A printer's habits, which outlast its connections. */
export interface StatusHabits {
  /** How often in a row a question was not answered while another one was. */
  readonly missedByQuestion: Map<StatusQuestion, number>;
  readonly onDrawer?: ((level: "high" | "low") => void) | undefined;
}

export interface StatusRound {
  /** The question to send now; undefined when the round is over or an answer is awaited. */
  readonly ask: () => Uint8Array | undefined;
  readonly hear: (byte: number) => void;
  readonly pass: (ms: number) => void;
  readonly isOver: () => boolean;
  /** Undefined when the first question was not answered: nobody is there. */
  readonly condition: () => PrinterCondition | undefined;
}

const QUESTIONS: ReadonlyArray<StatusQuestion> = [1, 2, 4, 3];
/** A printer answers within milliseconds, busy or not. */
const FIRST_PATIENCE_MS = 2000;
const PATIENCE_MS = 500;
/** Once may be the network. */
const MISSES_MAX = 2;

export function createStatusRound({ missedByQuestion, onDrawer }: StatusHabits): StatusRound {
  let left = QUESTIONS.filter((question) => (missedByQuestion.get(question) ?? 0) < MISSES_MAX);
  let awaited: { readonly question: StatusQuestion; waitedMs: number } | undefined;
  let condition = wellCondition;
  let isAnswered = false;

  function end(): void {
    left = [];
    awaited = undefined;
  }

  return {
    ask: () => {
      if (awaited !== undefined) return undefined;
      const [question, ...rest] = left;
      if (question === undefined) return undefined;
      left = rest;
      awaited = { question, waitedMs: 0 };
      return Uint8Array.of(0x10, 0x04, question);
    },
    hear: (byte) => {
      if (awaited === undefined) return;
      if (awaited.question === 1) onDrawer?.(drawerLevel(byte));
      condition = withStatus(condition, awaited.question, byte);
      isAnswered = true;
      missedByQuestion.delete(awaited.question);
      awaited = undefined;
      // The kind of error is asked of a printer that has one.
      if (troubleOf(condition) === undefined) left = left.filter((question) => question !== 3);
    },
    pass: (ms) => {
      if (awaited === undefined) return;
      awaited.waitedMs += ms;
      if (awaited.waitedMs < (isAnswered ? PATIENCE_MS : FIRST_PATIENCE_MS)) return;
      if (!isAnswered) {
        end();
        return;
      }
      missedByQuestion.set(awaited.question, (missedByQuestion.get(awaited.question) ?? 0) + 1);
      awaited = undefined;
    },
    isOver: () => awaited === undefined && left.length === 0,
    condition: () => (isAnswered ? condition : undefined),
  };
}
