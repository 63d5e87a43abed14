/** Where files cost nothing, if there is such a place: for what is not about disks. */

import { accessSync, constants } from "node:fs";
import { tmpdir } from "node:os";

export function memoryFolder(): string {
  try {
    accessSync("/dev/shm", constants.W_OK);
    return "/dev/shm";
  } catch {
    return tmpdir();
  }
}
