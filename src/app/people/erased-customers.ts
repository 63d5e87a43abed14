/**
 * What an erased customer leaves behind: nothing that could be read. Whichever till hears of it
 * destroys the key, and lays the papers in its queue out anew without the name.
 */

import { ERASED_CUSTOMER_TAG } from "../../domain/folds/entry-fold.ts";
import { customerReceiptsTag } from "../../domain/folds/order-sums.ts";
import { streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { readSetting } from "../../domain/settings.ts";
import {
  documentToJson,
  jsonToDocument,
  markReprint,
  type PrintDocument,
} from "../../printer/document.ts";
import { madeAs, toCustomerCopy } from "../../printer/documents/paper-marks.ts";
import { type SpoolJob } from "../../printer/spool/spool-store.ts";
import { type PaperWords } from "../../printer/words/en.ts";
import { paperWords } from "../../printer/words/paper-words.ts";
import { receiptDocumentOf } from "../printing/papers.ts";
import { type PrintJobStore } from "../printing/print-job-store.ts";
import { asStoreError } from "../store-errors.ts";
import { type Till } from "../till.ts";
import { customerKeyId } from "./sealed-text.ts";

interface Deps {
  readonly till: Till;
  readonly jobs: PrintJobStore;
}

/** Of those who were erased elsewhere, or came back with an old copy of the shop. */
export function destroyErased({ till, jobs }: Deps): void {
  const { ledger } = till;
  const left = ledger.read((view) =>
    view
      .tagged(ERASED_CUSTOMER_TAG)
      .map(streamName)
      .filter((id) => ledger.secrets.get(customerKeyId(id)) !== undefined),
  );
  if (left.length === 0) return;
  try {
    ledger.db.write(() => {
      for (const id of left) destroyCustomer({ till, jobs }, id);
    });
    leaveNoTrace({ till });
  } catch (cause) {
    // Who may only look, or has no room, erases nothing: the next one does.
    if (asStoreError(cause) === undefined) throw cause;
  }
}

/** Inside of a write transaction. */
export function destroyCustomer({ till, jobs }: Deps, id: string): void {
  const { secrets } = till.ledger;
  secrets.destroy(customerKeyId(id));
  till.ledger.read((view) => {
    layOutAnew({ till, jobs }, view, id);
  });
}

/** What was overwritten may still stand in the log of the database; not when others are reading it. */
export function leaveNoTrace({ till }: Pick<Deps, "till">): void {
  till.ledger.db.pragma("wal_checkpoint(TRUNCATE)");
}

function layOutAnew({ till, jobs }: Deps, view: LedgerView, id: string): void {
  const words = paperWords(readSetting(view, "language"));

  function rewrite(papers: ReadonlyArray<SpoolJob>, paper: PrintDocument): void {
    for (const job of papers) jobs.rewrite(job.id, documentToJson(asMade(job, paper, words)));
  }

  for (const order of view.tagged(customerReceiptsTag(id))) {
    const { receipts, refunds } = view.state("order", streamName(order));
    for (const { id: receipt } of [...receipts, ...refunds]) {
      const paper = receiptDocumentOf(till, view, { order, receipt });
      if (paper !== undefined) rewrite(jobs.ofDocument(receipt), paper);
    }
  }
}

/** It stays what it was: the receipt itself, one more for the guest, or a reprint. */
function asMade(
  { copy, document }: SpoolJob,
  paper: PrintDocument,
  words: PaperWords,
): PrintDocument {
  const before = jsonToDocument(document);
  const how = before && madeAs(before);
  if (how === "customer-copy") return toCustomerCopy(paper, words);
  return how === "reprint" || copy > 1 ? markReprint(paper, words.marks.reprint) : paper;
}
