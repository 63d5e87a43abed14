/** Another program on the till's store, such as a script or a second window: it acts as a person of its own. */

import { type OpenTill } from "../../src/app/open-till.ts";
import { listOrders, orderState } from "../../src/app/orders/orders.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { type Actor } from "../../src/app/till/till.ts";
import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { assertNever } from "../../src/domain/base/assert-never.ts";
import { err, ok } from "../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideRefund } from "../../src/domain/commands/money/refund-receipt.ts";
import { changeProducts } from "../../src/domain/commands/office/change-products.ts";
import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { decideSetQuantity, decideVoidLine } from "../../src/domain/commands/order/edit-order.ts";
import { decideDiscountOrder } from "../../src/domain/commands/order/give-discount.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { decideSetLeft } from "../../src/domain/commands/stock/set-left.ts";
import { type Product } from "../../src/domain/goods/catalogue.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { minor, oneUnit, thousandths, milliPercent } from "../../src/domain/money/amounts.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { type BesideAct } from "./cashier-steps.ts";
import { decidePayCash } from "./pay-cash.ts";

const RAVI: Actor = { number: "4", name: "Ravi" };
const PLENTY = minor(1_000_000);

/** Refusals are as good as deeds: two that reach for one order must not both have it. */
export function actBeside({ till }: OpenTill, act: BesideAct, nth: number): void {
  const all = [...till.catalogue().productsBySku.values()].filter(isPlain);
  const product = all[(nth * 7) % all.length];
  if (product === undefined) throw new Error("Nothing is sold here.");

  function onOrder(
    status: "open" | "paid",
    decide: (context: DecisionContext, order: OrderState) => Decision,
  ): void {
    const orders = listOrders(till, { day: till.days().now, openOnly: status === "open" });
    const fitting = orders.filter((order) => order.status === status);
    const order = fitting[nth % Math.max(1, fitting.length)];
    if (order === undefined) return;
    till.act(RAVI, act, (context) => decide(context, orderState(context.view, order.id)));
  }

  switch (act) {
    case "sells":
      sell(till, RAVI, { entries: [product.plu], payment: inCash(PLENTY), service: undefined });
      return;
    case "leaves an order open":
      sell(till, RAVI, { entries: [product.plu], payment: inCash(undefined), service: undefined });
      return;
    case "adds to an order": {
      const goods = { kind: "goods" as const, product, quantity: oneUnit };
      onOrder("open", (context, order) =>
        decideAddGoods(context, { catalogue: till.catalogue(), goods, order, service: "counter" }),
      );
      return;
    }
    case "voids a line":
      onOrder("open", (context, order) => {
        const line = lastLine(order);
        if (line === undefined) return err({ type: "line/unknown" });
        return nth % 2 === 0
          ? decideVoidLine(context, order, { line, reason: "sold out" })
          : decideSetQuantity(context, order, { line, quantity: thousandths(2000), reason: "so" });
      });
      return;
    case "gives a discount": {
      const discount = { rate: milliPercent(10_000), amount: minor(0) };
      onOrder("open", (context, order) => decideDiscountOrder(context, order, { discount }));
      return;
    }
    case "pays an order":
      onOrder("open", (context, order) => decidePayCash(context, order, PLENTY));
      return;
    case "takes goods back":
      onOrder("paid", (context, order) => {
        const receipt = order.receipts[0]?.id ?? ("" as EventId);
        return decideRefund(context, order, { receipt, lines: [], method: "cash", reason: "cold" });
      });
      return;
    case "changes a price": {
      const after = { ...product, price: minor(product.price + (nth % 2 === 0 ? 10 : -10)) };
      till.act(RAVI, act, ({ view }) => ok(changeProducts(view, [{ before: product, after }])));
      return;
    }
    case "sells out": {
      const left = till.left(product.sku) === undefined ? thousandths((nth % 3) * 1000) : null;
      till.act(RAVI, act, (context) => decideSetLeft(context, { product, left }));
      return;
    }
    default:
      assertNever(act, "act");
  }
}

function isPlain({ active, openPrice, soldBy, modifierGroups, price, plu }: Product): boolean {
  return (
    active &&
    !openPrice &&
    soldBy === "each" &&
    modifierGroups.length === 0 &&
    price > 10 &&
    plu !== ""
  );
}

function lastLine(order: OrderState): EventId | undefined {
  return orderBalance(order).lines.findLast(({ voided }) => !voided)?.id;
}
