/** `till refund`: goods of a receipt come back. */

import { orderToJson, refundToJson } from "../../app/orders/order-json.ts";
import { orderLines } from "../../app/orders/order-text.ts";
import { findOrder } from "../../app/orders/orders.ts";
import {
  exchange,
  notPaidInCash,
  refund,
  type RefundWords,
  tenderForRefund,
} from "../../app/orders/refund.ts";
import { silenceSentence } from "../../app/printing/duties-holder.ts";
import { notPrinted, wayHere } from "../../app/printing/receipt-papers.ts";
import { type Till } from "../../app/till.ts";
import { type GoodsFate } from "../../domain/goods-fate.ts";
import { minor, oneUnit } from "../../domain/money/amounts.ts";
import { type Currency, formatMoney } from "../../domain/money/currency.ts";
import { parseQuantity } from "../../domain/quantity.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { sayHeld } from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export interface RefundOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly reason: string;
  readonly card?: boolean;
  readonly tender?: string;
  readonly goods?: GoodsFate;
  /** The number of an order; true for a new one. */
  readonly exchange?: string | true;
}

export function refundGoods(
  { number, lines }: { readonly number: string; readonly lines: ReadonlyArray<string> },
  options: RefundOptions,
  console: Console,
): Promise<ExitCode> {
  const parts = lines.map(partOf);
  if (options.exchange !== undefined && options.card === true) {
    throw usageFault("--exchange gives no money out: without --card.");
  }
  if (options.exchange !== undefined && options.tender !== undefined) {
    throw usageFault("--exchange gives no money out: without --tender.");
  }
  return withTill(options, console, async (open) => {
    const { till, printing } = open;
    const actor = await whoActs(till, options, console);
    if (options.exchange !== undefined) {
      const how = { number, parts, to: options.exchange };
      return takeForGoods({ till, actor, console }, options, how);
    }
    const { currency } = till;
    const method = methodOf(till, number, options);
    const words = { number, parts, method, reason: options.reason, goods: options.goods } as const;
    const beyond = notPaidInCash(till, words);
    if (beyond > 0) {
      console.say(`${formatMoney(beyond, currency)} ${currency.code} of it was not paid in cash.`);
    }
    const done = await withApproval({ till, actor, console }, options, (by) =>
      refund(till, by, words),
    );
    if (!done.ok) throw refusalFault(done.fault, till);
    const settled = await printing.settleOwn();
    if (settled.type === "silent") {
      console.say(`Recorded, but its paper waits. ${silenceSentence(settled.pid)}`);
    }
    if (options.json === true) {
      console.json({ currency: currency.code, refund: refundToJson(done.value) });
    } else for (const line of refundText(done.value, currency)) console.out(line);
    if (wayHere(till, done.value) !== "always") console.say(notPrinted(done.value.number));
    await sayHeld(open, console, settled);
    return EXIT.fine;
  });
}

/** No money moves and no paper comes out before the order is paid. */
async function takeForGoods(
  by: Parameters<typeof withApproval>[0],
  options: RefundOptions,
  { to, ...words }: Pick<RefundWords, "number" | "parts"> & { readonly to: string | true },
): Promise<ExitCode> {
  const { till, console } = by;
  const order = to === true ? undefined : findOrder(till, to);
  if (to !== true && order === undefined) {
    throw refusalFault({ type: "order/unknown", text: to }, till);
  }
  const { reason, goods } = options;
  const done = await withApproval(by, options, (actor) =>
    exchange(till, actor, { ...words, reason, goods, order: order?.order.id }),
  );
  if (!done.ok) throw refusalFault(done.fault, till);
  const found = findOrder(till, done.value);
  if (found === undefined) throw new Error("The order that was just changed is not there.");
  if (options.json === true) console.json(orderToJson(found, till));
  else for (const line of orderLines(found.order, till.currency)) console.out(line);
  return EXIT.fine;
}

function methodOf(till: Till, number: string, { card, tender }: RefundOptions): string {
  if (tender === undefined) return card === true ? "card" : "cash";
  if (card === true) throw usageFault("Say --card or --tender, not both.");
  const named = tenderForRefund(till, { number, name: tender });
  if (!named.ok) throw refusalFault(named.fault, till);
  return named.value;
}

/** `2`: one of line 2; `3*2`: three of it; `*2`: all that is left of it. */
function partOf(text: string): RefundWords["parts"][number] {
  const groups = /^(?:(?<count>[\d.,]*)\*)?(?<position>[1-9]\d{0,2})$/u.exec(text)?.groups;
  if (groups === undefined) {
    throw usageFault(
      `${quoted(text)} is no line: 2 is one of line 2, "3*2" three of it, "*2" all of it.`,
    );
  }
  const { count } = groups;
  const position = Number(groups["position"]);
  if (count === "") return { position, quantity: undefined };
  if (count === undefined) return { position, quantity: oneUnit };
  const quantity = parseQuantity(count, "weight");
  if (!quantity.ok) throw usageFault(`${quoted(count)} is no quantity: such as 3, or 0.350.`);
  return { position, quantity: quantity.value };
}

function refundText(
  { number, refund: why, lines, payments }: ReceiptView,
  currency: Currency,
): ReadonlyArray<string> {
  return [
    `Refund ${number} of receipt ${why?.of ?? ""}`,
    ...lines.map(({ name, amount, goods = "" }) => {
      return `  ${name.padEnd(34)} ${formatMoney(amount, currency).padStart(10)}  ${goods}`.trimEnd();
    }),
    ...payments.map(({ method, name = "card", amount }) => {
      const given = formatMoney(minor(0 - amount), currency);
      return `Give back ${given} ${currency.code} ${method === "cash" ? "in cash" : `by ${name}`}`;
    }),
  ];
}
