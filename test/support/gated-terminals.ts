/**
 * Simulated card terminals behind a gate, which stops a dialogue at one message: whoever asked is killed there,
 * and from then on nothing passes either way.
 */

import { connect, createServer, type Server, type Socket } from "node:net";

import { makeNexoPapers } from "../../proof/terminal/nexo-papers.ts";
import { serveNexoTerminal } from "../../proof/terminal/nexo-server.ts";
import { createNexoTerminal, type NexoTerminal } from "../../proof/terminal/nexo-terminal.ts";
import { openRequest } from "../../proof/terminal/nexo-wire.ts";
import { serveTerminal, type TerminalServer } from "../../proof/terminal/terminal-server.ts";
import {
  createSimulatedTerminal,
  type SimulatedTerminal,
} from "../../proof/terminal/zvt-terminal.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { deriveNexoKeys } from "../../src/card/nexo/crypto.ts";
import { readCommand } from "../../src/card/zvt/commands.ts";
import { createFrameReader, type Frame, frameBytes } from "../../src/card/zvt/frame.ts";
import { readMessage, type TerminalMessage } from "../../src/card/zvt/messages.ts";

/** A step of a dialogue, as the terminal's side of the wire sees it. */
export type WireStep =
  /** The terminal tells its last receipt, or only that it is there. */
  | "at-rest"
  /** The till asks for money, or for the end of the day. */
  | "start"
  /** The terminal says what became of it. */
  | "result"
  /** The till takes that. */
  | "taken"
  /** The terminal has done. */
  | "completion"
  /** The till has ended the connection on which it was answered. */
  | "hung-up";

export interface Stop {
  readonly at: WireStep;
  /** Whether that message still arrives. */
  readonly passes: boolean;
  readonly kill: () => void;
}

interface Gate {
  /** Returns whether the message passes. */
  readonly pass: (step: WireStep) => boolean;
  readonly set: (stop: Stop) => void;
}

function createGate(): Gate {
  let stop: Stop | undefined;
  return {
    pass: (step) => {
      if (stop?.at !== step) return true;
      const { kill, passes } = stop;
      stop = undefined;
      kill();
      return passes;
    },
    set: (next) => {
      stop = next;
    },
  };
}

interface Gated<Terminal> extends TerminalServer {
  /** Another terminal stands at the port, with books of its own. */
  readonly renew: () => Terminal;
  /** Stops the next dialogue that comes to that step. */
  readonly stopAt: (stop: Stop) => void;
}

/** Serves a ZVT terminal, of which 0470 was the last receipt. */
export async function gatedZvt(): Promise<Gated<SimulatedTerminal>> {
  const gate = createGate();
  let terminal = newZvt();
  const server = await serveTerminal(
    { ...terminal, connect: (wire) => connectThrough(gate, terminal, wire) },
    { host: "127.0.0.1", port: 0 },
  );
  return {
    ...server,
    renew: () => (terminal = newZvt()),
    stopAt: gate.set,
  };
}

function newZvt(): SimulatedTerminal {
  return createSimulatedTerminal({
    clock: systemClock,
    approveMs: 1,
    date: () => "1120",
    lastReceipt: 470,
  });
}

function connectThrough(
  gate: Gate,
  terminal: SimulatedTerminal,
  wire: Parameters<SimulatedTerminal["connect"]>[0],
): ReturnType<SimulatedTerminal["connect"]> {
  const steps = zvtSteps();
  const fromTill = createFrameReader();
  const fromTerminal = createFrameReader();
  let isOpen = true;

  function pass(step: WireStep | undefined, frame: Frame, on: (bytes: Uint8Array) => void): void {
    if (!isOpen) return;
    const passes = step === undefined || gate.pass(step);
    if (passes) on(frameBytes(frame));
    else isOpen = false;
  }

  const connection = terminal.connect({
    ...wire,
    send: (bytes) => {
      for (const frame of framesIn(fromTerminal, bytes))
        pass(steps.ofTerminal(frame), frame, wire.send);
    },
  });
  return {
    receive: (bytes) => {
      for (const frame of framesIn(fromTill, bytes))
        pass(steps.ofTill(frame), frame, connection.receive);
    },
    closed: () => {
      if (isOpen && steps.isAnswered()) gate.pass("hung-up");
      connection.closed();
    },
  };
}

