/** A paper that nobody needs any more is put aside, and the books say who did so, and why. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideCancelPaper } from "../../domain/commands/kitchen/cancel-paper.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { isCancelled, isPrintedTwice } from "../../domain/folds/ticket-fold.ts";
import { toStreamId } from "../../domain/identity.ts";
import { OPEN, type SpoolJob } from "../../printer/spool/spool-store.ts";
import { type OpenTill } from "../open-till.ts";
import { documentOf } from "./shown-paper.ts";

export interface Cancelling<Fault> {
  readonly open: Pick<OpenTill, "till" | "jobs">;
  /** Commits in the name of who cancels. */
  readonly act: (
    name: string,
    decide: (context: DecisionContext) => Decision,
  ) => Result<unknown, Fault>;
}

export interface PaperCancel {
  /** A receipt's number, or the document's id. */
  readonly paper: string;
  /** The reason in a person's words; may be empty. */
  readonly reason: string;
}

/**
 * All that waits of it, here and for a ticket on whichever till. What is on its way to a printer can't be
 * called back. Answers what waited here.
 */
export function cancelPaper<Fault>(
  { open, act }: Cancelling<Fault>,
  { paper, reason }: PaperCancel,
): Result<ReadonlyArray<SpoolJob>, Fault> {
  const { till, jobs } = open;
  const document = documentOf(till, paper);
  const ownPapers = toStreamId("attention", till.ledger.identity.origin);
  let cancelled: ReadonlyArray<SpoolJob> = [];
  // The paper is put aside in the same transaction as its event: nobody would miss it otherwise.
  const release = till.whileCommitting(() => {
    cancelled = jobs
      .ofDocument(document)
      .filter(({ state }) => OPEN.includes(state))
      .map((job) => putAside(open, job));
  });
  try {
    const done = act("cancel paper", (context) => {
      const isTicket = context.view.state("ticket", document).issued !== null;
      const why = whyNot(open, context, { document, isTicket, paper });
      if (why !== undefined) return err(why);
      return decideCancelPaper(context, { document, isTicket, ownPapers, reason });
    });
    return done.ok ? ok(cancelled) : done;
  } finally {
    release();
  }
}

function putAside({ jobs }: Pick<OpenTill, "jobs">, job: SpoolJob): SpoolJob {
  // A paper that a person has settled has no outcome to report, and may be forgotten like any done
  // one.
  const aside: SpoolJob = { ...job, state: "dismissed", outcomeReported: true };
  jobs.save(aside, job.state);
  return aside;
}

function whyNot(
  { jobs }: Pick<OpenTill, "jobs">,
  { view }: DecisionContext,
  paper: { readonly document: string; readonly isTicket: boolean; readonly paper: string },
): Refusal | undefined {
  const { document, isTicket, paper: text } = paper;
  const ticket = view.state("ticket", document);
  if (isTicket && isPrintedTwice(ticket) && !isCancelled(ticket)) return undefined;
  const here = jobs.ofDocument(document);
  if (here.some(({ state }) => OPEN.includes(state))) return undefined;
  if (here.some(({ state }) => state === "sending")) return { type: "paper/printing", text };
  if (here.length > 0) return { type: "paper/done", text };
  if (!isTicket) return { type: "paper/unknown", text };
  return ticket.printed.length > 0 ? { type: "paper/done", text } : undefined;
}
