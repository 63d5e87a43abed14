/**
 * What an erased customer leaves behind: nothing that could be read. Whichever till hears of it
 * destroys the key, and lays the papers in its queue out anew without the name.
 */

import { ERASED_CUSTOMER_TAG } from "../domain/folds/entry-fold.ts";
import { customerReceiptsTag } from "../domain/folds/order-sums.ts";
import { streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { readSetting } from "../domain/settings.ts";
import { documentToJson, markReprint, type PrintDocument } from "../printer/document.ts";
import { type SpoolJob } from "../printer/spool-store.ts";
import { paperWords } from "../printer/words/paper-words.ts";
import { receiptDocumentOf } from "./papers.ts";
import { type PrintJobStore } from "./print-job-store.ts";
import { asStoreError } from "./store-errors.ts";
import { type Till } from "./till.ts";

interface Deps {
  readonly till: Till;
  readonly jobs: PrintJobStore;
}

/** One key for all that is known of a customer. */
export function customerKeyId(id: string): string {
  return `customer/${id}`;
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
  const mark = paperWords(readSetting(view, "language")).marks.reprint;

  function rewrite(papers: ReadonlyArray<SpoolJob>, paper: PrintDocument): void {
    for (const { id: job, copy } of papers) {
      jobs.rewrite(job, documentToJson(copy === 1 ? paper : markReprint(paper, mark)));
    }
  }

  for (const order of view.tagged(customerReceiptsTag(id))) {
    const { receipts, refunds } = view.state("order", streamName(order));
    for (const { id: receipt } of [...receipts, ...refunds]) {
      const paper = receiptDocumentOf(till, view, { order, receipt });
      if (paper !== undefined) rewrite(jobs.ofDocument(receipt), paper);
    }
  }
}
