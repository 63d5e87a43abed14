/**
 * A log that nobody has to look after: of bounded size, for the till's own user alone. One that can't
 * be written must not end what it was to tell of.
 */

import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import path from "node:path";

import { type Clock } from "../../domain/ports.ts";
import { utcText } from "./clock.ts";

/** The log of the register and its supervisor. */
export const REGISTER_LOG = "register.log";

export interface LogFile {
  readonly file: string;
  /** Writes a line. Never throws. */
  readonly write: (sentence: string) => void;
}

/** A log that has grown to this is put aside as `<file>.old`, in place of the one before. */
const LOG_BYTES_MAX = 1_000_000;

export function createLogFile(file: string, clock: Clock): LogFile {
  return {
    file,
    write: (sentence) => {
      try {
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        if (sizeOf(file) >= LOG_BYTES_MAX) renameSync(file, `${file}.old`);
        appendFileSync(file, `${utcText(clock.nowMs())} ${sentence}\n`, { mode: 0o600 });
      } catch {
        // The disk is full, or the folder is somebody else's: there is nowhere to tell it.
      }
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
