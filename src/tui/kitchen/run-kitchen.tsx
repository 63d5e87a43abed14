/**
 * Puts a kitchen's screen together on a terminal and runs it until somebody leaves: the same parts as
 * the register's, decoder in front, cell writer behind, guard around.
 */

import { Readable } from "node:stream";

import { type Instance, render } from "ink";

import { type Clock } from "../../domain/ports.ts";
import { type CellWriter, createCellWriter, type TerminalOutput } from "../cell-writer.ts";
import { createKeyDecoder } from "../key-decoder.ts";
import { type RegisterExit } from "../run-register.tsx";
import { createScreenStyle } from "../screen-style.ts";
import {
  createTerminalGuard,
  type ProcessHooks,
  sizeOf,
  type TerminalInput,
  type TerminalSize,
} from "../terminal-guard.ts";
import { isTooSmall } from "../window-size.ts";
import { type LateLimits } from "./card-rows.ts";
import { type KitchenPort } from "./kitchen-port.ts";
import { KitchenScreen } from "./kitchen-screen.tsx";
import { createKitchenStore, type KitchenStore } from "./kitchen-store.ts";

export interface RunKitchenDeps {
  readonly port: KitchenPort;
  readonly clock: Clock;
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  readonly hooks?: ProcessHooks;
  readonly offsetMinutes: (atMs: number) => number;
  readonly options: KitchenOptions;
  readonly isRestarted?: boolean;
}

export interface KitchenOptions {
  readonly ascii: boolean;
  readonly color: boolean;
  /** Whether the terminal's bell rings for a new ticket. */
  readonly bell: boolean;
  readonly late: LateLimits;
}

const BELL = "\u0007";

/** Resolves when the screen has ended; the terminal is given back by then. */
export async function runKitchen(deps: RunKitchenDeps): Promise<RegisterExit> {
  const { clock, stdin, stdout, options, port } = deps;
  const { promise, resolve: end } = Promise.withResolvers<RegisterExit>();
  const writer = createCellWriter(stdout, sizeOf(stdout));
  const store = createKitchenStore({
    port,
    clock,
    size: sizeOf(stdout),
    ascii: options.ascii,
    late: options.late,
    isRestarted: deps.isRestarted ?? false,
    onNew: () => {
      if (options.bell) stdout.write(BELL);
    },
  });
  const screen = createScreen(deps, store, writer);
  const guard = createTerminalGuard({
    stdin,
    stdout,
    ...(deps.hooks === undefined ? {} : { hooks: deps.hooks }),
    onResize: screen.resize,
    onRepaint: writer.repaint,
  });
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => {
      try {
        store.dispatch(keys);
      } catch (error) {
        end({ type: "crashed", error });
      }
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
  screen.start(end);
  const exit = await promise;
  stdin.off("data", decoder.push);
  stdin.off("end", onInputEnd);
  decoder.close();
  store.close();
  writer.close();
  screen.close();
  guard.leave();
  return exit;
}

interface Screen {
  readonly start: (end: (exit: RegisterExit) => void) => void;
  readonly resize: (size: TerminalSize) => void;
  readonly close: () => void;
}

function createScreen(
  { options, offsetMinutes }: RunKitchenDeps,
  store: KitchenStore,
  writer: CellWriter,
): Screen {
  const style = createScreenStyle(options);
  let ink: Instance | undefined;

  function tree({ columns, rows }: TerminalSize) {
    const size = { columns, rows };
    return <KitchenScreen store={store} style={style} size={size} offsetMinutes={offsetMinutes} />;
  }

  return {
    start: (end) => {
      store.setHidden(isTooSmall(writer.frames));
      ink = render(tree(writer.frames), {
        stdout: writer.frames,
        // Never read: Ink would make keys of it in its own way.
        stdin: new Readable({ read: () => undefined }),
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
    },
    resize: ({ columns, rows }) => {
      writer.resize(columns, rows);
      store.setHidden(isTooSmall({ columns, rows }));
      store.setSize({ columns, rows });
      ink?.rerender(tree({ columns, rows }));
    },
    close: () => ink?.unmount(),
  };
}
