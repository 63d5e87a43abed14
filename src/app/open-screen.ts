/** Opens a screen on the process's terminal, and closes the till behind it, whatever ends it. */

import { constants } from "node:os";
import path from "node:path";

import { type ExclusiveLock, type LockName, takeLock } from "../ledger/exclusive-lock.ts";
import { type StoreDeps } from "../ledger/open-ledger.ts";
import { type ScreenExit } from "../tui/run-screen.ts";
import { type TerminalInput } from "../tui/terminal/terminal-guard.ts";
import { errorText } from "./error-text.ts";
import { openTill, type OpenTill } from "./open-till.ts";
import { type PaperHome } from "./printing/printer-drive.ts";
import { systemClock } from "./system/clock.ts";
import { type Environment } from "./system/environment.ts";
import { createLogFile, type LogFile } from "./system/log-file.ts";
import { onProcessEnd, type ProcessEnd } from "./system/process.ts";

export type ScreenEnd =
  | { readonly type: "quit" }
  /** Another window shows the same already. */
  | { readonly type: "open-already" }
  /** The process was told to end; the number of the signal. */
  | { readonly type: "signal"; readonly number: number }
  /** A fault of ours or of the disk; the log tells more. */
  | { readonly type: "crashed"; readonly log: string; readonly error: unknown };

const { SIGINT } = constants.signals;

export interface ScreenDeps {
  readonly environment: Pick<Environment, "stateDir">;
  readonly deps: StoreDeps;
  readonly logName: string;
  /** The lock that only one window at a time can have. */
  readonly lock: LockName;
  readonly paperHome?: PaperHome | undefined;
  /** Instead of the process's own terminal. */
  readonly input?: Required<TerminalInput> | undefined;
  readonly run: (open: OpenTill, around: AroundScreen) => Promise<ScreenExit>;
}

export interface AroundScreen {
  readonly input: TerminalInput;
  readonly log: LogFile;
  readonly isStopped: () => boolean;
}

/** Throws StoreError when the store can't be opened: before anything is drawn. */
export async function openScreen(dir: string, screen: ScreenDeps): Promise<ScreenEnd> {
  const { environment, deps, paperHome } = screen;
  const log = createLogFile(path.join(environment.stateDir, screen.logName), systemClock);
  function tell(error: unknown): void {
    log.write(errorText(error));
  }
  const open = openTill(dir, { ...deps, onTrouble: tell }, { paperHome });
  const lock = await takeScreen(open, screen.lock);
  if (lock === undefined) return { type: "open-already" };
  for (const work of [open.printing, open.backups]) work.onFault(tell);
  const input = createEndingInput(screen.input ?? process.stdin);
  let fromBelow: ProcessEnd | undefined;
  const release = onProcessEnd((end) => {
    fromBelow ??= end;
    input.end();
  });
  try {
    const exit = await screen.run(open, {
      input,
      log,
      isStopped: () => fromBelow !== undefined,
    });
    if (exit.type === "interrupted") fromBelow ??= { type: "signal", number: SIGINT };
    if (exit.type === "crashed") fromBelow = { type: "fault", error: exit.error };
    if (fromBelow?.type !== "fault") {
      // A person who leaves right after a sale wants its papers now, not at the next start.
      if (fromBelow === undefined) await open.printing.settle();
      await open.close();
      return fromBelow ?? { type: "quit" };
    }
    log.write(errorText(fromBelow.error));
    await closeBroken(open, log);
    return { type: "crashed", log: log.file, error: fromBelow.error };
  } finally {
    release();
    lock.release();
  }
}

/** Undefined when another window has it. Without it, or where none can be made, the till is closed. */
async function takeScreen(open: OpenTill, name: LockName): Promise<ExclusiveLock | undefined> {
  let lock: ExclusiveLock | undefined;
  try {
    lock = takeLock(open.dir, name);
    return lock;
  } finally {
    if (lock === undefined) await open.close();
  }
}

/** Whatever broke the screen may break this too; every commit is durable without it. */
async function closeBroken(open: OpenTill, log: LogFile): Promise<void> {
  try {
    await open.close();
  } catch (error) {
    log.write(errorText(error));
  }
}

interface EndingInput extends TerminalInput {
  readonly end: () => void;
}

/** A terminal's input that can be ended from inside, as if the line had hung up. */
function createEndingInput(input: Required<TerminalInput>): EndingInput {
  const endListeners = new Set<() => void>();

  function on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  function on(event: "end" | "error", listener: () => void): unknown;
  function on(event: "data" | "end" | "error", listener: (chunk: Uint8Array) => void): unknown {
    if (event === "data") return input.on(event, listener);
    const handler = listener as () => void;
    if (event === "end") endListeners.add(handler);
    return input.on(event, handler);
  }

  function off(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  function off(event: "end" | "error", listener: () => void): unknown;
  function off(event: "data" | "end" | "error", listener: (chunk: Uint8Array) => void): unknown {
    if (event === "data") return input.off(event, listener);
    const handler = listener as () => void;
    endListeners.delete(handler);
    return input.off(event, handler);
  }

  return {
    on,
    off,
    resume: () => input.resume(),
    pause: () => input.pause(),
    setRawMode: (raw) => input.setRawMode(raw),
    end: () => {
      for (const listener of endListeners) listener();
    },
  };
}
