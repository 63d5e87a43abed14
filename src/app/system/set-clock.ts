/**
 * The machine's clock, put right by hand. A box whose clock battery is dead starts in 1970 and, where it
 * is alone, nobody tells it better; it may not set the machine's own clock either. What a person typed
 * holds until the machine is started again, or its own clock is set.
 */

import * as z from "zod";

import { type Clock } from "../../domain/ports.ts";
import { type Store } from "../../ledger/store.ts";

/** The machine's present run, from its start to its stop. */
export interface MachineRun {
  /** The id, which differs after each start of the machine. */
  readonly id: string;
  /** Milliseconds since then, asleep or awake; never jumps, and the same in all processes. */
  readonly elapsedMs: () => number;
}

export interface ClockSetting {
  /** Sets the present time, in milliseconds since 1970. */
  readonly set: (nowMs: number) => void;
  /** Whether it goes by what was typed. */
  readonly isSet: () => boolean;
}

export interface SetClock extends Clock, ClockSetting {
  /** Stores the typed time, for every process on the box. */
  readonly keepIn: (store: Pick<Store, "local" | "setLocal">) => void;
  /** The store is about to be closed: what it said last goes on. */
  readonly letGo: () => void;
}

const SETTING_KEY = "clock-set";
/** The time after which the stored setting is read again: another process may have changed it. */
const LOOK_EVERY_MS = 1000;
/** A machine's own clock that moves further by itself was set. */
const DRIFT_MS_MAX = 5 * 60_000;

const settingSchema = z.object({
  run: z.string(),
  /** The machine's clock at the setting, and how long the machine had run. */
  machineNowMs: z.number(),
  elapsedMs: z.number(),
  /** The time that was typed. */
  nowMs: z.number(),
});
type Setting = z.infer<typeof settingSchema>;

export function createSetClock(machine: Clock, run: MachineRun): SetClock {
  let kept: Pick<Store, "local" | "setLocal"> | undefined;
  let seen: { readonly atMs: number; readonly setting: Setting | undefined } | undefined;

  function setting(): Setting | undefined {
    const atMs = machine.nowMs();
    const isOld = seen === undefined || Math.abs(atMs - seen.atMs) >= LOOK_EVERY_MS;
    if (kept !== undefined && isOld) {
      seen = { atMs, setting: readSetting(kept.local(SETTING_KEY)) };
    }
    return seen?.setting;
  }

  /** Returns the milliseconds by which the set time is ahead of the machine's clock. */
  function aheadMs(): number {
    const set = setting();
    if (set === undefined || set.run !== run.id) return 0;
    const expectedMs = set.machineNowMs + run.elapsedMs() - set.elapsedMs;
    if (Math.abs(machine.nowMs() - expectedMs) > DRIFT_MS_MAX) return 0;
    return set.nowMs - set.machineNowMs;
  }

  return {
    after: machine.after,
    nowMs: () => machine.nowMs() + aheadMs(),
    isSet: () => aheadMs() !== 0,
    keepIn: (store) => {
      kept = store;
      seen = undefined;
    },
    letGo: () => {
      kept = undefined;
    },
    set: (nowMs) => {
      const machineNowMs = machine.nowMs();
      const made: Setting = { run: run.id, machineNowMs, elapsedMs: run.elapsedMs(), nowMs };
      kept?.setLocal(SETTING_KEY, JSON.stringify(made));
      seen = { atMs: machineNowMs, setting: made };
    },
  };
}

function readSetting(text: string | undefined): Setting | undefined {
  return text === undefined ? undefined : settingSchema.safeParse(JSON.parse(text)).data;
}
