/** Where files cost nothing, if there is such a place: for what is not about disks. */

import { accessSync, constants, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

const IN_MEMORY = "/dev/shm";
/** Many times what tests have there at a time; a container often has far less. */
const ROOM_BYTES_MIN = 2 * 1024 ** 3;

export function memoryFolder(): string {
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize < ROOM_BYTES_MIN ? tmpdir() : IN_MEMORY;
  } catch {
    return tmpdir();
  }
}
