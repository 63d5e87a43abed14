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
  /** A piece of a long result; resolves when there is room for more, false when the reader has gone. */
  readonly write: (text: string) => Promise<boolean>;
}

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
    write: (text) =>
      new Promise((resolve) => {
        stdout.write(text, (error) => resolve(error === undefined || error === null));
      }),
  };
}
