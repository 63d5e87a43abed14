/** What goods cost at this moment, by the till's own clock. */

import { type Catalogue, type PriceList, type Product } from "../../domain/catalogue.ts";
import { type ShopFounded } from "../../domain/events/control-events.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { groupOfCustomer } from "../../domain/people/customers.ts";
import { type Calendar, type Clock } from "../../domain/ports.ts";
import {
  choosePrice,
  type ChosenPrice,
  listsInForce,
  type PricingMoment,
} from "../../domain/price-lists.ts";
import { readSettingOn } from "../../domain/settings.ts";
import { type ShopMoment, shopMoment, shopTimeOn } from "../../domain/shop-time.ts";
import { type Ledger } from "../../ledger/ledger.ts";

export interface TillPrices {
  /** What it costs at this moment, for them and served so; without modifiers. */
  readonly priceNow: (product: Product, sale: SaleKind) => ChosenPrice;
  /** The price lists that hold at this moment for what is sold so. */
  readonly listsNow: (sale: SaleKind) => ReadonlyArray<PriceList>;
  /** That a customer is in, by their id; empty for none. */
  readonly groupOf: (customer: string) => string;
}

/** How it is served, and the group of whom it is for. */
type SaleKind = Pick<PricingMoment, "service" | "group">;

interface PriceDeps extends Pick<Calendar, "offsetMinutes"> {
  readonly ledger: Ledger;
  readonly clock: Clock;
}

export interface MomentDep {
  /** Of the clock, on the wall of the shop, in the zone of that business day. */
  readonly momentOf: (view: LedgerView, day: BusinessDay, wallMs: number) => ShopMoment;
}

export function momentDep(
  { offsetMinutes }: Pick<Calendar, "offsetMinutes">,
  founding: ShopFounded,
): MomentDep {
  return {
    momentOf: (view, day, wallMs) => {
      const { zone, cutover } = shopTimeOn(view, founding, day);
      return shopMoment(wallMs, offsetMinutes(zone, wallMs), cutover);
    },
  };
}

export function pricesOf(
  deps: PriceDeps,
  founding: ShopFounded,
  catalogue: () => Catalogue,
): TillPrices {
  const { ledger, clock } = deps;
  const { momentOf } = momentDep(deps, founding);

  function pricing({ service, group }: SaleKind): PricingMoment {
    const day = ledger.day() ?? founding.firstDay;
    return ledger.read((view) => ({
      at: momentOf(view, day, clock.nowMs()),
      service,
      group,
      half: readSettingOn(view, "tax-half", day),
    }));
  }

  return {
    priceNow: (product, sale) => {
      const known = catalogue();
      // Asked for each of the goods in a frame, and most are on no list.
      return known.listedPrices.has(product.sku)
        ? choosePrice(known, product, pricing(sale))
        : { price: product.price };
    },
    listsNow: (sale) => {
      const known = catalogue();
      return known.priceListsById.size === 0 ? [] : listsInForce(known, pricing(sale));
    },
    // Asked with each key; mostly goods are for nobody, of whom the ledger knows nothing.
    groupOf: (customer) =>
      customer === "" ? "" : ledger.read((view) => groupOfCustomer(view, customer)),
  };
}
