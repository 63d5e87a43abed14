/** `till order bill`. */

import { type OpenTill } from "../../app/open-till.ts";
import { orderToJson } from "../../app/orders/order-json.ts";
import { findOrder, type OrderDetails } from "../../app/orders/orders.ts";
import { performBeside } from "../../app/orders/perform-act.ts";
import { type BillWish, billsOfOrder } from "../../app/orders/print-bill.ts";
import { paperLines } from "../../app/papers/paper-text.ts";
import { type BillPaper } from "../../app/printing/bill-papers.ts";
import { type BillView } from "../../domain/order/bill-view.ts";
import { isDigits } from "../../domain/text/entry-text.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { type ChangeOptions } from "../change-order.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { sayHeld } from "../printer-named.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { withApproval } from "../with-approval.ts";
import { whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliOrderWords);

export interface BillOptions extends ChangeOptions {
  readonly part?: string;
  readonly print: boolean;
}

/** The columns of a bill on a terminal. */
const COLUMNS = 48;

export function printTheBill(
  text: string,
  options: BillOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till, clock } = open;
    const actor = await whoActs(till, options, console);
    const found = findOrder(till, text);
    if (found === undefined) throw refusalFault({ type: "order/unknown", text }, till);
    const wish = { order: found.order.id, part: partOf(options) };
    // Laid out before it is numbered: it is what the paper will say.
    const bills = valueOf(billsOfOrder(till, { ...wish, atMs: clock.nowMs() }), till);
    if (options.print) {
      const done = await withApproval({ till, actor, console }, options, (by) =>
        performBeside(till, by, { act: "bill", ...wish }),
      );
      valueOf(done, till);
    }
    await tell(open, console, { bills, options, found });
    return EXIT.fine;
  });
}

async function tell(
  open: OpenTill,
  console: Console,
  {
    bills,
    options,
    found,
  }: {
    readonly bills: ReadonlyArray<BillPaper>;
    readonly options: BillOptions;
    readonly found: OrderDetails;
  },
): Promise<void> {
  const settled = await open.printing.settleOwn();
  if (options.json === true) {
    const now = findOrder(open.till, found.order.id) ?? found;
    const papers = bills.map(({ bill }) => billToJson(bill));
    console.json({ ...orderToJson(now, open.till), printed: options.print, papers });
  } else {
    for (const line of bills.flatMap(({ document }) => [...paperLines(document, COLUMNS), ""])) {
      console.out(line);
    }
  }
  await sayHeld(open, console, settled);
}

/** Returns the bill as JSON, in minor units. */
function billToJson(bill: BillView) {
  return {
    no: bill.no,
    replaces: bill.replaces,
    part: bill.part ?? null,
    server: bill.server,
    lines: bill.lines.map(({ name, quantity, soldBy, unitPrice, amount, off, modifiers }) => ({
      name,
      quantity,
      soldBy,
      unitPrice,
      amount,
      discount: off,
      options: modifiers.map(({ name: option, count }) => ({ name: option, count })),
    })),
    discount: bill.off,
    ...(bill.offGoods === undefined ? {} : { discountOn: bill.offGoods }),
    total: bill.total,
    deposits: bill.deposits,
    goodsBack: bill.goodsBack,
    due: bill.due,
    tax: bill.taxes.map(({ label, rate, included, net, tax }) => ({
      label,
      rate,
      included,
      net,
      tax,
    })),
  };
}

function partOf({ part }: BillOptions): BillWish["part"] {
  if (part === undefined) return undefined;
  if (isDigits(part) && part.length <= 3) return { no: Number(part) };
  throw usageFault(said((words) => words.noPart({ text: quoted(part) })));
}
