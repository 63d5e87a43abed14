/**
 * A guest's bill. It must not be taken for a receipt: it says so at its head and at its foot, and has no
 * number of receipts, no barcode, no lines of the shop's own, and nothing that says that it was paid.
 */

import { type BillView } from "../../domain/order/bill-view.ts";
import { dueText } from "../../domain/order/due-at.ts";
import { type GuestFacts } from "../../domain/views.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { withOwnTexts } from "../encoding/own-text.ts";
import { type PaperWords } from "../paper-words.ts";
import { tillNamed } from "../till-named.ts";
import {
  BIG,
  chargeBlocks,
  exemptBlocks,
  lineBlocks,
  offBlocks,
  type ReceiptOptions,
  type Said,
  saidOf,
  taxBlocks,
} from "./receipt-document.ts";
import { demoBlocks, guestBlocks } from "./text-block.ts";
import { formatWallTime } from "./wall-time.ts";

export interface BillOptions extends Pick<ReceiptOptions, "formatMoney" | "locale"> {
  /** Whether the guest finds a line to write a tip on. */
  readonly hasTipLine: boolean;
  /** The order's customer, where it is brought to them. */
  readonly guest?: GuestFacts | undefined;
}

const TITLE = { bold: true, doubleHeight: true } as const;
/** The blank on which a guest writes an amount. */
const BLANK = "_".repeat(12);

export function billToDocument(made: BillView, options: BillOptions): PrintDocument {
  const bill = withOwnTexts(made);
  const said = saidOf({ ...bill, isRefund: false }, options);
  const { bill: words } = said.words;
  return {
    kind: "bill",
    blocks: [
      ...headBlocks(bill, said, withOwnTexts(options.guest)),
      ...bill.lines.flatMap((line) => lineBlocks(line, said)),
      ...offBlocks(bill, said),
      ...chargeBlocks(bill, said),
      ...exemptBlocks(bill, said),
      { type: "rule" },
      ...dueBlocks(bill, said),
      ...taxBlocks(bill, said),
      ...(options.hasTipLine ? tipBlocks(words) : []),
      { type: "feed", lines: 1 },
      { type: "text", text: words.foot, align: "center", style: { bold: true } },
      ...demoBlocks(bill, said.words.receipt),
      { type: "cut" },
    ],
  };
}

function headBlocks(
  bill: BillView,
  { words: all, locale }: Said,
  guest: GuestFacts | undefined,
): ReadonlyArray<Block> {
  const { bill: words, receipt } = all;
  const { date, time } = formatWallTime(bill.at, locale);
  const { table, name, covers, part } = bill;
  const seated = [
    table === "" ? "" : receipt.table({ name: table }),
    name,
    covers === 0 ? "" : words.guests({ count: covers }),
  ].filter((text) => text !== "");
  return [
    ...demoBlocks(bill, receipt),
    {
      type: "text",
      text: bill.dueAt === "" ? words.title : words.later,
      align: "center",
      style: TITLE,
    },
    { type: "text", text: bill.shopName, align: "center", style: { bold: true } },
    { type: "feed", lines: 1 },
    ...(bill.dueAt === ""
      ? []
      : [
          {
            type: "text",
            text: words.dueAt({ when: dueText(bill.dueAt, locale) }),
            style: TITLE,
          } as const,
        ]),
    {
      type: "row",
      left: words.number({ no: bill.no }),
      right: words.order({ number: bill.orderNumber }),
    },
    ...(bill.replaces.length === 0
      ? []
      : [{ type: "text", text: words.replaces({ numbers: bill.replaces.join(", ") }) } as const]),
    ...(part === undefined
      ? []
      : [
          {
            type: "text",
            text: words.part({ no: part.no, of: part.of }),
            style: { bold: true },
          } as const,
        ]),
    { type: "text", text: [all.services[bill.service], ...seated].join(", ") },
    ...guestBlocks(guest),
    {
      type: "row",
      left: words.server({ name: bill.server }),
      right: tillNamed(receipt.till, bill.till),
    },
    { type: "text", text: `${date} ${time}` },
    { type: "rule" },
  ];
}

function dueBlocks(bill: BillView, { words: all, formatMoney }: Said): ReadonlyArray<Block> {
  const { bill: words } = all;
  const before: ReadonlyArray<readonly [string, number]> = [
    [words.deposit, bill.deposits],
    [words.goodsBack, bill.goodsBack],
  ];
  const taken = before.filter(([, amount]) => amount !== 0);
  const total = { type: "row", left: words.total, right: formatMoney(bill.total) } as const;
  const due = formatMoney(bill.due);
  return [
    ...(taken.length === 0 ? [] : [total]),
    ...taken.map(
      ([left, amount]) => ({ type: "row", left, right: formatMoney(0 - amount) }) as const,
    ),
    { type: "row", left: words.due({ currency: bill.currency }), right: due, style: BIG },
  ];
}

function tipBlocks(words: PaperWords["bill"]): ReadonlyArray<Block> {
  return [
    { type: "feed", lines: 2 },
    { type: "row", left: words.tip, right: BLANK },
    { type: "feed", lines: 1 },
    { type: "row", left: words.together, right: BLANK },
  ];
}
