/** `till hub shops`: the shops of an office, and what each is. */

import { tableLines } from "../../src/app/words/text-columns.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { type ListedShop } from "../shop-list.ts";
import { answerOf, type DatabaseOptions } from "./options.ts";

export async function listHubShops(options: DatabaseOptions, console: Console): Promise<ExitCode> {
  const shops = await answerOf<ReadonlyArray<ListedShop>>(options, "/shops");
  const { report, shops: words } = wordsIn(cliHubWords, console.locale());
  if (options.json === true) console.json({ shops });
  else if (shops.length === 0) console.out(report.nothing);
  else {
    const heads = [report.shop, words.id, words.currency, words.boxes, words.traded, words.groups];
    const rows = shops.map(({ name, shop, currency, boxes, first, last, groups }) => {
      const traded = first === null || last === null ? "" : `${first} – ${last}`;
      return [name, shop, currency, String(boxes), traded, groups.join(", ")];
    });
    for (const line of tableLines([heads, ...rows], heads.length)) console.out(line);
  }
  return EXIT.fine;
}
