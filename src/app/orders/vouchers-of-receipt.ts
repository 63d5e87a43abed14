/** The vouchers that a receipt sold: they don't go back with its goods, because somebody may have redeemed them. */

import { type EventId } from "../../domain/identity.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { knownEvent } from "../known-event.ts";
import { type FoundReceipt } from "../printing/papers.ts";
import { moneyText } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { listVouchers, type VoucherView } from "../vouchers/vouchers.ts";
import { orderOf } from "./orders.ts";

/** Returns the vouchers of a receipt of which something is left. */
export function vouchersOfReceipt(till: Till, found: FoundReceipt): ReadonlyArray<VoucherView> {
  const lines = till.ledger.read((view) => {
    const receipt = orderOf(view, found).receipts.find(({ id }) => id === found.receipt);
    const items = receipt?.body.items ?? [];
    return new Set(items.filter(({ kind }) => kind === "voucher").map(({ line }) => line));
  });
  if (lines.size === 0) return [];
  return listVouchers(till, "open").filter(({ state: { issued, moves } }) =>
    [issued, ...moves.filter(({ what }) => what === "topped")].some(
      (act) => act !== null && lines.has(lineOf(till, act.id)),
    ),
  );
}

/** Returns the line that a voucher was sold or topped up by. */
function lineOf({ ledger }: Till, event: EventId): EventId {
  const known = knownEvent(ledger, event);
  return known?.kind === "voucher/issued" || known?.kind === "voucher/topped"
    ? known.body.line
    : event;
}

/** Says of each voucher of a receipt that it stays, and how what is left of it is paid out. */
export function voucherStays(
  till: Till,
  found: FoundReceipt,
  locale: Locale,
): ReadonlyArray<string> {
  const { paid } = wordsIn(orderWords, locale);
  const speech = { currency: till.currency, locale };
  return vouchersOfReceipt(till, found).map(({ number, left }) =>
    paid.voucherStays({ number, money: moneyText(left, speech) }),
  );
}
