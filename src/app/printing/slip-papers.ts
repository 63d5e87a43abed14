/**
 * The slips that a card terminal has the till print: queued with what became of the payment, so that none comes
 * out of a payment that is not written, and none twice. The ledger keeps none of them.
 */

import { type Slip } from "../../card/contract.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { isTraining } from "../../domain/events/series.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Clock } from "../../domain/ports.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { cardSlipToDocument } from "../../printer/documents/card-slip.ts";
import { type SpoolStore } from "../../printer/spool/spool-store.ts";
import { type Till } from "../till/till.ts";
import { paperQueue, type QueuedPaper } from "./papers.ts";

/** What an act at a terminal left to print. */
export interface TerminalPapers {
  readonly slips: ReadonlyArray<Slip>;
  /** Money was given back: the shop keeps a paper of that. */
  readonly isBack: boolean;
}

/** A payment has two, and some terminals one more. */
const SLIPS_MAX = 4;
/** The suffix of an event's id for the first slip of it. */
const SLIP = "/slip";

/** What slips are queued with. */
export interface SlipDeps {
  readonly till: Till;
  readonly clock: Clock;
  readonly jobs: SpoolStore;
}

/** Does the work, and queues the slips in the write transaction of its act, after the act's own papers. */
export function withSlips<Value>(deps: SlipDeps, papers: TerminalPapers, work: () => Value): Value {
  const stop = deps.till.whileCommitting(slipQueue(deps, papers));
  try {
    return work();
  } finally {
    stop();
  }
}

/** Returns what queues the slips within the write transaction that it is called in. */
export function slipQueue(
  { till, clock, jobs }: SlipDeps,
  papers: TerminalPapers,
): (committed: Committed) => void {
  return (committed) => {
    queueSlips(till, committed, { ...papers, store: jobs, nowMs: clock.nowMs() });
  };
}

/** Queues them after the papers of the same commit. */
function queueSlips(
  till: Till,
  { view, events }: Pick<Committed, "view" | "events">,
  {
    store,
    nowMs,
    ...papers
  }: TerminalPapers & { readonly store: SpoolStore; readonly nowMs: number },
): void {
  const ended = events.find(({ known }) => known !== undefined && ENDS.has(known.kind))?.known;
  if (ended === undefined) return;
  const wanted = papers.slips
    .map((slip) => ({ slip, mode: modeOf(view, slip, { ...papers, ended }) }))
    .filter(({ mode }) => mode !== "never")
    .slice(0, SLIPS_MAX);
  if (wanted.length === 0) return;
  const queue = paperQueue(till, view, { store, nowMs });
  const locale = readSetting(view, "language");
  const { founding } = till;
  for (const [at, { slip, mode }] of wanted.entries()) {
    const paper: QueuedPaper = {
      kind: "slip",
      documentId: slipId(ended.id, at),
      isAside: mode === "on-request",
      make: () => {
        const shop = { demo: founding.demo, training: isTraining(founding) };
        return cardSlipToDocument({ lines: slip.lines, ...shop }, { locale });
      },
    };
    queue(paper);
  }
}

const ENDS: ReadonlySet<KnownEvent["kind"]> = new Set([
  "payment/captured",
  "payment/declined",
  "terminal/settled",
]);

function slipId(event: string, at: number): string {
  return at === 0 ? event + SLIP : `${event}${SLIP}-${at + 1}`;
}

type Mode = "always" | "on-request" | "never";

/** Whether a slip comes out by itself. Where nobody says whose it is, it is the guest's. */
function modeOf(
  view: LedgerView,
  { copy, isToSign }: Slip,
  { ended, isBack }: Pick<TerminalPapers, "isBack"> & { readonly ended: KnownEvent },
): Mode {
  if (copy === "customer" || copy === "unknown") return readSetting(view, "slip-customer");
  const merchant = readSetting(view, "slip-merchant");
  // Nothing was paid that the shop would have to prove.
  if (merchant === "never" || ended.kind === "payment/declined") return "never";
  const isNeeded = copy === "administration" || isToSign || isBack;
  return merchant === "always" || isNeeded ? "always" : "never";
}
