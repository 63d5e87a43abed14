/** A paper that waits, as commands say it: which one, where, and why it does. */

import { type OpenTill } from "../app/open-till.ts";
import { type ExplainedPaper, type WhyWaiting } from "../app/papers/waiting-papers.ts";
import { isDrawer } from "../app/printing/receipt-papers.ts";
import { shopTimeText } from "../app/shop-time-text.ts";
import { padEnd } from "../app/words/text-columns.ts";
import { type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { cliPrintersWords } from "../words/made/cliPrinters/all.ts";
import { type CliPrintersWords } from "../words/made/cliPrinters/words.ts";
import { troubleWords } from "../words/made/trouble/all.ts";
import { oneLine } from "./one-line.ts";
import { type Sentence } from "./sentence.ts";

const PRINTER_COLUMNS = 14;

/** With the id by which it is called back, where it has no number of its own. */
export function waitingRow({ till, clock }: OpenTill, paper: ExplainedPaper): Sentence {
  const { job, printer = job.printer, why, name } = paper;
  const since = shopTimeText(till, job.createdMs, clock.nowMs());
  const id = job.kind === "receipt" && name !== "" ? "" : `  ${job.documentId}`;
  const where = padEnd(oneLine(printer), PRINTER_COLUMNS);
  return (locale) => {
    const words = wordsIn(cliPrintersWords, locale);
    const facts = { printer: where, paper: paperText(paper, words), since };
    return `${words.waiting.row({ ...facts, why: whyText(why, locale) })}${id}`;
  };
}

/** `receipt A-000012 of A12`, `ticket A12 Kitchen`, `slip of A12`, `card slip of A12`. */
function paperText(
  { job, kind, name, order }: ExplainedPaper,
  { waiting, kinds }: CliPrintersWords,
): string {
  if (kind === "report") {
    if (isDrawer(job)) return waiting.paper({ kind: waiting.drawer, name: "", order });
    if (order !== "") return waiting.paper({ kind: waiting.slip, name: "", order });
    if (name === "") return waiting.page;
    return waiting.paper({ kind: waiting.slip, name: waiting.drawerSlip({ name }), order });
  }
  if (kind === "slip") return waiting.paper({ kind: kinds.slip, name: "", order });
  const of = kind === "ticket" && name !== "" ? "" : order;
  return oneLine(waiting.paper({ kind: kinds[kind], name, order: of }));
}

function whyText(why: WhyWaiting, locale: Locale): string {
  return why.type === "trouble"
    ? wordsIn(troubleWords, locale)[why.trouble]
    : wordsIn(cliPrintersWords, locale).why[why.type];
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

/** What is called by its order alone. */
const NAMELESS: ReadonlySet<string> = new Set(["report", "slip"]);

/** Beside where it waits, which two commands say in their own ways. */
export function waitingJson({ job, name, order, why }: ExplainedPaper): WaitingJson {
  return {
    documentId: job.documentId,
    kind: job.kind,
    paper: name === "" || NAMELESS.has(job.kind) ? null : name,
    order: order === "" ? null : order,
    state: job.state,
    trouble: why.type === "trouble" ? why.trouble : null,
    why: whyText(why, "en"),
  };
}
