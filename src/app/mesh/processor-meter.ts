/**
 * How long work takes, by the processor: what else the machine does, a disk that is slow, or a lid that is
 * closed meanwhile says nothing of whoever has asked for it.
 */

import { type WorkMeter } from "../../mesh/gossip/work.ts";

const MICROSECONDS = 1000;

export const processorMeter: WorkMeter = {
  measure: (work) => {
    const before = usedUs();
    work();
    return (usedUs() - before) / MICROSECONDS;
  },
};

/** Of this thread where the runtime can tell; older ones know the process alone. */
function usedUs(): number {
  const { user, system } =
    "threadCpuUsage" in process ? process.threadCpuUsage() : (process as NodeJS.Process).cpuUsage();
  return user + system;
}
