/** How far long work is, in the words of the line that tells it. */

import { type CheckProgress } from "../app/attention/checks.ts";
import { percent } from "../app/words/percent.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { type Progress } from "./console.ts";
import { sentencesOf } from "./sentences-of.ts";

/** For a check of the ledger. */
export function tellChecking({ show }: Progress): CheckProgress {
  return {
    onProgress: (progress) => {
      const part = progress.part === "folded state" ? "folded-state" : progress.part;
      const facts = { part, percent: part === "file" ? "" : percent(progress) } as const;
      show(sentencesOf(cliWords)(({ store }) => store.checking(facts)));
    },
  };
}
