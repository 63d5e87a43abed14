/**
 * Price lists as somebody types them: when they hold, and what is on them. Each price is a field of its
 * own, `price:BEER`, that says `3.50` or `20%`; an empty text takes the product off the list.
 */

import { err, ok, type Result } from "../base/result.ts";
import { CUSTOMER_GROUP_MAX } from "../events/register-schemas.ts";
import {
  type Catalogue,
  type ListedPrice,
  type PriceList,
  type Service,
  SERVICES,
  type TimeBand,
} from "../goods/catalogue.ts";
import { MINUTES_PER_DAY } from "../goods/time-band.ts";
import { type Currency } from "../money/currency.ts";
import { readCustomerGroup } from "../people/customer-group.ts";
import { USUAL_PRIORITY } from "../prices/catalogue-view.ts";
import { timeOfDayText } from "../text/clock-text.ts";
import { readWeekday } from "../text/day-text.ts";
import { compareText } from "../text/entry-text.ts";
import { type Language } from "../text/locale.ts";
import { quoted } from "../text/quoted.ts";
import { type EditFault, type EntryEdit, type FieldText } from "./entry-wish.ts";
import { readCount, readEntryName, wrongField } from "./field-text.ts";
import { readYesNo } from "./goods-cell.ts";
import { listedPriceText, readListedPrice } from "./listed-price-text.ts";

interface Wish {
  readonly id: string;
  readonly fields: ReadonlyArray<FieldText>;
  readonly catalogue: Catalogue;
  readonly currency: Currency;
}

type Edit = Extract<EntryEdit, { readonly type: "price-list" }>;

export const ONE_PRICE = "price:";
/** The days as events count them: Monday first. */
export const DAY_WORDS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** The largest priority that an event may hold. */
const PRIORITY_MAX = 99;
const HOURS_MAX = 10;
/** The most prices that one act may write; more need a file. */
const AT_ONCE_MAX = 200;
const FIELDS = ["name", "days", "hours", "services", "groups", "priority", "active"] as const;
/** The most groups that an event may hold. */
const GROUPS_MAX = 20;

/** Returns the prices on a list, by SKU. */
export function pricesOn(
  { listedPrices }: Pick<Catalogue, "listedPrices">,
  list: string,
): ReadonlyMap<string, ListedPrice> {
  return new Map(
    [...listedPrices].flatMap(([sku, byList]) => {
      const price = byList.get(list);
      return price === undefined ? [] : [[sku, price] as const];
    }),
  );
}

/**
 * Returns the prices on a list, with null for a product that one till took off while another set
 * its price: a person may decide which holds.
 */
export function pricesAskedOn(
  catalogue: Pick<Catalogue, "listedPrices" | "contestedLists">,
  list: string,
): ReadonlyMap<string, ListedPrice | null> {
  const off = [...catalogue.contestedLists].filter(([, lists]) => lists.includes(list));
  return new Map([...pricesOn(catalogue, list), ...off.map(([sku]) => [sku, null] as const)]);
}

/** Returns the prices on the list after the edit. */
export function pricesAfter(
  { after, prices }: Edit,
  catalogue: Pick<Catalogue, "listedPrices">,
): ReadonlyMap<string, ListedPrice> {
  const all = new Map(pricesOn(catalogue, after.id));
  for (const { sku, after: price } of prices) {
    if (price === null) all.delete(sku);
    else all.set(sku, price);
  }
  return all;
}

/** Returns the list's own fields, then its prices by rising SKU. */
export function listFields(
  list: PriceList,
  prices: ReadonlyMap<string, ListedPrice | null>,
  currency: Currency,
): ReadonlyArray<FieldText> {
  return [
    { field: "name", text: list.name },
    { field: "days", text: daysText(list.days) },
    { field: "hours", text: hoursText(list.hours) },
    { field: "services", text: list.services.join(" ") },
    { field: "groups", text: list.groups.join(" ") },
    { field: "priority", text: String(list.priority) },
    { field: "active", text: list.active ? "yes" : "no" },
    ...[...prices]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([sku, price]) => ({
        field: ONE_PRICE + sku,
        text: price === null ? "" : listedPriceText(price, currency),
      })),
  ];
}

/** Returns days as `readDays` takes them. */
export function daysText(days: ReadonlyArray<number>): string {
  return days.map((day) => DAY_WORDS[day - 1] ?? "").join(" ");
}

/** Returns hours as `readHours` takes them. */
export function hoursText(hours: ReadonlyArray<TimeBand>): string {
  return hours.map(bandText).join(" ");
}

/** A new one holds always, and has no prices. */
export function readList({ id, fields, catalogue, currency }: Wish): Result<EntryEdit, EditFault> {
  const listNow = catalogue.priceListsById.get(id);
  const always = { days: [], hours: [], services: [], groups: [] };
  const usual: PriceList = { id, name: "", priority: USUAL_PRIORITY, ...always, active: true };
  let after = listNow ?? usual;
  const prices: Array<Edit["prices"][number]> = [];
  if (fields.length > AT_ONCE_MAX) {
    return wrongField("price", `is there ${fields.length} times: at most ${AT_ONCE_MAX} at once`);
  }
  for (const { field, text } of fields) {
    if (field.startsWith(ONE_PRICE)) {
      const sku = field.slice(ONE_PRICE.length);
      const read = readPriceOf(sku, text, { catalogue, currency });
      if (!read.ok) return wrongField(field, read.fault);
      prices.push(read.value);
    } else {
      const read = readField(after, { field, text });
      if (!read.ok) return wrongField(field, read.fault);
      after = read.value;
    }
  }
  return ok({ type: "price-list", before: listNow, after, prices });
}

