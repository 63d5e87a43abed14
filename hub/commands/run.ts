/** `till hub run`: a head office at work. */

import path from "node:path";

import { depsToOpen } from "../../src/app/backup/store-keys.ts";
import { errorText } from "../../src/app/error-text.ts";
import { readMeshHost } from "../../src/app/system/environment.ts";
import { onProcessEnd, type ProcessEnd } from "../../src/app/system/process.ts";
import { throttled } from "../../src/app/system/throttled.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, SIGNAL_BASE } from "../../src/cli/exit-codes.ts";
import { type CommandFault, conflictFault, usageFault } from "../../src/cli/fault.ts";
import { quoted } from "../../src/cli/one-line.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { whyNoRows } from "../rows/rows-database.ts";
import { HUB_PORT, type HubFault, runHub } from "../run-hub.ts";
import { readUsers } from "../users/users.ts";
import { databaseFault, type DatabaseOptions, noHub } from "./options.ts";
import { pagePlaceOf } from "./page-place.ts";

const said = sentencesOf(cliHubWords);
const PORT_MAX = 65_535;

interface HubRunOptions extends DatabaseOptions {
  readonly port?: string;
  readonly quiet?: boolean;
  /** True where it is said without a place. */
  readonly page?: string | true;
  readonly pageCert?: string;
  readonly pageKey?: string;
  readonly pageName?: ReadonlyArray<string>;
}

export async function runTheHub(options: HubRunOptions, console: Console): Promise<number> {
  const hub = path.resolve(options.hub);
  const port = portOf(options.port);
  const page = pagePlaceOf(options);
  const { environment, say, out, text } = console;
  const store = depsToOpen({ credentialsDir: environment.credentialsDir });
  const { promise, resolve } = Promise.withResolvers<ProcessEnd>();
  const release = onProcessEnd(resolve);
  try {
    const running = await begin({
      hub,
      store,
      postgres: options.postgres,
      host: readMeshHost(),
      port,
      page,
      onLog: (line) => {
        if (options.quiet !== true) say(line);
      },
      onFault: throttled(store.clock, (cause) => {
        const why = whyNoRows(cause);
        if (why === undefined) say(errorText(cause));
        else say(text(said(({ run: words }) => words.rowsWait({ why }))));
      }),
    });
    const { shops } = running.status();
    out(
      said(({ run: words }) => words.runs({ count: shops.length, port: String(running.port()) })),
    );
    const { pageUrl } = running;
    if (pageUrl !== undefined) {
      out(said(({ run: words }) => words.page({ url: pageUrl })));
      if (readUsers(hub).length === 0) say(said(({ run: words }) => words.noUsers({ hub })));
    }
    const end = await promise;
    await running.close();
    if (end.type === "signal") return SIGNAL_BASE + end.number;
    say(errorText(end.error));
    return EXIT.foundWrong;
  } finally {
    release();
  }
}

async function begin(
  options: Parameters<typeof runHub>[0],
): Promise<Exclude<Awaited<ReturnType<typeof runHub>>, HubFault>> {
  let running: Awaited<ReturnType<typeof runHub>>;
  try {
    running = await runHub(options);
  } catch (cause) {
    throw databaseFault(cause) ?? cause;
  }
  if ("type" in running) throw faultOf(running, options);
  return running;
}

function faultOf(fault: HubFault, { hub, page }: Parameters<typeof runHub>[0]): CommandFault {
  switch (fault.type) {
    case "hub/taken":
      return conflictFault(said(({ run: words }) => words.taken({ hub })));
    case "hub/none":
      return noHub(hub);
    case "hub/rows-taken":
      return conflictFault(said(({ run: words }) => words.rowsTaken));
    case "hub/port":
      return conflictFault(said(({ run: words }) => words.portTaken({ port: String(fault.port) })));
    case "page/keys":
      return usageFault(said(({ run: words }) => words.pageKeys));
    default: {
      const place = `${page?.host ?? ""}:${page?.port ?? ""}`;
      return conflictFault(said(({ run: words }) => words.pageTaken({ place })));
    }
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return HUB_PORT;
  const port = Number(text);
  if (/^[0-9]{1,5}$/u.test(text) && port <= PORT_MAX) return port;
  throw usageFault(said(({ run: words }) => words.noPort({ port: quoted(text) })));
}
