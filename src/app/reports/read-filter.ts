/** What a report leaves in, as a person names it. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { SERVICES } from "../../domain/goods/catalogue.ts";
import { type DeviceId, deviceOf, type Origin } from "../../domain/identity.ts";
import { floorView, tableNamed } from "../../domain/settings/floor.ts";
import { isNamed } from "../../domain/text/entry-text.ts";
import { type SoldNames } from "../../report/sales/sales-reports.ts";
import { type SoldFilter } from "../../report/sales/sold-sums.ts";
import { productNamed } from "../catalogue/product-named.ts";
import { staffNamed } from "../people/staff-named.ts";
import { type Till } from "../till/till.ts";
import { FILTERS, type FilterName } from "./report-filters.ts";

export type FilterWish = Readonly<Partial<Record<FilterName, string>>>;

/** Nothing of the shop has this name; `like`: those that there are. */
export interface UnknownFilter {
  readonly what: FilterName;
  readonly text: string;
  readonly like: ReadonlyArray<string>;
}

export interface ReportFilter extends SoldFilter {
  readonly isOfTill: (till: Origin) => boolean;
  readonly isOfDevice: (device: DeviceId) => boolean;
  /** Whether it tells payments, too: those of a till it does. */
  readonly hasPayments: boolean;
  /** Whether what a person did counts; by staff number. */
  readonly isBy: (staff: string) => boolean;
}

type Known = Result<Partial<ReportFilter>, UnknownFilter>;
type Reader = (reading: { readonly till: Till; readonly names: SoldNames }, text: string) => Known;

const READERS: Readonly<Record<FilterName, Reader>> = {
  till: ({ till }, text) => {
    const devices = [...till.ledger.admission().values()];
    const found = devices.find(({ code, name }) => isNamed(text, code, name));
    if (found === undefined)
      return unknown(
        "till",
        text,
        devices.map(({ code }) => code),
      );
    return ok(ofTill(found.device));
  },
  area: ({ till }, text) => {
    const floor = till.ledger.read(floorView);
    const area = floor.areas.find(({ id, name }) => isNamed(text, id, name));
    if (area === undefined)
      return unknown(
        "area",
        text,
        floor.areas.map(({ name }) => name),
      );
    return ok({
      paper: ({ table }) => tableNamed(floor, table)?.area === area.id,
      hasPayments: false,
    });
  },
  service: (_, text) => {
    const service = SERVICES.find((one) => isNamed(text, one));
    if (service === undefined) return unknown("service", text, SERVICES);
    return ok({ paper: (paper) => paper.service === service, hasPayments: false });
  },
  category: ({ till, names }, text) => {
    const categories = [...till.catalogue().categoriesById.values()];
    const found = categories.find(({ id, name }) => isNamed(text, id, name));
    if (found === undefined)
      return unknown(
        "category",
        text,
        categories.map(({ name }) => name),
      );
    return ok({ item: ({ sku }) => names.category(sku) === found.name });
  },
  product: ({ till }, text) => {
    const found = productNamed(till, text);
    if (found === undefined) return unknown("product", text, []);
    return ok({ item: ({ sku }) => sku === found.sku });
  },
  person: ({ till }, text) => {
    const found = staffNamed(till, text);
    if (found === undefined)
      return unknown(
        "person",
        text,
        till.staff().map(({ number }) => number),
      );
    return ok({
      item: ({ server }) => server === found.number,
      isBy: (number) => number === found.number,
    });
  },
};

function ofTill(device: DeviceId): Partial<ReportFilter> {
  function isOfTill(origin: Origin): boolean {
    return deviceOf(origin) === device;
  }
  return { isOfTill, isOfDevice: (one) => one === device, paper: ({ till }) => isOfTill(till) };
}

/** Leaves all of it in. */
export const UNFILTERED: ReportFilter = {
  isOfTill: anything,
  isOfDevice: anything,
  hasPayments: true,
  isBy: anything,
};

/** Reads what was said; all of it has to hold. */
export function readFilter(
  reading: Parameters<Reader>[0],
  wish: FilterWish,
): Result<ReportFilter, UnknownFilter> {
  let all = UNFILTERED;
  for (const name of FILTERS) {
    const text = wish[name];
    if (text === undefined) continue;
    const read = READERS[name](reading, text);
    if (!read.ok) return read;
    all = both(all, read.value);
  }
  return ok(all);
}

function anything(): boolean {
  return true;
}

function both(one: ReportFilter, more: Partial<ReportFilter>): ReportFilter {
  const papers = allOf(one.paper, more.paper);
  const items = allOf(one.item, more.item);
  return {
    isOfTill: more.isOfTill ?? one.isOfTill,
    isOfDevice: more.isOfDevice ?? one.isOfDevice,
    hasPayments: one.hasPayments && (more.hasPayments ?? true),
    isBy: more.isBy ?? one.isBy,
    ...(papers === undefined ? {} : { paper: papers }),
    ...(items === undefined ? {} : { item: items }),
  };
}

function allOf<Value>(
  one: ((value: Value) => boolean) | undefined,
  other: ((value: Value) => boolean) | undefined,
): ((value: Value) => boolean) | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return (value) => one(value) && other(value);
}

function unknown(what: FilterName, text: string, like: ReadonlyArray<string>): Known {
  return err({ what, text, like });
}