function readPriceOf(
  sku: string,
  text: string,
  { catalogue, currency }: Pick<Wish, "catalogue" | "currency">,
): Result<Edit["prices"][number], string> {
  const product = catalogue.productsBySku.get(sku);
  if (product === undefined) return err(`${quoted(sku)} is no SKU of the shop`);
  const read = readListedPrice(text, product, { catalogue, currency });
  return read.ok ? ok({ sku, after: read.value }) : read;
}

function readField(list: PriceList, { field, text }: FieldText): Result<PriceList, string> {
  switch (field) {
    case "name":
      return withRead(readEntryName(text), (name) => ({ ...list, name }));
    case "priority":
      return withRead(readCount(text, PRIORITY_MAX), (priority) => ({ ...list, priority }));
    case "days":
      return withRead(readDays(text), (days) => ({ ...list, days }));
    case "hours":
      return withRead(readHours(text), (hours) => ({ ...list, hours }));
    case "services":
      return withRead(readServices(text), (services) => ({ ...list, services }));
    case "groups":
      return withRead(readGroups(text), (groups) => ({ ...list, groups }));
    case "active":
      return withRead(readYesNo(text.trim(), true), (active) => ({ ...list, active }));
    default:
      return err(`is no field: there are ${FIELDS.join(", ")}, ${ONE_PRICE}SKU`);
  }
}

function withRead<Value>(
  read: Result<Value, string>,
  make: (value: Value) => PriceList,
): Result<PriceList, string> {
  return read.ok ? ok(make(read.value)) : read;
}

/** A span of days as somebody types it, in the words that a list takes: Dutch `vr-zo` is `fri-sun`. */
export function toDayWords(text: string, language: Language): string {
  return text.replaceAll(/[^\s\-–]+/gu, (word) => {
    const day = readWeekday(word, language);
    return day === undefined ? word : (DAY_WORDS[day - 1] ?? word);
  });
}

/** `mon-fri sun`; all seven are none. */
export function readDays(text: string): Result<ReadonlyArray<number>, string> {
  const days = new Set<number>();
  for (const word of wordsOf(text)) {
    const [first = "", last = first, ...more] = word.split(/[-–]/u);
    const [from, to] = [readWeekday(first), readWeekday(last)];
    if (from === undefined || to === undefined || more.length > 0) {
      return err(`${quoted(word)} is no day of the week: such as mon-fri, or sat sun`);
    }
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) break;
    }
  }
  return ok(days.size === 7 ? [] : [...days].toSorted((a, b) => a - b));
}

/** `16:00-18:00 22-2`. */
export function readHours(text: string): Result<ReadonlyArray<TimeBand>, string> {
  const bands: TimeBand[] = [];
  for (const word of wordsOf(text)) {
    const [from, to, ...more] = word.split(/[-–]/u).map(readMinute);
    if (from === undefined || to === undefined || more.length > 0) {
      return err(`${quoted(word)} is no span of time: such as 16:00-18:00, or 22-2`);
    }
    if (from === to % MINUTES_PER_DAY) {
      return err(`${quoted(word)} is no time at all: say nothing for the whole day`);
    }
    bands.push({ from, to: to % MINUTES_PER_DAY });
  }
  if (bands.length > HOURS_MAX) return err(`has too many: at most ${HOURS_MAX}`);
  return ok(bands.toSorted((a, b) => a.from - b.from || a.to - b.to));
}

/** `24` ends a day. */
function readMinute(text: string, place: number): number | undefined {
  const [, hour = "", minute = "0"] = /^([0-9]{1,2})(?:[:.]([0-9]{2}))?$/u.exec(text) ?? [];
  const minutes = hour === "" ? Infinity : Number(hour) * 60 + Number(minute);
  const last = place === 0 ? MINUTES_PER_DAY - 1 : MINUTES_PER_DAY;
  return Number(minute) < 60 && minutes <= last ? minutes : undefined;
}

function readServices(text: string): Result<ReadonlyArray<Service>, string> {
  const words = wordsOf(text);
  const wrong = words.find((word) => !SERVICES.some((service) => service === word));
  if (wrong !== undefined) {
    return err(`${quoted(wrong)} is no service: there are ${SERVICES.join(", ")}`);
  }
  const services = SERVICES.filter((service) => words.includes(service));
  return ok(services.length === SERVICES.length ? [] : services);
}

/** Reads customer groups: `staff trade`. */
export function readGroups(text: string): Result<ReadonlyArray<string>, string> {
  const words = text.split(/[\s,;]+/u).filter((word) => word !== "");
  const groups = new Set<string>();
  for (const word of words) {
    const group = readCustomerGroup(word);
    if (group === undefined) {
      const right = `letters and digits, at most ${CUSTOMER_GROUP_MAX}, such as members`;
      return err(`${quoted(word)} is no group of customers: ${right}`);
    }
    groups.add(group);
  }
  if (groups.size > GROUPS_MAX) return err(`has too many: at most ${GROUPS_MAX}`);
  return ok([...groups].toSorted(compareText));
}

function wordsOf(text: string): ReadonlyArray<string> {
  return text
    .toLowerCase()
    .replaceAll(/\s*[-–]\s*/gu, (dash) => dash.trim())
    .split(/[\s,;]+/u)
    .filter((word) => word !== "");
}

function bandText({ from, to }: TimeBand): string {
  return `${timeOfDayText(from)}-${timeOfDayText(to)}`;
}
