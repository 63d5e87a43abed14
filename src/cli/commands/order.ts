/** `till order list|show`. */

import { foreignLines } from "../../acts/paid-text.ts";
import { correctionText } from "../../app/orders/correction-text.ts";
import { orderHead, orderToJson, receiptToJson } from "../../app/orders/order-json.ts";
import { amountRow, openedText, orderLines, orderRows } from "../../app/orders/order-text.ts";
import {
  findOrder,
  findReceiptView,
  listOrders,
  listOrdersForLater,
} from "../../app/orders/orders.ts";
import { reassignedText } from "../../app/orders/reassigned-text.ts";
import { mayLookUp } from "../../app/people/customer-changes.ts";
import { type Customers } from "../../app/till/customers.ts";
import { type Till } from "../../app/till/till.ts";
import { type BusinessDay, businessDaySchema } from "../../domain/identity.ts";
import { localDate, type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type OrderView } from "../../domain/views.ts";
import { doubtTexts } from "../../words/doubt-text.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type OrderWords } from "../../words/made/order/words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { oneLine, quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import {
  type DayOptions,
  type JsonOptions,
  type StaffOptions,
  whoLooks,
  withTill,
} from "../with-till.ts";

const said = sentencesOf(cliWords);

export type ShowOptions = JsonOptions & StaffOptions;

export interface ListOptions extends DayOptions, StaffOptions {
  readonly open?: boolean;
  /** True for all days. */
  readonly due?: string | true;
}

type LookUp = Customers["look"] | undefined;

/** As `till customer list` shows it. */
const ID_SHOWN = 8;

export function listTheOrders(options: ListOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till, clock }) => {
    const day = dayOf(options.day, till);
    const look = await lookUpFor(till, options, console);
    const due = typeof options.due === "string" ? dayOf(options.due, till, "--due") : undefined;
    const isDue = options.due !== undefined;
    const orders = isDue
      ? listOrdersForLater(till, due)
      : listOrders(till, { day, openOnly: options.open === true });
    if (options.json === true) {
      console.json({
        currency: till.currency.code,
        day: isDue ? (due ?? null) : day,
        orders: orders.map((it) => orderHead(it, look)),
      });
      return EXIT.fine;
    }
    const speech = speechIn(console, till);
    const words = wordsIn(orderWords, speech.locale);
    if (orders.length === 0) console.say(noneText({ day, due, isDue }, speech.locale));
    const shown = {
      customerText: (id: string) => customerText(id, look, words),
      staffName: till.staffName,
      openedText: (order: OrderView) =>
        openedText(till, order, { listed: day, locale: speech.locale }),
      nowMs: clock.nowMs(),
      wall: till.wall(),
    };
    for (const line of orderRows(orders, speech, shown)) console.out(line);
    return EXIT.fine;
  });
}

function noneText(
  {
    day,
    due,
    isDue,
  }: { readonly day: BusinessDay; readonly due: BusinessDay | undefined; readonly isDue: boolean },
  locale: Locale,
): string {
  const { none, later } = wordsIn(orderWords, locale);
  if (!isDue) return none({ day: localDate(day, locale) });
  return due === undefined ? later.none : later.noneOn({ day: localDate(due, locale) });
}

export function showOrder(text: string, options: ShowOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const look = await lookUpFor(till, options, console);
    const found = findOrder(till, text);
    if (found === undefined) return showReceiptAlone(till, text, { options, console });
    if (options.json === true) console.json(orderToJson(found, till, look));
    else {
      const speech = speechIn(console, till);
      const words = wordsIn(orderWords, speech.locale);
      const { customer } = found.order;
      for (const line of orderLines(found.order, speech, { hasMoney: true })) console.out(line);
      if (customer !== "")
        console.out(words.forCustomer({ customer: customerText(customer, look, words) }));
      for (const receipt of found.receipts) {
        console.out(
          [
            words.receipt({ number: receipt.number }),
            ...doubtTexts(receipt.doubts, speech.locale),
          ].join("  "),
        );
        for (const line of foreignLines(receipt, speech)) console.out(line);
      }
      for (const { number, refund, doubts } of found.refunds) {
        const why = words.refundWhy({
          number,
          receipt: refund?.of ?? "",
          reason: refund?.reason ?? "",
        });
        console.out([why, ...doubtTexts(doubts, speech.locale)].join("  "));
      }
      for (const correction of found.corrections) {
        console.out(oneLine(correctionText(correction, speech)));
      }
      for (const said of found.reassigned) console.out(oneLine(reassignedText(said, speech)));
    }
    return EXIT.fine;
  });
}

/** Of an order whose opening was not heard here, or is in question, its receipt says what there is. */
function showReceiptAlone(
  till: Till,
  text: string,
  { options, console }: { readonly options: ShowOptions; readonly console: Console },
): ExitCode {
  const receipt = findReceiptView(till, text);
  if (receipt === undefined) throw refusalFault({ type: "order/unknown", text }, till);
  const speech = speechIn(console, till);
  const { receipt: named, incomplete, total } = wordsIn(orderWords, speech.locale);
  if (options.json === true) {
    const { code: currency } = till.currency;
    console.json({ currency, order: null, receipts: [receiptToJson(receipt)], incomplete: true });
  } else {
    console.out(named({ number: receipt.number }));
    console.out(`${amountRow(total, receipt.total, speech)} ${till.currency.code}`);
    console.out(incomplete["not-heard"]);
  }
  return EXIT.incomplete;
}

/** `today` is the till's business day, which moves by an event and not at midnight. */
export function dayOf(text: string, till: Till, option = "--day"): BusinessDay {
  if (text === "today") return till.days().now;
  const day = businessDaySchema.safeParse(text);
  if (!day.success)
    throw usageFault(said(({ line }) => line.noSuchDay({ option, text: quoted(text) })));
  return day.data;
}

/** Personal data is for a person who may look it up: nobody else is told more than that there is somebody. */
async function lookUpFor(till: Till, options: StaffOptions, console: Console): Promise<LookUp> {
  const actor = await whoLooks(till, options, console);
  return actor !== undefined && mayLookUp(till, actor).ok ? till.customers.look : undefined;
}

/** In one line, or that nothing can be told, or not any more. */
export function customerText(id: string, look: LookUp, words: OrderWords): string {
  if (look === undefined) return words.customer({ id: id.slice(0, ID_SHOWN) });
  const customer = look(id);
  if (typeof customer === "object") {
    const { name, group } = customer;
    return oneLine(group === "" ? name : `${name} (${group})`);
  }
  return customer === "erased" ? words.erasedCustomer : words.unknownCustomer;
}
