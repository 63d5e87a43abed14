import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { hasTpm, isInMemory, memoryLeaks } from "../../../src/app/system/leaks.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const NO_SWAP = "Filename\tType\tSize\tUsed\tPriority\n";
const SWAPS = `${NO_SWAP}/dev/sda2 partition 2097148 0 -2\n/swapfile file 1024 0 -3\n`;
const LIMITS = {
  none: "Max core file size         0                    unlimited            bytes     \n",
  some: "Max core file size         unlimited            unlimited            bytes     \n",
};

test("a box without swap and core dumps leaks nothing", async () => {
  const root = await boxOf({ swaps: NO_SWAP, pattern: "core\n", limits: LIMITS.none });

  expect(memoryLeaks(root)).toEqual({ swaps: [], dumpsCore: false });
});

test("swap in the clear is named", async () => {
  const root = await boxOf({ swaps: SWAPS, pattern: "core\n", limits: LIMITS.none });

  expect(memoryLeaks(root).swaps).toEqual(["/dev/sda2", "/swapfile"]);
});

test("swap that is encrypted, or compressed memory, is no leak", async () => {
  const swaps = `${NO_SWAP}/dev/zram0 partition 1024 0 100\n/dev/dm-1 partition 1024 0 -2\n`;
  const root = await boxOf({ swaps, pattern: "core\n", limits: LIMITS.none });
  await write(root, "sys/class/block/dm-1/dm/uuid", "CRYPT-PLAIN-swap\n");

  expect(memoryLeaks(root)).toEqual({ swaps: [], dumpsCore: false });
});

test.each([
  ["core\n", LIMITS.some],
  ["|/lib/systemd/systemd-coredump %P\n", LIMITS.none],
])("core dumps by the pattern %j leak", async (pattern, limits) => {
  const root = await boxOf({ swaps: NO_SWAP, pattern, limits });

  expect(memoryLeaks(root)).toEqual({ swaps: [], dumpsCore: true });
});

test("a TPM shows by its device", async () => {
  const root = await temporaryFolder();
  expect(hasTpm(root)).toBe(false);

  await write(root, "dev/tpmrm0", "");

  expect(hasTpm(root)).toBe(true);
});

test("a file that isn't there is on no disk in memory", () => {
  expect(isInMemory("/nowhere/at/all")).toBe(false);
  expect(isInMemory("/dev/shm")).toBe(true);
});

async function boxOf(parts: {
  readonly swaps: string;
  readonly pattern: string;
  readonly limits: string;
}): Promise<string> {
  const root = await temporaryFolder();
  await write(root, "proc/swaps", parts.swaps);
  await write(root, "proc/sys/kernel/core_pattern", parts.pattern);
  await write(root, "proc/self/limits", parts.limits);
  return root;
}

async function write(root: string, file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}
