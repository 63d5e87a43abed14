/**
 * How long work takes: by the clock, because nobody else has a turn meanwhile, and by the processor, because
 * what else the machine does, a disk that is slow, or a lid that is closed says nothing of whoever has
 * asked for it.
 */

import { type WorkMeter } from "../../mesh/gossip/work.ts";
import { systemSteadyMs } from "../system-clock.ts";

const MICROSECONDS = 1000;
/** A process that was stopped meanwhile has not worked. */
const HELD_MS_MAX = 1000;

export const processorMeter: WorkMeter = {
  measure: (work) => {
    const [beganMs, usedBeforeUs] = [systemSteadyMs(), usedUs()];
    work();
    const heldMs = Math.min(systemSteadyMs() - beganMs, HELD_MS_MAX);
    return { heldMs, usedMs: (usedUs() - usedBeforeUs) / MICROSECONDS };
  },
};

/** Of this thread where the runtime can tell; older ones know the process alone. */
function usedUs(): number {
  const { user, system } =
    "threadCpuUsage" in process ? process.threadCpuUsage() : (process as NodeJS.Process).cpuUsage();
  return user + system;
}
