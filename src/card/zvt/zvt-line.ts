/** One connection to a ZVT terminal: frames in and out, within bounds. */

import { type Slip } from "../contract.ts";
import { type ConnectWire, connectSocket } from "../wire.ts";
import { encodeCommand, type ZvtCommand } from "./commands.ts";
import { createFrameReader, type Frame, frameBytes } from "./frame.ts";
import { acknowledgement, readMessage, refusal, type TerminalMessage } from "./messages.ts";
import { createSlips } from "./slips.ts";

export interface ZvtLine {
  readonly say: (command: ZvtCommand) => void;
  readonly acknowledge: () => void;
  /** Answers that it is not taken, and why. */
  readonly refuse: (code: number) => void;
  /** Returns the next message, as long as the line is read from. */
  readonly next: () => Promise<TerminalMessage | "lost">;
  /** From here on messages are told instead; false where the connection is gone. */
  readonly tellFromHere: () => boolean;
  /** Returns the papers that came on it, since they were last forgotten. */
  readonly slips: () => ReadonlyArray<Slip>;
  /** Drops the papers so far: what comes from here on belongs to something else. */
  readonly forgetSlips: () => void;
  readonly close: () => void;
}

/** Bytes that a connection bears: no dialogue of any terminal comes near it. */
const BYTES_MAX = 16 * 1024 * 1024;
/** Messages that nobody has read yet: a terminal waits for each acknowledgement. */
const WAITING_MAX = 256;
/** Messages that nobody knows: a newer terminal has a few. */
const UNKNOWN_MAX = 64;
/** Bytes that a terminal does not take. */
const UNSENT_MAX = 64 * 1024;

/** To what nobody knows. */
const NOT_POSSIBLE = 0x83;

export interface LineAddress {
  readonly host: string;
  readonly port: number;
  /** A socket unless said otherwise. */
  readonly connect?: ConnectWire | undefined;
}

export function openLine(
  { connect = connectSocket, ...address }: LineAddress,
  onMessage: (message: TerminalMessage | "lost") => void,
): ZvtLine {
  const frames = createFrameReader();
  const slips = createSlips();
  const waiting: Array<TerminalMessage | "lost"> = [];
  let wake: (() => void) | undefined;
  let isReading = true;
  let isOver = false;
  let received = 0;
  let unknown = 0;

  function write(frame: Frame): void {
    if (isOver) return;
    wire.write(frameBytes(frame));
    if (wire.unsentBytes() > UNSENT_MAX) end();
  }

  function hear(message: TerminalMessage | "lost"): void {
    if (!isReading) {
      onMessage(message);
      return;
    }
    waiting.push(message);
    wake?.();
  }

  function end(): void {
    if (isOver) return;
    isOver = true;
    wire.destroy();
    hear("lost");
  }

  function take(bytes: Uint8Array): void {
    received += bytes.length;
    const read = frames.read(bytes);
    if (!read.ok || received > BYTES_MAX) {
      end();
      return;
    }
    for (const frame of read.value) if (!isOver) takeFrame(frame);
  }

  function takeFrame(frame: Frame): void {
    const message = readMessage(frame);
    if (message.type === "print") slips.take(message.printed);
    if (message.type !== "unreadable") {
      if (waiting.length === WAITING_MAX) end();
      else hear(message);
      return;
    }
    unknown += 1;
    if (unknown > UNKNOWN_MAX) end();
    else write(refusal(NOT_POSSIBLE));
  }

  const wire = connect(address, { onBytes: take, onEnd: end });
  return {
    say: (command) => {
      write(encodeCommand(command));
    },
    acknowledge: () => {
      write(acknowledgement);
    },
    refuse: (code) => {
      write(refusal(code));
    },
    next: async () => {
      for (;;) {
        const message = waiting.shift();
        if (message !== undefined) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    tellFromHere: () => {
      isReading = false;
      return !isOver;
    },
    slips: slips.all,
    forgetSlips: slips.forget,
    close: () => {
      if (isOver) return;
      isOver = true;
      wire.destroy();
      // Whoever still reads is let go; nobody is told of an end that was wished for.
      if (isReading) hear("lost");
    },
  };
}
