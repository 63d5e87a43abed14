/** An invoice for a receipt of whichever till: issued once, and printed again as a copy. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { decideIssueInvoice } from "../../domain/commands/money/issue-invoice.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { invoiceOf } from "../../domain/order/receipt-view.ts";
import { type FoundReceipt } from "../printing/papers.ts";
import { type Actor, type Till } from "../till/till.ts";

export interface KnownInvoice {
  /** Id of the customer that it is issued to. */
  readonly customer: string;
  /** The paper of the invoice: an event's own, or that of the receipt. */
  readonly documentId: EventId;
}

/** Returns the invoice of a receipt; undefined where there is none. */
export function knownInvoice(
  { ledger }: Pick<Till, "ledger">,
  { order, receipt: id }: FoundReceipt,
): KnownInvoice | undefined {
  const state = ledger.read((view) => view.state("order", streamName(order)));
  const receipt = state.receipts.find((own) => own.id === id);
  const invoice = receipt && invoiceOf(state, receipt);
  if (invoice === undefined) return undefined;
  return { customer: invoice.to.customer, documentId: invoice.issued?.id ?? id };
}

/** Returns the id of whom a receipt or its invoice is issued to; undefined where neither names anybody. */
export function customerOnReceipt(
  till: Pick<Till, "ledger">,
  found: FoundReceipt,
): string | undefined {
  const invoice = knownInvoice(till, found);
  if (invoice !== undefined) return invoice.customer;
  const { receipts } = till.ledger.read((view) => view.state("order", streamName(found.order)));
  return receipts.find(({ id }) => id === found.receipt)?.body.to?.customer;
}

/** Issues the invoice; its paper comes out of the receipt printer. */
export function issueInvoice(
  till: Till,
  actor: Actor,
  { order, receipt, customer }: FoundReceipt & { readonly customer: string },
): Result<KnownInvoice, Refusal> {
  const done = till.act(actor, "issue invoice", (context) =>
    decideIssueInvoice(context, context.view.state("order", streamName(order)), {
      receipt,
      customer,
    }),
  );
  if (!done.ok) return done;
  const issued = knownInvoice(till, { order, receipt });
  return issued === undefined ? err({ type: "invoice/no-receipt" }) : ok(issued);
}
