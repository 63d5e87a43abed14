/** What pages ask the rows for. Each question names the shops that whoever looks may see: there is none without. */

import { type RawBuilder, sql } from "kysely";

import { type BusinessDay } from "../../domain/identity.ts";
import { type Rows } from "../rows/rows-database.ts";
import { type Days } from "../sales-report.ts";

export interface PageShop {
  readonly shop: string;
  readonly name: string;
  /** IANA name. */
  readonly zone: string;
  /** ISO 4217. */
  readonly currency: string;
}

export interface Sold {
  readonly receipts: number;
  /** Minor units: what receipts came to, less goods that came back on them. */
  readonly sold: number;
  readonly refunded: number;
}

export interface ShopSold extends Sold {
  readonly shop: string;
}

export interface ShopDay {
  readonly shop: string;
  readonly day: BusinessDay;
}

/** A day of a shop by the clock: `startMs` is its midnight, in milliseconds since 1970. */
export interface DayBegin extends ShopDay {
  readonly startMs: number;
  /** The first moment that does not count for `soldUntil`. */
  readonly untilMs: number;
  readonly currency: string;
}

export interface HourSold {
  readonly currency: string;
  readonly day: BusinessDay;
  /** Since the midnight with which the day began: a bar is open at 25. */
  readonly hour: number;
  readonly receipts: number;
  /** Minor units. */
  readonly amount: number;
}

export interface SoldUntil {
  readonly shop: string;
  readonly receipts: number;
  /** Minor units. */
  readonly amount: number;
}

/** A clock that was wrong says hours that no day has: they count at its ends. */
const HOURS_MAX = 29;

/** Returns the shops of these groups, by name; of all groups for null. */
export async function shopsOfGroups(
  rows: Rows,
  groups: ReadonlyArray<string> | null,
): Promise<ReadonlyArray<PageShop>> {
  const wanted =
    groups === null
      ? sql`true`
      : sql`shop.shop IN (SELECT shop FROM till.shop_group WHERE grp = ANY(${[...groups]}::text[]))`;
  const { rows: found } = await sql<PageShop>`
    SELECT shop.shop, shop.name, shop.zone, shop.currency FROM till.shop AS shop WHERE ${wanted}
    ORDER BY shop.name COLLATE "C", shop.shop COLLATE "C"`.execute(rows);
  return found;
}

/** Returns a row for each shop that has figures on these days. */
export async function soldByShop(
  rows: Rows,
  shops: ReadonlyArray<PageShop>,
  { from, to }: Days,
): Promise<ReadonlyArray<ShopSold>> {
  const { rows: found } = await sql<ShopSold>`
    SELECT figure.shop, sum(figure.receipts)::bigint AS receipts,
      sum(figure.sales + figure.returned)::bigint AS sold, sum(figure.refunded)::bigint AS refunded
    FROM till.sales_by_day AS figure
    WHERE figure.shop = ANY(${idsOf(shops)}::text[]) AND figure.day BETWEEN ${from}::date AND ${to}::date
    GROUP BY figure.shop`.execute(rows);
  return found;
}

/** Returns days of which something is known to be missing, or that nobody has closed. */
export async function incompleteDays(
  rows: Rows,
  shops: ReadonlyArray<PageShop>,
  { from, to }: Days,
): Promise<ReadonlyArray<ShopDay>> {
  const { rows: found } = await sql<ShopDay>`
    SELECT state.shop, state.day FROM till.day_state AS state
    WHERE state.shop = ANY(${idsOf(shops)}::text[]) AND state.day BETWEEN ${from}::date AND ${to}::date
      AND NOT state.complete
    ORDER BY state.shop COLLATE "C", state.day`.execute(rows);
  return found;
}

/** Returns what receipts came to by hours of these days, over all their shops. */
export async function soldByHour(
  rows: Rows,
  days: ReadonlyArray<DayBegin>,
): Promise<ReadonlyArray<HourSold>> {
  const { rows: found } = await sql<HourSold>`
    SELECT begun.currency, begun.day,
      greatest(0, least(${HOURS_MAX}, (receipt.at_ms - begun.start_ms) / 3600000))::bigint AS hour,
      count(*)::bigint AS receipts, sum(receipt.total)::bigint AS amount
    FROM ${begunTable(days)}
    JOIN till.receipt AS receipt ON receipt.shop = begun.shop AND receipt.day = begun.day
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`.execute(rows);
  return found;
}

/** Returns what receipts of these days came to until a moment of each, by shop. */
export async function soldUntil(
  rows: Rows,
  days: ReadonlyArray<DayBegin>,
): Promise<ReadonlyArray<SoldUntil>> {
  const { rows: found } = await sql<SoldUntil>`
    SELECT receipt.shop, count(*)::bigint AS receipts, sum(receipt.total)::bigint AS amount
    FROM ${begunTable(days)}
    JOIN till.receipt AS receipt ON receipt.shop = begun.shop AND receipt.day = begun.day
    WHERE receipt.at_ms < begun.until_ms GROUP BY receipt.shop`.execute(rows);
  return found;
}

function begunTable(days: ReadonlyArray<DayBegin>): RawBuilder<unknown> {
  return sql`unnest(
      ${days.map(({ shop }) => shop)}::text[], ${days.map(({ day }) => day)}::date[],
      ${days.map(({ startMs }) => startMs)}::bigint[], ${days.map(({ untilMs }) => untilMs)}::bigint[],
      ${days.map(({ currency }) => currency)}::text[]
    ) AS begun (shop, day, start_ms, until_ms, currency)`;
}

function idsOf(shops: ReadonlyArray<PageShop>): Array<string> {
  return shops.map(({ shop }) => shop);
}
