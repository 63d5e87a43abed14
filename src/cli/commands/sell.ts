/** `till sell`: a whole sale from words. */

import { silenceSentence } from "../../app/duties-holder.ts";
import { orderToJson } from "../../app/order-json.ts";
import { findOrder, type OrderDetails } from "../../app/orders.ts";
import { sell } from "../../app/sell.ts";
import { minor, type MinorUnits } from "../../domain/amounts.ts";
import { type Service } from "../../domain/catalogue.ts";
import { type Currency, formatMoney, parseMoney } from "../../domain/currency.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { orderLines } from "./order.ts";

export interface SellOptions extends JsonOptions, StaffOptions {
  readonly cash?: string;
  readonly service?: Service;
}

export function sellGoods(
  goods: ReadonlyArray<string>,
  options: SellOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till, printing }) => {
    const cash = options.cash === undefined ? undefined : cashOf(options.cash, till.currency);
    const actor = await whoActs(till, options, console);
    const sold = sell(till, actor, { entries: goods, cash, service: options.service });
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
    if (options.json === true) console.json(orderToJson(details, till.currency));
    else for (const line of saleText(details, till.currency)) console.out(line);
    return EXIT.fine;
  });
}

function cashOf(text: string, currency: Currency): MinorUnits {
  if (/^[-−]/u.test(text)) {
    throw usageFault(`--cash ${text} is below zero: say what was given.`);
  }
  const amount = parseMoney(text, currency);
  if (!amount.ok) throw usageFault(`--cash ${text} is no amount: such as 20 or 17.50.`);
  return amount.value;
}

function saleText({ order, receipts }: OrderDetails, currency: Currency): ReadonlyArray<string> {
  const change = minor(
    receipts.flatMap(({ payments }) => payments).reduce((sum, payment) => sum + payment.change, 0),
  );
  return [
    ...orderLines(order, currency),
    ...receipts.map(({ number }) => `Receipt ${number}`),
    ...(receipts.length > 0 ? [`Change ${formatMoney(change, currency)} ${currency.code}`] : []),
  ];
}
