/** What commands about printers share: which one is meant, and printing as far as it can be done now. */

import { counted, papersWait } from "../app/counted.ts";
import { type OpenTill } from "../app/open-till.ts";
import { heldPapers } from "../app/papers/held-papers.ts";
import { silenceSentence } from "../app/printing/duties-holder.ts";
import { NO_PRINTER } from "../app/printing/papers.ts";
import { listPrinters, type MovedPapers } from "../app/printing/printer-changes.ts";
import { type Settled } from "../app/printing/printing.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { isDrivenBy, type Printer } from "../domain/printers.ts";
import { type Result } from "../domain/result.ts";
import { type Console } from "./console.ts";
import { EXIT } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";
import { oneLine } from "./one-line.ts";
import { refusalFault } from "./refusal-fault.ts";
import { TROUBLES } from "./trouble-words.ts";
import { type JsonOptions, type StaffOptions } from "./with-till.ts";

export type ChangePrinterOptions = JsonOptions & StaffOptions;

export interface AddPrinterOptions extends ChangePrinterOptions {
  /** Another shop's till prints there as well. */
  readonly shared?: boolean;
}

/** Whatever waits; only `own`, and what this command queued, where it is said. */
export async function settle(open: OpenTill, console: Console, own?: string): Promise<Settled> {
  const settled = await (own === undefined ? open.printing.settle() : open.printing.settleOwn(own));
  if (settled.type === "silent") console.say(`It waits. ${silenceSentence(settled.pid)}`);
  return settled;
}

export function ownPrinter(open: OpenTill, id: string): Printer {
  const printer = knownPrinter(open, id);
  if (isDrivenBy(printer, open.till.ledger.identity.key.device)) return printer;
  throw new CommandFault(EXIT.conflict, `${id} is another till's: do that there.`);
}

export function knownPrinter(open: OpenTill, id: string): Printer {
  const printers = listPrinters(open.till);
  const printer = printers.find((other) => other.id === id);
  if (printer !== undefined) return printer;
  const fault = {
    type: "printer/unknown",
    text: id,
    printers: printers.map((it) => it.id),
  } as const;
  throw refusalFault(fault, open.till);
}

/** The deed is done; of its papers somebody has to hear that they wait, and why. */
export async function sayHeld(
  open: Pick<OpenTill, "printing" | "clock">,
  console: Console,
  settled: Settled,
): Promise<void> {
  // Those two have been said already, and why.
  if (settled.type === "silent" || settled.type === "failed") return;
  for (const { printer, name, papers, trouble, isDrawerShut } of await heldPapers(open, settled)) {
    const key = isDrawerShut ? " Open the drawer by its key." : "";
    const why = trouble === undefined ? "" : `: ${TROUBLES[trouble]}`;
    const waits = `Done, but ${papersWait(papers)}`;
    if (printer === NO_PRINTER) {
      console.say(
        `${waits}, as no printer serves ${papers === 1 ? "it" : "them"}: \`till printer route\`.${key}`,
      );
    } else console.say(oneLine(`${waits} for ${name}${why}.${key}`));
  }
}

/** What was to come out of another printer, and doesn't. */
export function sayNotMoved(
  console: Console,
  { id, by, there, left }: MovedPapers & { readonly id: string; readonly by: string },
): void {
  if (there > 0) {
    console.say(`${counted(there, "paper")} more: ${by} has printed the same, or is about to.`);
  }
  if (left > 0) {
    const move = `till printer move ${id} PRINTER`;
    console.say(`${papersWait(left)} here, as ${by} is another till's: \`${move}\`.`);
  }
}

export function valueOf<Value>(done: Result<Value, Refusal>, { till }: OpenTill): Value {
  if (done.ok) return done.value;
  throw refusalFault(done.fault, till);
}
