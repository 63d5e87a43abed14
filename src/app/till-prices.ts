/** What goods cost at this moment, by the till's own clock. */

import { type Catalogue, type PriceList, type Product, type Service } from "../domain/catalogue.ts";
import { type ShopFounded } from "../domain/events/control-events.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type Calendar, type Clock } from "../domain/ports.ts";
import {
  choosePrice,
  type ChosenPrice,
  listsInForce,
  type PricingMoment,
} from "../domain/price-lists.ts";
import { readSettingOn } from "../domain/settings.ts";
import { type ShopMoment, shopMoment, shopTimeOn } from "../domain/shop-time.ts";
import { type Ledger } from "../ledger/ledger.ts";

export interface TillPrices {
  /** What it costs at this moment, served so; without modifiers. */
  readonly priceNow: (product: Product, service: Service) => ChosenPrice;
  /** The price lists that hold at this moment for what is served so. */
  readonly listsNow: (service: Service) => ReadonlyArray<PriceList>;
}

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

  function pricing(service: Service): PricingMoment {
    const day = ledger.day() ?? founding.firstDay;
    return ledger.read((view) => ({
      at: momentOf(view, day, clock.nowMs()),
      service,
      half: readSettingOn(view, "tax-half", day),
    }));
  }

  return {
    priceNow: (product, service) => {
      const known = catalogue();
      // Asked for each of the goods in a frame, and most are on no list.
      return known.listedPrices.has(product.sku)
        ? choosePrice(known, product, pricing(service))
        : { price: product.price };
    },
    listsNow: (service) => {
      const known = catalogue();
      return known.priceListsById.size === 0 ? [] : listsInForce(known, pricing(service));
    },
  };
}
