/** A transport whose printer is a list of papers, with the switches that a test needs. */

import { err, ok } from "../../src/domain/base/result.ts";
import { type Transport } from "../../src/printer/transport.ts";
import { printOn } from "./emulated-paper.ts";

export interface PaperPrinter extends Transport {
  /** Every job that reached the paper, as text. */
  readonly papers: string[];
  /** `silent` prints and doesn't say so; `off` prints nothing; `stuck` takes a job and never ends it. */
  mode: "on" | "off" | "silent" | "stuck";
  /** Whoever opened it is done with it: what is stuck in it is nobody's any more. */
  isClosed: boolean;
  /** What happens right after a job reached the paper. */
  onPaper: () => void;
}

export function createPaperPrinter(): PaperPrinter {
  const { promise: closed, resolve: markClosed } = Promise.withResolvers<void>();
  const printer: PaperPrinter = {
    papers: [],
    mode: "on",
    isClosed: false,
    onPaper: () => {},
    async send(bytes) {
      if (printer.mode === "off") return err({ type: "printer/unreachable" });
      if (printer.mode === "stuck") {
        await closed;
        return err({ type: "printer/unacknowledged" });
      }
      printer.papers.push(printOn(48, bytes).text);
      printer.onPaper();
      return printer.mode === "on" ? ok("printed") : err({ type: "printer/unacknowledged" });
    },
    async close() {
      printer.isClosed = true;
      markClosed();
    },
  };
  return printer;
}
