/** Receipts whose paper does not come out by itself: they lie in the queue, put aside, for who wants them. */

import { type FoldEvent } from "../../domain/events/event.ts";
import { isNumbered, type KnownEvent } from "../../domain/events/kinds.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { receiptMode, type ReceiptMode } from "../../domain/printers/receipt-printing.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { registerValue } from "../../domain/state/register.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { type SpoolJob } from "../../printer/spool/spool-store.ts";
import { type Till } from "../till/till.ts";

/** The spool's word for a receipt that nobody has asked for yet. */
const NOT_ASKED = "paper/not-asked";
/** The suffix of a receipt's id for the job that opens the drawer, which opens for cash whatever is printed. */
const DRAWER = "/drawer";

/** Returns the receipt mode for an order of this till. */
function receiptModeOf(
  view: LedgerView,
  till: Till,
  { service }: { readonly service: Service },
): ReceiptMode {
  return receiptMode(readSetting(view, "receipts"), { series: till.code(), service });
}

/** Returns the mode for a caller without a view of the ledger. */
export function receiptModeHere(till: Till, order: { readonly service: Service }): ReceiptMode {
  return till.ledger.read((view) => receiptModeOf(view, till, order));
}

/** Returns the mode for a receipt or a refund that was just issued. */
export function modeOfIssued(
  view: LedgerView,
  { event, known }: { readonly event: FoldEvent; readonly known: KnownEvent | undefined },
): ReceiptMode {
  const [order] = event.streams;
  if (!isNumbered(known) || order === undefined) return "always";
  const { fields } = view.state("order", streamName(order));
  const service = registerValue(fields.service) ?? "counter";
  return receiptMode(readSetting(view, "receipts"), { series: known.body.series, service });
}

/** Returns the job of a receipt that is printed on request. The drawer was opened already. */
export function unaskedJob(job: SpoolJob): SpoolJob {
  return { ...job, state: "dismissed", lastFault: NOT_ASKED, outcomeReported: true };
}

/** Whether the receipt was not to print by itself, and nobody has asked for it. */
export function isUnasked({ state, lastFault }: SpoolJob): boolean {
  return state === "dismissed" && lastFault === NOT_ASKED;
}

/** Nothing is printed: the drawer opens. */
export const DRAWER_DOCUMENT: PrintDocument = { kind: "report", blocks: [{ type: "pulse" }] };

export function drawerId(receipt: string): string {
  return receipt + DRAWER;
}

export function isDrawer({ documentId }: Pick<SpoolJob, "documentId">): boolean {
  return documentId.endsWith(DRAWER);
}
