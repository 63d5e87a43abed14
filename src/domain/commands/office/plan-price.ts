/** Prices for a later day: planned, and given up before they come. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type BusinessDay, toStreamId } from "../../identity.ts";
import { planEdit } from "../../office/entry-edit.ts";
import { type EditContext } from "../../office/entry-wish.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { comingPrices } from "../../prices/price-plans.ts";
import { addDays } from "../../text/civil-time.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { DAYS_AHEAD_MAX } from "./plan-values.ts";

export interface PlanWish {
  readonly sku: string;
  /** The price as it is typed. */
  readonly price: string;
  readonly fromDay: BusinessDay;
}

type Context = Pick<DecisionContext, "view" | "staff" | "day">;

/** Instead of what was planned for that very day. */
export function decidePlanPrice(
  context: Context,
  { sku, price, fromDay }: PlanWish,
  shop: EditContext,
): Decision {
  const allowed = requirePermission(context, "catalogue");
  if (!allowed.ok) return allowed;
  const fields = [{ field: "price", text: price }];
  const edit = planEdit({ type: "product", id: sku, isNew: false, fields }, shop);
  if (!edit.ok) return edit;
  if (edit.value.type !== "product") throw new Error("The edit of a product is another's.");
  const { after } = edit.value;
  const later = laterDay(context, fromDay);
  if (!later.ok) return later;
  const streams = [toStreamId("cat", entryName("product", sku))];
  const plans = comingPrices(context.view.state("cat", entryName("product", sku)), context.day);
  const sameDay = plans.filter((plan) => plan.fromDay === fromDay);
  if (sameDay.length === 1 && sameDay[0]?.price === after.price) {
    return err({ type: "entry/same", name: after.name });
  }
  return ok([
    ...sameDay.map(({ id: target }): Draft => ({
      kind: "price/plan-cancelled",
      streams,
      body: { target },
    })),
    { kind: "price/planned", streams, body: { price: after.price, fromDay } },
  ]);
}

export function laterDay(
  { day }: Pick<Context, "day">,
  fromDay: BusinessDay,
): Result<BusinessDay, Refusal> {
  if (fromDay <= day) return err({ type: "plan/not-later", day });
  const last = addDays(day, DAYS_AHEAD_MAX);
  return fromDay > last ? err({ type: "plan/too-far", max: last }) : ok(fromDay);
}

/** Cancels all planned prices of that day; without a day all that are still to come. */
export function decideCancelPlans(
  context: Context,
  { sku, fromDay }: { readonly sku: string; readonly fromDay: BusinessDay | undefined },
  { catalogue }: Pick<EditContext, "catalogue">,
): Decision {
  const allowed = requirePermission(context, "catalogue");
  if (!allowed.ok) return allowed;
  const product = catalogue.productsBySku.get(sku);
  if (product === undefined) return err({ type: "entry/unknown", of: "product", id: sku });
  const name = entryName("product", sku);
  const plans = comingPrices(context.view.state("cat", name), context.day).filter(
    (plan) => fromDay === undefined || plan.fromDay === fromDay,
  );
  if (plans.length === 0) return err({ type: "plan/unknown", name: product.name });
  const streams = [toStreamId("cat", name)];
  return ok(
    plans.map(({ id: target }) => ({
      kind: "price/plan-cancelled",
      streams,
      body: { target },
    })),
  );
}
