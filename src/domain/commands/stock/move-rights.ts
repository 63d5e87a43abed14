/**
 * Decides who has which rights to guarded goods: a gift to another till, or what is taken of one that can't
 * be asked, whether it is dead or only far away. Source: docs/rules/stock.md, S10 to S14.
 */

import { err, ok, type Result } from "../../base/result.ts";
import { type GiftReason, type TakingReason } from "../../events/rights-events.ts";
import { inThousandths, STOCK_MAX, stockQuantity } from "../../goods/stock-quantity.ts";
import { deviceOf, type Origin, toStreamId } from "../../identity.ts";
import { keepingNow, productName } from "../../prices/catalogue-view.ts";
import { standingOf } from "../../stock/rights.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

interface OfArticle {
  readonly sku: string;
  /** In millionths of its unit. */
  readonly quantity: number;
}

export type GiftWish = OfArticle & { readonly to: Origin; readonly why: GiftReason };
/** `from`: null for what counts found. */
export type TakingWish = OfArticle & {
  readonly from: Origin | null;
  readonly why: TakingReason;
};

/** A till gives of what it may sell itself; what it has not is refused where all that an act takes is. */
export function decideGiveRights(context: DecisionContext, wish: GiftWish): Decision {
  const allowed = requireGuarded(context, wish);
  if (!allowed.ok) return allowed;
  const { sku, to, why } = wish;
  if (to === context.till) return err({ type: "stock/rights-own", name: allowed.value });
  const of = [{ sku, quantity: stockQuantity(wish.quantity) }];
  return ok([{ kind: "rights/given", streams: [toStreamId("stock", sku)], body: { to, of, why } }]);
}

/** At most what the account has, as far as is known here: what it sold meanwhile is told later. */
export function decideTakeRights(context: DecisionContext, wish: TakingWish): Decision {
  const allowed = requireGuarded(context, wish);
  if (!allowed.ok) return allowed;
  const { sku, from, why, quantity } = wish;
  const { view, till, peer, storedTo } = context;
  if (from === till) return err({ type: "stock/rights-own", name: allowed.value });
  const { accounts, pool } = standingOf(view, sku, storedTo);
  const balance =
    from === null ? pool : (accounts.find(({ origin }) => origin === from)?.balance ?? 0);
  if (quantity > balance) {
    const has = inThousandths(Math.max(0, balance));
    const name = allowed.value;
    if (from === null) return err({ type: "stock/found-few", name, has });
    return err({
      type: "stock/rights-few",
      name,
      till: peer?.(from).till ?? deviceOf(from),
      has,
    });
  }
  const of = [{ sku, quantity: stockQuantity(quantity) }];
  return ok([
    { kind: "rights/taken", streams: [toStreamId("stock", sku)], body: { from, of, why } },
  ]);
}

function requireGuarded(
  context: DecisionContext,
  { sku, quantity }: OfArticle,
): Result<string, Refusal> {
  const allowed = requirePermission(context, "stock");
  if (!allowed.ok) return allowed;
  const { view } = context;
  const name = productName(view, sku);
  if (keepingNow(view, sku)?.stock !== "guarded") {
    return err({ type: "stock/not-guarded", name, sku });
  }
  return Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= STOCK_MAX
    ? ok(name)
    : err({ type: "stock/quantity", name });
}
