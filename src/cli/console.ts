/** Where a command writes: results on stdout, talk on stderr, and what it knows of its surroundings. */

import { type Environment } from "../app/system-environment.ts";

export interface Console {
  readonly environment: Environment;
  /** One line of result. */
  readonly out: (line: string) => void;
  /** One line of talk. */
  readonly say: (line: string) => void;
  /** One JSON document as the whole result. */
  readonly json: (value: unknown) => void;
  /** A line that tells how far long work has come: on a terminal only, gone when it ends. */
  readonly progress: () => Progress;
  /** A piece of a long result; resolves when there is room for more, false when the reader has gone. */
  readonly write: (text: string) => Promise<boolean>;
}

export interface Progress {
  readonly show: (text: string) => void;
  readonly end: () => void;
}

const PROGRESS_EVERY_MS = 250;
const WIPE_LINE = "\r\u001B[2K";

export function createConsole(environment: Environment): Console {
  const { stdout, stderr } = process;
  function out(line: string): void {
    stdout.write(`${line}\n`);
  }
  return {
    environment,
    out,
    say: (line) => {
      stderr.write(`${line}\n`);
    },
    json: (value) => {
      out(JSON.stringify(value, undefined, 2));
    },
    progress: createProgress,
    write: (text) =>
      new Promise((resolve) => {
        stdout.write(text, (error) => resolve(error === undefined || error === null));
      }),
  };
}

function createProgress(): Progress {
  const { stderr } = process;
  let shownMs = Number.NEGATIVE_INFINITY;
  return {
    show: (text) => {
      const nowMs = Date.now();
      if (!stderr.isTTY || nowMs - shownMs < PROGRESS_EVERY_MS) return;
      shownMs = nowMs;
      stderr.write(WIPE_LINE + text);
    },
    end: () => {
      if (shownMs > Number.NEGATIVE_INFINITY) stderr.write(WIPE_LINE);
      shownMs = Number.NEGATIVE_INFINITY;
    },
  };
}
