/** Opens the register on the process's terminal. */

import { stdout } from "node:process";

import { isTraining } from "../domain/series.ts";
import { readSetting } from "../domain/settings.ts";
import { type StoreDeps } from "../ledger/open-ledger.ts";
import { type Takeover } from "../tui/kept-screen.ts";
import { runPlain } from "../tui/plain/run-plain.ts";
import { runRegister } from "../tui/run-register.tsx";
import { type ScreenExit } from "../tui/run-screen.ts";
import { loadFixture } from "./fixtures.ts";
import { REGISTER_LOG } from "./log-file.ts";
import { type AroundScreen, openScreen, type ScreenEnd } from "./open-screen.ts";
import { type OpenTill } from "./open-till.ts";
import { type PaperHome } from "./printer-drive.ts";
import { createRegisterPort, type RegisterPortOptions } from "./register-port.ts";
import { type Environment } from "./system-environment.ts";
import { processHooks } from "./system-process.ts";
import { type RegisterSupervisor } from "./system-supervisor.ts";
import { TRAINING_PIN } from "./training-shop.ts";

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
export function openRegister(
  dir: string,
  { environment, deps, supervisor, paperHome }: RegisterDeps,
): Promise<ScreenEnd> {
  return openScreen(dir, {
    environment,
    deps,
    paperHome,
    logName: REGISTER_LOG,
    // Two of them would share one order.
    lock: "register",
    run: (open, around) => runOnTerminal(open, environment, { ...around, supervisor }),
  });
}

interface Around extends AroundScreen {
  readonly supervisor: RegisterSupervisor | undefined;
}

/** The terminal is given back whatever ends the register: a key, a signal, or a fault of ours. */
async function runOnTerminal(
  open: OpenTill,
  environment: RegisterSurroundings,
  { input, log, supervisor, isStopped }: Around,
): Promise<ScreenExit> {
  const { ledger } = open.till;
  const deps = {
    port: createRegisterPort(open, {
      demoStaff: shownPins(open),
      onLog: (line) => {
        log.write(`mesh: ${line}`);
      },
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

/** Of the people of the fixture that demo shops are made of; in a training everybody has the same. */
export function shownPins({ till }: OpenTill): RegisterPortOptions["demoStaff"] {
  if (!till.founding.demo) return [];
  if (isTraining(till.founding)) {
    return till.staff().map(({ number }) => ({ number, pin: TRAINING_PIN }));
  }
  const fixture = loadFixture("cafe");
  return fixture.ok ? fixture.value.staff : [];
}
