/** An order as text: each line, what is taken off, taxes and what is due. */

import { assertNever } from "../../domain/assert-never.ts";
import { formatForeign, rateText } from "../../domain/foreign-cash.ts";
import { minor, sumMinor } from "../../domain/money/amounts.ts";
import { type Currency, formatMoney } from "../../domain/money/currency.ts";
import { formatQuantity, magnitude } from "../../domain/quantity.ts";
import {
  type Incompleteness,
  type LineView,
  type OrderView,
  type ReceiptView,
  type ReturnView,
} from "../../domain/views.ts";
import { attentionText } from "./attention-text.ts";

/** What was handed over for a receipt in money of other currencies. */
export function foreignLines(
  { payments }: Pick<ReceiptView, "payments">,
  currency: Currency,
): ReadonlyArray<string> {
  return payments.flatMap(({ foreign, tendered }) => {
    if (foreign === undefined) return [];
    const given = formatForeign(foreign.amount, foreign.currency);
    const worth = `${formatMoney(tendered, currency)} ${currency.code}`;
    return [`Given ${given} at ${rateText(foreign.rate, currency)} = ${worth}`];
  });
}

export function orderLines(order: OrderView, currency: Currency): ReadonlyArray<string> {
  // A name or a note that somebody broke into lines makes no lines of its own.
  return textLines(order, currency).map((line) => line.replaceAll(/\p{Cc}+/gu, " "));
}

function textLines(order: OrderView, currency: Currency): ReadonlyArray<string> {
  return [
    [
      `Order ${order.number}`,
      order.service,
      order.status,
      ...(order.name === "" ? [] : [order.name]),
    ].join("  "),
    // Counted through, as whoever names a line by its number counts.
    ...order.lines.filter(({ gone }) => !gone).flatMap((line) => lineRows(line, currency)),
    ...(order.off === 0
      ? []
      : [
          `  ${"Taken off".padEnd(34)} ${formatMoney(minor(0 - order.off), currency).padStart(10)}`,
        ]),
    ...order.taxes.map(
      ({ label, tax }) => `  ${label.padEnd(34)} ${formatMoney(tax, currency).padStart(10)}`,
    ),
    `  ${"Total".padEnd(34)} ${formatMoney(order.total, currency).padStart(10)} ${currency.code}`,
    ...order.returns.flatMap((back) => returnRows(back, currency)),
    ...(order.due > 0 && order.due !== order.total
      ? [`  ${"Due".padEnd(34)} ${formatMoney(order.due, currency).padStart(10)}`]
      : []),
    ...(order.giveBack > 0
      ? [`  ${"To give back".padEnd(34)} ${formatMoney(order.giveBack, currency).padStart(10)}`]
      : []),
    ...order.attention.map((fact) => `! ${attentionText(fact, currency)}`),
    ...order.incomplete.map(incompleteSentence),
  ];
}

/** With the total, where that is more than the goods: taxes that prices don't include. */
function returnRows({ number, lines, total }: ReturnView, currency: Currency): string[] {
  const rows = lines.map(({ name, soldBy, quantity, amount }) => {
    const goods = `BACK ${formatQuantity(magnitude(quantity), soldBy)} x ${name}, of ${number}`;
    return `  ${goods.padEnd(34)} ${formatMoney(amount, currency).padStart(10)}`;
  });
  const added = total - sumMinor(lines, ({ amount }) => amount);
  const tax = formatMoney(minor(added), currency).padStart(10);
  return added === 0 ? rows : [...rows, `  ${`Tax of ${number}`.padEnd(34)} ${tax}`];
}

function incompleteSentence(why: Incompleteness): string {
  switch (why) {
    case "not-heard":
      return "Incomplete: it names something that this till has not heard yet.";
    case "not-readable":
      return "Incomplete: a newer program wrote some of it. Update this till to read it.";
    default:
      return assertNever(why, "reason");
  }
}

/** With the number that commands name it by. */
function lineRows(line: LineView, currency: Currency): string[] {
  const quantity = formatQuantity(line.quantity, line.soldBy);
  const modifiers = line.modifiers.map(({ name }) => name).join(", ");
  const off = line.off === 0 ? "" : `, ${formatMoney(line.off, currency)} off`;
  const held = line.isHeld ? ", held" : "";
  const name = `${quantity} x ${line.name}${modifiers === "" ? "" : ` (${modifiers})`}${off}${held}`;
  const amount = line.voided ? "void" : formatMoney(line.gross, currency);
  const row = `${String(line.position).padStart(3)}  ${name.padEnd(31)} ${amount.padStart(10)}`;
  return line.note === "" ? [row] : [row, `       “${line.note}”`];
}
