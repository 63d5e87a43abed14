/**
 * Watches the register from a process of its own, and starts it again when it hangs.
 *
 * Silence is counted in looks of this process and not by a clock: whatever stops both of them, a
 * shell or a laptop's lid, is nobody's silence, and after it the register has a whole
 * count to speak up.
 */

import { type Clock } from "../../domain/ports.ts";
import {
  type Before,
  type FromRegister,
  type Kept,
  type ToRegister,
} from "./supervisor-messages.ts";

export interface SupervisorLimits {
  /** How often the register is looked at. */
  readonly lookEveryMs: number;
  /** The longest silence of the register. */
  readonly silenceMs: number;
  /** The most restarts within a time; a register that needs more of them will not recover by another. */
  readonly restarts: number;
  readonly restartsWithinMs: number;
}

export const LIMITS: SupervisorLimits = {
  lookEveryMs: 500,
  silenceMs: 3000,
  restarts: 3,
  restartsWithinMs: 60_000,
};

/** A register's process. */
export interface RegisterProcess {
  readonly pid: number | undefined;
  /** Returns what it has had of the processor; undefined where the system doesn't say. */
  readonly load: () => ProcessLoad | undefined;
  readonly send: (message: ToRegister) => void;
  readonly kill: (signal: NodeJS.Signals) => void;
}

export interface ProcessLoad {
  /** The processor's time that it has had in all. */
  readonly processorMs: number;
  /** Whether it would go on now if it had the processor. */
  readonly isRunnable: boolean;
}

export interface RegisterListeners {
  readonly onMessage: (message: FromRegister) => void;
  /** Called with the exit code, or the signal that ended it. */
  readonly onExit: (code: number | null, signal: NodeJS.Signals | null) => void;
}

export interface SupervisorDeps {
  /** The name of the supervised screen, as people call it. */
  readonly name: string;
  readonly clock: Clock;
  readonly limits: SupervisorLimits;
  readonly start: (listeners: RegisterListeners) => RegisterProcess;
  /** Gives the terminal back for a register that could not, and says this on it. */
  readonly clearTerminal: (sentence: string) => void;
  readonly log: { readonly file: string; readonly write: (sentence: string) => void };
  /** Whatever is there, and also when nothing is. */
  readonly removeFolder: (folder: string) => void;
  readonly signalNumber: (signal: NodeJS.Signals) => number;
  /** The time that all processes of the machine share. */
  readonly machineMs: () => number;
  /** Returns when this process is continued. */
  readonly stopItself: () => void;
  /** Called once with the exit code of everything. */
  readonly onEnd: (code: number) => void;
}

export interface Supervisor {
  /** Passes on what tells the program to end; whoever hangs then is not started again. */
  readonly tellToEnd: (signal: NodeJS.Signals) => void;
  /**
   * Stops the register, which gives the terminal back first, and then this process. The shell goes
   * on when everything that it started is stopped.
   */
  readonly stop: (requestedAtMs: number) => void;
  /** Continues the register after a stop. */
  readonly goOn: () => void;
}

/** A shell reports a process that a signal ended by the signal's number plus this. */
const SIGNAL_BASE = 128;
const GAVE_UP = 1;
/** The signals by which a person ends a register on purpose. */
const MEANT: ReadonlySet<NodeJS.Signals> = new Set(["SIGTERM", "SIGINT", "SIGHUP"]);

interface Life {
  readonly process: RegisterProcess;
  /**
   * Whether the silence counts: it does from the first sign of life, because opening a long ledger
   * takes as long as it takes.
   */
  isWatched: boolean;
  silentLooks: number;
  /** Less than the looks took where the register has waited for the processor. */
  silentMs: number;
  /** At the last look. */
  load: ProcessLoad | undefined;
  silenceMs: number;
  isKilled: boolean;
}

