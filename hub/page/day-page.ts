/** One business day, over all shops. */

import { addDays } from "../../src/domain/text/civil-time.ts";
import { hourBlocks } from "./hours.ts";
import { currencyOf, type PageContext } from "./page-context.ts";
import { type Asked, dayAsked, daysQuery } from "./page-days.ts";
import { incompleteDays, soldByShop } from "./page-figures.ts";
import { reportTables } from "./report-tables.ts";
import { type Row, type Table, type View } from "./view.ts";

const WEEK = 7;

export async function dayPage(context: PageContext, asked: Asked): Promise<View> {
  const { rows, shops, today, words, text } = context;
  const day = dayAsked(asked, today);
  const days = { from: day, to: day };
  const sold = await soldByShop(rows, shops, days);
  const missing = await incompleteDays(rows, shops, days);
  const table: Table = {
    type: "table",
    id: "shops",
    title: words.frame.shops,
    columns: [
      { key: "shop", head: words.column.shop },
      { key: "receipts", head: words.today.receipts },
      { key: "sold", head: words.column.sold },
      { key: "refunded", head: words.today.refunded },
      { key: "day", head: words.column.state },
    ],
    rows: shops.map((shop): Row => {
      const own = sold.find((row) => row.shop === shop.shop);
      const isMissing = missing.some((row) => row.shop === shop.shop);
      const state = own === undefined ? "" : isMissing ? words.day.incomplete : words.day.complete;
      const href = `/shop/${encodeURIComponent(shop.shop)}?${daysQuery({ from: addDays(day, 1 - WEEK), to: day })}`;
      return {
        currency: currencyOf(shop),
        cells: [
          { type: "text", text: shop.name, href },
          { type: "count", count: own?.receipts ?? 0 },
          { type: "money", amount: own?.sold ?? 0 },
          { type: "money", amount: own?.refunded ?? 0 },
          { type: "text", text: state },
        ],
      };
    }),
  };
  return {
    title: text.day(day),
    subtitle: words.day.beside({ day: text.day(addDays(day, -WEEK)) }),
    choice: { type: "day", day },
    isLive: false,
    blocks: [
      ...(await hourBlocks(context, { day, before: addDays(day, -WEEK) })),
      table,
      ...(await reportTables(context, shops, days)),
    ],
  };
}
