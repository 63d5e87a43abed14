/** What happened in a run, line by line: its digest tells whether two runs are the same. */

import { createHash } from "node:crypto";

export interface Trace {
  /** `who` did or suffered `what`. */
  readonly note: (atMs: number, who: string, what: string) => void;
  readonly digest: () => string;
  /** What happened last, for whoever looks for the reason of a failure. */
  readonly last: () => ReadonlyArray<string>;
}

const KEPT = 40;
const DIGEST_DIGITS = 16;

export function createTrace(onLine?: (line: string) => void): Trace {
  const all = createHash("sha256");
  let kept: ReadonlyArray<string> = [];
  return {
    note: (atMs, who, what) => {
      const line = `${clockText(atMs)} ${who.padEnd(4)} ${what}`;
      all.update(`${line}\n`);
      kept = [...kept, line].slice(-KEPT);
      onLine?.(line);
    },
    digest: () => all.copy().digest("hex").slice(0, DIGEST_DIGITS),
    last: () => kept,
  };
}

/** `1:02:03.456` since the run began. */
export function clockText(atMs: number): string {
  const whole = Math.floor(atMs);
  const [hours, minutes] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60];
  const seconds = String(Math.floor(whole / 1000) % 60).padStart(2, "0");
  const rest = String(whole % 1000).padStart(3, "0");
  return `${hours}:${String(minutes).padStart(2, "0")}:${seconds}.${rest}`;
}
