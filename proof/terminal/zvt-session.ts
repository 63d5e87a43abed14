/** A simulated terminal's side of one connection: what it says, and whether it was heard. */

import { createFrameReader, type Frame, frameBytes } from "../../src/card/zvt/frame.ts";
import { encodeMessage, readMessage, type TerminalMessage } from "../../src/card/zvt/messages.ts";
import { type FaultSwitch } from "./zvt-faults.ts";

export interface TerminalWire {
  readonly send: (bytes: Uint8Array) => void;
  readonly drop: () => void;
}

export interface TerminalConnection {
  readonly receive: (bytes: Uint8Array) => void;
  readonly closed: () => void;
}

export interface Session {
  /** Says it, and goes on once it is acknowledged; an acknowledgement itself is not. */
  readonly say: (message: TerminalMessage, next?: () => void) => void;
  /** Says bytes as they are, for which so many acknowledgements come. */
  readonly sayBytes: (
    bytes: Uint8Array,
    awaits?: { readonly count: number; readonly next?: () => void },
  ) => void;
  readonly drop: () => void;
}

export interface SessionEvents {
  readonly onCommand: (frame: Frame) => void;
  /** The till refuses what was said last, which is not acknowledged by that. */
  readonly onRefused: (code: number, message: TerminalMessage | undefined) => void;
  readonly onEnd: () => void;
}

interface Awaited {
  readonly message: TerminalMessage | undefined;
  count: number;
  readonly next: (() => void) | undefined;
}

/** Repeats what was said. */
const SAY_AGAIN = 0x9c;

export function createSession(
  wire: TerminalWire,
  faults: Pick<FaultSwitch, "has">,
  events: (session: Session) => SessionEvents,
): TerminalConnection {
  const reader = createFrameReader();
  const awaited: Awaited[] = [];
  let held: Uint8Array[] = [];
  let isOpen = true;

  function end(): void {
    if (!isOpen) return;
    flush();
    isOpen = false;
    onEnd();
  }

  function send(bytes: Uint8Array): void {
    if (!isOpen) return;
    if (faults.has("split")) {
      for (const byte of bytes) wire.send(Uint8Array.of(byte));
    } else if (faults.has("merged")) {
      if (held.length === 0) queueMicrotask(flush);
      held.push(bytes);
    } else wire.send(bytes);
  }

  function flush(): void {
    if (held.length > 0 && isOpen) wire.send(Buffer.concat(held));
    held = [];
  }

  const session: Session = {
    say: (message, next) => {
      if (message.type !== "acknowledged" && message.type !== "refused") {
        awaited.push({ message, count: 1, next });
      }
      send(frameBytes(encodeMessage(message)));
    },
    sayBytes: (bytes, awaits) => {
      if (awaits !== undefined) {
        awaited.push({ message: undefined, count: awaits.count, next: awaits.next });
      }
      send(bytes);
    },
    drop: () => {
      end();
      wire.drop();
    },
  };
  const { onCommand, onRefused, onEnd } = events(session);

  function hear(frame: Frame): void {
    const message = readMessage(frame);
    const [first] = awaited;
    if (message.type === "refused") {
      if (message.code === SAY_AGAIN && first?.message !== undefined) {
        send(frameBytes(encodeMessage(first.message)));
      } else onRefused(message.code, awaited.shift()?.message);
    } else if (message.type !== "acknowledged") onCommand(frame);
    else if (first !== undefined) {
      first.count -= 1;
      if (first.count > 0) return;
      awaited.shift();
      first.next?.();
    }
  }

  return {
    receive: (bytes) => {
      const frames = reader.read(bytes);
      if (!frames.ok) session.drop();
      else for (const frame of frames.value) if (isOpen) hear(frame);
    },
    closed: end,
  };
}
