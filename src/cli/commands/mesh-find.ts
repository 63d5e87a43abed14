/** `till mesh find`: asks each address of this box's networks whether a till of the shop takes links there. */

import { counted } from "../../app/counted.ts";
import {
  addressSpans,
  hostsOf,
  keepFound,
  type KeptTill,
  readPort,
  searchTills,
} from "../../app/mesh/mesh-search.ts";
import { onProcessEnd } from "../../app/system-process.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

export interface FindOptions extends JsonOptions {
  readonly port?: string;
}

const ADDRESS_WIDTH = 22;

export function findTills(options: FindOptions, console: Console): Promise<ExitCode> {
  const port = portOf(options);
  return withTill(options, console, async ({ till: { ledger }, clock }) => {
    const spans = addressSpans();
    if (spans.length === 0) {
      throw new CommandFault(
        EXIT.unreachable,
        "This box is in no network at home, so there is nobody to ask: check its cable.",
      );
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
        progress.show(`Asking ${where}: ${asked} of ${all}; Ctrl-C ends it.`);
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
        if (isPart) console.say(`The network is larger: of it ${text} is asked, around this box.`);
      }
      for (const one of kept) console.out(toText(one));
    }
    if (isCut) {
      throw new CommandFault(
        EXIT.interrupted,
        "Interrupted: what was found is kept, the rest is not asked.",
      );
    }
    if (kept.some(({ who }) => who === "ours" || who === "newcomer")) return EXIT.fine;
    const asked = counted(hostsOf(spans).length, "address", "addresses");
    throw new CommandFault(
      EXIT.notFound,
      `No other till of this shop answers at ${asked} of ${where}: is one on, with a register open, on port ${port ?? "7777"}?`,
    );
  });
}

function portOf({ port }: FindOptions): number | undefined {
  if (port === undefined) return undefined;
  const number = readPort(port);
  if (number !== undefined) return number;
  throw usageFault(`--port ${quoted(port)} is no port: a number from 1 to 65535.`);
}

function toText({ address, who, name, kept }: KeptTill): string {
  const at = address.padEnd(ADDRESS_WIDTH);
  switch (who) {
    case "ours":
    case "newcomer":
      return `${at} ${name ?? "a till of this shop that is new here"}: ${keptText(kept)}`;
    case "revoked":
      return `${at} ${name ?? ""}, which is shut out: left alone`;
    case "stranger":
      return `${at} a till of another shop: left alone`;
    case "ourselves":
      return `${at} this very till`;
    default:
      return assertNever(who, "till that answers");
  }
}

function keptText(kept: KeptTill["kept"]): string {
  switch (kept) {
    case "added":
      return "looked at from now on";
    case "known":
      return "known before";
    case "too-many":
      return "not kept, because too many are typed in (`till mesh addresses`)";
    case "no":
      return "left alone";
    default:
      return assertNever(kept, "what became of an address");
  }
}
