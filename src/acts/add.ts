/** Goods that are rung up. The first ones begin an order. */

import * as z from "zod";

import { orderBalance } from "../domain/balance/order-balance.ts";
import { err } from "../domain/base/result.ts";
import { decideAddGoods } from "../domain/commands/add-goods.ts";
import { type Service, SERVICES, type TakenModifier } from "../domain/goods/catalogue.ts";
import { typedGoods } from "../domain/line-kinds.ts";
import {
  type MinorUnits,
  minorUnitsSchema,
  type Thousandths,
  thousandthsSchema,
} from "../domain/money/amounts.ts";
import { readSetting } from "../domain/settings/settings.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { defineAct } from "./act.ts";
import { takenModifiersSchema } from "./options.ts";

/** Goods as somebody chose them. */
export interface ChosenGoods {
  readonly sku: string;
  /** The quantity; below zero for goods that come back without a receipt. */
  readonly quantity: Thousandths;
  /** Undefined takes the product's defaults. */
  readonly modifiers?: ReadonlyArray<TakenModifier> | undefined;
  /** For open prices, or a price by the right to change it. */
  readonly price?: MinorUnits | undefined;
  /** The price stands on the pack, by the shop's own scale: it takes no right. */
  readonly isPack?: boolean | undefined;
  /** Served otherwise than its order, such as one cake to take away. */
  readonly service?: Service | undefined;
  /** How the order will be served, as the next act says: the price is of that. */
  readonly pricedAs?: Service | undefined;
}

export const add = defineAct({
  id: "add",
  on: "order or new",
  right: "sell",
  input: () =>
    z.object({
      sku: z.string(),
      quantity: thousandthsSchema,
      modifiers: takenModifiersSchema().optional(),
      price: minorUnitsSchema.optional(),
      isPack: z.boolean().optional(),
      service: z.enum(SERVICES).optional(),
      pricedAs: z.enum(SERVICES).optional(),
    }),
  decide: (context, order: OrderState | undefined, { sku, quantity, ...goods }: ChosenGoods) => {
    const { next, view } = context;
    const catalogue = context.catalogue();
    const product = catalogue.productsBySku.get(sku);
    if (product === undefined) return err({ type: "product/unknown", text: sku, nearest: [] });
    return decideAddGoods(context, {
      catalogue,
      // A paid order on the screen is history: the next goods begin another one.
      order: order === undefined || orderBalance(order).status === "paid" ? undefined : order,
      goods: { product, ...goods, ...typedGoods(quantity) },
      service: next.service ?? readSetting(view, "default-service"),
      course: next.course,
      seat: next.seat,
    });
  },
});
