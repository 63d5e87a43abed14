/** The question for a printer looks around, and tries what it is told before it believes it. */

import { type Result } from "../../domain/result.ts";
import { oneLine } from "../one-line.ts";
import { type FirstStartWords, choiceOf, isAnswer } from "./words.ts";

export interface PrinterDeps {
  readonly words: FirstStartWords;
  /** Sentences, to be broken as the terminal is wide. */
  readonly say: (text: string) => void;
  /** A line of text. */
  readonly ask: (prompt: string) => Promise<string>;
  /** Those that are there, as `at` takes them; takes some seconds. */
  readonly findPrinters: () => Promise<ReadonlyArray<FoundPrinterText>>;
  /** The same of one that was typed; takes a moment. */
  readonly isDriven: (printer: string) => Promise<boolean>;
  /** Prints a test paper; says in a sentence where it is, or why it is not. */
  readonly tryPrinter: (printer: string) => Promise<Result<string, string>>;
}

export interface FoundPrinterText {
  /** As somebody types it. */
  readonly at: string;
  /** As it calls itself; empty where it has no name. */
  readonly name: string;
  /** A till around says that it prints on it. */
  readonly isDriven: boolean;
}

export interface PrinterAnswers {
  /** A number stands for a printer that was found; undefined when the question is to be put again. */
  readonly meant: (text: string) => Promise<string | undefined>;
  readonly isFine: (printer: string) => Promise<boolean>;
}

/** Nobody is printed on but by name: a search sends nothing. */
export function createPrinterAnswers(deps: PrinterDeps): PrinterAnswers {
  const { say, words } = deps;
  let found: ReadonlyArray<FoundPrinterText> = [];

  /** `usual`: what Enter alone says. Who wants to go back takes no printer. */
  async function isYes(question: string, usual: boolean): Promise<boolean> {
    for (;;) {
      const typed = (await deps.ask(`${question}${words.colon} `)).trim();
      if (typed === "") return usual;
      if (isAnswer(typed, words.yes)) return true;
      if (typed === "<" || isAnswer(typed, words.no)) return false;
      say(words.yesOrNo);
    }
  }

  return {
    meant: async (text) => {
      if (choiceOf(text, words) !== "find") return found[Number(text) - 1]?.at ?? text;
      say(words.printer.looking);
      found = await deps.findPrinters();
      if (found.length === 0) say(words.printer.noneFound);
      for (const [at, printer] of found.entries()) {
        const told = words.printer.found({
          number: at + 1,
          at: printer.at,
          name: oneLine(printer.name),
        });
        say(printer.isDriven ? `${told}  (${words.printer.isTaken})` : told);
      }
      return undefined;
    },
    isFine: async (printer) => {
      if (printer === "none") return true;
      const known = found.find(({ at }) => at === printer);
      if (known?.isDriven ?? (await deps.isDriven(printer))) {
        // The papers of two shops on one roll are nobody's wish, unless they say so.
        if (!(await isYes(words.printer.shareIt, false))) {
          say(words.printer.notOut);
          return false;
        }
      }
      const tried = await deps.tryPrinter(printer);
      say(tried.ok ? tried.value : tried.fault);
      if (!tried.ok) return false;
      const isOut = await isYes(words.printer.cameOut, true);
      if (!isOut) say(words.printer.notOut);
      return isOut;
    },
  };
}
