/** A paper that waits, as commands say it: which one, where, and why it does. */

import { type OpenTill } from "../app/open-till.ts";
import { type ExplainedPaper, type WhyWaiting } from "../app/papers/waiting-papers.ts";
import { isDrawer } from "../app/printing/receipt-papers.ts";
import { shopTimeText } from "../app/shop-time-text.ts";
import { padEnd } from "../app/text-columns.ts";
import { assertNever } from "../domain/assert-never.ts";
import { oneLine } from "./one-line.ts";
import { TROUBLES } from "./trouble-words.ts";

const PRINTER_COLUMNS = 14;

/** With the id by which it is called back, where it has no number of its own. */
export function waitingRow({ till, clock }: OpenTill, paper: ExplainedPaper): string {
  const { job, printer = job.printer, why, name } = paper;
  const since = shopTimeText(till, job.createdMs, clock.nowMs());
  const id = job.kind === "receipt" && name !== "" ? "" : `  ${job.documentId}`;
  const where = padEnd(oneLine(printer), PRINTER_COLUMNS);
  return `${where} ${paperText(paper)}, since ${since}: ${whyText(why)}${id}`;
}

/** `receipt A-000012 of A12`, `ticket A12 Kitchen`, `slip of A12`. */
function paperText({ job, kind, name, order }: ExplainedPaper): string {
  const of = order === "" ? "" : ` of ${order}`;
  if (kind === "report") {
    if (isDrawer(job)) return `drawer${of}`;
    const slip = of === "" && name !== "" ? ` of drawer ${name}` : of;
    return slip === "" ? "page" : `slip${slip}`;
  }
  return oneLine(`${kind} ${name}${kind === "ticket" && name !== "" ? "" : of}`);
}

function whyText(why: WhyWaiting): string {
  switch (why.type) {
    case "trouble":
      return TROUBLES[why.trouble];
    case "no-printer":
      return "no printer serves such papers: `till printer route`";
    case "printer-gone":
      return "its printer is set up no more: `till printer move`";
    case "in-hand":
      return "its printer has it in hand";
    case "its-turn":
      return "nothing keeps it: `till print now` prints it";
    case "uncertain":
      return "asks: may be on paper already";
    case "stale":
      return "asks: it is old, does anybody still need it?";
    case "failed":
      return "asks: it could not be made";
    default:
      return assertNever(why, "why a paper waits");
  }
}

interface WaitingJson {
  readonly documentId: string;
  readonly kind: string;
  /** `A-000012`, `A12 Kitchen`; null where it has none. */
  readonly paper: string | null;
  readonly order: string | null;
  readonly state: string;
  readonly trouble: string | null;
  readonly why: string;
}

/** Beside where it waits, which two commands say in their own ways. */
export function waitingJson({ job, name, order, why }: ExplainedPaper): WaitingJson {
  return {
    documentId: job.documentId,
    kind: job.kind,
    paper: name === "" || job.kind === "report" ? null : name,
    order: order === "" ? null : order,
    state: job.state,
    trouble: why.type === "trouble" ? why.trouble : null,
    why: whyText(why),
  };
}
