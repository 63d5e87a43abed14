/** F8 at the register: bills of the order on the screen, and of any other. */

import { ok } from "../../domain/result.ts";
import { type BillSession } from "../../tui/ports/bill-port.ts";
import { decideBill, openOrdersNamed, printedBills } from "../orders/print-bill.ts";
import { type Desk } from "./register-desk.ts";

export function billActions(desk: Desk): BillSession {
  const { till } = desk;
  return {
    ordersNamed: (text) => openOrdersNamed(till, text),
    printBill: (order, part) => {
      const done = desk.actBeside("print bill", (context) => decideBill(context, { order, part }));
      if (!done.ok) return done;
      return ok(till.ledger.read((view) => printedBills(view, done.value)));
    },
  };
}
