/** `till hub rebuild`: the rows of each shop are dropped, and made anew of its ledger. */

import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { unreachableFault } from "../../src/cli/fault.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { type Rebuilt } from "../hub-server.ts";
import { answerOf, type DatabaseOptions } from "./options.ts";

const said = sentencesOf(cliHubWords);

export async function rebuildHub(options: DatabaseOptions, console: Console): Promise<ExitCode> {
  const { hub } = options;
  const answer = await answerOf<Rebuilt | { readonly type: "off" }>(options, "/rebuild", "POST");
  if ("type" in answer) throw unreachableFault(said(({ rebuild: words }) => words.off({ hub })));
  if (options.json === true) console.json({ shops: answer });
  else {
    for (const { name: shop, isBegun } of answer) {
      console.out(
        said(({ rebuild: words }) => (isBegun ? words.begun({ shop }) : words.stays({ shop }))),
      );
    }
  }
  return answer.every(({ isBegun }) => isBegun) ? EXIT.fine : EXIT.incomplete;
}
