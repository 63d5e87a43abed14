/** How much memory this process has held. */

import { readFileSync } from "node:fs";

const KIB_PER_MB = 1024;

/**
 * At its highest. Not what the system says of its use of resources: there whatever started this process
 * counts too, for what that held when it did.
 */
export function peakMb(): number {
  const status = readFileSync("/proc/self/status", "utf8");
  return Number(/^VmHWM:\s+(?<kib>\d+)/mu.exec(status)?.groups?.["kib"] ?? 0) / KIB_PER_MB;
}
