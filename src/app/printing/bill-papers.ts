/** Bills as they come out of the printer, and as they would. */

import { type OrderBalance, orderBalance } from "../../domain/balance/order-balance.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { billsToPrint, type BillToPrint } from "../../domain/commands/order/print-bill.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { billParts } from "../../domain/order/bill-parts.ts";
import { type BillHead, type BillView, toBillView } from "../../domain/order/bill-view.ts";
import { nextBillNumber } from "../../domain/order/bills.ts";
import { billOf } from "../../domain/order/gathered-order.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { type WallTime } from "../../domain/text/clock-text.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { billToDocument } from "../../printer/documents/bill-document.ts";
import { type Till } from "../till/till.ts";
import { guestFactsOf } from "./guest-facts.ts";
import { paperLanguage } from "./paper-language.ts";

type BillPrinted = Extract<KnownEvent, { readonly kind: "bill/printed" }>;

/** A bill, as its order is now, and its paper. */
export interface BillPaper {
  readonly bill: BillView;
  readonly document: PrintDocument;
}

/** Throws where the bill's order is not here: only who has just printed it asks. */
export function billDocument(till: Till, view: LedgerView, event: BillPrinted): PrintDocument {
  const [home] = event.streams;
  const order = home === undefined ? undefined : billOf(view, streamName(home) as EventId);
  const { part, no } = event.body;
  const partOfBill = part && order && billParts(order).find(({ id }) => id === part.id);
  if (order === undefined || (part !== undefined && partOfBill === undefined)) {
    throw new Error(`The bill ${event.id} is not in its order.`);
  }
  const { wallMs, offsetMinutes } = event.act;
  const head = { id: event.id, no, part, wallMs, offsetMinutes };
  return toPaper(till, view, { order, head, balance: partOfBill?.balance ?? orderBalance(order) })
    .document;
}

/** The bills that would be printed of an order now, or why none would. */
export function billsAhead(
  till: Till,
  view: LedgerView,
  {
    order,
    part,
    at,
  }: { readonly order: OrderState; readonly part?: string | undefined; readonly at: WallTime },
): Result<ReadonlyArray<BillPaper>, Refusal> {
  const ahead = billsToPrint(order, part);
  if (!ahead.ok) return ahead;
  const first = nextBillNumber(order);
  return ok(
    [...ahead.value.entries()].map(([index, { balance, ...bill }]) => {
      const head = { ...at, id: undefined, no: first + index, part: nameOf(bill) };
      return toPaper(till, view, { order, head, balance });
    }),
  );
}

function nameOf({ part }: Pick<BillToPrint, "part">): BillHead["part"] {
  return part === undefined ? undefined : { id: part.id, no: part.no, of: part.of };
}

function toPaper(
  till: Till,
  view: LedgerView,
  {
    order,
    ...about
  }: { readonly order: OrderState; readonly head: BillHead; readonly balance: OrderBalance },
): BillPaper {
  const bill = toBillView(order, about, till.paperFacts(view));
  const hasTipLine = readSetting(view, "bill-tip") === "always";
  const guest = guestFactsOf(till, order);
  const options = { ...paperLanguage(till, view), hasTipLine, guest };
  return { bill, document: billToDocument(bill, options) };
}
