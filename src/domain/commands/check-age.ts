/** Goods that not everybody may buy: the till asks once for each order how old the buyer is. */

import { err, ok, type Result } from "../base/result.ts";
import { type Product } from "../goods/catalogue.ts";
import { type BusinessDay } from "../identity.ts";
import { type OrderState } from "../state/order-state.ts";
import { civilTime, yearsBefore } from "../text/civil-time.ts";
import { type DecisionContext } from "./decision.ts";
import { type Refusal } from "./refusal.ts";

/**
 * Returns the age that somebody has checked for this line; undefined where none had to be. A line that was voided
 * still says how old the buyer is.
 */
export function checkAge(
  context: Pick<DecisionContext, "isAgeChecked" | "wall" | "day">,
  order: OrderState | undefined,
  { product, isSale }: { readonly product: Product; readonly isSale: boolean },
): Result<number | undefined, Refusal> {
  const { age, name } = product;
  if (!isSale || age <= ageCheckedOn(order)) return ok(undefined);
  return context.isAgeChecked === true
    ? ok(age)
    : err({ type: "line/age", name, age, born: yearsBefore(today(context), age) });
}

function ageCheckedOn(order: OrderState | undefined): number {
  return Object.values(order?.linesById ?? {}).reduce(
    (oldest, { added }) => Math.max(oldest, added?.ageChecked ?? 0),
    0,
  );
}

/** Returns the day on the shop's wall: a birthday begins at midnight, whenever the business day does. */
function today({ wall, day }: Pick<DecisionContext, "wall" | "day">): BusinessDay {
  return civilTime(wall.nowMs, wall.offsetAt(wall.nowMs)).date ?? day;
}
