/** `till print show`: a paper as it was printed. */

import { findPaper } from "../../app/shown-paper.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { type StoreOptions, withTill } from "../with-till.ts";

export interface ShowOptions extends StoreOptions {
  readonly last?: boolean;
  readonly json?: boolean;
}

export function showPaper(
  text: string | undefined,
  options: ShowOptions,
  console: Console,
): Promise<ExitCode> {
  if ((text === undefined) !== (options.last === true)) {
    throw usageFault("Say which paper: a receipt number, an id, or --last.");
  }
  return withTill(options, console, (open) => {
    const paper = findPaper(open, text);
    if (paper === undefined) {
      throw new CommandFault(EXIT.notFound, `There is no paper ${text ?? "yet"} in the queue.`);
    }
    if (options.json === true) console.json(paper);
    else {
      if (paper.state !== "printed") console.say(`On ${paper.printer}: ${paper.state}.`);
      console.out(paper.text.trimEnd());
    }
    return EXIT.fine;
  });
}
