/** Opens the register on the process's terminal. */

import { isTraining } from "../../domain/events/series.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type StoreDeps } from "../../ledger/open-ledger.ts";
import { type TrainingOutcome } from "../../tui/begin-training.ts";
import { type KeptScreen, keptScreen, type Takeover } from "../../tui/kept-screen.ts";
import { type TillPort } from "../../tui/ports/till-port.ts";
import { emptyState } from "../../tui/register-state.ts";
import { type RegisterExit, type RegisterOptions, runRegister } from "../../tui/run-register.ts";
import { type ScreenExit } from "../../tui/run-screen.ts";
import { type LeftForTraining } from "../../tui/state-holder.ts";
import { type TerminalOutput } from "../../tui/terminal/cell-writer.ts";
import { type ProcessHooks } from "../../tui/terminal/terminal-guard.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { type KeptTerminal } from "../attach/kept-terminal.ts";
import { staffOfShop } from "../catalogue/fixtures.ts";
import { errorText } from "../error-text.ts";
import { noteTraining } from "../founding/note-training.ts";
import { beginTraining, isTrainingIn } from "../founding/open-training.ts";
import { TRAINING_PIN } from "../founding/training-shop.ts";
import { type AroundScreen, openScreen, type ScreenEnd } from "../open-screen.ts";
import { type OpenTill } from "../open-till.ts";
import { type PaperHome } from "../printing/printer-drive.ts";
import { type RegisterSupervisor } from "../supervisor/supervised.ts";
import { type Environment } from "../system/environment.ts";
import { REGISTER_LOG } from "../system/log-file.ts";
import { processHooks } from "../system/process.ts";
import { systemStoreDeps } from "../system/store-deps.ts";
import { createRegisterPort, type RegisterPortOptions } from "./register-port.ts";

export interface RegisterSurroundings extends Environment {
  /** Lines instead of a screen: for a screen reader, a script, a terminal that can't place a cursor. */
  readonly isPlain: boolean;
  /** Whether the terminal's bell rings for a scan that is refused. */
  readonly bell: boolean;
  /** Whether taps count; missing for a narrow window of a terminal that says that it sends them. */
  readonly touch?: RegisterOptions["touch"];
}

export interface RegisterDeps {
  readonly environment: RegisterSurroundings;
  readonly deps: StoreDeps;
  /** Undefined for a register that nobody watches. */
  readonly supervisor: RegisterSupervisor | undefined;
  readonly paperHome?: PaperHome;
  /** Whether another screen follows on the same terminal: until then no key is echoed. */
  readonly isFollowed?: boolean;
  /** The terminal of a register that stays when nobody looks at it; else the process's own is used. */
  readonly kept?: KeptTerminal | undefined;
  /** Called when the register's lock is held, before anything is drawn. A register that is not to begin ends. */
  readonly begins?: () => Promise<boolean>;
}

/** Throws StoreError when the store can't be opened: before anything is drawn. */
export function openRegister(
  dir: string,
  { environment, deps, supervisor, paperHome, isFollowed = false, kept, begins }: RegisterDeps,
): Promise<ScreenEnd> {
  return openScreen(dir, {
    environment,
    deps,
    paperHome,
    logName: REGISTER_LOG,
    // Two of them would share one order.
    lock: "register",
    input: kept?.input,
    run: async (open, around) => {
      if (begins !== undefined && !(await begins())) return { type: "quit" };
      const input = isFollowed ? keepingRaw(around.input) : around.input;
      return runRegisters(open, environment, { ...around, input, deps, supervisor, kept });
    },
  });
}

interface Around extends AroundScreen {
  readonly supervisor: RegisterSupervisor | undefined;
  readonly port: TillPort;
  readonly left: LeftForTraining | undefined;
  readonly kept: KeptTerminal | undefined;
}

/** Runs one register after another, because it makes way for a training as often as somebody asks for one. */
async function runRegisters(
  open: OpenTill,
  environment: RegisterSurroundings,
  {
    deps,
    ...around
  }: AroundScreen & Pick<Around, "kept"> & Pick<RegisterDeps, "deps" | "supervisor">,
): Promise<ScreenExit> {
  const { log, isStopped, kept } = around;
  const port = createRegisterPort(open, {
    demoStaff: shownPins(open),
    onLog: (line) => log.write(`mesh: ${line}`),
  });
  let { supervisor } = around;
  let left: LeftForTraining | undefined;

  async function learn(word: "begins" | "stays", staff = ""): Promise<TrainingOutcome> {
    const words = wordsFor({ locale: open.till.shopLocale() }).training;
    const release = holdTerminal({ input: around.input, output: outputOf(kept) }, words[word]);
    try {
      return await runTraining(open, { environment, deps, supervisor, kept, staff });
    } catch (error) {
      log.write(errorText(error));
      return "failed";
    } finally {
      release({ isFollowed: !isStopped() });
    }
  }

  // The register before this one hung or died in a training: it goes on, and the register after it.
  if (!isTraining(open.till.founding) && isTrainingIn(supervisor?.throwAway)) {
    await learn("stays");
    supervisor = startedAnew(supervisor);
  }
  while (!isStopped()) {
    const exit = await runOnTerminal(open, environment, { ...around, port, supervisor, left });
    if (exit.type !== "training") return exit;
    supervisor = startedAnew(supervisor);
    left = { state: exit.state, outcome: await learn("begins", exit.staff) };
  }
  return { type: "input-ended" };
}

/**
 * The terminal between two screens: it says what is being done, and echoes no key. What is typed meanwhile
 * waits for the next screen. Returns the end of it: a screen that follows takes the terminal as it is.
 */
