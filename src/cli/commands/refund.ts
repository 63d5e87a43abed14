/** `till refund`: goods of a receipt come back. */

import { orderToJson, refundToJson } from "../../app/orders/order-json.ts";
import { orderLines } from "../../app/orders/order-text.ts";
import { findOrder, findReceipt, writtenOrder } from "../../app/orders/orders.ts";
import { refundText } from "../../app/orders/refund-text.ts";
import {
  exchange,
  refund,
  type RefundWords,
  refundBesides,
  returnedBy,
  tenderForRefund,
} from "../../app/orders/refund.ts";
import { voucherStays } from "../../app/orders/vouchers-of-receipt.ts";
import { receiptModeHere } from "../../app/printing/receipt-papers.ts";
import { sumText } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import { type BackWhat } from "../../domain/commands/money/refund-receipt.ts";
import { type GoodsFate } from "../../domain/goods/goods-fate.ts";
import { oneUnit } from "../../domain/money/amounts.ts";
import { parseQuantity } from "../../domain/text/quantity.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { sayHeld, settleOwn } from "../printer-named.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { giveBackByCard } from "./card-back.ts";

const said = sentencesOf(cliDayWords);

export interface RefundOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly reason: string;
  readonly card?: boolean;
  readonly tender?: string;
  readonly goods?: GoodsFate;
  readonly tooMuch?: boolean;
  readonly goodsBack?: boolean;
  readonly bad?: true;
  readonly tip?: "back" | "stays";
  /** The number of an order; true for a new one. */
  readonly exchange?: string | true;
}

export function refundGoods(
  [number, lines]: readonly [string, ReadonlyArray<string>],
  options: RefundOptions,
  console: Console,
): Promise<ExitCode> {
  const parts = lines.map(partOf);
  if (options.exchange !== undefined && options.card === true) {
    throw usageFault(said(({ refund: words }) => words.noMoneyOut({ option: "--card" })));
  }
  if (options.exchange !== undefined && options.tip !== undefined) {
    throw usageFault(said(({ refund: words }) => words.noMoneyOut({ option: "--tip" })));
  }
  if (options.exchange !== undefined && options.tender !== undefined) {
    throw usageFault(said(({ refund: words }) => words.noMoneyOut({ option: "--tender" })));
  }
  const what = whatGoesBack(options);
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    if (options.exchange !== undefined) {
      const how = { number, parts, to: options.exchange };
      return takeForGoods({ till, actor, console }, options, how);
    }
    const { currency } = till;
    const speech = speechIn(console, till);
    const orderText = wordsIn(orderWords, speech.locale);
    const method = methodOf(till, number, options);
    const { reason, goods, bad, tip } = options;
    const words = { number, parts, method, reason, goods, bad, what, tip } as const;
    const besides = refundBesides(till, words);
    if (besides.notPaidInCash > 0) {
      const money = sumText(besides.notPaidInCash, speech);
      console.say(orderText.paid.notInCash({ money }));
    }
    const refunded =
      (await refundByCard({ open, console, actor }, options, words)) ??
      valueOf(
        await withApproval({ till, actor, console }, options, (by) => refund(till, by, words)),
        till,
      );
    const settled = await settleOwn(open, console, { waits: "paperWaits" });
    if (options.json === true) {
      console.json({ currency: currency.code, refund: refundToJson(refunded) });
    } else for (const line of refundText(refunded, speech)) console.out(line);
    if (besides.tip > 0) {
      const { tipBack, tipStays } = orderText.paid;
      const money = sumText(besides.tip, speech);
      console.say(tip === "back" ? tipBack({ money }) : tipStays({ money }));
    }
    if (receiptModeHere(till, refunded) !== "always")
      console.say(orderText.notPrinted({ number: refunded.number }));
    await sayHeld(open, console, settled);
    sayVouchers(till, number, console);
    return EXIT.fine;
  });
}

