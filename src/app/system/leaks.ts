/** The ways in which this box may write memory, with keys in it, to a disk in the clear. */

import { readdirSync, readFileSync, statfsSync } from "node:fs";
import path from "node:path";

/** File systems that are memory themselves. */
const MEMORY_TYPES = new Set([0x01021994, 0x858458f6]);

export interface MemoryLeaks {
  /** The swap files and partitions. */
  readonly swaps: ReadonlyArray<string>;
  /** A crash may write memory to the disk. */
  readonly dumpsCore: boolean;
}

/** `root` is where the system's own files are. */
export function memoryLeaks(root = "/"): MemoryLeaks {
  return { swaps: openSwaps(root), dumpsCore: dumpsCore(root) };
}

/** Whether a box without its disk lacks it too. */
export function isInMemory(file: string): boolean {
  try {
    return MEMORY_TYPES.has(statfsSync(file).type);
  } catch {
    return false;
  }
}

export function hasTpm(root = "/"): boolean {
  return readdirOrNone(path.join(root, "dev")).includes("tpmrm0");
}

/** Returns the swaps that are neither encrypted nor compressed memory. */
function openSwaps(root: string): ReadonlyArray<string> {
  const [, ...rows] = read(path.join(root, "proc/swaps")).split("\n");
  return rows
    .map((row) => row.split(/\s+/u, 1)[0] ?? "")
    .filter((swap) => swap !== "" && !isShielded(root, path.basename(swap)));
}

function isShielded(root: string, device: string): boolean {
  if (device.startsWith("zram")) return true;
  return read(path.join(root, "sys/class/block", device, "dm/uuid")).startsWith("CRYPT-");
}

/** A program that is piped to gets the dump whatever the limit. */
function dumpsCore(root: string): boolean {
  const pattern = read(path.join(root, "proc/sys/kernel/core_pattern")).trim();
  if (pattern.startsWith("|")) return true;
  const limit = /^Max core file size\s+(?<soft>\S+)/mu.exec(
    read(path.join(root, "proc/self/limits")),
  );
  const soft = limit?.groups?.["soft"] ?? "0";
  return pattern !== "" && soft !== "0";
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function readdirOrNone(dir: string): ReadonlyArray<string> {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}
