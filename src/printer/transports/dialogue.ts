/**
 * Talks over an open line: carries what is said to the wire and what is heard back, and lets time pass
 * in pieces of the clock. One talk at a time.
 */

import { type Clock } from "../../domain/ports.ts";
import { type PrinterTrouble } from "../../domain/printer-trouble.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Channel, type Line } from "./channel.ts";
import { createReplyReader, type Reply } from "./replies.ts";
import { type Heard, type Said, type Talk } from "./talk.ts";

export interface Dialogue {
  /** Undefined when the line was over before the talk was. */
  readonly hold: <Outcome>(talk: Talk<Outcome>) => Promise<Outcome | undefined>;
  /** Says that beside the talk that goes on, behind what it says; false where none does. */
  readonly interject: (bytes: Uint8Array) => boolean;
  readonly isOpen: () => boolean;
  /** Why it is not, where nobody has closed it. */
  readonly fault: () => PrinterTrouble;
  /** What was taken still goes out; false when the other side broke it off. */
  readonly close: () => Promise<boolean>;
}

export interface DialogueOptions {
  readonly channel: Channel;
  readonly clock: Clock;
  /** What holds the printer up while a talk goes on; undefined when it is over. */
  readonly onTrouble: (trouble: PrinterTrouble | undefined) => void;
  /** All that is heard, also between two talks. */
  readonly onReply: (reply: Reply) => void;
}

const TICK_MS = 100;
/** In pieces, so that it shows how far a long job has come. */
const PIECE_BYTES = 2048;

/** More than any printer has to say in a tick; the process must not drown in it. */
const FLOOD_BYTES = 4096;

interface LineState {
  isOpen: boolean;
  fault: PrinterTrouble;
  present: Present | undefined;
}

/** The talk that goes on. */
interface Present {
  readonly hear: (heard: Heard) => void;
  readonly say: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

export async function openDialogue(
  options: DialogueOptions,
): Promise<Result<Dialogue, PrinterTrouble>> {
  const state: LineState = { isOpen: true, fault: "off", present: undefined };
  const reader = createReplyReader();
  const isFlooded = createGauge(options.clock);
  function lose(fault: PrinterTrouble): void {
    state.isOpen = false;
    state.fault = fault;
    state.present?.end();
  }
  const opened = await options.channel.open({
    onData: (bytes) => {
      if (!state.isOpen) return;
      if (isFlooded(bytes.length)) {
        lose("garbage");
        return;
      }
      for (const reply of reader.read(bytes)) {
        options.onReply(reply);
        state.present?.hear({ type: "reply", reply });
      }
    },
    onClose: () => {
      lose("off");
    },
  });
  if (!opened.ok) return err(opened.fault);
  const line = opened.value;
  return ok({
    hold: (talk) => (state.isOpen ? holdTalk(talk, { ...options, line, state }) : gone()),
    interject: (bytes) => {
      if (!state.isOpen || state.present === undefined) return false;
      state.present.say(bytes);
      return true;
    },
    isOpen: () => state.isOpen,
    fault: () => state.fault,
    close: async () => {
      state.isOpen = false;
      state.present?.end();
      return line.close();
    },
  });
}

/** Whether more has come than can be meant. */
function createGauge(clock: Clock): (bytes: number) => boolean {
  const tick = { sinceMs: clock.nowMs(), bytes: 0 };
  return (bytes) => {
    const nowMs = clock.nowMs();
    if (nowMs - tick.sinceMs >= TICK_MS) Object.assign(tick, { sinceMs: nowMs, bytes: 0 });
    tick.bytes += bytes;
    return tick.bytes > FLOOD_BYTES;
  };
}

async function gone(): Promise<undefined> {
  return undefined;
}

function holdTalk<Outcome>(
  talk: Talk<Outcome>,
  {
    clock,
    onTrouble,
    line,
    state,
  }: DialogueOptions & { readonly line: Line; readonly state: LineState },
): Promise<Outcome | undefined> {
  const { promise, resolve } = Promise.withResolvers<Outcome | undefined>();
  let cancelTick = clock.after(TICK_MS, tick);
  let trouble: PrinterTrouble | undefined;
  const mouth = createMouth(line, hear);
  const present: Present = {
    hear,
    say: mouth.say,
    end: () => {
      finish(undefined);
    },
  };
  state.present = present;
  take(talk.next());
  return promise;

  function hear(heard: Heard): void {
    if (state.present === present) take(talk.next(heard));
  }

  function take(step: IteratorResult<Said, Outcome>): void {
    if (step.done === true) {
      finish(step.value);
      return;
    }
    const { bytes, trouble: holdUp } = step.value;
    if (holdUp !== trouble) onTrouble(holdUp);
    trouble = holdUp;
    if (bytes !== undefined && bytes.length > 0) mouth.say(bytes);
  }

  function tick(): void {
    cancelTick = clock.after(TICK_MS, tick);
    hear({ type: "passed", ms: TICK_MS });
  }

  function finish(outcome: Outcome | undefined): void {
    if (state.present !== present) return;
    state.present = undefined;
    cancelTick();
    if (trouble !== undefined) onTrouble(undefined);
    resolve(outcome);
  }
}

/** Says one thing after another, and tells how far it has come. */
function createMouth(
  line: Line,
  hear: (heard: Heard) => void,
): { readonly say: (bytes: Uint8Array) => void } {
  let left: ReadonlyArray<Uint8Array> = [];
  let isSaying = false;

  async function sayAll(): Promise<void> {
    isSaying = true;
    for (let [piece] = left; piece !== undefined; [piece] = left) {
      const isTaken = await line.write(piece);
      // The line is over, and whoever listens on it has been told.
      if (!isTaken) return;
      left = left.slice(1);
      hear({ type: left.length > 0 ? "progress" : "taken" });
    }
    isSaying = false;
  }

  return {
    say: (bytes) => {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        left = [...left, bytes.subarray(at, at + PIECE_BYTES)];
      }
      // A line tells by its answer that it is over, and never rejects.
      if (!isSaying) sayAll().catch(() => undefined);
    },
  };
}
