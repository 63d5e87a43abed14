/** The register on a terminal: a scanner's keys are told from a person's. */

import { type Clock } from "../domain/ports.ts";
import { type SettingValue } from "../domain/settings/settings.ts";
import { createScanDetector } from "./keys/scan-detector.ts";
import { type TillPort } from "./ports/till-port.ts";
import { type RegisterState } from "./register-state.ts";
import {
  createRegisterStore,
  type RegisterStore,
  type RegisterStoreDeps,
} from "./register-store.ts";
import { runScreen, type ScreenExit, type ScreenTerminal } from "./run-screen.ts";
import { registerFrame } from "./screens/register-frame.ts";
import { type Signs } from "./terminal/cell-text.ts";
import { createCellWriter } from "./terminal/cell-writer.ts";
import { createScreenStyle } from "./terminal/screen-style.ts";
import { sizeOf } from "./terminal/terminal-guard.ts";
import { BELL } from "./terminal/terminal-sequences.ts";

export interface RegisterOptions {
  /** The signs that the terminal can show. */
  readonly signs: Signs;
  readonly color: boolean;
  /** Whether the terminal's bell rings for a scan that is refused. */
  readonly bell: boolean;
  /** Whether taps count; `auto`: in a narrow window, of a terminal that says that it sends them. */
  readonly touch?: "auto" | "on" | "off" | undefined;
  /** The layout of the shop's keyboards, by which scanned codes are mended. */
  readonly keyLayout?: SettingValue<"key-layout">;
}

export interface RunRegisterDeps extends ScreenTerminal {
  readonly port: TillPort;
  /** Minutes to add to UTC for the shop's local time at that instant. */
  readonly offsetMinutes: (atMs: number) => number;
  readonly options: RegisterOptions;
  readonly onLog: (sentence: string) => void;
  readonly takeover?: RegisterStoreDeps["takeover"];
  readonly onKeep?: RegisterStoreDeps["onKeep"];
  readonly left?: RegisterStoreDeps["left"];
  /** Calls when nobody has looked at a kept register for a while; returns the unsubscribe. */
  readonly onAway?: ((listener: () => void) => () => void) | undefined;
}

export type RegisterExit =
  | ScreenExit
  /** The register goes on with that state once a training on the same terminal is over. */
  | { readonly type: "training"; readonly state: RegisterState; readonly staff: string };

/** Resolves when the register has ended; the terminal is given back by then. */
export async function runRegister(deps: RunRegisterDeps): Promise<RegisterExit> {
  const { clock, stdout, options, offsetMinutes } = deps;
  const store = createRegisterStore({
    ...deps,
    onRefusedScan: () => {
      if (options.bell) stdout.write(BELL);
    },
  });
  const writer = createCellWriter(stdout, sizeOf(stdout));
  const style = createScreenStyle(options);
  const detector = createScanDetector(options.keyLayout);
  const { touch = "auto" } = options;

  const stopAway = deps.onAway?.(store.lockUnseen);
  const exit = await runScreen(deps, {
    writer,
    store,
    frame: ({ columns, rows, isTapped }) =>
      deps.port.together(() =>
        registerFrame(store.till, store.getState(), {
          style,
          columns,
          rows,
          isTapped,
          nowMs: store.nowMs(),
          offsetMinutes,
        }),
      ),
    onKeys: (keys) => store.dispatch(keys.map((key) => detector.accept(key, clock.nowMs()))),
    ...(touch === "off"
      ? {}
      : { taps: { wanted: touch, onTap: (input) => store.dispatch([input]) } }),
    onReading: async () => {
      if (deps.takeover !== undefined) await waitingInputRead(clock);
      store.seen();
    },
    onShown: (crash) => readAhead({ clock, store, port: deps.port }, crash),
  });
  stopAway?.();
  const state = store.getState();
  const { goesToTraining: staff } = state;
  return exit.type === "quit" && staff !== undefined ? { type: "training", state, staff } : exit;
}

interface Ahead extends Pick<RunRegisterDeps, "clock" | "port"> {
  readonly store: RegisterStore;
}

/**
 * Reads the goods before somebody types, because many take longer than a locked screen may. It
 * reads in pieces, so that keys come between. Returns the end of it.
 */
function readAhead({ clock, store, port }: Ahead, crash: (error: unknown) => void): () => void {
  let cancel = clock.after(FIRST_FRAME_MS, read);

  function read(): void {
    try {
      if (port.readGoodsAhead()) cancel = clock.after(0, read);
      else store.till.index();
    } catch (error) {
      crash(error);
    }
  }

  return () => cancel();
}

/** The locked screen is drawn by then. */
const FIRST_FRAME_MS = 50;

/** The event loop reads waiting input between two timers. */
function waitingInputRead(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(0, () => clock.after(0, resolve));
  });
}
