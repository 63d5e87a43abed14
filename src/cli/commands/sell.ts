/** `till sell`: a whole sale from words. */

import { ownTenders } from "../../app/catalogue-changes.ts";
import { silenceSentence } from "../../app/duties-holder.ts";
import { orderToJson } from "../../app/order-json.ts";
import { foreignLines, orderLines } from "../../app/order-text.ts";
import { findOrder, type OrderDetails } from "../../app/orders.ts";
import { notPrinted, wayHere } from "../../app/receipt-papers.ts";
import { sell } from "../../app/sell.ts";
import { type Till } from "../../app/till.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../../domain/amounts.ts";
import { type Service } from "../../domain/catalogue.ts";
import { inCash, type RungPayment } from "../../domain/commands/ring-up.ts";
import { type Currency, formatMoney, parseMoney } from "../../domain/currency.ts";
import { readPayment } from "../../domain/entry-payment.ts";
import { tenderNamed } from "../../domain/tenders.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { sayHeld } from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export interface SellOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly cash?: string;
  readonly card?: boolean;
  readonly tender?: string;
  readonly tip?: string;
  readonly service?: Service;
}

export function sellGoods(
  goods: ReadonlyArray<string>,
  options: SellOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till, printing } = open;
    const payment = paymentOf(options, till);
    const actor = await whoActs(till, options, console);
    const { service } = options;
    const sold = await withApproval({ till, actor, console }, options, (by) =>
      sell(till, by, { entries: goods, payment, service }),
    );
    if (!sold.ok) {
      throw sold.fault.type === "entry/unreadable"
        ? new CommandFault(EXIT.usage, sold.fault.why)
        : refusalFault(sold.fault, till);
    }
    const settled = await printing.settleOwn();
    if (settled.type === "silent") {
      console.say(`Recorded, but its papers wait. ${silenceSentence(settled.pid)}`);
    }
    // Looked at again: by now its papers are out, or known to wait.
    const details = findOrder(till, sold.value.order.id) ?? sold.value;
    if (options.json === true) console.json(orderToJson(details, till));
    else for (const line of saleText(details, till.currency)) console.out(line);
    const [number] = details.order.receipts.slice(-1);
    const isPrinted = wayHere(till, details.order) === "always";
    if (number !== undefined && !isPrinted) console.say(notPrinted(number));
    await sayHeld(open, console, settled);
    return EXIT.fine;
  });
}

function paymentOf({ cash, card, tender, tip: text }: SellOptions, till: Till): RungPayment {
  const { currency } = till;
  const ways = [cash, card === true ? "card" : undefined, tender].filter((it) => it !== undefined);
  if (ways.length > 1 && tender === undefined) {
    throw usageFault("Say --cash or --card, not both.");
  }
  if (ways.length > 1) throw usageFault("Say --tender, or --cash or --card, and no two of them.");
  if (text !== undefined && ways.length === 0) {
    throw usageFault("A tip is given with a payment: say --cash or --card too.");
  }
  const tip = text === undefined ? zeroMinor : amountOf("--tip", text, currency);
  if (card === true) return { type: "card", tip };
  if (tender !== undefined) return { type: "tender", tender: tenderOf(till, tender), tip };
  const foreign = cash === undefined ? undefined : foreignOf(cash, currency);
  if (foreign !== undefined) return { type: "foreign", ...foreign, tip };
  return inCash(cash === undefined ? undefined : amountOf("--cash", cash, currency), tip);
}

function tenderOf(till: Till, text: string): string {
  const tender = tenderNamed(ownTenders(till), text);
  if (tender === undefined) throw refusalFault({ type: "tender/unknown", text }, till);
  return tender.id;
}

/** `usd50`, read as at the register; undefined for a sum in the shop's own money. */
function foreignOf(text: string, currency: Currency) {
  const read = readPayment(text, currency);
  return read.type === "foreign" ? { currency: read.currency, amount: read.amount } : undefined;
}

function amountOf(option: "--cash" | "--tip", text: string, currency: Currency): MinorUnits {
  if (/^[-−]/u.test(text)) {
    throw usageFault(`${option} ${text} is below zero: say what was given.`);
  }
  const amount = parseMoney(text, currency);
  if (!amount.ok) throw usageFault(`${option} ${text} is no amount: such as 20 or 17.50.`);
  return amount.value;
}

function saleText({ order, receipts }: OrderDetails, currency: Currency): ReadonlyArray<string> {
  const cash = receipts
    .flatMap(({ payments }) => payments)
    .filter(({ method }) => method === "cash");
  const change = sumMinor(cash, (payment) => payment.change);
  const word = cash.some(({ amount }) => amount < 0) ? "Give back" : "Change";
  const toCard = receipts
    .flatMap(({ payments }) => payments)
    .filter(({ method, amount }) => method === "card" && amount < 0);
  const tip = sumMinor(
    receipts.flatMap(({ payments }) => payments),
    (payment) => payment.tip ?? 0,
  );
  return [
    ...orderLines(order, currency),
    ...receipts.flatMap((receipt) => foreignLines(receipt, currency)),
    ...(tip === 0 ? [] : [`Tip ${formatMoney(tip, currency)} ${currency.code}`]),
    ...receipts
      .flatMap(({ payments }) => payments)
      .flatMap(({ name, amount }) => {
        return name === undefined
          ? []
          : [`${name} ${formatMoney(amount, currency)} ${currency.code}`];
      }),
    ...receipts.map(({ number }) => `Receipt ${number}`),
    ...(cash.length > 0 ? [`${word} ${formatMoney(change, currency)} ${currency.code}`] : []),
    ...toCard.map(({ amount }) => {
      return `Give back ${formatMoney(minor(0 - amount), currency)} ${currency.code} to the card`;
    }),
  ];
}
