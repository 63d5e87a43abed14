/** The shop's stock: what of it is where and what it is worth, and what people book of it. */

import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { decideMoveStock, type StockMoveWish } from "../../domain/commands/stock/move-stock.ts";
import { type CameGoods, decideDelivery } from "../../domain/commands/stock/order-supplies.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type StockState } from "../../domain/state/stock-state.ts";
import { costOf } from "../../domain/stock/cost.ts";
import { stockLevelOf, stockPlaces } from "../../domain/stock/levels.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type Actor, type Till } from "../till/till.ts";

export interface ArticleStock {
  readonly product: Product;
  /** How much there is at all places, in millionths; below zero where more went than came. */
  readonly level: number;
  /** By place, the one that goods are sold from first, under the empty name. */
  readonly places: ReadonlyArray<{ readonly place: string; readonly level: number }>;
  /** What that much costs; undefined where nobody ever said a cost. */
  readonly worth: MinorUnits | undefined;
}

/** Returns the articles whose stock is kept, in the catalogue's order. */
export function stockOfShop({ ledger, catalogue }: Till): ReadonlyArray<ArticleStock> {
  const kept = [...catalogue().productsBySku.values()].filter(({ stock }) => stock !== "none");
  // Each is looked at once: keeping 20,000 of them would push out what the next sale needs.
  return ledger.read((view) =>
    kept.map((product) => articleStock(view, product, view.glance("stock", product.sku))),
  );
}

/** Returns the stock of one article, whether it is kept or not. */
export function stockOfArticle({ ledger }: Till, product: Product): ArticleStock {
  return ledger.read((view) => articleStock(view, product, view.state("stock", product.sku)));
}

function articleStock(view: LedgerView, product: Product, state: StockState): ArticleStock {
  const { sku } = product;
  const places = stockPlaces(state).map((place) => {
    return { place, level: stockLevelOf(view, state, { sku, place }) };
  });
  const level = places.reduce((sum, here) => sum + here.level, 0);
  return { product, level, places, worth: costOf(state, level) };
}

/** What is booked of one article. */
export type StockWish =
  | StockMoveWish
  | ({ readonly type: "receive"; readonly order?: EventId } & CameGoods);

/** Books what came, went, was carried elsewhere or was counted. */
export function moveStock(till: Till, actor: Actor, wish: StockWish): Result<Committed, Refusal> {
  return till.act(actor, `stock ${wish.type}`, (context) =>
    wish.type === "receive"
      ? decideDelivery(context, { order: wish.order ?? null, lines: [wish] })
      : decideMoveStock(context, wish),
  );
}
