/** A port as the system has it, whose other end is a test: a pseudo-terminal in raw mode. */

import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { type ReadStream } from "node:tty";

import pty from "@lydell/node-pty";
import { onTestFinished } from "vitest";

export interface PseudoPort {
  /** Of the device file. */
  readonly path: string;
  /** What is on the other end of the cable. It is paused. */
  readonly end: ReadStream;
  /** The device is gone. */
  readonly unplug: () => void;
}

/** Its types know of terminals that run a program alone. */
interface OpenTerminal {
  readonly _pty: string;
  readonly master: ReadStream;
  readonly slave: ReadStream;
}

export function openPseudoPort(): PseudoPort {
  const open = (pty as unknown as { readonly open: (size: object) => OpenTerminal }).open;
  const { master, slave, _pty: path } = open({ cols: 80, rows: 24, encoding: null });
  // The driver's side stays open, so that nobody hangs up, and takes nothing away.
  const held = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  slave.destroy();
  master.pause();
  // Echo and line endings are a terminal's; `stty` of a driver under test may set them too.
  spawnSync("stty", ["-F", path, "raw", "-echo"]);
  master.on("error", () => undefined);
  let isGone = false;
  function unplug(): void {
    if (isGone) return;
    isGone = true;
    master.destroy();
    closeSync(held);
  }
  onTestFinished(unplug);
  return { path, end: master, unplug };
}
