/** What was sold of each product over some days, and of one of them day by day and shop by shop. */

import { currenciesByCode } from "../../src/domain/money/currency.ts";
import { dayBlocks } from "./days-blocks.ts";
import { currencyOf, type PageContext } from "./page-context.ts";
import { type Asked, daysAsked, daysQuery } from "./page-days.ts";
import { type ProductDay, productsSold, productSold } from "./page-figures.ts";
import { spanText } from "./shop-pages.ts";
import { type Row, type View } from "./view.ts";

export async function productsPage(context: PageContext, asked: Asked): Promise<View> {
  const { rows, shops, today, words } = context;
  const days = daysAsked(asked, today);
  const products = await productsSold(rows, shops, days);
  return {
    title: words.frame.products,
    subtitle: spanText(context, days),
    choice: { type: "range", ...days },
    isLive: false,
    blocks: [
      {
        type: "table",
        id: "products",
        title: words.frame.products,
        note: words.products.note,
        columns: [
          { key: "product", head: words.column.product },
          { key: "sku", head: words.column.sku },
          { key: "quantity", head: words.column.quantity },
          { key: "sold", head: words.column.sold },
        ],
        rows: products.map(({ sku, name, currency, quantity, amount }): Row => {
          const href = `/product?sku=${encodeURIComponent(sku)}&${daysQuery(days)}`;
          return {
            currency: currenciesByCode.get(currency),
            cells: [
              { type: "text", text: name === "" ? sku : name, href },
              { type: "text", text: sku },
              { type: "quantity", quantity },
              { type: "money", amount },
            ],
          };
        }),
      },
    ],
  };
}

/** Returns undefined for a product that was not sold on these days, or not where whoever looks may see it. */
export async function productPage(context: PageContext, asked: Asked): Promise<View | undefined> {
  const { rows, shops, today, words } = context;
  const sku = asked("sku");
  if (sku === undefined) return undefined;
  const days = daysAsked(asked, today);
  const sold = await productSold(rows, { shops, sku }, days);
  const own = shops.filter(({ shop }) => sold.some((row) => row.shop === shop));
  return {
    title: sold[0]?.name ?? sku,
    subtitle: `${sku} · ${spanText(context, days)}`,
    choice: { type: "range", ...days, keep: { sku } },
    isLive: false,
    blocks: [
      ...dayBlocks(context, byDay(sold), {
        shops,
        days,
        columns: [{ key: "quantity", head: words.column.quantity }],
        title: words.shops.byDay,
      }),
      {
        type: "table",
        id: "shops",
        title: words.frame.shops,
        columns: [
          { key: "shop", head: words.column.shop },
          { key: "quantity", head: words.column.quantity },
          { key: "sold", head: words.column.sold },
        ],
        rows: own.map((shop): Row => {
          const rowsOfShop = sold.filter((row) => row.shop === shop.shop);
          const href = `/shop/${encodeURIComponent(shop.shop)}?${daysQuery(days)}`;
          return {
            currency: currencyOf(shop),
            cells: [
              { type: "text", text: shop.name, href },
              {
                type: "quantity",
                quantity: rowsOfShop.reduce((sum, row) => sum + row.quantity, 0),
              },
              { type: "money", amount: rowsOfShop.reduce((sum, row) => sum + row.amount, 0) },
            ],
          };
        }),
      },
    ],
  };
}

function byDay(sold: ReadonlyArray<ProductDay>): Parameters<typeof dayBlocks>[1] {
  const groups = Map.groupBy(sold, ({ day, currency }) => `${day} ${currency}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const quantity = group.reduce((sum, row) => sum + row.quantity, 0);
    return [
      {
        day: first.day,
        currency: first.currency,
        amount: group.reduce((sum, { amount }) => sum + amount, 0),
        cells: [{ type: "quantity", quantity } as const],
      },
    ];
  });
}
