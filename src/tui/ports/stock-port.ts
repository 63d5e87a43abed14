/** The stock of the shop's goods as the back office shows it, and what people book there. */

import { type Result } from "../../domain/base/result.ts";
import { type StockMoveWish } from "../../domain/commands/stock/move-stock.ts";
import { type CameGoods } from "../../domain/commands/stock/order-supplies.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { type Pack } from "../../domain/goods/stock-keeping.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Refusal } from "./refusal-port.ts";

/** What is booked of one article. */
export type OfficeBooking = StockMoveWish | ({ readonly type: "receive" } & CameGoods);

/** An article whose stock is kept; quantities are in millionths of its unit. */
export interface ArticleInStock {
  readonly product: Product;
  /** At all places; below zero where more went than came. */
  readonly level: number;
  /** Undefined where nobody ever said a cost. */
  readonly worth: MinorUnits | undefined;
  readonly usedPerDay: number;
  /** What is to be ordered of it; undefined where there is enough. */
  readonly toOrder: { readonly order: number; readonly pack: Pack | undefined } | undefined;
}

export interface LookedArticle extends ArticleInStock {
  /** The one that goods are sold from first, under the empty name. */
  readonly places: ReadonlyArray<{
    readonly place: string;
    readonly name: string;
    readonly level: number;
  }>;
  /** What each till may sell of a guarded article, and what it lacks; none of another one. */
  readonly rights: ReadonlyArray<{
    readonly till: string;
    readonly balance: number;
    readonly short: number;
  }>;
  /** What was booked last, the newest first; nothing for whoever may not book. */
  readonly moves: ReadonlyArray<{ readonly at: string; readonly text: string }>;
}

export interface OfficeStock {
  /** Returns the articles of these whose stock is kept, in their order. */
  readonly list: (skus: ReadonlyArray<string>) => ReadonlyArray<ArticleInStock>;
  /** Returns the SKUs of which more went than came, as far as that is worked out. */
  readonly below: () => ReadonlyArray<string>;
  /** Undefined for what is no article. */
  readonly look: (sku: string) => LookedArticle | undefined;
  readonly book: (wish: OfficeBooking) => Result<void, Refusal>;
}
