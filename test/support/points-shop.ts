/** Two tills of the café with a customer who earns a point for each 1.00, worth 0.10. */

import { changeSetting } from "../../src/app/catalogue/catalogue-changes.ts";
import { putCustomerOn } from "../../src/app/orders/order-edit.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { type CustomerPoints, customerPoints } from "../../src/app/people/customer-points.ts";
import { askForPurse, customerPurse, givePurse } from "../../src/app/vouchers/purse-rights.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { oneUnit } from "../../src/domain/money/amounts.ts";
import { type ReceiptView } from "../../src/domain/views.ts";
import { addCustomer } from "./add-customer.ts";
import { type Cafe } from "./cafe.ts";
import { promotedShop, type PromotedShop } from "./promoted-shop.ts";
import { sellGoods } from "./sell-goods.ts";
import { valueOf } from "./shop.ts";
import { RAVI } from "./stock-acts.ts";
import { type TillAt } from "./two-tills.ts";

export interface PointsShop extends PromotedShop {
  readonly anna: string;
  readonly set: (key: string, text: string) => void;
  /** Opens an order of Anna's with these goods. */
  readonly orderOf: (at: TillAt, ...entries: ReadonlyArray<string>) => EventId;
  /** Sells goods to Anna for cash. */
  readonly sellTo: (at: TillAt, cash: number, ...entries: ReadonlyArray<string>) => ReceiptView;
  /** Brings a piece of a row of the receipt back, for cash; rows count from 1. */
  readonly bringBack: (
    at: TillAt,
    receipt: Pick<ReceiptView, "number">,
    position: number,
  ) => ReceiptView;
  readonly pointsAt: (at: TillAt) => CustomerPoints;
  /** One till asks the other for Anna's points, which gives what it can; both hear of it. */
  readonly gather: (to: TillAt) => void;
}

export async function pointsShop(cafe: Cafe): Promise<PointsShop> {
  const shop = await promotedShop(cafe);
  const { counter, bar } = shop;
  const anna = addCustomer(counter.open, { name: "Rossi, Anna" });

  function set(key: string, text: string): void {
    valueOf(changeSetting(counter.till, RAVI, { key, texts: [text] }));
    shop.meet();
  }

  function orderOf(at: TillAt, ...entries: ReadonlyArray<string>): EventId {
    const { order } = sellGoods(at.till, entries);
    valueOf(putCustomerOn(at.till, RAVI, { order: order.id, customer: anna }));
    return order.id;
  }

  set("points", "1.00");
  set("points-worth", "0.10");
  for (const row of counter.till.ledger.secrets.rows()) bar.till.ledger.secrets.receive(row);
  return {
    ...shop,
    anna,
    set,
    orderOf,
    sellTo: (at, cash, ...entries) => {
      const receipt = shop.pay(orderOf(at, ...entries), cash, { at });
      if (receipt === undefined) throw new Error("No receipt was issued.");
      return receipt;
    },
    bringBack: ({ till }, { number }, position) => {
      const parts = [{ position, quantity: oneUnit }];
      const reason = "Changed their mind";
      return valueOf(refund(till, RAVI, { number, parts, method: "cash", reason }));
    },
    pointsAt: ({ till }) => customerPoints(till, anna),
    gather: (to) => {
      const from = to === counter ? bar : counter;
      askForPurse(to.till, customerPurse(anna), (device, asked) => {
        if (device !== from.till.ledger.identity.key.device) return;
        givePurse(from.till, to.till.ledger.identity.key.device, asked);
      });
      shop.meet();
    },
  };
}
