/**
 * Runs exchanges over an open line, one at a time: it carries bytes out and replies in, and passes
 * time in pieces of the clock.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock } from "../../domain/ports.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Channel, type Line } from "./channel.ts";
import { type Incoming, type Outgoing, type PrinterExchange } from "./printer-exchange.ts";
import { createReplyReader, type Reply } from "./replies.ts";

export interface ExchangeLine {
  /** Runs an exchange; undefined when the line ended first. */
  readonly hold: <Outcome>(exchange: PrinterExchange<Outcome>) => Promise<Outcome | undefined>;
  /** Sends bytes behind those of the running exchange; false where none runs. */
  readonly interject: (bytes: Uint8Array) => boolean;
  readonly isOpen: () => boolean;
  /** Returns why the line is over, where nobody has closed it. */
  readonly fault: () => PrinterTrouble;
  /** Closes the line once the taken bytes are out; false when the other side broke it off. */
  readonly close: () => Promise<boolean>;
}

export interface ExchangeLineOptions {
  readonly channel: Channel;
  readonly clock: Clock;
  /** Called with the trouble that holds the printer up during an exchange; undefined when it is over. */
  readonly onTrouble: (trouble: PrinterTrouble | undefined) => void;
  /** Called with every reply, also between two exchanges. */
  readonly onReply: (reply: Reply) => void;
}

const TICK_MS = 100;
/** The bytes of one write: small enough to show how far a long job has come. */
const PIECE_BYTES = 2048;

/**
 * The most bytes of replies in a tick: more than any printer has to say, so that the process does
 * not drown in them.
 */
const FLOOD_BYTES = 4096;

interface LineState {
  isOpen: boolean;
  fault: PrinterTrouble;
  present: Present | undefined;
}

/** The running exchange. */
interface Present {
  readonly hear: (heard: Incoming) => void;
  readonly say: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

export async function openExchangeLine(
  options: ExchangeLineOptions,
): Promise<Result<ExchangeLine, PrinterTrouble>> {
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
    hold: (exchange) =>
      state.isOpen ? runExchange(exchange, { ...options, line, state }) : gone(),
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

/** Returns whether more bytes have come than can be meant. */
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

function runExchange<Outcome>(
  exchange: PrinterExchange<Outcome>,
  {
    clock,
    onTrouble,
    line,
    state,
  }: ExchangeLineOptions & { readonly line: Line; readonly state: LineState },
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
  take(exchange.next());
  return promise;

  function hear(heard: Incoming): void {
    if (state.present === present) take(exchange.next(heard));
  }

  function take(step: IteratorResult<Outgoing, Outcome>): void {
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

/** Writes one message after another, and tells how far it has come. */
function createMouth(
  line: Line,
  hear: (heard: Incoming) => void,
): { readonly say: (bytes: Uint8Array) => void } {
  let left: ReadonlyArray<Uint8Array> = [];
  let isSaying = false;

  async function sayAll(): Promise<void> {
    isSaying = true;
    for (let [piece] = left; piece !== undefined; [piece] = left) {
      const isTaken = await line.write(piece);
      // The line is over, and its listeners have heard of it.
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
      // A line answers that it is over, and never rejects.
      if (!isSaying) sayAll().catch(() => undefined);
    },
  };
}
