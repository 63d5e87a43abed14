/** The smallest sale at a till of a test's shop: one of the café's goods, paid in cash. */

import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { receiptNumber } from "../../src/domain/order/order-view.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { decidePayCash } from "./pay-cash.ts";
import { actOn, cafeCatalogue, firstId, type TestTill, valueOf } from "./shop.ts";

const CATALOGUE = cafeCatalogue();
const PRODUCT = CATALOGUE.productsBySku.values().find(({ active }) => active);
const PRICE = minor(350);

/** The number of its receipt. */
export function sellOne({ ledger, code }: TestTill): string {
  return sellOneOn(ledger(), code);
}

/** The same for a ledger that stands beside the till's own. */
export function sellOneOn(ledger: Ledger, code: string): string {
  const order = openOneOn(ledger, code);
  const paid = actOn(ledger, code, {
    decide: (context) => decidePayCash(context, context.view.state("order", order.id), PRICE),
  });
  const [number] = valueOf(paid).events.flatMap(({ known }) =>
    known?.kind === "receipt/issued" ? [receiptNumber(known.body.series, known.body.no)] : [],
  );
  if (number === undefined) throw new Error("The sale has no receipt.");
  return number;
}

/** An order that stays open, with its call-out number. */
export function openOneOn(
  ledger: Ledger,
  code: string,
): { readonly id: EventId; readonly number: string } {
  if (PRODUCT === undefined) throw new Error("The café has nothing to sell.");
  const goods = { kind: "goods" as const, product: PRODUCT, quantity: oneUnit, price: PRICE };
  const opened = valueOf(
    actOn(ledger, code, {
      decide: (context) =>
        decideAddGoods(context, {
          catalogue: CATALOGUE,
          goods,
          order: undefined,
          service: "counter",
        }),
    }),
  );
  const [number] = opened.events.flatMap(({ known }) =>
    known?.kind === "order/opened" ? [known.body.number] : [],
  );
  if (number === undefined) throw new Error("The order was not opened.");
  return { id: firstId(opened), number };
}
