/** A box as small as said: programs in a control group of the kernel's, with a share of a processor and so much memory. */

import { accessSync, constants, existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = "/sys/fs/cgroup";
/** What the kernel takes when nobody says otherwise. */
const USUAL_PERIOD_US = 100_000;
const MIB = 1024 * 1024;

export interface BoxSize {
  /** 0.5 is half a processor. */
  readonly cores: number;
  readonly memoryMb: number;
  /**
   * How often the share begins anew, in microseconds. A program that has used its share up stands still until then,
   * which a processor that is slow all the time doesn't do: the shorter, the more alike they are.
   */
  readonly periodUs?: number;
}

export interface SmallBox {
  /** Returns the command that runs the program, and all that it starts, in the box. */
  readonly command: (words: ReadonlyArray<string>) => ReadonlyArray<string>;
  /** Call it when all that ran there has ended. */
  readonly close: () => void;
}

/** A fifth of a processor, as an old till's, in steps too short to be seen, and the memory of one. */
export const SMALLEST_BOX: BoxSize = { cores: 0.2, memoryMb: 1024, periodUs: 5000 };

/** Undefined where this machine lets nobody make control groups, which takes root. */
export function openSmallBox(name: string, size: BoxSize): SmallBox | undefined {
  const folders = existsSync(path.join(ROOT, "cgroup.controllers"))
    ? unified(name, size)
    : separate(name, size);
  if (folders === undefined) return undefined;
  const joins = folders.map((folder) => `echo $$ > ${folder}/cgroup.procs`);
  return {
    command: (words) => ["/bin/sh", "-c", `${joins.join(" && ")} && exec "$@"`, "sh", ...words],
    close: () => {
      for (const folder of folders) rmdirSync(folder);
    },
  };
}

/** Version 2 of control groups: one folder with both limits. */
function unified(
  name: string,
  { cores, memoryMb, periodUs = USUAL_PERIOD_US }: BoxSize,
): ReadonlyArray<string> | undefined {
  const control = path.join(ROOT, "cgroup.subtree_control");
  if (!isWritable(control)) return undefined;
  writeFileSync(control, "+cpu +memory");
  const folder = path.join(ROOT, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "cpu.max"), `${cores * periodUs} ${periodUs}`);
  writeFileSync(path.join(folder, "memory.max"), String(memoryMb * MIB));
  return [folder];
}

/** Version 1: a folder for each limit. */
function separate(
  name: string,
  { cores, memoryMb, periodUs = USUAL_PERIOD_US }: BoxSize,
): ReadonlyArray<string> | undefined {
  const [cpu, memory] = [path.join(ROOT, "cpu"), path.join(ROOT, "memory")];
  if (!isWritable(cpu) || !isWritable(memory)) return undefined;
  const folders = [path.join(cpu, name), path.join(memory, name)] as const;
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folders[0], "cpu.cfs_period_us"), String(periodUs));
  writeFileSync(path.join(folders[0], "cpu.cfs_quota_us"), String(cores * periodUs));
  writeFileSync(path.join(folders[1], "memory.limit_in_bytes"), String(memoryMb * MIB));
  return folders;
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
