/**
 * How a job is brought to a printer that can be talked with, as talks without any wire.
 *
 * `greet` asks whether it can print, before anything is sent. `deliver` sends the job with a question
 * behind it whose answer proves that all of it has been printed. `settle` asks the same question with
 * no job before it: what the printer still had of an earlier one is on paper when it answers. While the
 * printer says that it can't print, no time passes: it holds the job, and goes on by itself.
 */

import { type PrinterAbilities } from "../../domain/printers/printer-abilities.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { askFor, askText } from "./ask-for.ts";
import {
  automaticCondition,
  type PrinterCondition,
  troubleOf,
  drawerLevel,
  type StatusQuestion,
  wellCondition,
  withStatus,
} from "./printer-condition.ts";
import { type Incoming, type Outgoing, type PrinterExchange } from "./printer-exchange.ts";
import {
  cutsEver,
  goOn,
  identity,
  IDENTITIES,
  joined,
  padding,
  paperInTurn,
  PROCESS_ID_BLOCK,
  processId,
  statusOfNow,
  withAutomaticStatus,
} from "./questions.ts";
import { type Reply } from "./replies.ts";

/** The facts about one printer that last from exchange to exchange. */
export interface PrinterAcquaintance extends StatusHabits {
  readonly abilities: PrinterAbilities;
  /** Returns an id of four characters for a job, which no other job had lately. */
  readonly nextId: (butNot?: string) => string;
  /** The bytes of a job whose answer is still to come: at most so many may be missing to its end. */
  owedBytes: number;
}

/** The result of a job. `doubt`: it may be on paper. */
export type Delivered =
  | { readonly type: "printed" }
  | { readonly type: "sent" }
  | { readonly type: "doubt"; readonly trouble: PrinterTrouble };

export interface DeliverRequest {
  readonly job: Uint8Array;
  /** The id that is asked for behind the job, where the printer says which job it has printed. */
  readonly id: string;
}

/** The longest silence in which nothing of the job was taken. */
const QUIET_MS_MAX = 30_000;
/** The longest time for a printer that answers and can print, but does not come to the end of the job. */
const PRINTING_MS_MAX = 90_000;
/** The silence after which a printer in trouble, which answered before, counts as gone. */
const GONE_MS = 15_000;
const ASK_EVERY_MS = 1000;
/** The pause between two commands to go on: long enough for a hand in the cutter. */
const GO_ON_EVERY_MS = 5000;
const ANSWER_MS = 1500;
/** The longest wait for silence: what never falls silent cannot be told from an answer. */
const HEARING_MS_MAX = 10_000;

/** Asks whether the printer can print now; undefined when it can. */
export function* greet(printer: PrinterAcquaintance): PrinterExchange<PrinterTrouble | undefined> {
  if (!printer.abilities.status) return undefined;
  const round = createStatusRound(printer);
  let garbage = 0;
  let said: Outgoing = { bytes: round.ask() };
  while (!round.isOver()) {
    const heard = yield said;
    if (heard.type === "passed") round.pass(heard.ms);
    if (heard.type === "reply") {
      if (heard.reply.type === "status") round.hear(heard.reply.byte);
      if (heard.reply.type === "garbage") garbage += 1;
    }
    said = { bytes: round.ask() };
  }
  const condition = round.condition();
  if (garbage > 0) return "garbage";
  const trouble = condition === undefined ? "silent" : troubleOf(condition);
  // The cutter's command is for the next time: a freed printer does not go on by itself.
  if (trouble === "cutter") yield { bytes: goOn };
  return trouble;
}

/** Asks whether anything answers these bytes, whatever the answer. */
export function* askPresence(bytes: Uint8Array): PrinterExchange<boolean> {
  const isThere = yield* askFor(
    joined(bytes, statusOfNow),
    ({ type }) => type === "status" || undefined,
  );
  return isThere === true;
}

/** Asks for the serial number; undefined when the printer does not say it. */
export function* askSerial(): PrinterExchange<string | undefined> {
  return yield* askText(identity(IDENTITIES.serial));
}

/** Asks how often the cutter has worked; undefined when the printer does not say it. */
export function* askCuts(): PrinterExchange<number | undefined> {
  const text = yield* askText(cutsEver);
  return text !== undefined && /^[0-9]{1,15}$/u.test(text) ? Number(text) : undefined;
}

