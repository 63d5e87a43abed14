/** `till sell`: a whole sale from words; `till order open` is one that nobody pays yet, `till order add` more goods. */

import { paidText } from "../../acts/paid-text.ts";
import { readRungPayment } from "../../acts/shell-payment.ts";
import { ownTenders } from "../../app/catalogue/catalogue-changes.ts";
import { addToOrder, type EntryFault, sell } from "../../app/orders/sell.ts";
import { type Till } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { actFault } from "../act-fault.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { printOutcome } from "../order-outcome.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export interface SellOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly cash?: string;
  readonly card?: boolean;
  readonly tender?: string;
  readonly tip?: string;
  /** The tip is right, however much it is. */
  readonly yes?: boolean;
  readonly service?: Service;
}

export function sellGoods(
  goods: ReadonlyArray<string>,
  options: SellOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const { currency } = till;
    const payment = readRungPayment({ ...options }, { currency, tenders: ownTenders(till) });
    if (!payment.ok) throw actFault(payment.fault, till);
    const actor = await whoActs(till, options, console);
    const { service, json } = options;
    const sold = await withApproval({ till, actor, console }, options, (by) =>
      sell(till, by, { entries: goods, payment: payment.value, service }),
    );
    if (!sold.ok) throw goodsFault(sold.fault, till);
    const { order, receipts } = sold.value;
    await printOutcome(open, console, {
      order: order.id,
      issued: receipts,
      json,
      text: ({ receipts: issued }, speech) => {
        const payments = issued.flatMap((receipt) => receipt.payments);
        const { receipt } = wordsIn(orderWords, speech.locale);
        return paidText(
          { payments, papers: issued.map(({ number }) => receipt({ number })) },
          speech,
        );
      },
    });
    return EXIT.fine;
  });
}

export function addToTheOrder(
  [order, goods]: readonly [string, ReadonlyArray<string>],
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return changeOrder(
    {
      act: (till, by) => addToOrder(till, by, { order, entries: goods }),
      faultOf: goodsFault,
    },
    options,
    console,
  );
}

/** Returns the fault; a typed text that is no goods has a sentence of its own. */
function goodsFault(fault: Refusal | EntryFault, till: Till): CommandFault {
  return fault.type === "entry/unreadable" ? usageFault(fault.why) : refusalFault(fault, till);
}
