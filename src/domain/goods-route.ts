/**
 * Which station makes something, where that is not always the one that it is set to: by the product, its
 * category or its station, by how it is served, and by the time of day. The first rule that fits decides,
 * at the till that sends, and its ticket says it to all.
 */

import { entryName } from "./catalogue-view.ts";
import { type Service } from "./catalogue.ts";
import { fieldValue } from "./folds/entry-fold.ts";
import { type LedgerView } from "./ledger-view.ts";
import { readSetting } from "./settings.ts";
import { type ShopMoment } from "./shop-time.ts";

export interface RoutedGoods {
  readonly sku: string;
  /** That it is set to; goods of none are made nowhere. */
  readonly station: string;
  readonly service: Service;
}

interface Rule {
  readonly what: string;
  readonly service: string | undefined;
  readonly hours: readonly [from: number, to: number] | undefined;
  readonly to: string;
}

export function stationOfGoods(
  view: LedgerView,
  { sku, station, service }: RoutedGoods,
  { minute }: Pick<ShopMoment, "minute">,
): string {
  const rules = readSetting(view, "routes");
  if (station === "" || rules.length === 0) return station;
  const product = view.state("cat", entryName("product", sku));
  const category = fieldValue(product, "category");
  const names = new Set<unknown>(["*", sku, category, station]);
  const rule = rules.map(readRule).find((it) => {
    const isServed = it.service === undefined || it.service === service;
    const fits = names.has(it.what) && isServed && isWithin(it.hours, minute);
    return fits && isStation(view, it.to);
  });
  return rule?.to ?? station;
}

/** Nothing is lost to a name that is mistyped: such a rule is none. */
function isStation(view: LedgerView, id: string): boolean {
  return Object.keys(view.state("cat", entryName("station", id)).fields).length > 0;
}

/** By its shape, which the setting asks for. */
function readRule(text: string): Rule {
  const [when = "", to = ""] = text.split(">");
  const [goods = "", hours] = when.split("@");
  const [what = "", service] = goods.split("/");
  const [from, until] = (hours ?? "").split("-").map(minuteOf);
  const isTimed = hours !== undefined && from !== undefined && until !== undefined;
  return { what, service, hours: isTimed ? [from, until] : undefined, to };
}

/** Over midnight where it ends before it begins. */
function isWithin(hours: Rule["hours"], minute: number): boolean {
  if (hours === undefined) return true;
  const [from, to] = hours;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minuteOf(text: string): number {
  const [hours = "0", minutes = "0"] = text.split(":");
  return Number(hours) * 60 + Number(minutes);
}
