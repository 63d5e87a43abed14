/**
 * The printers that other tills drive, as a register tells of them: whose they are, and which of their
 * tickets no paper is known of. How one is, only its own till knows.
 *
 * Worked out where nobody waits: a key costs nothing.
 */

import { type FarPrinter } from "../../tui/ports/status-port.ts";
import { type PrintingTill, reportPrinters } from "../printing/printer-report.ts";
import { tillName } from "./mesh-report.ts";

export interface FarPrinters {
  readonly list: () => ReadonlyArray<FarPrinter>;
  /** Whether anything is otherwise than before. */
  readonly look: () => boolean;
  /** Looks again where some printers have papers outstanding, which may have been printed by now. */
  readonly lookAgain: () => void;
}

/** A paper is out by then, if its printer and its till are well. */
const AWAITED_MS_MIN = 20_000;
/** The longest wait: a person who still needs the paper then has asked for it. */
const AWAITED_MS_MAX = 12 * 3_600_000;
const MINUTE_MS = 60_000;

export function createFarPrinters(open: PrintingTill): FarPrinters {
  let printers: ReadonlyArray<FarPrinter> = [];

  function look(): boolean {
    const now = farPrinters(open);
    const isNew = JSON.stringify(now) !== JSON.stringify(printers);
    printers = now;
    return isNew;
  }

  return {
    list: () => printers,
    look,
    lookAgain: () => {
      if (printers.some(({ tickets }) => tickets > 0)) look();
    },
  };
}

function farPrinters(open: PrintingTill): ReadonlyArray<FarPrinter> {
  const nowMs = open.clock.nowMs();
  const admission = open.till.ledger.admission();
  return reportPrinters(open, open.printing.mesh()).flatMap((report) => {
    const { state, driver, name, isConnected } = report;
    if (state !== "far" || driver === undefined) return [];
    const owed = report.awaitedSinceMs.filter((sinceMs) => {
      const agoMs = nowMs - sinceMs;
      return agoMs >= AWAITED_MS_MIN && agoMs <= AWAITED_MS_MAX;
    });
    return {
      name,
      till: tillName(admission, driver),
      isAway: isConnected === false,
      tickets: owed.length,
      waitMinutes: Math.floor((nowMs - (owed[0] ?? nowMs)) / MINUTE_MS),
    };
  });
}
