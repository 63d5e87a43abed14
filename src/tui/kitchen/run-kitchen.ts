/** A kitchen's screen on a terminal: it rings for what is new. */

import { runScreen, type ScreenExit, type ScreenTerminal } from "../run-screen.ts";
import { type Signs } from "../terminal/cell-text.ts";
import { createCellWriter } from "../terminal/cell-writer.ts";
import { createScreenStyle } from "../terminal/screen-style.ts";
import { sizeOf } from "../terminal/terminal-guard.ts";
import { BELL } from "../terminal/terminal-sequences.ts";
import { type LateLimits } from "./card-rows.ts";
import { kitchenFrame } from "./kitchen-frame.ts";
import { type KitchenPort } from "./kitchen-port.ts";
import { createKitchenStore } from "./kitchen-store.ts";

export interface RunKitchenDeps extends ScreenTerminal {
  readonly port: KitchenPort;
  readonly offsetMinutes: (atMs: number) => number;
  readonly options: KitchenOptions;
  readonly isRestarted?: boolean;
}

export interface KitchenOptions {
  readonly signs: Signs;
  readonly color: boolean;
  /** Whether the terminal's bell rings for a new ticket. */
  readonly bell: boolean;
  readonly late: LateLimits;
}

/** Resolves when the screen has ended; the terminal is given back by then. */
export function runKitchen(deps: RunKitchenDeps): Promise<ScreenExit> {
  const { clock, stdout, options, port, offsetMinutes } = deps;
  const writer = createCellWriter(stdout, sizeOf(stdout));
  const style = createScreenStyle(options);
  const store = createKitchenStore({
    port,
    clock,
    size: sizeOf(stdout),
    signs: options.signs,
    late: options.late,
    isRestarted: deps.isRestarted ?? false,
    onNew: () => {
      if (options.bell) stdout.write(BELL);
    },
  });
  return runScreen(deps, {
    writer,
    store,
    frame: ({ columns, rows }) => kitchenFrame(store, { style, columns, rows, offsetMinutes }),
    onKeys: store.dispatch,
    onResize: ({ columns, rows }) => store.setSize({ columns, rows }),
  });
}
