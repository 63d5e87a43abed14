/** `till hub rebuild`: the rows of each shop are dropped, and made anew of its ledger. */

import { type Rebuilt } from "../../hub/hub-server.ts";
import { cliHubWords } from "../../words/made/cliHub/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { unreachableFault } from "../fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { answerOf, type DatabaseOptions } from "./hub-options.ts";

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
