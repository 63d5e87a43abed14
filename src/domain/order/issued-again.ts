/**
 * What refunds of a receipt said too much, as it is sold again: tills that were apart gave the same goods, or the
 * same money, back. Line by line at its rates, so that turnover and taxes are again those of what the guest kept.
 * Source: docs/rules/money.md, M15.
 */

import { itemsBeyond } from "../balance/money-law.ts";
import { refundsOf } from "../balance/paid-items.ts";
import { type RefundItem } from "../events/order-events.ts";
import { type MinorUnits, sumMinor, thousandths, zeroMinor } from "../money/amounts.ts";
import { type OrderState, type ReceiptState } from "../state/order-state.ts";
import { type RefundSums, sharesWorth, sumsOfItems } from "./refund.ts";

/**
 * `amount`: above zero. Returns lines that come to it, or to a cent less, with their charges and taxes; undefined
 * where no refund is here, or the taxes of a part can't be told.
 */
export function issuedAgain(
  order: OrderState,
  receipt: ReceiptState,
  amount: MinorUnits,
): RefundSums | undefined {
  const lines = backByLine(order, receipt);
  const allowed = new Map(itemsBeyond(order, receipt.id).map(({ line, net }) => [line, net]));
  const tooMuch = lines.map(({ net, line }) => Math.max(0, net - (allowed.get(line) ?? 0)));
  const isOfGoods = tooMuch.some((size) => size > 0);
  const weights = isOfGoods ? tooMuch : lines.map(({ net }) => Math.max(0, net));

  function sumsOf(parts: ReadonlyArray<MinorUnits>): RefundSums | undefined {
    const items = lines.flatMap((line, at): ReadonlyArray<RefundItem> => {
      const net = parts[at] ?? zeroMinor;
      return net === 0 ? [] : [{ ...line, net }];
    });
    return items.length === 0 ? undefined : sumsOfItems(order, receipt, items);
  }

  return sumsOf(sharesWorth({ amount, weights, worthOf: (parts) => sumsOf(parts)?.total ?? 0 }));
}

/** Returns the lines of a receipt with what refunds gave back of each, above zero. */
function backByLine(order: OrderState, receipt: ReceiptState): ReadonlyArray<RefundItem> {
  const items = refundsOf(order.refunds, receipt.id).flatMap(({ body }) => body.items);
  return receipt.body.items.map(({ birth, line, kind, taxes }) => {
    const own = items.filter((item) => item.line === line);
    return {
      birth,
      line,
      ...(kind === undefined ? {} : { kind }),
      ...(taxes === undefined ? {} : { taxes }),
      quantity: thousandths(0),
      goods: "none",
      net: sumMinor(own, ({ net }) => 0 - net),
    };
  });
}
