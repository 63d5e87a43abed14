/** Which papers a decision makes, and where they come out. */

import { minor } from "../domain/amounts.ts";
import { formatMoney } from "../domain/currency.ts";
import { type FoldEvent } from "../domain/events/event.ts";
import { type EventId, type StreamId } from "../domain/identity.ts";
import { type LedgerView, streamName } from "../domain/ledger-view.ts";
import { toReceiptView, toTicketView } from "../domain/receipt-view.ts";
import { readSetting, type SettingValue } from "../domain/settings.ts";
import { type ReceiptView } from "../domain/views.ts";
import { type Committed } from "../ledger/ledger.ts";
import { type PrintDocument } from "../printer/document.ts";
import { receiptToDocument } from "../printer/receipt-document.ts";
import { requestToJob } from "../printer/spool.ts";
import { ticketToDocument } from "../printer/ticket-document.ts";
import { type PrintJobStore } from "./print-job-store.ts";
import { type Till } from "./till.ts";

export type PrinterSetting = SettingValue<"printers">[number];

/** Queues the papers of what was just decided. Runs inside its write transaction. */
export function queuePapers(
  till: Till,
  committed: Committed,
  { store, nowMs }: { readonly store: PrintJobStore; readonly nowMs: number },
): void {
  const printers = readSetting(committed.view, "printers");
  for (const { event, known } of committed.events) {
    if (known?.kind === "receipt/issued") {
      const document = receiptDocument(till, committed.view, event);
      const printer = printers.find(({ prints }) => prints.includes("receipts"));
      queue(document, printer, event.id);
    }
    if (known?.kind === "ticket/issued") {
      const { station } = known.body;
      const printer = printers.find(({ stations }) => stations.includes(station));
      queue(ticketDocument(till, committed.view, event.id), printer, event.id);
    }
  }

  function queue(
    document: PrintDocument | undefined,
    printer: PrinterSetting | undefined,
    documentId: EventId,
  ): void {
    if (document === undefined || printer === undefined) return;
    store.add(requestToJob({ documentId, printer: printer.id, document }, nowMs));
  }
}

export function receiptViewOf(
  till: Till,
  view: LedgerView,
  found: { readonly order: StreamId; readonly receipt: EventId },
): ReceiptView | undefined {
  const order = view.state("order", streamName(found.order));
  const receipt = order.receipts.find(({ id }) => id === found.receipt);
  return receipt === undefined ? undefined : toReceiptView(order, receipt, till.paperFacts(view));
}

function receiptDocument(
  till: Till,
  view: LedgerView,
  { id, streams }: FoldEvent,
): PrintDocument | undefined {
  const [order] = streams;
  if (order === undefined) return undefined;
  const receipt = receiptViewOf(till, view, { order, receipt: id });
  if (receipt === undefined) return undefined;
  return receiptToDocument(receipt, {
    formatMoney: (amountMinor) => formatMoney(minor(amountMinor), till.currency),
    opensDrawer: receipt.payments.some(({ method }) => method === "cash"),
  });
}

function ticketDocument(till: Till, view: LedgerView, id: EventId): PrintDocument | undefined {
  const ticket = toTicketView(view.state("ticket", id), till.paperFacts(view));
  return ticket === undefined ? undefined : ticketToDocument(ticket);
}
