/** How far long work is, in the words of the line that tells it. */

import { type CheckProgress } from "../app/attention/checks.ts";
import { percent } from "../app/percent.ts";
import { type Progress } from "./console.ts";

/** For a check of the ledger. */
export function tellChecking({ show }: Progress): CheckProgress {
  return {
    onProgress: (progress) => {
      show(
        `Checking the ${progress.part}${progress.part === "file" ? "" : `: ${percent(progress)}`}`,
      );
    },
  };
}
