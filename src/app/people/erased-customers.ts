/**
 * What an erased customer leaves behind: nothing that could be read. Whichever till hears of it can't read
 * the key any more, and lays the papers in its queue out anew without the name; the key itself it destroys
 * some days later (secrets.ts), because whoever erases may be a thief.
 */

import { customerReceiptsTag } from "../../domain/folds/order-sums.ts";
import { streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import {
  documentToJson,
  jsonToDocument,
  markReprint,
  type PrintDocument,
} from "../../printer/document.ts";
import { madeAs, toCustomerCopy } from "../../printer/documents/paper-marks.ts";
import { type PaperWords, paperWords } from "../../printer/paper-words.ts";
import { type SpoolJob } from "../../printer/spool/spool-store.ts";
import { receiptDocumentOf } from "../printing/papers.ts";
import { type PrintJobStore } from "../printing/print-job-store.ts";
import { asStoreError } from "../store-errors.ts";
import { customerOfKey } from "../till/sealed-text.ts";
import { type Till } from "../till/till.ts";

interface Deps {
  readonly till: Till;
  readonly jobs: PrintJobStore;
}

/**
 * Removes erased customers from this till's documents: they may have been erased elsewhere, or come
 * back with an old copy of the shop.
 */
export function forgetErased({ till, jobs }: Deps): void {
  const { ledger } = till;
  const waiting = ledger.secrets.waits.waiting().flatMap((key) => customerOfKey(key) ?? []);
  const done = forgotten(ledger);
  const left = waiting.filter((id) => !done.has(id));
  if (left.length === 0) return;
  try {
    ledger.db.write(() => {
      for (const id of left) forgetOnPapers({ till, jobs }, id);
      ledger.store.setLocal(FORGOTTEN_KEY, JSON.stringify(waiting));
    });
    leaveNoTrace({ till });
  } catch (cause) {
    // A process that may only read, or has no room, erases nothing: the next one does.
    if (asStoreError(cause) === undefined) throw cause;
  }
}

/** The customers for whom this was done already, while their keys wait to be destroyed. */
const FORGOTTEN_KEY = "erased-customers";

function forgotten({ store }: Till["ledger"]): ReadonlySet<string> {
  const text = store.local(FORGOTTEN_KEY);
  return new Set(text === undefined ? [] : (JSON.parse(text) as ReadonlyArray<string>));
}

/** Inside of a write transaction. */
export function forgetOnPapers({ till, jobs }: Deps, id: string): void {
  till.ledger.read((view) => {
    layOutAnew({ till, jobs }, view, id);
  });
}

/** Returns the days after which each till destroys an erased customer; hidden is the customer at once. */
export function eraseAfterDays({ ledger }: Pick<Till, "ledger">): number {
  return ledger.read((view) => readSetting(view, "erase-after"));
}

/** Empties the database's log, in which overwritten text may still stand; not while others are reading it. */
export function leaveNoTrace({ till }: Pick<Deps, "till">): void {
  till.ledger.db.pragma("wal_checkpoint(TRUNCATE)");
}

function layOutAnew({ till, jobs }: Deps, view: LedgerView, id: string): void {
  const words = paperWords(readSetting(view, "language"));

  function rewrite(papers: ReadonlyArray<SpoolJob>, paper: PrintDocument): void {
    for (const job of papers) jobs.rewrite(job.id, documentToJson(asMade(job, paper, words)));
  }

  for (const order of view.tagged(customerReceiptsTag(id))) {
    const { receipts, refunds, invoices = [] } = view.state("order", streamName(order));
    for (const { id: receipt } of [...receipts, ...refunds, ...invoices]) {
      const paper = receiptDocumentOf(till, view, { order, receipt });
      if (paper !== undefined) rewrite(jobs.ofDocument(receipt), paper);
    }
  }
}

/** Gives the new document the mark of the old one: the receipt itself, a copy for the guest, or a reprint. */
function asMade(
  { copy, document }: SpoolJob,
  paper: PrintDocument,
  words: PaperWords,
): PrintDocument {
  const layout = jsonToDocument(document);
  const how = layout && madeAs(layout);
  if (how === "customer-copy") return toCustomerCopy(paper, words);
  return how === "reprint" || copy > 1 ? markReprint(paper, words.marks.reprint) : paper;
}
