/** What commands about printers share: which one is meant, and printing as far as it can be done now. */

import { type OpenTill } from "../app/open-till.ts";
import { stuckPapers } from "../app/papers/stuck-papers.ts";
import { NO_PRINTER } from "../app/printing/papers.ts";
import { listPrinters } from "../app/printing/printer-changes.ts";
import { type Settled } from "../app/printing/printing.ts";
import { isDrivenBy, type Printer } from "../domain/printers/printers.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { findingsWords } from "../words/made/findings/all.ts";
import { orderWords } from "../words/made/order/all.ts";
import { troubleWords } from "../words/made/trouble/all.ts";
import { type Console } from "./console.ts";
import { conflictFault } from "./fault.ts";
import { oneLine } from "./one-line.ts";
import { refusalFault } from "./refusal-fault.ts";
import { type Sentence } from "./sentence.ts";
import { sentencesOf } from "./sentences-of.ts";
import { type JsonOptions, type StaffOptions } from "./with-till.ts";

const said = sentencesOf(cliWords);

export type ChangePrinterOptions = JsonOptions & StaffOptions;

export interface AddPrinterOptions extends ChangePrinterOptions {
  /** Another shop's till prints there as well. */
  readonly shared?: boolean;
}

/** Whatever waits; only `own`, and what this command queued, where it is said. */
export async function settle(open: OpenTill, console: Console, own?: string): Promise<Settled> {
  const settled = await (own === undefined ? open.printing.settle() : open.printing.settleOwn(own));
  if (settled.type === "silent") console.say(waitsFor(settled.pid));
  return settled;
}

/** Prints what this command did; says of its papers that they wait, where the program that prints them has stopped. */
export async function settleOwn(
  { printing }: Pick<OpenTill, "printing">,
  console: Console,
  { waits, document }: { readonly waits: "paperWaits" | "papersWait"; readonly document?: string },
): Promise<Settled> {
  const settled = await printing.settleOwn(document);
  if (settled.type === "silent") {
    const locale = console.locale();
    const why = wordsIn(findingsWords, locale).holderSilent({ pid: settled.pid });
    console.say(wordsIn(orderWords, locale)[waits]({ why }));
  }
  return settled;
}

export function ownPrinter(open: OpenTill, id: string): Printer {
  const printer = knownPrinter(open, id);
  if (isDrivenBy(printer, open.till.ledger.identity.key.device)) return printer;
  throw conflictFault(said(({ held }) => held.anothers({ printer: id })));
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
  // Those two outcomes were printed already, with their reasons.
  if (settled.type === "silent" || settled.type === "failed") return;
  for (const { printer, name, papers, trouble, isDrawerShut } of await stuckPapers(open, settled)) {
    if (printer === NO_PRINTER)
      console.say(said(({ held }) => held.nowhere({ papers, isDrawerShut })));
    else {
      const locale = console.locale();
      const why = trouble === undefined ? "" : wordsIn(troubleWords, locale)[trouble];
      const { held } = wordsIn(cliWords, locale);
      console.say(oneLine(held.printer({ papers, name, why, isDrawerShut })));
    }
  }
}

/** A paper that a program keeps which has stopped, or is stuck. */
function waitsFor(pid: number | undefined): Sentence {
  return (locale) => {
    const why = wordsIn(findingsWords, locale).holderSilent({ pid });
    return wordsIn(cliWords, locale).held.waits({ why });
  };
}
