/** Deliveries at the register: what is scanned or typed is counted in, and booked at once. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { decideDelivery } from "../../domain/commands/stock/order-supplies.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { readCounted } from "../../domain/goods/counted-text.ts";
import { piecesUnder } from "../../domain/goods/pack-codes.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type DeliveryDesk, NO_ORDER, type ShownDelivery } from "../../tui/ports/delivery-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { stocktakeWords } from "../../words/made/stocktake/all.ts";
import { suppliesWords } from "../../words/made/supplies/all.ts";
import {
  addToDraft,
  draftedGoods,
  dropDraft,
  goodsUnder,
  readDraft,
  setInDraft,
} from "../stock/delivery-draft.ts";
import { listPurchases, progressOf, type Purchase, purchaseNamed } from "../stock/purchases.ts";
import { articleNamed } from "./article-named.ts";
import { type Desk } from "./register-desk.ts";

export function deliveryActions(desk: Desk): DeliveryDesk {
  const { till } = desk;
  return {
    awaited: () => [NONE, ...listPurchases(till, "awaited").map(shownOf)],
    draft: (number) => {
      const order = orderNamed(desk, number);
      if (!order.ok) return order;
      const { productsBySku } = till.catalogue();
      const lines = readDraft(till, order.value?.id ?? null).map(({ sku, quantity }) => {
        const product = productsBySku.get(sku);
        return {
          name: product?.name ?? sku,
          quantity: amountText(quantity, product?.unit ?? "", desk.locale()),
        };
      });
      return ok({ ...shownOf(order.value), lines });
    },
    add: ({ number, article, quantity: typed, instead }) => {
      const words = wordsIn(stocktakeWords, desk.locale());
      const order = orderNamed(desk, number);
      if (!order.ok) return order;
      const product = keptArticle(desk, articleNamed(desk, article));
      if (!product.ok) return product;
      const quantity = readCounted(typed, product.value, piecesUnder(product.value, article));
      if (quantity === undefined) return err({ message: words.noQuantity({ text: typed }) });
      const { sku } = product.value;
      const of = order.value?.id ?? null;
      if (instead || quantity === 0) setInDraft(till, of, { sku, quantity });
      else if (!addToDraft(till, of, { sku, quantity, batch: "", expires: null })) {
        return desk.refused({ type: "stock/quantity", name: product.value.name });
      }
      return ok(countedIn(desk, { order: order.value, product: product.value, quantity }));
    },
    scan: (number, code) => {
      const order = orderNamed(desk, number);
      if (!order.ok) return order;
      const found = goodsUnder(till, code);
      if (found === undefined) {
        const words = wordsIn(suppliesWords, desk.locale());
        return err({ message: words.unknownCode({ code }) });
      }
      const { product, quantity, batch, expires } = found;
      const kept = keptArticle(desk, ok(product));
      if (!kept.ok) return kept;
      const line = { sku: product.sku, quantity, batch, expires };
      if (!addToDraft(till, order.value?.id ?? null, line)) {
        return desk.refused({ type: "stock/quantity", name: product.name });
      }
      return ok(countedIn(desk, { order: order.value, product, quantity }));
    },
    book: (number, note) => {
      const order = orderNamed(desk, number);
      return order.ok ? book(desk, order.value, note) : order;
    },
  };
}

const NONE: ShownDelivery = { number: NO_ORDER, supplier: "", progress: "" };

function shownOf(order: Purchase | undefined): ShownDelivery {
  if (order === undefined) return NONE;
  return { number: order.number, supplier: order.supplier, progress: progressOf(order) };
}

/** Finds an order; undefined for none. */
function orderNamed(desk: Desk, number: string): Result<Purchase | undefined, Refusal> {
  if (number === NO_ORDER) return ok(undefined);
  const order = purchaseNamed(desk.till, number);
  return order.ok ? order : desk.refused(order.fault);
}

/** Refused at once, not when all is counted in. */
function keptArticle(desk: Desk, found: Result<Product, Refusal>): Result<Product, Refusal> {
  if (!found.ok || found.value.stock !== "none") return found;
  const { name, sku } = found.value;
  return desk.refused({ type: "stock/not-kept", name, sku });
}

interface CountedIn {
  readonly order: Purchase | undefined;
  readonly product: Product;
  readonly quantity: number;
}

/** Says how much is counted in of an article by now, and how much is awaited. */
function countedIn(desk: Desk, { order, product, quantity }: CountedIn): string {
  const locale = desk.locale();
  const { name, sku, unit } = product;
  const lines = readDraft(desk.till, order?.id ?? null).filter((line) => line.sku === sku);
  const total = lines.reduce((sum, line) => sum + line.quantity, 0);
  const awaited = order?.lines.find((line) => line.sku === sku)?.awaited ?? 0;
  return wordsIn(suppliesWords, locale).countedIn({
    name,
    quantity: amountText(quantity, unit, locale),
    total: amountText(total, unit, locale),
    awaited: awaited === 0 ? undefined : amountText(awaited, unit, locale),
  });
}

function book(desk: Desk, order: Purchase | undefined, note: string): Result<string, Refusal> {
  const { till } = desk;
  const of = order?.id ?? null;
  const { productsBySku } = till.catalogue();
  const lines = draftedGoods(readDraft(till, of)).map((line) => {
    const supplier = order?.supplier ?? productsBySku.get(line.sku)?.supplier ?? "";
    return Object.assign({ supplier, note }, line);
  });
  const words = wordsIn(suppliesWords, desk.locale());
  if (lines.length === 0) return err({ message: words.nothingCounted });
  const done = desk.actBeside("book delivery", (context) =>
    decideDelivery(context, { order: of, lines }),
  );
  // Whoever vouches for a delivery books it: what is counted in waits for them.
  if (!done.ok) return err({ message: done.fault.message });
  dropDraft(till, of);
  return ok(words.booked({ count: lines.length, number: order?.number }));
}
