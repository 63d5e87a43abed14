/** 86: goods that are gone for now, and goods that are there again. */

import { thousandths } from "../amounts.ts";
import { entryName } from "../catalogue-view.ts";
import { type Product } from "../catalogue.ts";
import { fieldValue, LEFT_FIELD } from "../folds/entry-fold.ts";
import { overOf } from "../folds/register.ts";
import { toStreamId } from "../identity.ts";
import { err, ok } from "../result.ts";
import { type Decision, type DecisionContext, requirePermission } from "./decision.ts";

export interface SellOut {
  readonly product: Product;
  /** False: there is as much of it as anybody wants. */
  readonly isSoldOut: boolean;
}

/** Orders that have it already keep it. Refused where nothing would change. */
export function decideSellOut(context: DecisionContext, { product, isSoldOut }: SellOut): Decision {
  const allowed = requirePermission(context, "soldout");
  if (!allowed.ok) return allowed;
  const name = entryName("product", product.sku);
  const entry = context.view.state("cat", name);
  if ((fieldValue(entry, LEFT_FIELD) === 0) === isSoldOut)
    return err({ type: "product/stock-known", name: product.name, isSoldOut });
  const over = overOf(entry.fields[LEFT_FIELD]);
  const body = { left: isSoldOut ? thousandths(0) : null, over };
  return ok([{ kind: "product/left-set", streams: [toStreamId("cat", name)], body }]);
}
