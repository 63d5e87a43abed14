/** The customer's receipt. Its figures come worked out; nothing here decides about money. */

import { addMinor, oneUnit } from "../domain/amounts.ts";
import { type Service } from "../domain/catalogue.ts";
import { formatRate } from "../domain/rates.ts";
import {
  type ModifierView,
  type PaymentView,
  type ReceiptLineView,
  type ReceiptView,
} from "../domain/views.ts";
import { type Block, type PrintDocument } from "./document.ts";
import { formatPieces, formatQuantity } from "./printed-quantity.ts";
import { formatWallTime } from "./wall-time.ts";

export interface ReceiptOptions {
  readonly formatMoney: (amountMinor: number) => string;
  /** Whether the drawer opens with it, as for cash. */
  readonly opensDrawer: boolean;
}

const DEMO_BANNER = "DEMO - NOT A RECEIPT";
const BIG = { bold: true, doubleHeight: true, doubleWidth: true } as const;

const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  counter: "Counter",
  "dine-in": "Dine in",
  takeaway: "Takeaway",
  delivery: "Delivery",
};

export function receiptToDocument(receipt: ReceiptView, options: ReceiptOptions): PrintDocument {
  const { formatMoney } = options;
  return {
    kind: "receipt",
    blocks: [
      // First, so that the cashier has the drawer open while the paper still runs.
      ...(options.opensDrawer ? [{ type: "pulse" } as const] : []),
      ...headBlocks(receipt),
      ...receipt.lines.flatMap((line) => lineBlocks(line, formatMoney)),
      ...(receipt.off === 0
        ? []
        : [{ type: "row", left: "Discount", right: formatMoney(0 - receipt.off) } as const]),
      { type: "rule" },
      {
        type: "row",
        left: `TOTAL ${receipt.currency}`,
        right: formatMoney(receipt.total),
        style: BIG,
      },
      ...settlementBlocks(receipt, formatMoney),
      ...taxBlocks(receipt, formatMoney),
      { type: "feed", lines: 1 },
      ...(receipt.barcode === "" ? [] : [{ type: "barcode", ean13: receipt.barcode } as const]),
      ...receipt.foot.map(centred),
      ...demoBlocks(receipt),
      { type: "cut" },
    ],
  };
}

function headBlocks(receipt: ReceiptView): ReadonlyArray<Block> {
  const { date, time } = formatWallTime(receipt.at);
  const table = receipt.table === "" ? "" : `Table ${receipt.table}`;
  return [
    ...demoBlocks(receipt),
    { type: "text", text: receipt.shopName, align: "center", style: BIG },
    ...receipt.head.map(centred),
    { type: "feed", lines: 1 },
    { type: "text", text: receipt.orderNumber, align: "center", style: BIG },
    { type: "row", left: SERVICE_NAMES[receipt.service], right: table },
    ...refundBlocks(receipt),
    {
      type: "row",
      left: `${receipt.refund === undefined ? "Receipt" : "Refund"} ${receipt.number}`,
      right: `Till ${receipt.till}`,
    },
    { type: "row", left: `${date} ${time}`, right: receipt.cashier },
    { type: "rule" },
  ];
}

function refundBlocks({ refund }: ReceiptView): ReadonlyArray<Block> {
  if (refund === undefined) return [];
  return [
    { type: "text", text: "REFUND", align: "center", style: BIG },
    { type: "text", text: `Of receipt ${refund.of}: ${refund.reason}` },
  ];
}

function lineBlocks(
  line: ReceiptLineView,
  formatMoney: ReceiptOptions["formatMoney"],
): ReadonlyArray<Block> {
  const labels = line.taxLabels.length === 0 ? "" : ` (${line.taxLabels.join(", ")})`;
  const count = line.soldBy === "each" ? `${formatPieces(line.quantity)} x ` : "";
  return [
    { type: "row", left: `${count}${line.name}${labels}`, right: formatMoney(line.amount) },
    ...unitPriceBlocks(line, formatMoney),
    ...line.modifiers.map((modifier) => modifierBlock(modifier, formatMoney)),
    ...discountBlocks(line, formatMoney),
    ...(line.service === undefined
      ? []
      : [{ type: "text", text: SERVICE_NAMES[line.service], indent: 1 } as const]),
  ];
}

