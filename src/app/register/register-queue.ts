/** The papers that wait, as the register shows them, and what a person at it makes of one. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { type SpoolJob } from "../../printer/spool/spool-store.ts";
import { type QueuedPaper, type QueueSession } from "../../tui/ports/queue-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type TillPort } from "../../tui/ports/till-port.ts";
import { type OpenTill } from "../open-till.ts";
import { cancelPaper } from "../papers/cancel-paper.ts";
import { listQueue, moveJob, printNow } from "../papers/paper-queue.ts";
import { papersNamed } from "../papers/reprint.ts";
import { ownPrinters } from "../printing/printer-drive.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { tryStore } from "../store-errors.ts";
import { type Desk } from "./register-desk.ts";

export function queueList(open: OpenTill): Pick<TillPort, "queue"> {
  const { till, clock } = open;
  return {
    queue: () => {
      const nowMs = clock.nowMs();
      const printers = ownPrinters(till.ledger);
      return listQueue(open).map(({ job, kind, name, printer, trouble }): QueuedPaper => ({
        job: job.id,
        kind,
        name,
        printer: printer?.name,
        since: shopTimeText(till, job.createdMs, nowMs),
        // The cast is safe, because only these states were searched.
        state: job.state as QueuedPaper["state"],
        trouble,
        others: printers
          .filter(({ id }) => id !== job.printer)
          .map((other) => ({ id: other.id, name: other.name })),
      }));
    },
  };
}

export function queueActions(desk: Desk): QueueSession {
  const { open, actBeside, tryPrinters } = desk;

  function done(
    id: number,
    work: (job: SpoolJob) => Result<unknown, RefusalFacts>,
  ): Result<void, Refusal> {
    const outcome = tryStore(() => {
      const job = open.jobs.byId(id);
      return job === undefined ? err({ type: "paper/done", text: "" } as const) : work(job);
    }, desk.locale());
    if (typeof outcome === "string") return err({ message: outcome });
    if (!outcome.ok) return desk.refused(named(desk, outcome.fault));
    tryPrinters();
    return ok(undefined);
  }

  return {
    print: (id) => done(id, () => printNow(open, id)),
    move: (id, printer) => done(id, () => moveJob(open, { id, printer })),
    cancel: (id, reason) => {
      const paper = open.jobs.byId(id)?.documentId ?? "";
      const cancelled = cancelPaper({ open, act: actBeside }, { paper, reason });
      return cancelled.ok ? ok(undefined) : cancelled;
    },
  };
}

/** Returns the fault with the paper's name in place of its document id. */
function named({ open }: Desk, fault: RefusalFacts): RefusalFacts {
  if (fault.type !== "paper/done" && fault.type !== "paper/printing") return fault;
  const id = fault.text as EventId;
  return { ...fault, text: papersNamed(open, [id]).get(id)?.name ?? fault.text };
}
