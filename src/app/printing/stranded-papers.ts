/** Papers of this till that no printer would ever print: where they were to come out there is nothing by now. */

import { type Printer, replacedPrinters } from "../../domain/printers/printers.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type SpoolJob, ASKING, OPEN, WAITING } from "../../printer/spool/spool-store.ts";
import { NO_PRINTER, printerFor, reroutedDocument } from "./papers.ts";
import { type PrintJobStore } from "./print-job-store.ts";
import { reviveUnserved } from "./unserved-papers.ts";

/** A shop that never had a printer must not hold up its first one. */
const REROUTED_AT_ONCE = 1000;

interface StrandedDeps {
  readonly ledger: Ledger;
  readonly store: PrintJobStore;
  readonly nowMs: number;
  /** The printers that this till drives. */
  readonly printers: ReadonlyArray<Printer>;
}

/** Returns the printers that were given some. */
export function rerouteStranded(deps: StrandedDeps): ReadonlySet<string> {
  return new Set([...rerouteUnplaced(deps), ...rerouteReplaced(deps)]);
}

/** A paper that had no printer when it was made comes out of the one that serves it by now. */
function rerouteUnplaced({ ledger, store, nowMs, printers }: StrandedDeps): ReadonlyArray<string> {
  function printerOf(job: SpoolJob): string | undefined {
    return servingHere({ ledger, printers }, job);
  }

  const revived = reviveUnserved(store, { nowMs, printerOf });
  const states = [...WAITING, ...ASKING];
  const stranded = store.find({ printer: NO_PRINTER, states, limit: REROUTED_AT_ONCE });
  const moved = stranded.flatMap((job) => {
    const printer = printerOf(job);
    if (printer !== undefined) store.move({ job, printer });
    return printer ?? [];
  });
  return [...revived, ...moved];
}

/**
 * Moves jobs of a printer that was replaced to its successor. Where that is at another till, the
 * printer that serves it here takes them; else they wait in sight.
 */
function rerouteReplaced({ ledger, store, printers }: StrandedDeps): ReadonlySet<string> {
  const replaced = ledger.read(replacedPrinters);
  const given = new Set<string>();
  for (const id of store.printersWith(OPEN)) {
    const heir = replaced.get(id);
    if (heir === undefined) continue;
    const isHere = printers.some((printer) => printer.id === heir);
    for (const job of store.find({ printer: id, states: OPEN, limit: REROUTED_AT_ONCE })) {
      const printer = isHere ? heir : servingHere({ ledger, printers }, job);
      const document = reroutedDocument({ ledger }, job);
      if (printer === undefined) continue;
      store.move({ job, document, printer });
      given.add(printer);
    }
  }
  return given;
}

function servingHere(
  { ledger, printers }: Pick<StrandedDeps, "ledger" | "printers">,
  job: SpoolJob,
): string | undefined {
  return ledger.read((view) => printerFor(view, printers, job))?.id;
}
