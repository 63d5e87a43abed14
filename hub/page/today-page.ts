/** Today beside the same weekday of last week, over all shops. */

import { type BusinessDay } from "../../src/domain/identity.ts";
import { type Currency } from "../../src/domain/money/currency.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { type Days } from "../sales-report.ts";
import { begunDays, hourBlocks } from "./hours.ts";
import { type PageContext, shopsByCurrency } from "./page-context.ts";
import {
  incompleteDays,
  type PageShop,
  type ShopSold,
  soldByShop,
  type SoldUntil,
  soldUntil,
} from "./page-figures.ts";
import { type Block, type Card, type Cell, type Row, type Table, type View } from "./view.ts";

const WEEK = 7;

/** What is known of the shops, by their ids. */
interface Both {
  readonly now: ReadonlyMap<string, ShopSold>;
  /** That whole day of last week, and what came in until this time of it. */
  readonly lastWeek: ReadonlyMap<string, ShopSold>;
  readonly soFar: ReadonlyMap<string, SoldUntil>;
}

export async function todayPage(context: PageContext): Promise<View> {
  const { rows, shops, today, words, text } = context;
  const before = addDays(today, -WEEK);
  const both = {
    now: byShop(await soldByShop(rows, shops, only(today))),
    lastWeek: byShop(await soldByShop(rows, shops, only(before))),
    soFar: byShop(await soldUntil(rows, begunDays(context, shops, before))),
  };
  const missing = await incompleteDays(rows, shops, only(before));
  const names = shops.filter(({ shop }) => missing.some((day) => day.shop === shop));
  const note = names.length === 0 ? undefined : names.map(({ name }) => name).join(", ");
  const blocks: ReadonlyArray<Block> = [
    ...shopsByCurrency(shops).map((group): Block => ({
      type: "cards",
      cards: cardsOf(context, group, both),
    })),
    ...(await hourBlocks(context, { day: today, before })),
    {
      ...shopTable(context, both),
      note: note === undefined ? undefined : words.today.missing({ shops: note }),
    },
  ];
  return {
    title: words.frame.today,
    subtitle: words.today.against({ day: text.day(today), before: text.day(before) }),
    choice: { type: "none" },
    isLive: true,
    blocks: shops.length === 0 ? [{ type: "note", text: words.nobody }] : blocks,
  };
}

function only(day: BusinessDay): Days {
  return { from: day, to: day };
}

function byShop<Each extends { readonly shop: string }>(
  rows: ReadonlyArray<Each>,
): ReadonlyMap<string, Each> {
  return new Map(rows.map((row) => [row.shop, row]));
}

interface CurrencyGroup {
  readonly currency: Currency | undefined;
  readonly shops: ReadonlyArray<PageShop>;
}

/** Amounts of one currency are added up, and no others. */
function cardsOf(
  { words, text }: PageContext,
  { currency, shops }: CurrencyGroup,
  { now, lastWeek, soFar }: Both,
): ReadonlyArray<Card> {
  function sum(of: (shop: string) => number | undefined): number {
    return shops.reduce((all, { shop }) => all + (of(shop) ?? 0), 0);
  }

  const sold = sum((shop) => now.get(shop)?.sold);
  const receipts = sum((shop) => now.get(shop)?.receipts);
  const past = sum((shop) => soFar.get(shop)?.amount);
  const change = text.change(sold, past);
  const amount = text.money(past, currency) + (change === "" ? "" : ` (${change})`);
  const whole = text.money(
    sum((shop) => lastWeek.get(shop)?.sold),
    currency,
  );
  const average = text.money(receipts === 0 ? 0 : Math.round(sold / receipts), currency);
  const refunded = text.money(
    sum((shop) => now.get(shop)?.refunded),
    currency,
  );
  return [
    {
      label: words.today.sold,
      figure: text.money(sold, currency, true),
      details: [words.today.sofar({ amount }), words.today.whole({ amount: whole })],
    },
    {
      label: words.today.receipts,
      figure: String(receipts),
      details: [words.today.average({ amount: average })],
    },
    { label: words.today.refunded, figure: refunded, details: [] },
  ];
}

function shopTable({ shops, words }: PageContext, both: Both): Table {
  const groups = shopsByCurrency(shops);
  return {
    type: "table",
    id: "shops",
    title: words.frame.shops,
    columns: [
      { key: "shop", head: words.column.shop },
      { key: "receipts", head: words.today.receipts },
      { key: "sold", head: words.column.sold },
      { key: "sold-by-this-time-last-week", head: words.column.soFar },
      { key: "change", head: words.column.change },
      { key: "sold-last-week", head: words.column.lastWeek },
    ],
    rows: [
      ...shops.map((shop): Row => {
        const currency = groups.find(({ code }) => code === shop.currency)?.currency;
        return {
          currency,
          cells: shopCells(
            { text: shop.name, href: `/shop/${encodeURIComponent(shop.shop)}` },
            [shop],
            both,
          ),
        };
      }),
      ...groups
        .filter((group) => group.shops.length > 1)
        .map(({ currency, shops: own }): Row => {
          const cells = shopCells({ text: words.column.total }, own, both);
          return { currency, isTotal: true, cells };
        }),
    ],
  };
}

function shopCells(
  name: { readonly text: string; readonly href?: string },
  shops: ReadonlyArray<PageShop>,
  { now, lastWeek, soFar }: Both,
): ReadonlyArray<Cell> {
  function sum(of: (shop: string) => number | undefined): number {
    return shops.reduce((all, { shop }) => all + (of(shop) ?? 0), 0);
  }

  const sold = sum((shop) => now.get(shop)?.sold);
  const past = sum((shop) => soFar.get(shop)?.amount);
  return [
    { type: "text", ...name },
    { type: "count", count: sum((shop) => now.get(shop)?.receipts) },
    { type: "money", amount: sold },
    { type: "money", amount: past },
    { type: "change", amount: sold, before: past },
    { type: "money", amount: sum((shop) => lastWeek.get(shop)?.sold) },
  ];
}
