/** The vouchers that a receipt brings: they are worth something once their lines are paid. */

import { orderBalance } from "../../balance/order-balance.ts";
import { paidItemsOf } from "../../balance/paid-items.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type ReceiptItem } from "../../events/order-events.ts";
import { type BusinessDay, toStreamId } from "../../identity.ts";
import { sumMinor } from "../../money/amounts.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { addDays } from "../../text/civil-time.ts";
import { type DecisionContext } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

/** Refuses a bill with vouchers where none can be made. */
export function requireVoucherKey(
  { vouchers }: Pick<DecisionContext, "vouchers">,
  order: OrderState,
): Result<undefined, Refusal> {
  const { lines } = orderBalance(order);
  const isSold = lines.some(
    ({ line, remaining }) => line.added?.kind === "voucher" && remaining > 0,
  );
  return isSold && vouchers?.() === undefined ? err({ type: "voucher/no-key" }) : ok(undefined);
}

/**
 * Returns the vouchers that a receipt with these items brings: each once, when receipts cover all of its line.
 */
export function issuedBy(
  context: DecisionContext,
  order: OrderState,
  items: ReadonlyArray<ReceiptItem>,
): ReadonlyArray<Draft> {
  return items.flatMap((item): ReadonlyArray<Draft> => {
    const line = orderBalance(order).lines.find(({ id }) => id === item.line);
    const added = line?.line.added;
    if (line === undefined || added?.kind !== "voucher") return [];
    const paid = sumMinor(paidItemsOf(order, item.line), ({ gross }) => gross);
    if (paid + item.gross < line.net) return [];
    const sold = { amount: line.net, order: openedId(order), line: item.line };
    const { tops } = added;
    if (tops !== undefined) {
      return [{ kind: "voucher/topped", streams: [toStreamId("voucher", tops)], body: sold }];
    }
    const id = context.vouchers?.()?.newId();
    if (id === undefined) return [];
    const body = { ...sold, until: untilOf(context) };
    return [{ kind: "voucher/issued", streams: [toStreamId("voucher", id)], body }];
  });
}

function untilOf({ view, day }: Pick<DecisionContext, "view" | "day">): BusinessDay | null {
  const months = readSetting(view, "voucher-months");
  return months === 0 ? null : monthsLater(day, months);
}

/** Returns the same day so many months later, or the last day of that month where it has none such. */
function monthsLater(day: BusinessDay, months: number): BusinessDay {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const later = year * 12 + (month - 1) + months;
  const last = addDays(firstOf(later + 1), -1);
  return `${firstOf(later).slice(0, 8)}${twoDigits(Math.min(date, Number(last.slice(8))))}` as BusinessDay;
}

/** Returns the first day of a month, by its number since the year zero. */
function firstOf(month: number): BusinessDay {
  return `${Math.floor(month / 12)}-${twoDigits((month % 12) + 1)}-01` as BusinessDay;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}
