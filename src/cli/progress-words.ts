/** How far long work is, in the words of the line that tells it. */

import { type CheckProgress } from "../app/checks.ts";
import { type Progress } from "./console.ts";

/** For a check of the ledger. */
export function tellChecking({ show }: Progress): CheckProgress {
  return {
    onProgress: ({ part, done, total }) => {
      show(`Checking the ${part}${part === "file" ? "" : `: ${percent(done, total)}`}`);
    },
  };
}

/** Whole percents: the line is written a hundred times at most. */
export function percent(done: number, total: number): string {
  return `${total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total))} %`;
}
