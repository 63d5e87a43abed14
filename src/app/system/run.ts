/** The machine's present run: from one start of it to the next. */

import { readFileSync } from "node:fs";
import { uptime } from "node:os";

import { type MachineRun } from "./set-clock.ts";

/** Linux makes a new one with each start. */
const BOOT_ID_FILE = "/proc/sys/kernel/random/boot_id";
const SECOND_MS = 1000;

/** The time that it slept is counted too: its own clock goes on then. */
export const systemRun: MachineRun = {
  id: readBootId(),
  elapsedMs: () => uptime() * SECOND_MS,
};

/** Where the system has no boot id, a typed time holds for this process only. */
function readBootId(): string {
  try {
    return readFileSync(BOOT_ID_FILE, "utf8").trim();
  } catch {
    return `process ${process.pid}`;
  }
}
