/** Opens the register on the process's terminal, and closes the till behind it. */

import { constants } from "node:os";
import path from "node:path";
import { stdin, stdout } from "node:process";

import { isTraining } from "../domain/series.ts";
import { readSetting } from "../domain/settings.ts";
import { type ExclusiveLock, takeLock } from "../ledger/exclusive-lock.ts";
import { type StoreDeps } from "../ledger/open-ledger.ts";
import { type Takeover } from "../tui/kept-screen.ts";
import { PLAIN_LOCALE } from "../tui/plain/plain-words.ts";
import { runPlain } from "../tui/plain/run-plain.ts";
import { type RegisterExit, runRegister } from "../tui/run-register.tsx";
import { type TerminalInput } from "../tui/terminal-guard.ts";
import { createEndingInput } from "./ending-input.ts";
import { loadFixture } from "./fixtures.ts";
import { createLogFile, type LogFile, REGISTER_LOG } from "./log-file.ts";
import { openTill, type OpenTill } from "./open-till.ts";
import { type PaperHome } from "./printer-drive.ts";
import { createRegisterPort, type RegisterPortOptions } from "./register-port.ts";
import { stackOf } from "./stack-of.ts";
import { systemClock } from "./system-clock.ts";
import { type Environment } from "./system-environment.ts";
import { onProcessEnd, type ProcessEnd, processHooks } from "./system-process.ts";
import { type RegisterSupervisor } from "./system-supervisor.ts";
import { TRAINING_PIN } from "./training-shop.ts";

export type RegisterEnd =
  | { readonly type: "quit" }
  /** Another window shows this till already: two of them would share one order. */
  | { readonly type: "open-already" }
  /** The process was told to end; the number of the signal. */
  | { readonly type: "signal"; readonly number: number }
  /** A fault of ours or of the disk; the log tells more. */
  | { readonly type: "crashed"; readonly log: string; readonly error: unknown };

const { SIGINT } = constants.signals;

export interface RegisterSurroundings extends Environment {
  /** Lines instead of a screen: for a screen reader, a script, a terminal that can't place a cursor. */
  readonly isPlain: boolean;
}

export interface RegisterDeps {
  readonly environment: RegisterSurroundings;
  readonly deps: StoreDeps;
  /** Undefined for a register that nobody watches. */
  readonly supervisor: RegisterSupervisor | undefined;
  readonly paperHome?: PaperHome;
}

/** Throws StoreError when the store can't be opened: before anything is drawn. */
export async function openRegister(
  dir: string,
  { environment, deps, supervisor, paperHome }: RegisterDeps,
): Promise<RegisterEnd> {
  const log = createLogFile(path.join(environment.stateDir, REGISTER_LOG), systemClock);
  function tell(error: unknown): void {
    log.write(stackOf(error));
  }
  const open = openTill(dir, { ...deps, onTrouble: tell }, { paperHome });
  const lock = await takeRegister(open);
  if (lock === undefined) return { type: "open-already" };
  for (const work of [open.printing, open.backups]) work.onFault(tell);
  const input = createEndingInput(stdin);
  let fromBelow: ProcessEnd | undefined;
  const release = onProcessEnd((end) => {
    fromBelow ??= end;
    input.end();
  });
  try {
    const exit = await runOnTerminal(open, environment, {
      input,
      log,
      supervisor,
      isStopped: () => fromBelow !== undefined,
    });
    if (exit.type === "interrupted") fromBelow ??= { type: "signal", number: SIGINT };
    if (exit.type === "crashed") fromBelow = { type: "fault", error: exit.error };
    if (fromBelow?.type !== "fault") {
      // Who leaves right after a sale wants its papers now, not at the next start.
      if (fromBelow === undefined) await open.printing.settle();
      await open.close();
      return fromBelow ?? { type: "quit" };
    }
    log.write(stackOf(fromBelow.error));
    await closeBroken(open, log);
    return { type: "crashed", log: log.file, error: fromBelow.error };
  } finally {
    release();
    lock.release();
  }
}

/** Undefined when another window has it. Without it, or where none can be made, the till is closed. */
async function takeRegister(open: OpenTill): Promise<ExclusiveLock | undefined> {
  let lock: ExclusiveLock | undefined;
  try {
    lock = takeLock(open.dir, "register");
    return lock;
  } finally {
    if (lock === undefined) await open.close();
  }
}

interface Around {
  readonly input: TerminalInput;
  readonly log: LogFile;
  readonly supervisor: RegisterSupervisor | undefined;
  readonly isStopped: () => boolean;
}

/** The terminal is given back whatever ends the register: a key, a signal, or a fault of ours. */
async function runOnTerminal(
  open: OpenTill,
  environment: RegisterSurroundings,
  { input, log, supervisor, isStopped }: Around,
): Promise<RegisterExit> {
  const { ledger } = open.till;
  const deps = {
    port: createRegisterPort(open, {
      demoStaff: shownPins(open),
      onLog: (line) => {
        log.write(`mesh: ${line}`);
      },
      locale: environment.isPlain ? PLAIN_LOCALE : undefined,
    }),
    clock: open.clock,
    stdin: input,
    stdout,
    hooks: processHooks,
    onLog: log.write,
  };
  const { ascii, colour, isInputTerminal, isOutputTerminal } = environment;
  if (environment.isPlain) {
    return runPlain({ ...deps, ascii, isInputTerminal, isOutputTerminal, isStopped });
  }
  if (supervisor !== undefined) ledger.db.onLongWork(supervisor.busy);
  const leave = supervisor?.watch();
  const exit = await runRegister({
    ...deps,
    offsetMinutes: open.till.offsetMinutes,
    options: {
      ascii,
      color: colour,
      keyLayout: ledger.read((view) => readSetting(view, "key-layout")),
    },
    takeover: takeoverOf(supervisor),
    onKeep: (screen) => supervisor?.keep({ screen }),
  });
  // What is left to do may take its time: papers come out, what was folded is written down.
  leave?.();
  return exit;
}

function takeoverOf(supervisor: RegisterSupervisor | undefined): Takeover | undefined {
  if (supervisor === undefined || supervisor.before === "none") return undefined;
  const { before, screen } = supervisor;
  return { before, screen };
}

/** Whatever broke the register may break this too; every commit is durable without it. */
async function closeBroken(open: OpenTill, log: LogFile): Promise<void> {
  try {
    await open.close();
  } catch (error) {
    log.write(stackOf(error));
  }
}

/** Of the people of the fixture that demo shops are made of; in a training everybody has the same. */
export function shownPins({ till }: OpenTill): RegisterPortOptions["demoStaff"] {
  if (!till.founding.demo) return [];
  if (isTraining(till.founding)) {
    return till.staff().map(({ number }) => ({ number, pin: TRAINING_PIN }));
  }
  const fixture = loadFixture("cafe");
  return fixture.ok ? fixture.value.staff : [];
}
