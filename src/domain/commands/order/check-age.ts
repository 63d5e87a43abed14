/**
 * Goods that not everybody may buy: the till asks once for each order how old the buyer is. Of an order for later it
 * asks whoever collects it, because nobody has seen the guest before.
 */

import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Product } from "../../goods/catalogue.ts";
import { type BusinessDay } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { isForLater } from "../../order/due-at.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { fieldValue } from "../../state/entry-state.ts";
import { type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { civilTime, yearsBefore } from "../../text/civil-time.ts";
import { type DecisionContext, isSure } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

type Asking = Pick<DecisionContext, "sure" | "wall" | "day">;

/**
 * Returns the age that somebody has checked for this line; undefined where none had to be. A line that was voided
 * still says how old the buyer is.
 */
export function checkAge(
  context: Asking,
  order: OrderState | undefined,
  {
    product,
    isSale,
  }: { readonly product: Pick<Product, "age" | "name">; readonly isSale: boolean },
): Result<number | undefined, Refusal> {
  const { age } = product;
  const isLater = order !== undefined && isForLater(order);
  if (!isSale || isLater || age <= ageCheckedOn(order)) return ok(undefined);
  return askAge(context, product);
}

/** Returns the age that whoever collects an order was found to have; undefined where none has to be known. */
export function checkAgeAtHandOver(
  context: Asking & Pick<DecisionContext, "view">,
  order: OrderState,
): Result<number | undefined, Refusal> {
  const sold = orderBalance(order).lines.filter(({ voided, kind }) => !voided && kind.isSale);
  const goods = sold.map(({ line: { added } }) => ({
    name: added?.name ?? "",
    // Whoever may not buy a combo may not buy it by its parts.
    age: Math.max(
      ageOf(context.view, added?.sku ?? ""),
      ageOf(context.view, added?.combo?.sku ?? ""),
    ),
  }));
  const [oldest] = goods.toSorted((one, other) => other.age - one.age);
  return oldest === undefined || oldest.age === 0 ? ok(undefined) : askAge(context, oldest);
}

function ageOf(view: LedgerView, sku: string): number {
  const age = sku === "" ? 0 : fieldValue(view.state("cat", entryName("product", sku)), "age");
  return typeof age === "number" ? age : 0;
}

function askAge(
  context: Asking,
  { name, age }: Pick<Product, "age" | "name">,
): Result<number, Refusal> {
  return isSure(context, "age")
    ? ok(age)
    : err({ type: "line/age", name, age, born: yearsBefore(today(context), age) });
}

function ageCheckedOn(order: OrderState | undefined): number {
  const atHandOver = order?.fields.ageChecked && registerValue(order.fields.ageChecked);
  return Object.values(order?.linesById ?? {}).reduce(
    (oldest, { added }) => Math.max(oldest, added?.ageChecked ?? 0),
    atHandOver ?? 0,
  );
}

/** Returns the day on the shop's wall: a birthday begins at midnight, whenever the business day does. */
function today({ wall, day }: Pick<DecisionContext, "wall" | "day">): BusinessDay {
  return civilTime(wall.nowMs, wall.offsetAt(wall.nowMs)).date ?? day;
}
