/** What pages ask the rows for. Each question names the shops that whoever looks may see: there is none without. */

import { type RawBuilder, sql } from "kysely";

import { type BusinessDay, deviceOf, type Origin } from "../../src/domain/identity.ts";
import { type ReportName, REPORTS, type ReportSum } from "../figures-report.ts";
import { type Rows } from "../rows/rows-database.ts";
import { type Days } from "../sales-report.ts";
import { toldApart } from "../shops-apart.ts";

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

/** Returns the shops of these groups, by name, those of one name with their ids; of all groups for null. */
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
  return toldApart(found);
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

export interface DaySold extends Sold {
  readonly day: BusinessDay;
  readonly currency: string;
}

/** Returns what these shops sold day by day, amounts of one currency added up. */
export async function soldByDay(
  rows: Rows,
  shops: ReadonlyArray<PageShop>,
  { from, to }: Days,
): Promise<ReadonlyArray<DaySold>> {
  const { rows: found } = await sql<DaySold>`
    SELECT figure.day, shop.currency, sum(figure.receipts)::bigint AS receipts,
      sum(figure.sales + figure.returned)::bigint AS sold, sum(figure.refunded)::bigint AS refunded
    FROM till.sales_by_day AS figure JOIN till.shop AS shop ON shop.shop = figure.shop
    WHERE figure.shop = ANY(${idsOf(shops)}::text[]) AND figure.day BETWEEN ${from}::date AND ${to}::date
    GROUP BY figure.day, shop.currency ORDER BY 2, 1`.execute(rows);
  return found;
}

export interface ReportedRow {
  readonly shop: string;
  /** What the figures are of, such as a tax's label. */
  readonly of: string;
  readonly sums: Readonly<Partial<Record<ReportSum, number>>>;
}

/** Returns figures of one report by shop, all these days added up. */
export async function reportOf(
  rows: Rows,
  { shops, report }: { readonly shops: ReadonlyArray<PageShop>; readonly report: ReportName },
  { from, to }: Days,
): Promise<ReadonlyArray<ReportedRow>> {
  const { view, of, sums } = REPORTS[report];
  const added = sql.join(
    sums.map((sum) => sql`sum(figure.${sql.ref(sum)})::bigint AS ${sql.ref(sum)}`),
  );
  const { rows: found } = await sql<Omit<ReportedRow, "sums"> & ReportedRow["sums"]>`
    SELECT figure.shop, figure.${sql.ref(of)} AS of, ${added} FROM ${sql.table(`till.${view}`)} AS figure
    WHERE figure.shop = ANY(${idsOf(shops)}::text[]) AND figure.day BETWEEN ${from}::date AND ${to}::date
    GROUP BY figure.shop, 2 ORDER BY 2`.execute(rows);
  return found.map(({ shop, of: what, ...own }) => ({ shop, of: what, sums: own }));
}

export interface ProductSold {
  readonly sku: string;
  readonly name: string;
  readonly currency: string;
  /** Thousandths. */
  readonly quantity: number;
  /** Minor units: what guests paid for it. */
  readonly amount: number;
}

const PRODUCTS_MAX = 300;

/** Returns the products that brought most on these days, the first one first. */
export async function productsSold(
  rows: Rows,
  shops: ReadonlyArray<PageShop>,
  { from, to }: Days,
): Promise<ReadonlyArray<ProductSold>> {
  const { rows: found } = await sql<ProductSold>`
    SELECT line.sku, max(line.name) AS name, shop.currency, sum(line.quantity)::bigint AS quantity,
      sum(line.net)::bigint AS amount
    FROM ${linesOf(shops, { from, to })}
    GROUP BY line.sku, shop.currency ORDER BY amount DESC, line.sku COLLATE "C" LIMIT ${PRODUCTS_MAX}`.execute(
    rows,
  );
  return found;
}

export interface ProductDay {
  readonly shop: string;
  readonly name: string;
  readonly currency: string;
  readonly day: BusinessDay;
  readonly quantity: number;
  readonly amount: number;
}

/** Returns what one product brought by shop and day. */
export async function productSold(
  rows: Rows,
  { shops, sku }: { readonly shops: ReadonlyArray<PageShop>; readonly sku: string },
  { from, to }: Days,
): Promise<ReadonlyArray<ProductDay>> {
  const { rows: found } = await sql<ProductDay>`
    SELECT receipt.shop, max(line.name) AS name, shop.currency, receipt.day,
      sum(line.quantity)::bigint AS quantity, sum(line.net)::bigint AS amount
    FROM ${linesOf(shops, { from, to })} AND line.sku = ${sku}
    GROUP BY receipt.shop, shop.currency, receipt.day ORDER BY receipt.day`.execute(rows);
  return found;
}

/** Lines of receipts of these shops and days, with their shop. */
function linesOf(shops: ReadonlyArray<PageShop>, { from, to }: Days): RawBuilder<unknown> {
  return sql`till.receipt AS receipt
    JOIN till.receipt_line AS line
      ON line.shop = receipt.shop AND line.stream = receipt.stream AND line.receipt = receipt.receipt
    JOIN till.shop AS shop ON shop.shop = receipt.shop
    WHERE receipt.shop = ANY(${idsOf(shops)}::text[]) AND receipt.day BETWEEN ${from}::date AND ${to}::date`;
}

/** Returns what names the till of a chain, such as `A Front counter`. */
export async function tillNames(
  rows: Rows,
  shops: ReadonlyArray<PageShop>,
): Promise<(shop: string, origin: string) => string | undefined> {
  const { rows: found } = await sql<{ shop: string; device: string; name: string }>`
    SELECT device.shop, device.device, device.code || ' ' || device.name AS name
    FROM till.device AS device WHERE device.shop = ANY(${idsOf(shops)}::text[])
    ORDER BY device.shop`.execute(rows);
  return (shop, origin) =>
    found.find((row) => row.shop === shop && row.device === deviceOf(origin as Origin))?.name;
}

function idsOf(shops: ReadonlyArray<PageShop>): Array<string> {
  return shops.map(({ shop }) => shop);
}
