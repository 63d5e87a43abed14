/** This run of the machine: from one start of it to the next. */

import { readFileSync } from "node:fs";

import { type MachineRun } from "./set-clock.ts";
import { machineMs } from "./system-clock.ts";

/** Linux makes a new one with each start. */
const BOOT_ID_FILE = "/proc/sys/kernel/random/boot_id";

export const systemRun: MachineRun = { id: readBootId(), elapsedMs: machineMs };

/** Where the system names none, what was typed holds for this process. */
function readBootId(): string {
  try {
    return readFileSync(BOOT_ID_FILE, "utf8").trim();
  } catch {
    return `process ${process.pid}`;
  }
}