function framesIn(
  reader: ReturnType<typeof createFrameReader>,
  bytes: Uint8Array,
): ReadonlyArray<Frame> {
  const frames = reader.read(bytes);
  if (!frames.ok) throw new Error("A frame is too long.");
  return frames.value;
}

const QUESTIONS = new Set(["register", "log-off", "diagnosis", "repeat-receipt", "status-enquiry"]);

/** Names the messages of one connection. */
function zvtSteps() {
  /** What the terminal has said and the till has not acknowledged, in its order. */
  const awaited: Array<WireStep | undefined> = [];
  let isStarted = false;
  let hasResult = false;
  let isAnswered = false;

  function stepOf(type: TerminalMessage["type"]): WireStep | undefined {
    if (type === "status") return isStarted ? "result" : "at-rest";
    return type === "completion" && hasResult ? "completion" : undefined;
  }

  return {
    isAnswered: () => isAnswered,
    ofTill: (frame: Frame): WireStep | undefined => {
      if (readMessage(frame).type === "acknowledged") {
        return awaited.shift() === "result" ? "taken" : undefined;
      }
      const command = readCommand(frame);
      if (command === undefined || QUESTIONS.has(command.type)) return undefined;
      isStarted = true;
      return "start";
    },
    ofTerminal: (frame: Frame): WireStep | undefined => {
      const { type } = readMessage(frame);
      if (type === "acknowledged" || type === "refused") return undefined;
      const step = stepOf(type);
      awaited.push(step);
      hasResult ||= step === "result";
      isAnswered ||= step === "completion";
      return step;
    },
  };
}

const POI = "V400m-346403161";
const PASSPHRASE = "correct horse battery staple";

export interface GatedNexo extends Gated<NexoTerminal> {
  /** What a till is told of it, as `till card add` takes it; the certificate is in `root`. */
  readonly fields: ReadonlyArray<string>;
  readonly root: string;
  readonly passphrase: string;
}

/** Serves a Nexo terminal over TLS. */
export async function gatedNexo(): Promise<GatedNexo> {
  const gate = createGate();
  let terminal = newNexo();
  let isAnswered = false;
  const keys = deriveNexoKeys(PASSPHRASE);
  const papers = await makeNexoPapers(POI);
  const server = await serveNexoTerminal(
    {
      ...terminal,
      receive: (body, wire) => {
        const isStart = openRequest(body, { keys, poi: POI })?.category === "Payment";
        if (isStart && !gate.pass("start")) return;
        terminal.receive(body, {
          ...wire,
          answer: (text) => {
            if (isStart && !gate.pass("result")) return;
            isAnswered = isStart;
            wire.answer(text);
          },
        });
      },
    },
    { host: "127.0.0.1", port: 0, papers },
  );
  const relay = await relayTo(server.port, () => {
    if (!isAnswered) return;
    isAnswered = false;
    gate.pass("hung-up");
  });
  return {
    port: relay.port,
    fields: ["driver=nexo", `at=127.0.0.1:${relay.port}`, `poiid=${POI}`, "key=till"],
    root: papers.root,
    passphrase: PASSPHRASE,
    renew: () => (terminal = newNexo()),
    stopAt: gate.set,
    close: async () => {
      relay.close();
      await server.close();
    },
  };
}

function newNexo(): NexoTerminal {
  return createNexoTerminal({
    clock: systemClock,
    random: systemRandom,
    poi: POI,
    passphrase: PASSPHRASE,
    approveMs: 1,
    lateMs: 50,
  });
}

/** Passes TCP on; says when whoever connected has ended it. */
async function relayTo(
  farPort: number,
  onEnd: () => void,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ host: "127.0.0.1", port: farPort });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    near.on("close", () => {
      onEnd();
      far.destroy();
    });
    far.on("close", () => near.destroy());
    near.pipe(far);
    far.pipe(near);
  });
  return {
    port: await listening(server),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" ? (address?.port ?? 0) : 0);
    });
  });
}
