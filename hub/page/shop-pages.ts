/** The shops over some days, and one of them day by day. */

import { type Days } from "../sales-report.ts";
import { dayBlocks } from "./days-blocks.ts";
import { currencyOf, type PageContext, shopsByCurrency } from "./page-context.ts";
import { type Asked, daysAsked, daysQuery } from "./page-days.ts";
import {
  incompleteDays,
  type PageShop,
  type ShopDay,
  soldByDay,
  soldByShop,
} from "./page-figures.ts";
import { reportTables } from "./report-tables.ts";
import { type Column, type Row, type View } from "./view.ts";

export async function shopsPage(context: PageContext, asked: Asked): Promise<View> {
  const { rows, shops, today, words } = context;
  const days = daysAsked(asked, today);
  const sold = await soldByShop(rows, shops, days);
  const missing = await pastMissing(context, shops, days);
  const byDay = await soldByDay(rows, shops, days);
  const totals = shopsByCurrency(shops).filter((group) => group.shops.length > 1);
  return {
    title: words.frame.shops,
    subtitle: spanText(context, days),
    choice: { type: "range", ...days },
    isLive: false,
    blocks: [
      {
        type: "table",
        id: "shops",
        title: words.frame.shops,
        columns: [
          { key: "shop", head: words.column.shop },
          ...moreColumns(context, "sold"),
          { key: "incomplete-days", head: words.column.missing },
        ],
        rows: [
          ...shops.map((shop): Row => {
            const own = sold.find((row) => row.shop === shop.shop);
            const count = missing.filter((row) => row.shop === shop.shop).length;
            const href = `/shop/${encodeURIComponent(shop.shop)}?${daysQuery(days)}`;
            return {
              currency: currencyOf(shop),
              cells: [
                { type: "text", text: shop.name, href },
                { type: "count", count: own?.receipts ?? 0 },
                { type: "money", amount: own?.sold ?? 0 },
                { type: "money", amount: own?.refunded ?? 0 },
                { type: "count", count },
              ],
            };
          }),
          ...totals.map(({ code, currency }): Row => {
            const own = byDay.filter((row) => row.currency === code);
            return {
              currency,
              isTotal: true,
              cells: [
                { type: "text", text: words.column.total },
                { type: "count", count: own.reduce((sum, { receipts }) => sum + receipts, 0) },
                { type: "money", amount: own.reduce((sum, row) => sum + row.sold, 0) },
                { type: "money", amount: own.reduce((sum, { refunded }) => sum + refunded, 0) },
                { type: "count", count: missing.length },
              ],
            };
          }),
        ],
      },
      ...dayBlocks(context, byDay.map(toFigures), {
        shops,
        days,
        columns: moreColumns(context),
        title: words.shops.byDay,
      }),
    ],
  };
}

/** Returns undefined for a shop that is not here, or not for whoever looks. */
export async function shopPage(context: PageContext, asked: Asked): Promise<View | undefined> {
  const { rows, today, words, text } = context;
  const shop = context.shops.find((each) => each.shop === asked("shop"));
  if (shop === undefined) return undefined;
  const shops = [shop];
  const days = daysAsked(asked, today);
  const byDay = await soldByDay(rows, shops, days);
  const missing = await pastMissing(context, shops, days);
  const names = missing.map(({ day }) => text.day(day)).join(", ");
  return {
    title: shop.name,
    subtitle: spanText(context, days),
    choice: { type: "range", ...days },
    isLive: false,
    blocks: [
      ...(missing.length === 0
        ? []
        : [{ type: "note", text: words.shops.missing({ days: names }) } as const]),
      ...dayBlocks(context, byDay.map(toFigures), {
        shops,
        days,
        columns: moreColumns(context),
        title: words.shops.byDay,
      }),
      ...(await reportTables(context, shops, days)),
      ...(byDay.length === 0 ? [{ type: "note", text: words.nothing } as const] : []),
    ],
  };
}

/** Today is not complete for anybody. */
async function pastMissing(
  { rows, today }: PageContext,
  shops: ReadonlyArray<PageShop>,
  days: Days,
): Promise<ReadonlyArray<ShopDay>> {
  return (await incompleteDays(rows, shops, days)).filter(({ day }) => day < today);
}

/** Returns the days as people read them. */
export function spanText({ text }: PageContext, { from, to }: Days): string {
  return from === to ? text.day(from) : `${text.day(from)} – ${text.day(to)}`;
}

function toFigures({
  day,
  currency,
  receipts,
  sold,
  refunded,
}: Awaited<ReturnType<typeof soldByDay>>[number]): Parameters<typeof dayBlocks>[1][number] {
  return {
    day,
    currency,
    amount: sold,
    cells: [
      { type: "count", count: receipts },
      { type: "money", amount: refunded },
    ],
  };
}

function moreColumns({ words }: PageContext, sold?: "sold"): ReadonlyArray<Column> {
  return [
    { key: "receipts", head: words.today.receipts },
    ...(sold === undefined ? [] : [{ key: sold, head: words.column.sold }]),
    { key: "refunded", head: words.today.refunded },
  ];
}
