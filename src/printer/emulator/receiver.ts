/**
 * The receiving end of a printer: it looks at each byte as it arrives and carries out real-time
 * commands at once, before all that waits in the buffer.
 *
 * It follows the commands only as far as it must to know where one ends: a real-time command that
 * stands by itself is taken out of the stream; one that turns up inside the data of another command,
 * say in a picture, is obeyed all the same and stays in the data.
 */

import { commandLength } from "./commands.ts";

export type RealTimeCommand =
  | { readonly type: "status"; readonly n: number }
  | { readonly type: "recover"; readonly clears: boolean }
  | { readonly type: "pulse"; readonly pin: 2 | 5 }
  | { readonly type: "power-off" }
  | { readonly type: "clear" };

export interface Receiver {
  /** Takes one byte; what now goes into the buffer. */
  readonly take: (byte: number) => ReadonlyArray<number>;
  /** Whether this byte would begin, or go on with, a real-time command that stands by itself. */
  readonly takesAside: (byte: number) => boolean;
  readonly reset: () => void;
}

const DLE = 0x10;
const PREFIXES: ReadonlySet<number> = new Set([DLE, 0x1b, 0x1c, 0x1d]);
const CLEAR = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];
const POWER_OFF = [0x10, 0x14, 0x02, 0x01, 0x08];

export function createReceiver(onCommand: (command: RealTimeCommand) => void): Receiver {
  /** Of a real-time command that stands alone and is not whole yet. */
  let alone: ReadonlyArray<number> = [];
  /** Of a command whose length is not known yet. */
  let header: ReadonlyArray<number> = [];
  let bytesToCome = 0;
  /** What could be a real-time command inside of another one's data. */
  let inside: ReadonlyArray<number> = [];

  function takesAside(byte: number): boolean {
    if (alone.length > 0) return true;
    return bytesToCome === 0 && header.length === 0 && byte === DLE;
  }

  function takeAlone(byte: number): ReadonlyArray<number> {
    alone = [...alone, byte];
    const read = readRealTime(alone);
    if (read === "incomplete") return [];
    const bytes = alone;
    alone = [];
    if (read !== undefined) {
      onCommand(read);
      return [];
    }
    for (const other of bytes) follow(other);
    return bytes;
  }

  function follow(byte: number): void {
    watch(byte);
    if (bytesToCome > 0) {
      bytesToCome -= 1;
      return;
    }
    if (header.length === 0 && !PREFIXES.has(byte)) return;
    header = [...header, byte];
    const length = commandLength(Uint8Array.from(header));
    if (length === undefined) return;
    bytesToCome = Math.max(0, length - header.length);
    header = [];
  }

  function watch(byte: number): void {
    if (inside.length === 0 && byte !== DLE) return;
    inside = [...inside, byte];
    const read = readRealTime(inside);
    if (read === "incomplete") return;
    inside = byte === DLE && read === undefined ? [DLE] : [];
    if (read !== undefined) onCommand(read);
  }

  return {
    take(byte) {
      if (takesAside(byte)) return takeAlone(byte);
      follow(byte);
      return [byte];
    },
    takesAside,
    reset() {
      alone = [];
      header = [];
      inside = [];
      bytesToCome = 0;
    },
  };
}

/** Undefined: these bytes are no real-time command, and more of them will not make one. */
function readRealTime(bytes: ReadonlyArray<number>): RealTimeCommand | "incomplete" | undefined {
  const [, code, n] = bytes;
  if (code === undefined) return "incomplete";
  if (code !== 0x04 && code !== 0x05 && code !== 0x14) return undefined;
  if (n === undefined) return "incomplete";
  if (code === 0x04) return n >= 1 && n <= 4 ? { type: "status", n } : undefined;
  if (code === 0x05) return n === 1 || n === 2 ? { type: "recover", clears: n === 2 } : undefined;
  return readDc4(bytes, n);
}

function readDc4(
  bytes: ReadonlyArray<number>,
  form: number,
): RealTimeCommand | "incomplete" | undefined {
  if (form === 2) return matched(bytes, POWER_OFF, { type: "power-off" });
  if (form === 8) return matched(bytes, CLEAR, { type: "clear" });
  if (form !== 1) return undefined;
  const [, , , pin, time] = bytes;
  if (pin === undefined) return "incomplete";
  if (pin > 1) return undefined;
  if (time === undefined) return "incomplete";
  return time >= 1 && time <= 8 ? { type: "pulse", pin: pin === 0 ? 2 : 5 } : undefined;
}

function matched(
  bytes: ReadonlyArray<number>,
  wanted: ReadonlyArray<number>,
  command: RealTimeCommand,
): RealTimeCommand | "incomplete" | undefined {
  if (bytes.some((byte, index) => byte !== wanted[index])) return undefined;
  return bytes.length === wanted.length ? command : "incomplete";
}
