/**
 * The process that watches the register: its child on the same terminal. It stays as long as the
 * register does, so it loads next to nothing, and an old Node may run it: it must not use what only
 * the register's Node has.
 */

import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";

import { giveBackSequence } from "../../tui/terminal/terminal-sequences.ts";
import { machineMs, systemClock } from "../system/clock.ts";
import { readStateDir } from "../system/environment.ts";
import { createLogFile, REGISTER_LOG } from "../system/log-file.ts";
import { type FromRegister } from "./supervisor-messages.ts";
import {
  createSupervisor,
  LIMITS,
  type ProcessLoad,
  type RegisterListeners,
  type RegisterProcess,
  type Supervisor,
} from "./supervisor.ts";

/** A program that can be spawned: a Node with its flags, and a register's words. */
export interface Program {
  /** The name that people use. */
  readonly name: string;
  readonly file: string;
  readonly words: ReadonlyArray<string>;
  readonly env: NodeJS.ProcessEnv;
  /** Whether it has no terminal of its own: sentences go to a log that people read. */
  readonly isKept: boolean;
}

const NOT_STARTED = 1;
/** The row that is below any window's last one, and so means the last. */
const LAST_ROW = 999;

/** Resolves with the exit code when the register has ended for good. */
export function supervise(program: Program): Promise<number> {
  return new Promise((resolve) => {
    const supervisor = createSupervisor({
      name: program.name,
      clock: systemClock,
      limits: LIMITS,
      start: (listeners) => startRegister(program, listeners),
      clearTerminal: clearingOf(program),
      log: createLogFile(path.join(readStateDir(), REGISTER_LOG), systemClock),
      removeFolder,
      signalNumber: (signal) => constants.signals[signal],
      machineMs,
      stopItself: () => process.kill(process.pid, "SIGSTOP"),
      onEnd: resolve,
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => supervisor.tellToEnd(signal));
    }
    stopTogether(supervisor);
  });
}

function startRegister(program: Program, listeners: RegisterListeners): RegisterProcess {
  const { file, words, env } = program;
  try {
    const child = spawn(file, words, { env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
    child.on("message", (message) => listeners.onMessage(message as FromRegister));
    child.on("exit", listeners.onExit);
    child.on("error", (error) => {
      // Otherwise the error is of a running process: a message came too late for it.
      if (child.pid === undefined) notStarted(program, error, listeners);
    });
    return {
      pid: child.pid,
      load: () => loadOf(child.pid),
      send: (message) => child.send(message, () => undefined),
      kill: (signal) => child.kill(signal),
    };
  } catch (error) {
    setImmediate(() => notStarted(program, error, listeners));
    return { pid: undefined, load: () => undefined, send: () => undefined, kill: () => undefined };
  }
}

/** The unit in which Linux counts a process's time for all programs (`proc_pid_stat(5)`). */
const TICK_MS = 10;

/** What stands behind the program's name in `/proc/PID/stat`, from its state on. */
const [STATE, USER_TICKS, SYSTEM_TICKS] = [0, 11, 12];

function loadOf(pid: number | undefined): ProcessLoad | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS]);
    return { processorMs: ticks * TICK_MS, isRunnable: fields[STATE] === "R" };
  } catch {
    return undefined;
  }
}

/** Memory is short, or the program was taken away. */
function notStarted(program: Program, error: unknown, { onExit }: RegisterListeners): void {
  const reason = error instanceof Error ? error.message : String(error);
  clearingOf(program)(`The ${program.name} can't be started (${reason}): try again.`);
  onExit(NOT_STARTED, null);
}

/** A shell stops and continues what it started, which is this process; the register goes with it. */
function stopTogether({ stop, goOn }: Supervisor): void {
  let isToStop = false;
  process.on("SIGTSTP", () => {
    const requestedAtMs = machineMs();
    isToStop = true;
    // A stop that the register asked for, and that is over by now, is not repeated.
    setImmediate(() => {
      if (isToStop) stop(requestedAtMs);
    });
  });
  process.on("SIGCONT", () => {
    isToStop = false;
    goOn();
  });
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next training sweeps it away.
  }
}

/** The runtime gives the terminal's modes back when this process ends; until then no key is echoed. */
function clearingOf({ isKept }: Program): (sentence: string) => void {
  const giveBack = isKept ? "" : giveBackSequence(LAST_ROW);
  return (sentence) => {
    try {
      writeSync(1, giveBack + (sentence === "" ? "" : `${sentence}${isKept ? "" : "\r"}\n`));
    } catch {
      // The terminal has hung up.
    }
  };
}
