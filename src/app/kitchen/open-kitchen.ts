/** Opens a kitchen's screen on the process's terminal. */

import { hash } from "node:crypto";

import { type LockName } from "../../ledger/exclusive-lock.ts";
import { type StoreDeps } from "../../ledger/open-ledger.ts";
import { type LateLimits } from "../../tui/kitchen/card-rows.ts";
import { runKitchen } from "../../tui/kitchen/run-kitchen.ts";
import { runPlainKitchen } from "../../tui/kitchen/run-plain-kitchen.ts";
import { REGISTER_LOG } from "../log-file.ts";
import { openScreen, type ScreenEnd } from "../open-screen.ts";
import { openTill } from "../open-till.ts";
import { type Environment } from "../system-environment.ts";
import { processHooks } from "../system-process.ts";
import { type RegisterSupervisor } from "../system-supervisor.ts";
import { createKitchenPort, type KitchenStation } from "./kitchen-port.ts";

export interface KitchenDeps {
  readonly environment: Environment;
  readonly deps: StoreDeps;
  readonly supervisor: RegisterSupervisor | undefined;
  /** Undefined for the pass. */
  readonly station: KitchenStation;
  /** Lines instead of a screen. */
  readonly isPlain: boolean;
  readonly bell: boolean;
  readonly late: LateLimits;
}

/** Throws StoreError when the store can't be opened: before anything is drawn. */
export function openKitchen(
  dir: string,
  { environment, deps, supervisor, station, isPlain, bell, late }: KitchenDeps,
): Promise<ScreenEnd> {
  const { signs, colour } = environment;
  return openScreen(dir, {
    environment,
    deps,
    logName: REGISTER_LOG,
    lock: lockOf(station),
    run: async (open, { input, log }) => {
      const shared = {
        port: createKitchenPort(open, {
          station,
          onLog: (line) => {
            log.write(`mesh: ${line}`);
          },
        }),
        clock: open.clock,
        stdin: input,
        stdout: process.stdout,
        onLog: log.write,
        options: { signs, color: colour, bell, late },
        isRestarted: supervisor !== undefined && supervisor.before !== "none",
      };
      if (isPlain) return runPlainKitchen(shared);
      if (supervisor !== undefined) open.till.ledger.db.onLongWork(supervisor.busy);
      const leave = supervisor?.watch();
      const { offsetMinutes } = open.till;
      const exit = await runKitchen({ ...shared, hooks: processHooks, offsetMinutes });
      // What is left to do may take its time: papers come out, what was folded is written down.
      leave?.();
      return exit;
    },
  });
}

/** A station may be called what no file can be. */
function lockOf(station: KitchenStation): LockName {
  return station === undefined
    ? "kitchen-pass"
    : `kitchen-at-${hash("sha256", station.id).slice(0, 16)}`;
}

/** Of the shop that this box is of, by their names. */
export async function readStations(
  dir: string,
  deps: StoreDeps,
): Promise<ReadonlyArray<NonNullable<KitchenStation>>> {
  const open = openTill(dir, deps);
  try {
    return [...open.till.catalogue().stationsById.values()]
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    await open.close();
  }
}
