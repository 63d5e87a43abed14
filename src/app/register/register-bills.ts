/** F8 at the register: bills of the order on the screen, and of any other. */

import { chargesAnew, decideCharge, knownCharges } from "../../domain/commands/charge-order.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { ok } from "../../domain/result.ts";
import { type BillSession } from "../../tui/ports/bill-port.ts";
import { orderState } from "../orders/orders.ts";
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
    chargeAnew: () => {
      const { now: day } = till.days();
      const order = desk.current();
      if (order?.status !== "open") return undefined;
      function look(view: LedgerView): ReturnType<typeof chargesAnew> {
        return order === undefined ? [] : chargesAnew({ view, day }, orderState(view, order.id));
      }
      if (till.ledger.read(look).length === 0) return undefined;
      const done = desk.actUnnoted("charge order", ({ view }) => ok(look(view)));
      const shown = done.ok ? desk.shown() : done;
      return shown.ok ? shown.value : undefined;
    },
    charges: () => {
      const order = desk.current();
      if (order?.status !== "open") return [];
      return till.ledger.read((view) => knownCharges({ view }, orderState(view, order.id)));
    },
    charge: ({ name, isOn }, reason) =>
      desk.change("charge of order", (context, order) =>
        decideCharge(context, order, { name, isOn, reason }),
      ),
  };
}
