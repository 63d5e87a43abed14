/** `till hub status`: which shop was heard when and how far, and which is connected. */

import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { type HubStatus, type ShopStatus } from "../hub-server.ts";
import { toldApart } from "../shops-apart.ts";
import { answerOf, type DatabaseOptions } from "./options.ts";

const said = sentencesOf(cliHubWords);

export async function showHub(options: DatabaseOptions, console: Console): Promise<ExitCode> {
  const status = await answerOf<HubStatus>(options, "/status");
  const { port, shops } = status;
  const isHeard =
    port !== null &&
    shops.every(({ connected, tills }) => {
      return (
        connected.length > 0 && tills.every(({ missing, aside }) => missing === 0 && aside === 0)
      );
    });
  if (options.json === true) console.json(status);
  else {
    console.out(
      said(({ status: words }) => (port === null ? words.off : words.port({ port: String(port) }))),
    );
    for (const shop of toldApart(shops))
      for (const line of linesOf(shop, console)) console.out(line);
  }
  return isHeard ? EXIT.fine : EXIT.incomplete;
}

const TO_THE_MINUTE = 16;

/** `heard`: UTC, ISO 8601. Returns `never` for null, which the words select by. */
export function heardText(heard: string | null): string {
  return heard === null ? "never" : `${heard.slice(0, TO_THE_MINUTE).replace("T", " ")} UTC`;
}

function linesOf(
  { name, heard, connected, isSilent, isShutOut, tills }: ShopStatus,
  { locale }: Console,
): ReadonlyArray<string> {
  const { status: words } = wordsIn(cliHubWords, locale());
  const till = connected.length === 0 ? "none" : connected.join(", ");
  const when = heardText(heard);
  const shop = heard === null ? name : words.heard({ shop: name, when });
  return [
    ...(isShutOut ? [words.shutOut({ shop: name })] : []),
    isSilent ? words.silent({ shop: name, when }) : words.shop({ shop, till }),
    ...tills.map(({ till: of, number, missing, aside }) => {
      return `  ${words.till({ till: of, number: String(number), missing, aside })}`;
    }),
  ];
}
