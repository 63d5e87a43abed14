/** Goods that are rung up. The first ones begin an order. */

import * as z from "zod";

import { orderBalance } from "../domain/balance/order-balance.ts";
import { err } from "../domain/base/result.ts";
import { decideAddGoods, type Goods } from "../domain/commands/order/add-goods.ts";
import { SERVICES } from "../domain/goods/catalogue.ts";
import { GOODS_FATES } from "../domain/goods/goods-fate.ts";
import { productCalled } from "../domain/goods/halves.ts";
import { packWeightSchema } from "../domain/goods/measure.ts";
import { typedGoods } from "../domain/lines/line-kinds.ts";
import { minorUnitsSchema, type Thousandths, thousandthsSchema } from "../domain/money/amounts.ts";
import { readSetting } from "../domain/settings/settings.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { defineAct } from "./act.ts";
import { takenModifiersSchema } from "./options.ts";

/** Goods as somebody chose them. */
export interface ChosenGoods extends Pick<
  Goods,
  "modifiers" | "price" | "isPack" | "packWeight" | "service" | "pricedAs" | "fate"
> {
  readonly sku: string;
  /** The quantity; below zero for goods that come back without a receipt. */
  readonly quantity: Thousandths;
  /** Empties of the goods come back, for their deposit. */
  readonly isEmpties?: boolean | undefined;
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
      packWeight: packWeightSchema().optional(),
      isEmpties: z.boolean().optional(),
      fate: z.enum(GOODS_FATES).optional(),
      service: z.enum(SERVICES).optional(),
      pricedAs: z.enum(SERVICES).optional(),
    }),
  decide: (
    context,
    order: OrderState | undefined,
    { sku, quantity, isEmpties, ...goods }: ChosenGoods,
  ) => {
    const { next, view } = context;
    const catalogue = context.catalogue();
    const product = productCalled(catalogue, sku);
    if (product === undefined) return err({ type: "product/unknown", text: sku, nearest: [] });
    return decideAddGoods(context, {
      catalogue,
      // A paid order on the screen is history: the next goods begin another one.
      order: order === undefined || orderBalance(order).status === "paid" ? undefined : order,
      goods: { product, ...goods, ...typedGoods(quantity, isEmpties) },
      service: next.service ?? readSetting(view, "default-service"),
      course: next.course,
      seat: next.seat,
    });
  },
});
