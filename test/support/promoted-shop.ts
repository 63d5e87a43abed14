/** Two tills of the café that sell what a test names, with promotions as a person types them. */

import { endPromotion, setPromotion } from "../../src/app/catalogue/promotions.ts";
import { orderState, orderView } from "../../src/app/orders/orders.ts";
import { addToOrder } from "../../src/app/orders/sell.ts";
import { type Till } from "../../src/app/till/till.ts";
import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type OrderView, type ReceiptView } from "../../src/domain/views.ts";
import { payOrder, performOn, type TypedRequest } from "./acts.ts";
import { type Cafe, MIA } from "./cafe.ts";
import { sellGoods } from "./sell-goods.ts";
import { valueOf } from "./shop.ts";
import { RAVI, setProduct } from "./stock-acts.ts";
import { meet, type TillAt, twoTills } from "./two-tills.ts";

/** The café sells nothing else: what bears 9 % is like a croissant, what bears 21 % like a beer. */
export const PROMOTED_CARD: ReadonlySet<string> = new Set(["CROISSANT", "0-5-L-BIER"]);

export interface PromotedShop {
  readonly cafe: Cafe;
  readonly counter: TillAt;
  readonly bar: TillAt;
  readonly till: Till;
  readonly view: (id: EventId, at?: TillAt) => OrderView;
  /** Sets prices in the shop's money, by SKU; of 21 % unless said. */
  readonly goods: (prices: Readonly<Record<string, string>>, rate?: 9 | 21) => void;
  readonly promote: (id: string, ...fields: ReadonlyArray<string>) => void;
  readonly change: (id: string, ...fields: ReadonlyArray<string>) => void;
  readonly end: (id: string) => void;
  /** Opens an order with these goods. */
  readonly open: (...entries: ReadonlyArray<string>) => EventId;
  readonly add: (id: EventId, entries: ReadonlyArray<string>, at?: TillAt) => void;
  readonly act: (id: EventId, request: TypedRequest, at?: TillAt) => void;
  readonly pay: (
    id: EventId,
    cash: number,
    how?: { readonly part?: number; readonly at?: TillAt },
  ) => ReceiptView | undefined;
  readonly meet: () => void;
  /** Returns what promotions take off each line. */
  readonly offs: (id: EventId) => ReadonlyArray<number>;
  /** Returns the tax by rate, by rising rate. */
  readonly taxes: (id: EventId) => ReadonlyArray<readonly [rate: number, tax: number]>;
}

export async function promotedShop(cafe: Cafe): Promise<PromotedShop> {
  const { counter, bar } = await twoTills(cafe);
  const { till } = counter;

  function view(id: EventId, at: TillAt = counter): OrderView {
    const shown = at.till.ledger.read((ledger) => orderView(ledger, id));
    if (shown === undefined) throw new Error("There is no such order.");
    return shown;
  }

  return {
    cafe,
    counter,
    bar,
    till,
    view,
    goods: (prices, rate = 21) => {
      const like = till.catalogue().productsBySku.get(rate === 9 ? "CROISSANT" : "0-5-L-BIER");
      for (const [sku, price] of Object.entries(prices)) {
        setProduct(till, sku, {
          name: sku,
          price,
          category: like?.category ?? "",
          "tax class": like?.taxClass ?? "",
        });
      }
      meet(counter, bar);
    },
    promote: (id, ...fields) => {
      promote(till, id, { fields, isNew: true });
      meet(counter, bar);
    },
    change: (id, ...fields) => {
      promote(till, id, { fields, isNew: false });
    },
    end: (id) => {
      valueOf(endPromotion(till, RAVI, id));
    },
    open: (...entries) => sellGoods(till, entries).order.id,
    add: (id, entries, at = counter) => {
      valueOf(addToOrder(at.till, MIA, { order: id, entries }));
    },
    act: (id, request, at = counter) => {
      valueOf(performOn(at.till, RAVI, { ...request, order: id }));
    },
    pay: (id, cash, { part, at = counter } = {}) => {
      const payment = { type: "cash", tendered: minor(cash) } as const;
      return valueOf(payOrder(at.till, RAVI, { order: id, payment, part })).receipt;
    },
    meet: () => {
      meet(counter, bar);
    },
    offs: (id) =>
      orderBalance(till.ledger.read((ledger) => orderState(ledger, id))).lines.map(
        ({ promo }) => promo,
      ),
    taxes: (id) =>
      view(id)
        .taxes.map(({ rate, tax }) => [rate / 1000, tax] as const)
        .toSorted(([a], [b]) => a - b),
  };
}

function promote(
  till: Till,
  id: string,
  { fields, isNew }: { readonly fields: ReadonlyArray<string>; readonly isNew: boolean },
): void {
  const texts = fields.map((field) => {
    const cut = field.indexOf("=");
    return { field: field.slice(0, cut), text: field.slice(cut + 1) };
  });
  valueOf(setPromotion(till, RAVI, { id, isNew, fields: texts }));
}