function holdTerminal(
  { input, output }: Pick<AroundScreen, "input"> & { readonly output: TerminalOutput },
  sentence: string,
): (end: { readonly isFollowed: boolean }) => void {
  function giveBack(): void {
    input.setRawMode?.(false);
  }
  const stop = processHooks.onExit(giveBack);
  input.setRawMode?.(true);
  output.write(`${sentence}\r\n`);
  return ({ isFollowed }) => {
    stop();
    if (!isFollowed) giveBack();
  };
}

/** For a screen that gives its terminal back to whoever holds it, who wants it as it is. */
function keepingRaw(input: AroundScreen["input"]): AroundScreen["input"] {
  let isOff = false;
  return {
    on: input.on,
    off: input.off,
    resume: input.resume,
    pause: input.pause,
    setRawMode: (raw) => {
      // Off and on again is how a terminal is set anew that somebody else has set in between.
      if (raw && isOff) input.setRawMode?.(false);
      if (raw) input.setRawMode?.(true);
      isOff = !raw;
    },
  };
}

/** Runs a training on the same terminal, in a shop of its own, which is thrown away afterwards. */
async function runTraining(
  { dir: store, till }: OpenTill,
  { environment, deps, supervisor, kept, staff }: RegisterDeps & { readonly staff: string },
): Promise<TrainingOutcome> {
  const training = await beginTraining(
    {
      store,
      prints: false,
      before: supervisor?.throwAway,
      onFolder: (throwAway) => supervisor?.keep({ throwAway }),
    },
    deps,
  );
  if (training === undefined) return "openAlready";
  const { dir, paperHome } = training;
  const noted = noteTraining(training, staff, (write) => {
    write(till.ledger);
  });
  try {
    const end = await openRegister(dir, {
      environment,
      deps: systemStoreDeps,
      supervisor,
      paperHome,
      isFollowed: true,
      kept,
    });
    return end.type === "crashed" ? "failed" : "over";
  } finally {
    noted.end();
  }
}

/** The state of the earlier register is for the first screen only. */
function startedAnew(supervisor: RegisterSupervisor | undefined): RegisterSupervisor | undefined {
  return supervisor && { ...supervisor, before: "none", screen: undefined, throwAway: undefined };
}

/** The terminal is given back whatever ends the register: a key, a signal, or a fault of ours. */
async function runOnTerminal(
  open: OpenTill,
  environment: RegisterSurroundings,
  { input, log, supervisor, isStopped, port, left, kept }: Around,
): Promise<RegisterExit> {
  const { ledger } = open.till;
  const deps = {
    port,
    clock: open.clock,
    stdin: input,
    stdout: outputOf(kept),
    hooks: kept === undefined ? processHooks : hooksOf(kept),
    onAway: kept?.onAway,
    onLog: log.write,
  };
  const { signs, colour, bell, touch, isInputTerminal, isOutputTerminal } = environment;
  if (environment.isPlain) {
    const { runPlain } = await import("../../tui/plain/run-plain.ts");
    return runPlain({ ...deps, signs, bell, isInputTerminal, isOutputTerminal, isStopped });
  }
  if (supervisor !== undefined) ledger.db.onLongWork(supervisor.busy);
  const leave = supervisor?.watch();
  const takeover = takeoverOf(supervisor);
  if (takeover === undefined) supervisor?.keep({ screen: firstScreen(deps.port, left) });
  const exit = await runRegister({
    ...deps,
    left,
    offsetMinutes: open.till.offsetMinutes,
    options: {
      signs,
      color: colour,
      bell,
      touch: touch ?? touchHere(open.till),
      keyLayout: ledger.read((view) => readSetting(view, "key-layout")),
    },
    takeover,
    onKeep: (screen) => supervisor?.keep({ screen }),
  });
  // The remaining work may take its time: documents are printed, and folded state is written.
  leave?.();
  return exit;
}

/** Returns what the shop says of this till; undefined where it says nothing. */
function touchHere({ ledger, code }: OpenTill["till"]): RegisterOptions["touch"] {
  const letters = ledger.read((view) => readSetting(view, "touch-tills"));
  return letters.includes(code()) ? "on" : undefined;
}

function outputOf(kept: KeptTerminal | undefined): TerminalOutput {
  return kept?.output ?? process.stdout;
}

/** A terminal that attaches has to be taken over and drawn, as after a stop of the process. */
function hooksOf(kept: KeptTerminal): ProcessHooks {
  return {
    ...processHooks,
    onContinue: (listener) => {
      const stops = [processHooks.onContinue(listener), kept.onAttach(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** Returns the screen before any key: nothing of an earlier person is on it. */
function firstScreen(
  { shop, lastStaffNumber }: TillPort,
  left: LeftForTraining | undefined,
): KeptScreen {
  return keptScreen(left?.state ?? emptyState(shop.defaultService, lastStaffNumber()));
}

function takeoverOf(supervisor: RegisterSupervisor | undefined): Takeover | undefined {
  if (supervisor === undefined || supervisor.before === "none") return undefined;
  const { before, screen } = supervisor;
  return { before, screen };
}

/** Returns the PINs of the demo's staff; in a training everybody has the same. */
export function shownPins({ till }: OpenTill): RegisterPortOptions["demoStaff"] {
  if (!till.founding.demo) return [];
  if (isTraining(till.founding)) {
    return till.staff().map(({ number }) => ({ number, pin: TRAINING_PIN }));
  }
  return staffOfShop(till.founding.name);
}