function unitPriceBlocks(
  line: ReceiptLineView,
  formatMoney: ReceiptOptions["formatMoney"],
): ReadonlyArray<Block> {
  // What came back was paid with its part of all discounts.
  if (line.soldBy === "each" && (line.quantity === oneUnit || line.quantity < 0)) return [];
  const unitPrice = formatMoney(line.unitPrice);
  const text =
    line.soldBy === "weight"
      ? `${formatQuantity(line.quantity, line.soldBy)} x ${unitPrice}/kg`
      : `${unitPrice} each`;
  return [{ type: "text", text, indent: 1 }];
}

/** The price of a modifier is in the line's amount already, so it stands out of that column. */
function modifierBlock(modifier: ModifierView, formatMoney: ReceiptOptions["formatMoney"]): Block {
  const count = modifier.count === 1 ? "" : `${modifier.count} x `;
  const price = modifier.price === 0 ? "" : ` (${formatMoney(modifier.price)})`;
  return { type: "text", text: `+ ${count}${modifier.name}${price}`, indent: 1 };
}

/** The line's amount is without it already, so it stands out of that column too. */
function discountBlocks(
  { discountRate, off }: ReceiptLineView,
  formatMoney: ReceiptOptions["formatMoney"],
): ReadonlyArray<Block> {
  if (off === 0) return [];
  const rate = discountRate === 0 ? "" : `${formatRate(discountRate)} `;
  return [{ type: "text", text: `- ${rate}discount (-${formatMoney(off)})`, indent: 1 }];
}

function settlementBlocks(
  receipt: ReceiptView,
  formatMoney: ReceiptOptions["formatMoney"],
): ReadonlyArray<Block> {
  const rounding: ReadonlyArray<Block> =
    receipt.rounding === 0
      ? []
      : [{ type: "row", left: "Cash rounding", right: formatMoney(receipt.rounding) }];
  return [
    ...rounding,
    ...receipt.payments.flatMap((payment) => paymentBlocks(payment, formatMoney)),
  ];
}

function paymentBlocks(
  payment: PaymentView,
  formatMoney: ReceiptOptions["formatMoney"],
): ReadonlyArray<Block> {
  const method = payment.method.charAt(0).toUpperCase() + payment.method.slice(1);
  const paid: Block = { type: "row", left: method, right: formatMoney(payment.amount) };
  if (payment.change === 0) return [paid];
  return [
    paid,
    { type: "row", left: "Tendered", right: formatMoney(payment.tendered), indent: 1 },
    {
      type: "row",
      left: "Change",
      right: formatMoney(payment.change),
      indent: 1,
      style: { bold: true },
    },
  ];
}

function taxBlocks(
  receipt: ReceiptView,
  formatMoney: ReceiptOptions["formatMoney"],
): ReadonlyArray<Block> {
  if (receipt.taxes.length === 0) return [];
  return [
    { type: "rule" },
    {
      type: "table",
      aligns: ["left", "right", "right", "right"],
      rows: [
        ["Tax", "Net", "Tax", "Gross"],
        ...receipt.taxes.map(({ label, net, tax }) => [
          label,
          formatMoney(net),
          formatMoney(tax),
          formatMoney(addMinor(net, tax)),
        ]),
      ],
    },
  ];
}

function demoBlocks(receipt: ReceiptView): ReadonlyArray<Block> {
  return receipt.demo
    ? [{ type: "text", text: DEMO_BANNER, align: "center", style: { bold: true, inverse: true } }]
    : [];
}

function centred(text: string): Block {
  return { type: "text", text, align: "center" };
}
