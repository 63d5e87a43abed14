/**
 * The sums that stock is kept in. What orders take and give back is a sum for each article and place, once
 * in all and once for each day of the ledger's clock; whose it was is a sum for each account.
 *
 * A day here is one of the clock in events' keys and no business day, and a quarter is a quarter of an hour
 * of it: a count stands among the moves by its key, and only the moves of its own quarter are looked at one
 * by one.
 */

import { type EventKey, HLC_PER_MS } from "../events/event.ts";
import { type BusinessDay, type Origin } from "../identity.ts";
import { type StockActDeed } from "../state/stock-state.ts";

const MOVED_PREFIX = "stock/moved/";
const DAY_PREFIX = "stock/day/";
const QUARTER_PREFIX = "stock/quarter/";
const FREED_PREFIX = "stock/freed/";
const ACCOUNT_PREFIX = "stock/account/";
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const DAY_DIGITS = 6;
const QUARTER_DIGITS = 8;
/** As many as the largest safe integer has. */
const SEQ_DIGITS = 16;

/** An SKU has no such sign. */
const SEPARATOR = "|";

/** Decisions of one act after another look at these sums. */
export function isStockKey(key: string): boolean {
  return key.startsWith(ACCOUNT_PREFIX) || key.startsWith(MOVED_PREFIX);
}

/** Returns the key of all that orders moved of an article at a place; below zero where they took it. */
export function stockMovedKey(sku: string, place: string): string {
  return `${MOVED_PREFIX}${sku}${SEPARATOR}${place}`;
}

/** Returns the number of days of an event's clock since 1970. */
export function stockDay(hlc: number): number {
  return Math.floor(hlc / HLC_PER_MS / DAY_MS);
}

/** Returns the beginning of the keys of what orders moved by days. */
export function stockDaysPrefix(sku: string, place: string): string {
  return `${DAY_PREFIX}${sku}${SEPARATOR}${place}${SEPARATOR}`;
}

export function stockDayKey(sku: string, place: string, day: number): string {
  return stockDaysPrefix(sku, place) + String(day).padStart(DAY_DIGITS, "0");
}

/** Returns the number of quarters of an hour of an event's clock since 1970. */
export function stockQuarter(hlc: number): number {
  return Math.floor(hlc / HLC_PER_MS / QUARTER_MS);
}

/** Returns the beginning of the keys of what orders moved by the quarters of a day. */
export function stockQuartersPrefix(sku: string, place: string, day: number): string {
  const name = [sku, place, day].join(SEPARATOR);
  return QUARTER_PREFIX + name + SEPARATOR;
}

export function stockQuarterKey(
  sku: string,
  place: string,
  { day, quarter }: { readonly day: number; readonly quarter: number },
): string {
  return stockQuartersPrefix(sku, place, day) + String(quarter).padStart(QUARTER_DIGITS, "0");
}

/** Orders that moved stock in that quarter of an hour of the ledger's clock. */
export function stockQuarterTag(quarter: number): string {
  return `stock/on/${quarter}`;
}

/** Returns the key of what is a till's by right, of an article, in one incarnation of the till. */
export function stockAccountKey(sku: string, origin: Origin): string {
  return stockAccountsPrefix(sku) + origin;
}

/** Returns the beginning of the keys of what is whose by right. */
export function stockAccountsPrefix(sku: string): string {
  return ACCOUNT_PREFIX + sku + SEPARATOR;
}

/** Returns the beginning of the keys of what others freed of a till's lines, by who did. */
export function stockFreedPrefix(sku: string, account: Origin): string {
  return FREED_PREFIX + sku + SEPARATOR + account + SEPARATOR;
}

/** Returns the beginning of the tags of the events by which a till freed lines of another. */
export function stockFreedTags(sku: string, account: Origin, by: Origin): string {
  return stockFreedPrefix(sku, account) + by + SEPARATOR;
}

export function stockFreedTag(
  sku: string,
  account: Origin,
  { origin, seq }: Pick<EventKey, "origin" | "seq">,
): string {
  return stockFreedTags(sku, account, origin) + String(seq).padStart(SEQ_DIGITS, "0");
}

/** What a business day did with stock; `used` is what orders took. */
export type StockDeed = "used" | StockActDeed;

/** Returns the beginning of the keys of one deed on all business days, which stand in their order. */
export function stockDeedsPrefix(deed: StockDeed): string {
  return `stock/${deed}/`;
}

/** Returns the beginning of the keys of what a business day did, by article. */
export function stockDeedPrefix(deed: StockDeed, day: BusinessDay): string {
  return `${stockDeedsPrefix(deed)}${day}/`;
}

export function stockDeedKey(deed: StockDeed, day: BusinessDay, sku: string): string {
  return stockDeedPrefix(deed, day) + sku;
}

/** Before the keys of by how much there was more of goods that orders took and no receipt has, by business day. */
export const OPEN_GOODS_PREFIX = "stock/open/";

export function openGoodsKey(day: BusinessDay, sku: string): string {
  return `${OPEN_GOODS_PREFIX}${day}/${sku}`;
}

/** Articles that were counted on that business day. */
export function stockCountedTag(day: BusinessDay): string {
  return `stock/counted/${day}`;
}

const DEED_KEY = /^stock\/[a-z-]+\/(?<day>\d{4}-\d\d-\d\d)\/(?<sku>.+)$/su;

/**
 * Returns which article a sum is about: with a business day where it is of what that day did, without one where it
 * is of where goods lie. Undefined for any other sum.
 */
export function stockSumOf(
  key: string,
): { readonly sku: string; readonly day?: BusinessDay } | undefined {
  for (const prefix of [MOVED_PREFIX, DAY_PREFIX, QUARTER_PREFIX]) {
    const end = key.indexOf(SEPARATOR);
    if (key.startsWith(prefix) && end > 0) return { sku: key.slice(prefix.length, end) };
  }
  if (key.startsWith(OPEN_GOODS_PREFIX)) return undefined;
  const { day, sku } = DEED_KEY.exec(key)?.groups ?? {};
  return day === undefined || sku === undefined ? undefined : { sku, day: day as BusinessDay };
}
