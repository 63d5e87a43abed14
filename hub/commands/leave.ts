/** `till hub leave`: a shop is none of this office any more. */

import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { notFoundFault } from "../../src/cli/fault.ts";
import { quoted } from "../../src/cli/one-line.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { type LeftShop } from "../hub-server.ts";
import { answerOf, type DatabaseOptions } from "./options.ts";

const said = sentencesOf(cliHubWords);

export async function leaveShop(
  wanted: string,
  options: DatabaseOptions,
  console: Console,
): Promise<ExitCode> {
  const asked = new URLSearchParams({ shop: wanted });
  const answer = await answerOf<LeftShop>(options, `/leave?${asked.toString()}`, "POST");
  if (answer.type === "no-shop") {
    throw notFoundFault(said(({ restore: words }) => words.noShop({ shop: quoted(wanted) })));
  }
  const { name: shop, folder } = answer;
  if (options.json === true) console.json({ shop, folder });
  else {
    console.out(said(({ leave: words }) => words.left({ shop, folder })));
    console.out(said(({ leave: words }) => words.goOn));
  }
  return EXIT.fine;
}
