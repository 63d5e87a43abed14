/**
 * This process's terminal as the window of a kept register: keys and sizes go there, what is drawn comes
 * back. The terminal is given back on every way out.
 */

import { createConnection, type Socket } from "node:net";

import { type Clock } from "../../domain/ports.ts";
import { createTerminalGuard, sizeOf } from "../../tui/terminal/terminal-guard.ts";
import { errnoCode } from "../system/errno-code.ts";
import { onProcessEnd, processHooks } from "../system/process.ts";
import {
  type AttachFrame,
  bytesFrames,
  createFrameReader,
  FRAME,
  helloFrame,
  LAST_WORD,
  sizeFrame,
} from "./attach-frames.ts";

export type AttachEnd =
  /** Another terminal has attached. */
  | { readonly type: "taken" }
  /** Somebody left the register, or it was told to end. */
  | { readonly type: "ended" }
  /** The register is gone without a word, and did not come back. */
  | { readonly type: "lost" }
  /** There was nothing to attach to; the system's code. */
  | { readonly type: "no-register"; readonly why: string }
  /** This terminal has hung up. */
  | { readonly type: "hung-up" }
  /** This process was told to end; the number of the signal. */
  | { readonly type: "signal"; readonly number: number };

interface AttachDeps {
  readonly socketPath: string;
  readonly clock: Clock;
  /** Shown on the terminal while a register that died is started again. */
  readonly waits: string;
}

/** A register that died or hung is back by then: its supervisor starts it again. */
const PATIENCE_MS = 10_000;
const RETRY_MS = 200;

/** Resolves when the terminal is given back. Throws a fault of ours. */
export async function attachTerminal({ socketPath, clock, waits }: AttachDeps): Promise<AttachEnd> {
  const first = await firstConnected(socketPath, { clock, waits });
  if (typeof first === "string") return { type: "no-register", why: first };
  const { stdin, stdout } = process;
  const { promise, resolve: end, reject: fail } = Promise.withResolvers<AttachEnd>();
  let socket: Socket | undefined;
  let isOver = false;

  function sendSize(): void {
    socket?.write(sizeFrame(sizeOf(stdout)));
  }

  function sendKeys(chunk: Uint8Array): void {
    // While no register is there a key does nothing: nobody saw what it would do.
    socket?.write(bytesFrames(chunk));
  }

  function show({ kind, bytes }: AttachFrame): void {
    if (kind === FRAME.bytes) stdout.write(bytes);
    if (kind !== FRAME.last) return;
    end({ type: bytes[0] === LAST_WORD.taken ? "taken" : "ended" });
  }

  function follow(next: Socket): void {
    const read = createFrameReader();
    const stop = clock.after(PATIENCE_MS, () => next.destroy());
    socket = next;
    next.on("data", (chunk) => {
      stop();
      const frames = read(chunk);
      if (frames === undefined) next.destroy();
      else for (const frame of frames) show(frame);
    });
    next.on("close", () => {
      stop();
      socket = undefined;
      if (!isOver) comeBack().catch(fail);
    });
    next.write(helloFrame(sizeOf(stdout)));
  }

  async function comeBack(): Promise<void> {
    stdout.write(`\u001B[H\u001B[0;7m ${waits} \u001B[0m`);
    const next = await awaitRegister(socketPath, clock, () => !isOver);
    if (isOver && typeof next !== "string") next.destroy();
    else if (typeof next !== "string") follow(next);
    else end({ type: "lost" });
  }

  const guard = createTerminalGuard({
    stdin,
    stdout,
    hooks: processHooks,
    onResize: sendSize,
    onPause: () => undefined,
    onRepaint: sendSize,
  });
  const release = onProcessEnd((over) => {
    if (over.type === "signal") end(over);
    else fail(over.error);
  });
  function onHungUp(): void {
    end({ type: "hung-up" });
  }
  for (const stream of [stdin, stdout]) stream.on("error", onHungUp);
  stdin.on("end", onHungUp);
  stdin.on("data", sendKeys);
  guard.enter();
  follow(first);
  try {
    return await promise;
  } finally {
    isOver = true;
    socket?.destroy();
    stdin.off("data", sendKeys);
    guard.leave();
    release();
  }
}

/** A box that was just started has its registers a while after its ssh: whoever is early waits for them. */
async function firstConnected(
  socketPath: string,
  { clock, waits }: Pick<AttachDeps, "clock" | "waits">,
): Promise<Socket | string> {
  const first = await connected(socketPath);
  if (typeof first !== "string" || !NOT_YET.has(first)) return first;
  process.stdout.write(`${waits}\r\n`);
  return await awaitRegister(socketPath, clock, (why) => NOT_YET.has(why));
}

/** Tries again for as long as a register takes to start; resolves with the system's code where none came. */
async function awaitRegister(
  socketPath: string,
  clock: Clock,
  goesOn: (why: string) => boolean,
): Promise<Socket | string> {
  for (let triesLeft = PATIENCE_MS / RETRY_MS; ; triesLeft -= 1) {
    await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
    const next = await connected(socketPath);
    if (typeof next !== "string" || triesLeft <= 1 || !goesOn(next)) return next;
  }
}

/** No socket yet, or one that a register left that was killed. */
const NOT_YET: ReadonlySet<string> = new Set(["ENOENT", "ECONNREFUSED"]);

/** Resolves with the system's code when nobody answers there. */
function connected(socketPath: string): Promise<Socket | string> {
  return new Promise((resolve) => {
    const socket = createConnection(socketPath);
    socket.on("error", (error) => resolve(errnoCode(error) ?? error.message));
    socket.on("connect", () => resolve(socket));
  });
}
