/** The address of the process with the duties: its socket, and the process itself. */

import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const SOCKET_FILE = "duties.sock";
/** The longest name of a socket for the kernel, without the byte that ends it. */
const NAME_BYTES_MAX = 107;
/** SQLite's lock of whoever writes: one byte, at this place. */
const WRITER_BYTE = 0x40000001;

export interface SocketName {
  readonly name: string;
  /** The name may be good only until then. */
  readonly close: () => void;
}

/**
 * Always in the store's folder: a service and a shell don't share any other. Where that is too deep
 * for the name of a socket, it is named by way of the open folder. Throws where that can't be.
 */
export function socketName(dir: string): SocketName {
  const name = path.join(dir, SOCKET_FILE);
  if (Buffer.byteLength(name) <= NAME_BYTES_MAX) return { name, close: () => undefined };
  const folder = openSync(dir, "r");
  return {
    name: `/proc/self/fd/${folder}/${SOCKET_FILE}`,
    close: () => {
      closeSync(folder);
    },
  };
}

/** The process that has the duties, by the kernel's own list; undefined where that doesn't say. */
export function holderPid(dir: string): number | undefined {
  try {
    const { ino, dev } = statSync(path.join(dir, "duties.lock"));
    const place = `${deviceName(dev)}:${ino} ${WRITER_BYTE} ${WRITER_BYTE}`;
    const row = readFileSync("/proc/locks", "utf8")
      .split("\n")
      .find((line) => line.endsWith(place) && !line.includes("->"));
    const pid = Number(/WRITE +(?<pid>\d+) /u.exec(row ?? "")?.groups?.["pid"]);
    // 0: a process that this one can't see.
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the device number as the list of locks has it: `fe:00`. */
function deviceName(device: number): string {
  const major = Math.floor(device / 256) % 4096;
  const minor = (device % 256) + Math.floor(device / 2 ** 20) * 256;
  return [major, minor].map((part) => part.toString(16).padStart(2, "0")).join(":");
}
