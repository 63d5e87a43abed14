/** `till sell`: a whole sale from words; `till order open` is one that nobody pays yet, `till order add` more goods. */

import { paidText } from "../../acts/paid-text.ts";
import { readCount } from "../../acts/shell-count.ts";
import { readRungPayment } from "../../acts/shell-payment.ts";
import { ownTenders } from "../../app/catalogue/catalogue-changes.ts";
import { writtenOrder } from "../../app/orders/orders.ts";
import { addToOrder, type EntryFault, type SaleWords, sell } from "../../app/orders/sell.ts";
import { mayLookUp } from "../../app/people/customer-changes.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { customerPurse, gatherPurse, voucherPurse } from "../../app/vouchers/purse-rights.ts";
import { voucherByCode, voucherName } from "../../app/vouchers/vouchers.ts";
import { type RungPayment } from "../../domain/commands/order/ring-up.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { type GoodsFate } from "../../domain/goods/goods-fate.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { pointsWords } from "../../words/made/points/all.ts";
import { actFault } from "../act-fault.ts";
import { answer } from "../answer.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { orderAnswer } from "../order-outcome.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";
import { askedTerminal, sayByHand, takeByCard } from "./card-pay.ts";
import { customerNamed } from "./customer.ts";

export interface SellOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly cash?: string;
  readonly card?: boolean;
  /** The terminal that is asked, by its id. */
  readonly terminal?: string;
  /** A terminal beside the till has said yes: none is asked. */
  readonly byHand?: boolean;
  readonly tender?: string;
  /** The code of a voucher, which pays first. */
  readonly voucher?: string;
  /** The code of a coupon that the guest shows. */
  readonly coupon?: string;
  /** Whom the sale is for: words of the name, a card, or the id. */
  readonly customer?: string;
  /** How many points the customer spends, or `all` for as many as pay the bill. */
  readonly points?: string;
  /** What becomes of goods that come back. */
  readonly goods?: GoodsFate;
  /** The serial numbers of goods that are sold by them, in their order. */
  readonly serial?: ReadonlyArray<string>;
  readonly tip?: string;
  /** Number of the slip of a terminal that no till asks, and the card's last four digits. */
  readonly slip?: string;
  readonly last4?: string;
  /** The tip is right, however much it is. */
  readonly yes?: boolean;
  readonly service?: Service;
  /** When the guest collects an order that stays open. */
  readonly due?: string;
}

export function sellGoods(
  goods: ReadonlyArray<string>,
  options: SellOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { open, till } = at;
    const { currency } = till;
    const { serial: serials, goods: fate, ...typed } = options;
    const payment = readRungPayment(typed, { currency, tenders: ownTenders(till) });
    if (!payment.ok) throw actFault(payment.fault, till);
    const actor = await at.who();
    const { service, coupon, due } = options;
    const terminal = askedTerminal(open, options);
    if (payment.value.type === "card" && terminal === undefined) sayByHand(open, console);
    const hasSlip = payment.value.type === "card" && payment.value.slip !== undefined;
    if (terminal !== undefined && hasSlip) {
      throw actFault({ type: "payment", wrong: "slipAlone" }, till);
    }
    const rung: RungPayment = terminal === undefined ? payment.value : { type: "none" };
    const voucher = voucherOf(till, options.voucher);
    if (voucher !== undefined) await gatherPurse(open, voucherPurse(voucher.voucher));
    const customer = customerOf(till, actor, options.customer);
    const points = pointsOf(till, options.points);
    if (customer !== undefined && points !== undefined)
      await gatherPurse(open, customerPurse(customer));
    const sold = await at.attempt((by) =>
      sell(till, by, {
        entries: goods,
        payment: rung,
        service,
        due,
        voucher,
        coupon,
        customer,
        points,
        serials,
        fate,
      }),
    );
    if (!sold.ok) throw goodsFault(sold.fault, till);
    const { order } = sold.value;
    if (terminal !== undefined && payment.value.type === "card") {
      const { type: _, ...wish } = payment.value;
      await takeByCard(open, console, { actor, order: order.id, wish: { ...wish, terminal } });
    }
    const { receipts } = writtenOrder(till, order.id);
    return orderAnswer(at, {
      order: order.id,
      issued: receipts,
      text: ({ receipts: issued }, speech) => {
        const payments = issued.flatMap((receipt) => receipt.payments);
        const { receipt } = wordsIn(orderWords, speech.locale);
        return paidText(
          { payments, papers: issued.map(({ number }) => receipt({ number })) },
          speech,
        );
      },
    });
  });
}

/** Returns the voucher of a code; undefined where none was typed. */
function voucherOf(till: Till, code: string | undefined): SaleWords["voucher"] {
  if (code === undefined) return undefined;
  const { id } = valueOf(voucherByCode(till, code), till);
  return { voucher: id, name: till.ledger.read(voucherName) };
}

/** Returns the id of a customer; undefined where nobody was typed. */
function customerOf(till: Till, actor: Actor, typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  valueOf(mayLookUp(till, actor), till);
  return customerNamed(till, typed).id;
}

/** Returns the points that were typed; undefined for none. */
function pointsOf(till: Till, typed: string | undefined): SaleWords["points"] {
  if (typed === undefined) return undefined;
  const { name } = wordsIn(
    pointsWords,
    till.ledger.read((view) => readSetting(view, "language")),
  );
  if (typed === "all") return { name };
  const points = readCount(typed);
  if (points === undefined) throw actFault({ type: "points", typed }, till);
  return { points, name };
}

export function addToTheOrder(
  [order, goods]: readonly [string, ReadonlyArray<string>],
  options: ChangeOptions & Pick<SellOptions, "serial" | "goods">,
  console: Console,
): Promise<ExitCode> {
  const { serial: serials, goods: fate } = options;
  return changeOrder(
    {
      act: (till, by) => addToOrder(till, by, { order, entries: goods, serials, fate }),
      faultOf: goodsFault,
    },
    options,
    console,
  );
}

/** Returns the fault; a typed text that is no goods has a sentence of its own. */
export function goodsFault(fault: Refusal | EntryFault, till: Till): CommandFault {
  return fault.type === "entry/unreadable" ? usageFault(fault.why) : refusalFault(fault, till);
}
