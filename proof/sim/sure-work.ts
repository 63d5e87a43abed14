/** What a person does at the end, once all is well: it has to be possible. */

import { type createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type MinorUnits, minor, thousandths } from "../../src/domain/money/amounts.ts";
import { SURE_PRICE, SURE_SKU } from "./shop-set-up.ts";
import { type Process } from "./world.ts";

type Session = ReturnType<typeof createUnseenSession>;
type SureWork = Pick<Process, "sellOne" | "redeem" | "orderOne">;

export function createSureWork(session: Session, isCashless: boolean): SureWork {
  function payCash(tendered: MinorUnits) {
    const amount = session.order()?.due ?? minor(0);
    return isCashless
      ? session.perform({ act: "pay", type: "card", amount })
      : session.perform({ act: "pay", type: "cash", tendered });
  }

  return {
    sellOne: () => {
      session.newOrder();
      const added = session.perform({ act: "add", sku: SURE_SKU, quantity: thousandths(1000) });
      if (!added.ok) return added.fault.message;
      const paid = payCash(session.cashDue());
      return paid.ok ? undefined : paid.fault.message;
    },
    redeem: ({ id: voucher, amount }) => {
      session.newOrder();
      const pieces = Math.ceil(amount / SURE_PRICE);
      session.perform({ act: "add", sku: SURE_SKU, quantity: thousandths(1000 * pieces) });
      const paying = { voucher, name: session.vouchers.name(), amount: minor(amount) };
      const paid = session.perform({ act: "pay", type: "voucher", ...paying });
      if (!paid.ok) return paid.fault.message;
      const rest = session.order()?.status === "open" ? session.cashDue() : minor(0);
      const done = rest > 0 ? payCash(rest) : ok(undefined);
      return done.ok ? undefined : done.fault.message;
    },
    orderOne: () => {
      session.newOrder();
      session.perform({ act: "add", sku: SURE_SKU, quantity: thousandths(1000) });
      const order = session.order();
      session.newOrder();
      return order === undefined ? undefined : { order: order.id, amount: order.due };
    },
  };
}
