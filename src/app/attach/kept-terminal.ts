/**
 * The terminal of a register that stays when nobody looks at it: a socket, and whoever attached last.
 *
 * The register draws into it as into any terminal, and never waits for it: what nobody reads is dropped,
 * and the next attach has all of it drawn anew.
 */

import { createServer, type Socket } from "node:net";

import { type Clock } from "../../domain/ports.ts";
import { type TerminalOutput } from "../../tui/terminal/cell-writer.ts";
import { type TerminalInput } from "../../tui/terminal/terminal-guard.ts";
import {
  type AttachFrame,
  bytesFrames,
  createFrameReader,
  FRAME,
  lastFrame,
  lookFrame,
  sizeIn,
} from "./attach-frames.ts";
import { listenOn, type SocketFault } from "./attach-socket.ts";

export interface KeptTerminal {
  readonly input: Required<TerminalInput>;
  readonly output: TerminalOutput;
  /** Called for each new attach: its terminal has to be taken over and drawn. Returns the unsubscribe. */
  readonly onAttach: (listener: () => void) => () => void;
  /** Called when nobody was attached for `AWAY_MS`, or the terminal gave no sign of life. Returns the unsubscribe. */
  readonly onAway: (listener: () => void) => () => void;
  /** Call it when the register's lock is held: the socket of a register that died is replaced. */
  readonly listen: () => Promise<SocketFault | undefined>;
  /** Tells whoever is attached that the register has ended, and resolves when they have heard it. */
  readonly close: () => Promise<void>;
}

/** A link that broke is back within this time; later nobody knows who holds the tablet. */
export const AWAY_MS = 20_000;
/**
 * How often a terminal is asked whether it is there. Its answer is that of every terminal since the VT100 (DSR,
 * `CSI 5 n`), and no key. A link whose radio is gone takes what is written for a while, and its ssh is told
 * much later.
 */
export const PULSE_MS = 5000;
/** Somebody is away after so many beats without a byte: never before the time is over, which may begin just before a beat. */
const UNHEARD_MAX = AWAY_MS / PULSE_MS + 1;
const ARE_YOU_THERE = "\u001B[5n";
const IT_IS_THERE = "\u001B[0n";
/** An attach that takes no byte for so long is gone, or will never draw in time. */
export const STUCK_MS = 5000;
/** A connection has to say what it is within this time. */
const HELLO_MS = 2000;
/** The most bytes that wait for one attach: some ten whole frames. */
const WAITING_BYTES_MAX = 1_000_000;
const CONNECTIONS_MAX = 16;
/** The last word of a register that ends waits no longer for a link that is stuck. */
const LAST_WORD_MS = 500;

export function createKeptTerminal(socketPath: string, clock: Clock): KeptTerminal {
  const listeners = {
    attach: new Set<() => void>(),
    away: new Set<() => void>(),
    data: new Set<(chunk: Uint8Array) => void>(),
    resize: new Set<() => void>(),
    drain: new Set<() => void>(),
  };
  const away = createAway(clock, () => callAll(listeners.away));
  const pulse = createPulse(clock, {
    ask: () => shown?.write(ARE_YOU_THERE),
    onSilent: () => callAll(listeners.away),
  });
  let size: { readonly columns: number; readonly rows: number } = { columns: 80, rows: 24 };
  let shown: Link | undefined;

  const server = createServer((socket) => {
    const link = createLink(socket, clock, {
      onFrame: (frame) => hear(link, frame),
      onDrain: () => {
        if (link === shown) callAll(listeners.drain);
      },
      onGone: () => {
        if (link === shown) leave();
      },
    });
  });
  server.maxConnections = CONNECTIONS_MAX;

  /** Returns false for a frame that this connection must not send now: that ends the connection. */
  function hear(link: Link, frame: AttachFrame): boolean {
    if (frame.kind === FRAME.bytes) {
      if (link !== shown) return false;
      pulse.heard(frame.bytes);
      for (const listener of listeners.data) listener(frame.bytes);
      return true;
    }
    if (frame.kind === FRAME.look) {
      if (link !== shown) link.answer(lookFrame(shown !== undefined));
      return link !== shown;
    }
    const told = frame.kind === FRAME.last ? undefined : sizeIn(frame);
    if (told === undefined) return false;
    if (frame.kind === FRAME.hello) return link !== shown && attach(link, told);
    if (link !== shown) return false;
    size = told;
    callAll(listeners.resize);
    return true;
  }

  function attach(link: Link, told: typeof size): true {
    const before = shown;
    shown = link;
    link.isGreeted();
    before?.end("taken");
    away.cancel();
    pulse.begin();
    size = told;
    // Nothing waits for the attach before any more.
    callAll(listeners.drain);
    callAll(listeners.attach);
    return true;
  }

  function leave(): void {
    shown = undefined;
    pulse.end();
    away.begin();
    callAll(listeners.drain);
  }

  return {
    input: inputOf(listeners.data),
    output: {
      get columns() {
        return size.columns;
      },
      get rows() {
        return size.rows;
      },
      write: (text) => shown?.write(text) ?? true,
      on: (event, listener) => event !== "error" && listeners[event].add(listener),
      off: (event, listener) => event !== "error" && listeners[event].delete(listener),
    },
    onAttach: (listener) => subscribed(listeners.attach, listener),
    onAway: (listener) => {
      // A screen that came later, such as the register behind a training, is to know it too.
      if (away.isOver() || pulse.isSilent()) clock.after(0, listener);
      return subscribed(listeners.away, listener);
    },
    listen: () => listenOn(server, socketPath),
    close: async () => {
      const last = shown;
      shown = undefined;
      away.cancel();
      pulse.end();
      server.close();
      if (last !== undefined) await new Promise<void>((resolve) => last.end("ended", resolve));
    },
  };
}

