/** The context of the steps: the till itself and its catalogue, ready to be searched. */

import { type TextContext } from "../acts/act.ts";
import { createTexts } from "../acts/texts.ts";
import { type LineReading, readLine } from "../acts/typed-command.ts";
import { type GoodsIndex, createGoodsIndex } from "../domain/entry/entry-search.ts";
import { type Catalogue, type Product, type Service } from "../domain/goods/catalogue.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { type Currency, currenciesByCode } from "../domain/money/currency.ts";
import { type Locale } from "../domain/text/locale.ts";
import { type EntryNames, createEntryNames } from "./office-search.ts";
import { type OfficeRow } from "./office/office-row.ts";
import { type PriceNow, type SaleKind } from "./ports/goods-port.ts";
import { type TillPort } from "./ports/till-port.ts";
import { type RegisterState } from "./register-state.ts";

export interface TillContext extends TextContext {
  readonly port: TillPort;
  /** Every entry by its folded name, for the back office. */
  readonly entryNames: () => EntryNames;
  /** Rows of the back office by the state of the register that they were worked out for. */
  readonly officeRows: WeakMap<object, ReadonlyArray<OfficeRow>>;
  /** Returns the price of one piece now, for the order's customer and service, and its price list. */
  readonly priceNow: (product: Product) => PriceNow;
  /** Returns the same till for another service. */
  readonly servedAs: (service: Service) => TillContext;
  /** The reading of a text; asked by Enter and by every part of a frame, worked out once. */
  readonly read: (text: string, chosen?: string) => LineReading;
  /** Returns the price in a list of goods now: `2.80`, `12.90/kg`, `open`, `sold out`. */
  readonly listPrice: (product: Product) => string;
  /** Returns the same with the product's own price. */
  readonly ownPrice: (product: Product) => string;
}

/** The text of a frame, and the same with the hit that was chosen. */
const READINGS_MAX = 8;
/** The goods that take a tenth of a second on a slow box. */
const MANY_GOODS = 1000;

/** The person at the till, and the service of the goods that they add now. */
export interface Facing {
  readonly locale: Locale;
  readonly service: Service;
  /** Id of whom they are for; empty for nobody. */
  readonly customer: string;
}

export function facing({
  locale,
  service,
  order,
}: Pick<RegisterState, "locale" | "service" | "order">): Facing {
  const isOpen = order !== undefined && order.status !== "paid";
  return isOpen
    ? { locale, service: order.service, customer: order.customer }
    : { locale, service, customer: "" };
}

/** Nobody is: as the shop speaks and serves. */
export function lockedFacing({ shop }: Pick<TillPort, "shop">): Facing {
  return { locale: shop.locale, service: shop.defaultService, customer: "" };
}

/** The till in the language of whoever is there; what is searched is the same in each. */
export function createTillContexts(port: TillPort): (who: Facing) => TillContext {
  const currency = currencyOf(port);
  const { scaleLabels } = port.shop;
  // The index is made when it is first read, because a locked screen needs none.
  let indexed: { readonly catalogue: Catalogue; readonly index: GoodsIndex } | undefined;
  let named: { readonly catalogue: Catalogue; readonly names: EntryNames } | undefined;
  const readings = new Map<string, LineReading>();

  function currentIndex(): GoodsIndex {
    const now = port.catalogue();
    if (indexed?.catalogue !== now) {
      // Who is told so waits a minute for a register that hangs just then.
      if (now.productsBySku.size > MANY_GOODS) port.longWork();
      indexed = { catalogue: now, index: createGoodsIndex(now, scaleLabels) };
      readings.clear();
    }
    return indexed.index;
  }

  function entryNames(): EntryNames {
    const now = port.catalogue();
    if (named?.catalogue !== now) {
      named = { catalogue: now, names: createEntryNames(now, named?.names) };
    }
    return named.names;
  }

  function read(sale: SaleKind, text: string, chosen?: string): LineReading {
    const goods = currentIndex();
    // The price of a text changes with the hour.
    const key = JSON.stringify([text, chosen, sale, port.listsNow(sale)]);
    const known = readings.get(key);
    if (known !== undefined) return known;
    const reading = readLine(text, goods, {
      currency,
      priceOf: (product) => port.priceNow(product, sale).price,
      ...(chosen === undefined ? {} : { chosen }),
    });
    if (readings.size >= READINGS_MAX) readings.clear();
    readings.set(key, reading);
    return reading;
  }

  const shared = {
    port,
    currency,
    catalogue: port.catalogue,
    index: currentIndex,
    entryNames,
  };
  const known = new Map<string, TillContext>();

  function facingGroup(locale: Locale, sale: SaleKind): TillContext {
    const key = `${locale} ${sale.service} ${sale.group}`;
    const context = known.get(key) ?? {
      ...shared,
      ...spoken(shared, locale, sale),
      read: (text: string, chosen?: string) => read(sale, text, chosen),
      servedAs: (service: Service) => facingGroup(locale, { ...sale, service }),
    };
    known.set(key, context);
    return context;
  }

  return ({ locale, service, customer }) =>
    facingGroup(locale, { service, group: port.groupOf(customer) });
}

type Spoken = Omit<TillContext, "port" | "entryNames" | "read" | "servedAs">;

function spoken(
  shared: Pick<TillContext, "port" | "currency" | "catalogue" | "index">,
  locale: Locale,
  sale: SaleKind,
): Spoken {
  const { port, currency, catalogue, index } = shared;
  const texts = createTexts({
    locale,
    currency,
    catalogue,
    index,
    left: port.left,
    stockLeft: port.stockLeft,
    wall: port.wall,
    tillName: (device) => port.tills().find((it) => it.device === device)?.name ?? device,
    refusal: (facts) => port.refusalSentence(facts, locale),
  });
  const { words } = texts;

  function pricedAs({ sku, openPrice, soldBy }: Product, price: MinorUnits): string {
    const left = port.left(sku);
    if (left !== undefined && left <= 0) return words.side.soldOut;
    if (openPrice) return words.side.openPrice;
    return `${texts.money(price)}${soldBy === "weight" ? "/kg" : ""}`;
  }

  return {
    ...texts,
    officeRows: new WeakMap(),
    priceNow: (product) => port.priceNow(product, sale),
    listPrice: (product) => pricedAs(product, port.priceNow(product, sale).price),
    ownPrice: (product) => pricedAs(product, product.price),
  };
}

function currencyOf(port: TillPort): Currency {
  const currency = currenciesByCode.get(port.shop.currency);
  if (currency === undefined) throw new RangeError(`No such currency: ${port.shop.currency}`);
  return currency;
}

/** Returns the language of records, whoever writes them: reports and papers show them. */
export function recording({ port }: TillContext): { readonly locale: Locale } {
  return { locale: port.shop.recordsIn };
}
