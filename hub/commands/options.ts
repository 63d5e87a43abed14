/** What commands of a head office have in common. */

import { type CommandFault, notFoundFault, unreachableFault } from "../../src/cli/fault.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { type Asked, askHub } from "../ask-hub.ts";
import { whyNoRows } from "../rows/rows-database.ts";

const said = sentencesOf(cliHubWords);

export interface HubOptions {
  readonly hub: string;
  readonly json?: boolean;
}

export interface DatabaseOptions extends HubOptions {
  readonly postgres?: string;
}

/** Returns what the office says, or what its database does where no office runs. */
export async function answerOf<Answer>(
  { hub, postgres }: DatabaseOptions,
  where: string,
  method: "GET" | "POST" = "GET",
): Promise<Answer> {
  const asked = await askOrFault<Answer>({ hub, postgres }, where, method);
  switch (asked.type) {
    case "answered":
      return asked.answer;
    case "none":
      throw noHub(hub);
    default:
      throw unreachableFault(said((words) => words.silent({ hub })));
  }
}

export function noHub(hub: string): CommandFault {
  return notFoundFault(said((words) => words.none({ hub })));
}

/** Returns the fault of a database that can't be used; undefined for any other. */
export function databaseFault(cause: unknown): CommandFault | undefined {
  const why = whyNoRows(cause);
  return why === undefined ? undefined : unreachableFault(said((words) => words.database({ why })));
}

async function askOrFault<Answer>(
  place: Parameters<typeof askHub>[0],
  where: string,
  method: "GET" | "POST",
): Promise<Asked<Answer>> {
  try {
    return await askHub<Answer>(place, where, method);
  } catch (cause) {
    throw databaseFault(cause) ?? cause;
  }
}