/**
 * Asks whether the printer has nothing left of earlier jobs. A printer that cannot be asked gets
 * the end of a command before its next job.
 */
export function* settle(
  printer: PrinterAcquaintance,
  earlierId?: string,
): PrinterExchange<boolean> {
  if (!canBeAsked(printer)) return true;
  // The id of the question must not look like the lost answer.
  const id = printer.nextId(earlierId);
  const { owedBytes } = printer;
  const delivered = yield* deliver(printer, { job: padding(owedBytes), id });
  // A late answer to an earlier question looks like this one, and comes right before it.
  if (printer.abilities.processId || (yield* hearOut())) return delivered.type === "printed";
  printer.owedBytes = owedBytes;
  return false;
}

export function* deliver(
  printer: PrinterAcquaintance,
  request: DeliverRequest,
): PrinterExchange<Delivered> {
  const { job, id } = request;
  const { asb } = printer.abilities;
  const ending = padding(canBeAsked(printer) ? 0 : printer.owedBytes);
  printer.owedBytes = Math.max(printer.owedBytes, job.length);
  const wait = createWait(printer, id);
  let said: Outgoing = {
    bytes: joined(ending, asb ? withAutomaticStatus(job) : job, questionBehind(printer, id)),
  };
  for (;;) {
    const heard = yield said;
    const delivered = wait.hear(heard);
    if (delivered !== undefined) {
      if (delivered.type !== "printed") return delivered;
      if (!(yield* isConfirmed(printer))) return { type: "doubt", trouble: "silent" };
      printer.owedBytes = 0;
      return delivered;
    }
    said = { bytes: wait.ask(), trouble: wait.trouble() };
  }
}

/**
 * Whether the answer is real. A line that breaks as the printer loses its current brings a zero,
 * which looks like the answer to a fence; a printer that is gone answers nothing behind it.
 */
function* isConfirmed({
  abilities: { processId, status },
}: PrinterAcquaintance): PrinterExchange<boolean> {
  if (processId || !status) return true;
  const isThere = yield* askFor(statusOfNow, ({ type }) => {
    if (type === "garbage") return false;
    return type === "status" ? true : undefined;
  });
  return isThere === true;
}

/** Whether the printer answers in its turn: it has nothing left then of what it was sent before. */
export function canBeAsked({ abilities }: PrinterAcquaintance): boolean {
  return abilities.processId || abilities.fence;
}

function isAnswerTo(reply: Reply, { abilities }: PrinterAcquaintance, id: string): boolean {
  if (abilities.processId) return isProcessId(reply) && reply.text === id;
  return abilities.fence && reply.type === "plain";
}

export function isProcessId(reply: Reply): reply is Extract<Reply, { readonly type: "block" }> {
  return reply.type === "block" && reply.id === PROCESS_ID_BLOCK;
}

function questionBehind({ abilities }: PrinterAcquaintance, id: string): Uint8Array {
  if (abilities.processId) return processId(id);
  return abilities.fence ? paperInTurn : new Uint8Array();
}

/** Waits until nothing comes that could be an answer; false when that never ends. */
function* hearOut(): PrinterExchange<boolean> {
  let heardMs = 0;
  let quietMs = 0;
  while (quietMs < ANSWER_MS && heardMs < HEARING_MS_MAX) {
    const heard = yield {};
    if (heard.type === "passed") {
      heardMs += heard.ms;
      quietMs += heard.ms;
    } else if (heard.type === "reply" && isNearlyAnswer(heard.reply)) quietMs = 0;
  }
  return quietMs >= ANSWER_MS;
}

function isNearlyAnswer({ type }: Reply): boolean {
  return type === "plain" || type === "garbage";
}

interface Wait {
  readonly hear: (heard: Incoming) => Delivered | undefined;
  readonly ask: () => Uint8Array | undefined;
  readonly trouble: () => PrinterTrouble | undefined;
}

