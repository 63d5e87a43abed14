/** `till order table|hand-over`. */

import { orderHead } from "../../app/orders/order-json.ts";
import { openedText, orderRows } from "../../app/orders/order-text.ts";
import { type OrderDetails } from "../../app/orders/orders.ts";
import { handOverOrders, openTable } from "../../app/orders/table-acts.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type OrderView } from "../../domain/views.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { answer, type At } from "../answer.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { customerText } from "./order.ts";

const said = sentencesOf(cliOrderWords);

export interface TableOptions extends ChangeOptions {
  readonly covers?: string;
}

export interface HandOverOptions extends ChangeOptions {
  readonly from?: string;
}

export function openTheTable(
  what: string,
  { covers: counted, ...options }: TableOptions,
  console: Console,
): Promise<ExitCode> {
  const covers = counted === undefined ? undefined : countFrom(counted, "guests");
  return changeOrder<OrderDetails>(
    {
      act: (till, by) => openTable(till, by, { what, covers }),
      faultOf: refusalFault,
    },
    options,
    console,
  );
}

/** `orders`: none where all of `--from` go. */
export function handOver(
  [to, orders]: readonly [string, ReadonlyArray<string>],
  options: HandOverOptions,
  console: Console,
): Promise<ExitCode> {
  const { from } = options;
  if ((from === undefined) === (orders.length === 0)) {
    throw usageFault(said(({ table }) => table.whichOrders));
  }
  return answer(options, console, async (at) => {
    const { till } = at;
    const handed = await at.perform((by) => handOverOrders(till, by, { orders, from, to }));
    return {
      json: () => ({
        currency: till.currency.code,
        owner: to,
        orders: handed.map((order) => orderHead(order)),
      }),
      lines: () => handedLines(at, handed),
    };
  });
}

function handedLines(
  { open: { till, clock }, speech: speechNow }: At,
  handed: ReadonlyArray<OrderView>,
): ReadonlyArray<string> {
  const speech = speechNow();
  const words = wordsIn(orderWords, speech.locale);
  return orderRows(handed, speech, {
    customerText: (id: string) => customerText(id, undefined, words),
    staffName: till.staffName,
    openedText: (order: OrderView) =>
      openedText(till, order, { listed: till.days().now, locale: speech.locale }),
    nowMs: clock.nowMs(),
    wall: till.wall(),
  });
}

/** A number out of range is refused by the till, in the same sentence as at the register. */
function countFrom(text: string, what: "guests" | "seat"): number {
  if (/^\d{1,6}$/u.test(text)) return Number(text);
  throw usageFault(said(({ table }) => table.noCount({ text: quoted(text), what })));
}
