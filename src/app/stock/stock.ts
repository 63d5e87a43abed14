/** The shop's stock: what of it is where and what it is worth, and what people book of it. */

import { type Result } from "../../domain/base/result.ts";
import { decideMoveStock, type StockMoveWish } from "../../domain/commands/move-stock.ts";
import { type CameGoods, decideDelivery } from "../../domain/commands/order-supplies.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { costOf } from "../../domain/stock/cost.ts";
import { stockLevelAt, stockPlaces } from "../../domain/stock/levels.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type Actor, type Till } from "../till.ts";

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
  return ledger.read((view) => kept.map((product) => articleStock(view, product)));
}

/** Returns the stock of one article, whether it is kept or not. */
export function stockOfArticle({ ledger }: Till, product: Product): ArticleStock {
  return ledger.read((view) => articleStock(view, product));
}

function articleStock(view: LedgerView, product: Product): ArticleStock {
  const { sku } = product;
  const state = view.state("stock", sku);
  const places = stockPlaces(state).map((place) => {
    return { place, level: stockLevelAt(view, { sku, place }) };
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