/** Names the vouchers of a receipt, which stay where its goods went back. */
function sayVouchers(till: Till, number: string, console: Console): void {
  const found = findReceipt(till, number);
  if (found === undefined) return;
  for (const sentence of voucherStays(till, found, speechIn(console, till).locale)) {
    console.say(sentence);
  }
}

/** Undefined where no terminal of this till took the money: a person gives it back at the one beside it. */
async function refundByCard(
  by: Parameters<typeof giveBackByCard>[0],
  options: RefundOptions,
  words: RefundWords,
): Promise<ReceiptView | undefined> {
  const { till, cards } = by.open;
  const back = words.method === "card" ? returnedBy(till, words) : undefined;
  if (back?.ok !== true) return undefined;
  const { order, returned } = back.value;
  const terminal = cards.backTerminal(order, returned.receipt)?.id;
  if (terminal === undefined) return undefined;
  const before = writtenOrder(till, order).refunds.length;
  const wish = { terminal, returned, reason: words.reason };
  await giveBackByCard(by, options, { order, wish });
  const [issued] = writtenOrder(till, order).refunds.slice(before);
  if (issued === undefined) throw new Error("The refund that a terminal made is not there.");
  return issued;
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
  const { reason, goods, bad } = options;
  const done = await withApproval(by, options, (actor) =>
    exchange(till, actor, { ...words, reason, goods, bad, order: order?.order.id }),
  );
  const found = findOrder(till, valueOf(done, till));
  if (found === undefined) throw new Error("The order that was just changed is not there.");
  if (options.json === true) console.json(orderToJson(found, till));
  else for (const line of orderLines(found.order, speechIn(console, till))) console.out(line);
  return EXIT.fine;
}

/** Undefined where nobody has said it: it need not be, unless something was paid too much. */
function whatGoesBack({
  tooMuch,
  goodsBack,
  goods,
  bad,
  exchange: to,
}: RefundOptions): BackWhat | undefined {
  if (tooMuch !== true) return goodsBack === true ? "goods" : undefined;
  if (goodsBack === true) throw usageFault(said(({ refund: words }) => words.notBoth));
  if (goods !== undefined)
    throw usageFault(said(({ refund: words }) => words.noGoodsBack({ option: "--goods" })));
  if (bad !== undefined)
    throw usageFault(said(({ refund: words }) => words.noGoodsBack({ option: "--bad" })));
  if (to !== undefined)
    throw usageFault(said(({ refund: words }) => words.noGoodsBack({ option: "--exchange" })));
  return "beyond";
}

function methodOf(till: Till, number: string, { card, tender }: RefundOptions): string {
  if (tender === undefined) return card === true ? "card" : "cash";
  if (card === true) throw usageFault(said(({ refund: words }) => words.cardOrTender));
  return valueOf(tenderForRefund(till, { number, name: tender }), till);
}

/** `2`: one of line 2; `3*2`: three of it; `*2`: all that is left of it; `2.1`: the first part of a combo. */
function partOf(text: string): RefundWords["parts"][number] {
  const groups =
    /^(?:(?<count>[\d.,]*)\*)?(?<position>[1-9]\d{0,2})(?:\.(?<part>[1-9]\d?))?$/u.exec(
      text,
    )?.groups;
  if (groups === undefined) {
    throw usageFault(said(({ refund: words }) => words.noLine({ text: quoted(text) })));
  }
  const { count } = groups;
  const part = groups["part"] === undefined ? undefined : Number(groups["part"]);
  const row = { position: Number(groups["position"]), part };
  if (count === "") return { ...row, quantity: undefined };
  if (count === undefined) return { ...row, quantity: oneUnit };
  const quantity = parseQuantity(count, "weight");
  if (!quantity.ok)
    throw usageFault(said(({ refund: words }) => words.noQuantity({ text: quoted(count) })));
  return { ...row, quantity: quantity.value };
}