/** A terminal's input that never ends: people come and go. */
function inputOf(data: Set<(chunk: Uint8Array) => void>): Required<TerminalInput> {
  function on(event: "data" | "end" | "error", listener: (chunk: Uint8Array) => void): void {
    if (event === "data") data.add(listener);
  }
  function off(event: "data" | "end" | "error", listener: (chunk: Uint8Array) => void): void {
    if (event === "data") data.delete(listener);
  }
  return { on, off, resume: () => undefined, pause: () => undefined, setRawMode: () => undefined };
}

interface Away {
  readonly begin: () => void;
  readonly cancel: () => void;
  readonly isOver: () => boolean;
}

function createAway(clock: Clock, onOver: () => void): Away {
  let cancel: (() => void) | undefined;
  let isOver = false;
  return {
    begin: () => {
      cancel?.();
      cancel = clock.after(AWAY_MS, () => {
        isOver = true;
        onOver();
      });
    },
    cancel: () => {
      cancel?.();
      isOver = false;
    },
    isOver: () => isOver,
  };
}

interface Pulse {
  /** Another terminal has attached. */
  readonly begin: () => void;
  readonly end: () => void;
  readonly heard: (bytes: Uint8Array) => void;
  readonly isSilent: () => boolean;
}

/** Asks the terminal for a sign of life. One that has never answered is not known to be away. */
function createPulse(
  clock: Clock,
  { ask, onSilent }: { readonly ask: () => void; readonly onSilent: () => void },
): Pulse {
  let cancel: (() => void) | undefined;
  let hasAnswered = false;
  let unheard = 0;

  function beat(): void {
    cancel = clock.after(PULSE_MS, beat);
    if (hasAnswered) unheard += 1;
    // Once: whoever comes back is shown the lock, and asked for the PIN.
    if (unheard === UNHEARD_MAX) onSilent();
    ask();
  }

  function end(): void {
    cancel?.();
    unheard = 0;
  }

  return {
    begin: () => {
      end();
      hasAnswered = false;
      cancel = clock.after(PULSE_MS, beat);
    },
    end,
    heard: (bytes) => {
      unheard = 0;
      hasAnswered ||= Buffer.from(bytes).includes(IT_IS_THERE);
    },
    isSilent: () => unheard >= UNHEARD_MAX,
  };
}

/** One connection, of an attach or of anything else. */
interface Link {
  /** Returns false when the writer should wait for the drain. */
  readonly write: (text: string) => boolean;
  /** The connection has said what it is. */
  readonly isGreeted: () => void;
  /** Sends the answer to a question; the connection ends with it. */
  readonly answer: (frame: Uint8Array) => void;
  /** Says the last word; calls back when it was taken, or the link was given up. */
  readonly end: (word: "taken" | "ended", onOver?: () => void) => void;
}

interface LinkListeners {
  /** Returns false for a frame that ends the connection. */
  readonly onFrame: (frame: AttachFrame) => boolean;
  readonly onDrain: () => void;
  readonly onGone: () => void;
}

function createLink(
  socket: Socket,
  clock: Clock,
  { onFrame, onDrain, onGone }: LinkListeners,
): Link {
  const read = createFrameReader();
  const stopHello = clock.after(HELLO_MS, () => socket.destroy());
  let stopStuck: (() => void) | undefined;

  /** A link that takes bytes, however slowly, is not stuck. */
  function watch(waitingBefore: number): void {
    stopStuck = clock.after(STUCK_MS, () => {
      if (socket.writableLength >= waitingBefore) socket.destroy();
      else watch(socket.writableLength);
    });
  }

  socket.on("data", (chunk) => {
    const frames = read(chunk);
    if (frames === undefined) socket.destroy();
    else if (!frames.every((frame) => socket.destroyed || onFrame(frame))) socket.destroy();
  });
  socket.on("drain", () => {
    stopStuck?.();
    stopStuck = undefined;
    onDrain();
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    stopHello();
    stopStuck?.();
    onGone();
  });

  return {
    write: (text) => {
      if (socket.destroyed || text === "") return true;
      if (socket.writableLength > WAITING_BYTES_MAX) {
        socket.destroy();
        return true;
      }
      const isTaken = socket.write(bytesFrames(Buffer.from(text)));
      if (!isTaken && stopStuck === undefined) watch(socket.writableLength);
      return isTaken;
    },
    isGreeted: stopHello,
    answer: (frame) => void socket.end(frame),
    end: (word, onOver) => {
      if (socket.destroyed) {
        onOver?.();
        return;
      }
      const stop = clock.after(LAST_WORD_MS, () => socket.destroy());
      socket.on("close", () => {
        stop();
        onOver?.();
      });
      socket.end(lastFrame(word));
    },
  };
}

function subscribed(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function callAll(listeners: ReadonlySet<() => void>): void {
  for (const listener of listeners) listener();
}