export function createSupervisor(deps: SupervisorDeps): Supervisor {
  const { clock, limits, log, name } = deps;
  const mayRestart = createRestartLimit(deps);
  const stop = createStop(deps, (signal) => life.process.kill(signal));
  let kept: Kept = {};
  let endSignal: NodeJS.Signals | undefined;
  let cancelLook: (() => void) | undefined;
  let life = begin("none");

  function begin(before: Before): Life {
    const process = deps.start({
      onMessage: (message) => hear(begun, message),
      onExit: (code, signal) => ended(begun, code, signal),
    });
    const { silenceMs } = limits;
    const begun: Life = {
      process,
      isWatched: false,
      silentLooks: 0,
      silentMs: 0,
      load: undefined,
      silenceMs,
      isKilled: false,
    };
    process.send({ ...kept, before });
    return begun;
  }

  function hear(from: Life, message: FromRegister): void {
    if (message.type === "stop") return stop.now(message.requestedAtMs);
    from.silentLooks = 0;
    from.silentMs = 0;
    from.silenceMs = message.type === "busy" ? message.forMs : limits.silenceMs;
    if (message.type === "keep") kept = { ...kept, ...message.kept };
    if (message.type === "alive" || message.type === "busy") from.isWatched = !from.isKilled;
    if (message.type === "leaving") from.isWatched = false;
  }

  function look(): void {
    cancelLook = clock.after(limits.lookEveryMs, look);
    if (!life.isWatched) return;
    const before = life.load;
    life.load = life.process.load();
    life.silentLooks += 1;
    // The first look may come right after a sign of life.
    if (life.silentLooks === 1) return;
    life.silentMs += countedMs(limits.lookEveryMs, before, life.load);
    const waitedMs = (life.silentLooks - 1) * limits.lookEveryMs;
    if (life.silentMs < life.silenceMs && waitedMs < life.silenceMs * STARVED_TIMES) return;
    life.isWatched = false;
    life.isKilled = true;
    life.process.kill("SIGKILL");
  }

  function ended(from: Life, code: number | null, signal: NodeJS.Signals | null): void {
    const endBefore = endOf(from, signal);
    if (endBefore === undefined && code !== null) return end(code);
    if (endBefore === undefined || endSignal !== undefined) {
      deps.clearTerminal("");
      return end(SIGNAL_BASE + deps.signalNumber(endSignal ?? signal ?? "SIGKILL"));
    }
    const what = `The ${name} (process ${from.process.pid}) ${WHAT_HAPPENED[endBefore]}`;
    if (!mayRestart()) {
      log.write(`${what}, and was not started again.`);
      deps.clearTerminal(
        `The ${name} ${endBefore} again and again, and every order is safe; ${log.file} tells when.`,
      );
      return end(GAVE_UP);
    }
    log.write(`${what}, and was started again.`);
    deps.clearTerminal(`The ${name} ${endBefore}: it is started again.`);
    life = begin(endBefore);
  }

  function end(code: number): void {
    cancelLook?.();
    stop.forget();
    // A register that was killed could not remove its folder.
    if (kept.throwAway !== undefined) deps.removeFolder(kept.throwAway);
    deps.onEnd(code);
  }

  cancelLook = clock.after(limits.lookEveryMs, look);
  return {
    tellToEnd: (signal) => {
      endSignal ??= signal;
      life.process.kill(signal);
    },
    stop: stop.ask,
    goOn: stop.goOn,
  };
}

/** A register that gets next to nothing of the processor may be silent for so many times as long. */
const STARVED_TIMES = 10;
/** Half a processor is enough for whoever wants to say something. */
const ENOUGH = 0.5;

/**
 * Returns how much of the time between two looks counts as silence: a register that would go on, and does not get the
 * processor, is slow and does not hang. To kill it would make all that share the box slower.
 */
function countedMs(
  betweenMs: number,
  before: ProcessLoad | undefined,
  now: ProcessLoad | undefined,
): number {
  if (before === undefined || now?.isRunnable !== true) return betweenMs;
  return Math.min(betweenMs, (now.processorMs - before.processorMs) / ENOUGH);
}

const WHAT_HAPPENED = {
  hung: "gave no sign of life and was killed",
  died: "died",
} as const;

interface Stop {
  /** The register is told, and says when it has given the terminal back; one that hangs never does. */
  readonly ask: (requestedAtMs: number) => void;
  /** Stops both processes now. */
  readonly now: (requestedAtMs: number) => void;
  /** Ends the stop: the register goes on. */
  readonly goOn: () => void;
  /** Forgets the stop, because there is nobody to be stopped any more. */
  readonly forget: () => void;
}

/** Long enough for a key's work, short enough for whoever waits for a prompt. */
const STOP_PATIENCE_MS = 1000;

/** Register and supervisor both receive the same stop, and the later one may ask for it after it is over. */
function createStop(
  { clock, machineMs, stopItself, clearTerminal }: SupervisorDeps,
  tellRegister: (signal: "SIGTSTP" | "SIGSTOP" | "SIGCONT") => void,
): Stop {
  let stoppedAtMs = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;

  function forget(): void {
    cancel?.();
    cancel = undefined;
  }

  function stop(): void {
    forget();
    tellRegister("SIGSTOP");
    stoppedAtMs = machineMs();
    stopItself();
  }

  return {
    ask: (requestedAtMs) => {
      if (requestedAtMs <= stoppedAtMs || cancel !== undefined) return;
      tellRegister("SIGTSTP");
      cancel = clock.after(STOP_PATIENCE_MS, () => {
        clearTerminal("");
        stop();
      });
    },
    now: (requestedAtMs) => {
      if (requestedAtMs > stoppedAtMs) stop();
    },
    goOn: () => {
      if (cancel !== undefined) stoppedAtMs = machineMs();
      forget();
      tellRegister("SIGCONT");
    },
    forget,
  };
}

/** Says whether one more start is within the limit, and counts it. */
function createRestartLimit({ clock, limits }: SupervisorDeps): () => boolean {
  let startsMs: ReadonlyArray<number> = [];
  return () => {
    const nowMs = clock.nowMs();
    startsMs = startsMs.filter((atMs) => nowMs - atMs < limits.restartsWithinMs);
    if (startsMs.length >= limits.restarts) return false;
    startsMs = [...startsMs, nowMs];
    return true;
  };
}

/** Undefined when it ended as it should, or while nobody was at work in it. */
function endOf(
  { isKilled, isWatched }: Life,
  signal: NodeJS.Signals | null,
): Exclude<Before, "none"> | undefined {
  if (isKilled) return "hung";
  if (!isWatched || signal === null || MEANT.has(signal)) return undefined;
  return "died";
}
