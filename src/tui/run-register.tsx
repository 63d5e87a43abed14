/**
 * Puts the register together on a terminal and runs it until somebody leaves: decoder in front, cell
 * writer behind, guard around, Ink only draws.
 */

import { Readable } from "node:stream";

import { type Instance, render } from "ink";
import { type ReactNode } from "react";

import { type Clock } from "../domain/ports.ts";
import { type SettingValue } from "../domain/settings.ts";
import { type CellWriter, type TerminalOutput, createCellWriter } from "./cell-writer.ts";
import { drawEntryLine, entryLineOf, entryLineRow } from "./entry-line.ts";
import { createKeyDecoder } from "./key-decoder.ts";
import {
  type RegisterStore,
  type RegisterStoreDeps,
  createRegisterStore,
} from "./register-store.ts";
import { createScanDetector } from "./scan-detector.ts";
import { createScreenStyle } from "./screen-style.ts";
import { RegisterApp } from "./screens/register-app.tsx";
import {
  type ProcessHooks,
  type TerminalInput,
  type TerminalSize,
  createTerminalGuard,
  sizeOf,
} from "./terminal-guard.ts";
import { type TillPort } from "./till-port.ts";
import { isTooSmall } from "./window-size.ts";

export interface RegisterOptions {
  /** Borders and signs of ASCII: for a Linux console, a vt, or a locale that is not UTF-8. */
  readonly ascii: boolean;
  readonly color: boolean;
  /** Of the shop's keyboards; for mending what scanners send. */
  readonly keyLayout?: SettingValue<"key-layout">;
}

export interface RunRegisterDeps {
  readonly port: TillPort;
  readonly clock: Clock;
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  readonly hooks?: ProcessHooks;
  /** Minutes to add to UTC for the shop's local time at that instant. */
  readonly offsetMinutes: (atMs: number) => number;
  readonly options: RegisterOptions;
  readonly onLog: (sentence: string) => void;
  readonly takeover?: RegisterStoreDeps["takeover"];
  readonly onKeep?: RegisterStoreDeps["onKeep"];
}

export type RegisterExit =
  /** Somebody left from the locked screen. */
  | { readonly type: "quit" }
  /** The terminal has hung up. */
  | { readonly type: "input-ended" }
  /** Ctrl-C, where a line is typed as everywhere else. */
  | { readonly type: "interrupted" }
  /** A fault of ours; the terminal is as it was before. */
  | { readonly type: "crashed"; readonly error: unknown };

/** Resolves when the register has ended; the terminal is given back by then. */
export async function runRegister(deps: RunRegisterDeps): Promise<RegisterExit> {
  const { clock, stdin, stdout } = deps;
  const { promise, resolve: end } = Promise.withResolvers<RegisterExit>();
  const store = createRegisterStore(deps);
  const writer = createCellWriter(stdout, sizeOf(stdout));
  const screen = createScreen({ deps, store, writer });
  const guard = createTerminalGuard({
    stdin,
    stdout,
    ...(deps.hooks === undefined ? {} : { hooks: deps.hooks }),
    onResize: screen.resize,
    onRepaint: writer.repaint,
  });
  const detector = createScanDetector(deps.options.keyLayout);
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => {
      attempt(end, () => {
        store.dispatch(keys.map((key) => detector.accept(key, clock.nowMs())));
        screen.echo();
      });
    },
  });

  function onInputEnd(): void {
    end({ type: "input-ended" });
  }

  store.subscribe(() => {
    if (store.getState().ended) end({ type: "quit" });
  });
  // For good: a terminal that has hung up still complains when it is given back.
  stdin.on("error", onInputEnd);
  stdout.on("error", onInputEnd);
  guard.enter();
  stdin.on("data", decoder.push);
  stdin.on("end", onInputEnd);
  if (deps.takeover !== undefined) await waitingInputRead(clock);
  store.seen();
  screen.start(end);
  const cancelReading = clock.after(FIRST_FRAME_MS, () => attempt(end, () => store.till.index()));
  const exit = await promise;
  cancelReading();
  stdin.off("data", decoder.push);
  stdin.off("end", onInputEnd);
  decoder.close();
  store.close();
  writer.close();
  screen.close();
  guard.leave();
  return exit;
}

/** The locked screen is drawn by then: many goods take longer to be ordered than it may take. */
const FIRST_FRAME_MS = 50;

/** Between two timers the loop reads what there is to be read. */
function waitingInputRead(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(0, () => clock.after(0, resolve));
  });
}

interface Screen {
  /** Shows what was typed; the frame that goes with it takes some milliseconds longer. */
  readonly echo: () => void;
  readonly start: (end: (exit: RegisterExit) => void) => void;
  readonly resize: (size: TerminalSize) => void;
  readonly close: () => void;
}

interface ScreenDeps {
  readonly deps: RunRegisterDeps;
  readonly store: RegisterStore;
  readonly writer: CellWriter;
}

function createScreen({ deps, store, writer }: ScreenDeps): Screen {
  const style = createScreenStyle(deps.options);
  let ink: Instance | undefined;

  function tree({ columns, rows }: TerminalSize): ReactNode {
    const { offsetMinutes } = deps;
    const size = { columns, rows };
    return <RegisterApp store={store} style={style} size={size} offsetMinutes={offsetMinutes} />;
  }

  function start(end: (exit: RegisterExit) => void): void {
    // Never read: Ink would make keys of it in its own way.
    store.setHidden(isTooSmall(writer.frames));
    const stdin = new Readable({ read: () => undefined });
    ink = render(tree(writer.frames), {
      stdout: writer.frames,
      stdin,
      stderr: writer.frames,
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
      isScreenReaderEnabled: false,
      // Whole frames, each at once: the writer finds what has changed.
      debug: true,
    });
    void ink.waitUntilExit().then(
      () => end({ type: "quit" }),
      (error: unknown) => end({ type: "crashed", error }),
    );
  }

  function resize({ columns, rows }: TerminalSize): void {
    writer.resize(columns, rows);
    store.setHidden(isTooSmall({ columns, rows }));
    ink?.rerender(tree({ columns, rows }));
  }

  function echo(): void {
    const { columns, rows } = writer.frames;
    if (isTooSmall({ columns, rows })) return;
    const line = entryLineOf(store.till, store.getState());
    const { prompt, typed, cursor } = drawEntryLine(line, { style, columns });
    writer.echo(entryLineRow(rows), prompt + typed + cursor);
  }

  return { echo, start, resize, close: () => ink?.unmount() };
}

/** A fault of ours in a key ends the register with the terminal restored. */
function attempt(end: (exit: RegisterExit) => void, work: () => void): void {
  try {
    work();
  } catch (error) {
    end({ type: "crashed", error });
  }
}
