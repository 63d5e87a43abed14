/** 86: goods that are gone for now, of which so many are left, or of which there is no end again. */

import { err, ok } from "../../base/result.ts";
import { type Limit, type Product } from "../../goods/catalogue.ts";
import { toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { oneUnit, type Thousandths } from "../../money/amounts.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { leftOf, limitOf } from "../../prices/goods-left.ts";
import { isStockKept, LEFT_FIELD } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";

export interface LeftNow {
  readonly product: Pick<Product, "sku" | "name" | "soldBy">;
  /** 0 for sold out; null for as much of it as anybody wants. */
  readonly left: Thousandths | null;
  /** Whether a person was asked for it: then the present value is an answer too. */
  readonly isAsked?: boolean;
}

/** The largest count: as many as a line may have. */
const LEFT_MAX = 9_999_999;

/** Orders that have it already keep it. Refused where nothing would change. */
export function decideSetLeft(
  context: DecisionContext,
  { product, left, isAsked = false }: LeftNow,
): Decision {
  const allowed = requirePermission(context, "soldout");
  if (!allowed.ok) return allowed;
  const { name: called, soldBy } = product;
  if (left !== null && !isQuantity(left, soldBy)) {
    return err({ type: "quantity/invalid", name: called, quantity: left });
  }
  const name = entryName("product", product.sku);
  const entry = context.view.state("cat", name);
  // Its stock says how much there is; gone for now it may be all the same. Source: docs/rules/stock.md, S17.
  if (isStockKept(entry) && left !== null && left !== 0) {
    return err({ type: "stock/count-it", name: called, sku: product.sku });
  }
  const isSame = isAsSaid(context.view, limitOf(entry), left);
  if (isSame && !isAsked && !isInQuestion(entry, LEFT_FIELD, [LEFT_FIELD])) {
    return err({ type: "product/stock-known", name: called, left, soldBy });
  }
  const body = { left, over: openWriteIds(entry.fields[LEFT_FIELD]) };
  return ok([{ kind: "product/left-set", streams: [toStreamId("cat", name)], body }]);
}

function isQuantity(left: Thousandths, soldBy: Product["soldBy"]): boolean {
  return left >= 0 && left <= LEFT_MAX && (soldBy === "weight" || left % oneUnit === 0);
}

/**
 * Whether the count is that one already. Stock that was sold down to zero comes back with a void,
 * so it is not sold out.
 */
function isAsSaid(view: LedgerView, limit: Limit | undefined, left: Thousandths | null): boolean {
  if (limit === undefined || left === null) return limit === undefined && left === null;
  return left === 0 ? limit.counted === 0 : leftOf(view, limit) === left;
}