/** Makes the wait for the answer behind a job. */
function createWait(printer: PrinterAcquaintance, id: string): Wait {
  const { abilities } = printer;
  const canAnswer = canBeAsked(printer);
  const times = { quietMs: 0, printingMs: 0, sinceAskedMs: 0, jammedMs: 0 };
  let isTaken = false;
  let isBabbling = false;
  let round: StatusRound | undefined;
  let condition: PrinterCondition | undefined;

  function trouble(): PrinterTrouble | undefined {
    return condition === undefined ? undefined : troubleOf(condition);
  }

  function pass(ms: number): Delivered | undefined {
    times.quietMs += ms;
    times.sinceAskedMs += ms;
    times.jammedMs += ms;
    round?.pass(ms);
    endRound();
    const holdUp = trouble();
    if (holdUp === undefined) times.printingMs += ms;
    else times.printingMs = 0;
    // A printer that reports trouble by itself has nothing more to say until it is over.
    const mayBeGone = abilities.status && isTaken;
    const goneMs = mayBeGone ? GONE_MS : Number.POSITIVE_INFINITY;
    const patienceMs = holdUp === undefined ? QUIET_MS_MAX : goneMs;
    const isTooLong = times.quietMs >= patienceMs || times.printingMs >= PRINTING_MS_MAX;
    const nothing = isBabbling ? "garbage" : "silent";
    return isTooLong ? { type: "doubt", trouble: holdUp ?? nothing } : undefined;
  }

  function hearReply(reply: Reply): Delivered | undefined {
    isBabbling ||= reply.type === "garbage";
    if (reply.type === "garbage") return undefined;
    times.quietMs = 0;
    if (reply.type === "automatic") condition = automaticCondition(reply.bytes);
    if (reply.type === "status") round?.hear(reply.byte);
    // Any byte could be the answer to a fence, so a printer that babbles gives none.
    if (!isAnswerTo(reply, printer, id)) return endRound();
    return isBabbling && !abilities.processId
      ? { type: "doubt", trouble: "garbage" }
      : { type: "printed" };
  }

  function endRound(): Delivered | undefined {
    if (round?.isOver() !== true) return undefined;
    condition = round.condition() ?? condition;
    const isAnswered = round.condition() !== undefined;
    round = undefined;
    times.sinceAskedMs = 0;
    return isAnswered && !canAnswer && trouble() === undefined ? { type: "sent" } : undefined;
  }

  return {
    hear: (heard) => {
      if (heard.type === "passed") return pass(heard.ms);
      if (heard.type === "reply") return hearReply(heard.reply);
      // The bytes of the job were taken; that later questions are taken says nothing of the
      // printer.
      if (isTaken) return undefined;
      Object.assign(times, { quietMs: 0, printingMs: 0 });
      if (heard.type === "progress") return undefined;
      isTaken = true;
      return canAnswer || abilities.status ? undefined : { type: "sent" };
    },
    ask: () => {
      // A question behind bytes that are stuck would not be one of now.
      if (!abilities.status || !isTaken) return undefined;
      if (trouble() === "cutter" && times.jammedMs >= GO_ON_EVERY_MS) {
        times.jammedMs = 0;
        return goOn;
      }
      const isTime = times.sinceAskedMs >= ASK_EVERY_MS || (!canAnswer && condition === undefined);
      if (round === undefined && isTime) round = createStatusRound(printer);
      return round?.ask();
    },
    trouble,
  };
}

/** A printer's habits, which outlast its connections. */
interface StatusHabits {
  /** How often in a row each question was not answered while another one was. */
  readonly missedByQuestion: Map<StatusQuestion, number>;
  readonly onDrawer?: ((level: "high" | "low") => void) | undefined;
}

interface StatusRound {
  /** The question to send now; undefined when the round is over or an answer is awaited. */
  readonly ask: () => Uint8Array | undefined;
  readonly hear: (byte: number) => void;
  readonly pass: (ms: number) => void;
  readonly isOver: () => boolean;
  /** Returns the condition; undefined when the first question was not answered, so nobody is there. */
  readonly condition: () => PrinterCondition | undefined;
}

const QUESTIONS: ReadonlyArray<StatusQuestion> = [1, 2, 4, 3];
/** A printer answers within milliseconds, busy or not. */
const FIRST_PATIENCE_MS = 2000;
const PATIENCE_MS = 500;
/** The misses before a question is left out: one may be the network. */
const MISSES_MAX = 2;

/**
 * The questions of `DLE EOT`, one after another: the answers don't say which question they are of. A
 * question that was not answered is left out from then on, because many printers know only some.
 */
function createStatusRound({ missedByQuestion, onDrawer }: StatusHabits): StatusRound {
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
      // The kind of error is asked only of a printer that has one.
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
