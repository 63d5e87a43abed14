/** What head office writes down of an order: what was issued, as it was recorded. A pure function of the order's state. */

import { shownMeasure } from "../../src/domain/goods/measure.ts";
import { measureOf } from "../../src/domain/lines/line-measure.ts";
import { quantityOfShare } from "../../src/domain/money/rounding.ts";
import { receiptNumber } from "../../src/domain/order/order-view.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { registerValue } from "../../src/domain/state/register.ts";
import { type ShopRows } from "./tables.ts";

/** Returns the rows of one stream. Papers of lines that lie elsewhere are in the stream that they are at home in. */
export function orderRows(stream: string, order: OrderState): ShopRows {
  const receipts = order.receipts.filter(({ home }) => home);
  return {
    receipt: receipts.map(({ id, body, day, wallMs, by }) => ({
      stream,
      receipt: id,
      number: receiptNumber(body.series, body.no),
      till: body.till,
      day,
      at_ms: wallMs,
      staff: by,
      total: body.total,
      rounding: body.rounding,
    })),
    receipt_line: receipts.flatMap(({ id, body }) =>
      body.items.map((item, place) => {
        const line = order.linesById[item.line];
        const quantity = item.pieces ?? (line && registerValue(line.fields.quantity)) ?? 0;
        const sold = shownMeasure(measureOf(line?.added ?? null, quantityOfShare(quantity, item)));
        return {
          stream,
          receipt: id,
          place,
          sku: line?.added?.sku ?? "",
          name: line?.added?.name ?? "",
          quantity: sold.quantity,
          net: item.net,
        };
      }),
    ),
    receipt_tax: receipts.flatMap(({ id, body }) =>
      body.taxes.map(({ label, rate, base, tax }, place) => ({
        stream,
        receipt: id,
        place,
        label,
        rate,
        base,
        tax,
      })),
    ),
    payment: Object.entries(order.paymentsById).flatMap(([payment, { started, captured }]) => {
      if (started?.home !== true || captured === null) return [];
      const { day, till, method } = started;
      return [{ stream, payment, day, till, method, amount: captured.amount }];
    }),
    refund: order.refunds
      .filter(({ home }) => home)
      .map(({ id, body, day, wallMs, by }) => ({
        stream,
        refund: id,
        number: receiptNumber(body.series, body.no),
        receipt: body.of,
        till: body.till,
        day,
        at_ms: wallMs,
        staff: by,
        total: body.total,
      })),
  };
}
