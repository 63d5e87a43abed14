/** `till hub restore`: a shop's copy out of the office's database, for `till restore` at a new box. */

import path from "node:path";

import { utcText } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { CommandFault, notFoundFault, unreachableFault, usageFault } from "../../src/cli/fault.ts";
import { quoted } from "../../src/cli/one-line.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { type CopyAnswer, copyAnswer } from "../hub-server.ts";
import { openRows } from "../rows/rows-database.ts";
import { writeShopCopy } from "../shop-copy.ts";
import { answerOf, databaseFault, type DatabaseOptions } from "./options.ts";

const said = sentencesOf(cliHubWords);

interface HubRestoreOptions extends Omit<DatabaseOptions, "hub"> {
  readonly hub?: string;
  readonly to: string;
}

export async function restoreFromHub(
  wanted: string,
  options: HubRestoreOptions,
  console: Console,
): Promise<ExitCode> {
  const to = path.resolve(options.to);
  const answer = await copyOf(wanted, to, options);
  switch (answer.type) {
    case "no-shop":
      throw notFoundFault(said(({ restore: words }) => words.noShop({ shop: quoted(wanted) })));
    case "unfinished":
      throw unreachableFault(said(({ restore: words }) => words.unfinished({ shop: answer.name })));
    case "unwritable":
      throw new CommandFault(
        EXIT.damaged,
        said(({ restore: words }) => words.unwritable({ folder: to, why: answer.code })),
      );
    default: {
      const { shop, name, folder, heardAtMs } = answer;
      const heard = heardAtMs === null ? null : utcText(heardAtMs);
      if (options.json === true) console.json({ shop, name, folder, heard });
      else {
        console.out(said(({ restore: words }) => words.written({ shop: name, folder })));
        console.out(said(({ restore: words }) => words.goOn({ folder })));
      }
      return EXIT.fine;
    }
  }
}

/** The database of a server is enough: the office may be gone with its folder. */
async function copyOf(
  wanted: string,
  to: string,
  { hub, postgres, json }: HubRestoreOptions,
): Promise<CopyAnswer> {
  if (hub !== undefined) {
    const asked = new URLSearchParams({ shop: wanted, to });
    return answerOf<CopyAnswer>(
      { hub, ...(postgres === undefined ? {} : { postgres }), ...(json === true ? { json } : {}) },
      `/restore?${asked.toString()}`,
      "POST",
    );
  }
  if (postgres === undefined) throw usageFault(said(({ restore: words }) => words.noPlace));
  try {
    const rows = await openRows({ type: "server", url: postgres });
    try {
      return await copyAnswer(() => writeShopCopy(rows, { wanted, to, random: systemRandom }));
    } finally {
      await rows.destroy();
    }
  } catch (cause) {
    throw databaseFault(cause) ?? cause;
  }
}
