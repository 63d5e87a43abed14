/** `till mesh find`: asks each address of this box's networks whether a till of the shop takes links there. */

import {
  addressSpans,
  hostsOf,
  keepFound,
  type KeptTill,
  readPort,
  searchTills,
} from "../../app/mesh/mesh-search.ts";
import { onProcessEnd } from "../../app/system/process.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { type CliBoxWords } from "../../words/made/cliBox/words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { interruptedFault, notFoundFault, unreachableFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

const said = sentencesOf(cliBoxWords);

export interface FindOptions extends JsonOptions {
  readonly port?: string;
}

const ADDRESS_WIDTH = 22;

export function findTills(options: FindOptions, console: Console): Promise<ExitCode> {
  const port = portOf(options);
  return withTill(options, console, async ({ till: { ledger }, clock }) => {
    const spans = addressSpans();
    if (spans.length === 0) {
      throw unreachableFault(said(({ mesh }) => mesh.noNetwork));
    }
    const ending = new AbortController();
    const release = onProcessEnd(() => {
      ending.abort();
    });
    const progress = console.progress(options);
    const where = spans.map(({ text }) => text).join(", ");
    const found = await searchTills(ledger, spans, {
      port,
      clock,
      signal: ending.signal,
      onProgress: ({ asked, all }) => {
        progress.show(said(({ mesh }) => mesh.asks({ where, asked, all })));
      },
    }).finally(release);
    progress.end();
    const kept = keepFound(ledger, found);
    const isCut = ending.signal.aborted;
    if (options.json === true) {
      console.json({
        networks: spans.map(({ network, text, isPart, hosts }) => ({
          network,
          asked: text,
          whole: !isPart,
          addresses: hosts.length,
        })),
        interrupted: isCut,
        tills: kept.map(({ address, who, name, kept: how }) => ({
          address,
          who,
          till: name ?? null,
          kept: how,
        })),
      });
    } else {
      for (const { text, isPart } of spans) {
        if (isPart) console.say(said(({ mesh }) => mesh.larger({ text })));
      }
      for (const one of kept) console.out(said(({ mesh }) => toText(one, mesh)));
    }
    if (isCut) {
      throw interruptedFault(said(({ mesh }) => mesh.cut));
    }
    if (kept.some(({ who }) => who === "ours" || who === "newcomer")) return EXIT.fine;
    const facts = { count: hostsOf(spans).length, where, port: `${port ?? "7777"}` };
    throw notFoundFault(said(({ mesh }) => mesh.noneAnswers(facts)));
  });
}

function portOf({ port }: FindOptions): number | undefined {
  if (port === undefined) return undefined;
  const number = readPort(port);
  if (number !== undefined) return number;
  throw usageFault(said(({ mesh }) => mesh.noPort({ text: quoted(port) })));
}

function toText({ address, who, name, kept }: KeptTill, words: CliBoxWords["mesh"]): string {
  const isOurs = who === "ours" || who === "newcomer";
  const text = isOurs
    ? words.found({ till: name ?? words.newcomer, kept })
    : words.foundOther({ till: name ?? "", who });
  return `${address.padEnd(ADDRESS_WIDTH)} ${text}`;
}
