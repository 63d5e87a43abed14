/** Deposits that goods bring along wherever a line of them comes to be, and the empties that anybody may take back. */

import { orderBalance } from "../../balance/order-balance.ts";
import { ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LineAdded } from "../../events/line-events.ts";
import { type Catalogue, SERVICES } from "../../goods/catalogue.ts";
import { type DepositOf, depositsOf } from "../../goods/deposit-articles.ts";
import { type EventId } from "../../identity.ts";
import { LINE_KINDS } from "../../lines/line-kinds.ts";
import { minor, type MinorUnits, sumMinor, thousandths } from "../../money/amounts.ts";
import { pricingRuleNumber } from "../../money/pricing-rule.ts";
import { type SupplyTime, taxesOfClass } from "../../prices/supply-taxes.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

type Goods = Pick<Catalogue, "productsBySku" | "taxClassesById">;

/**
 * Returns the deposits of the goods that these drafts add, at the price of now; none for goods whose deposit is among
 * the drafts already. An article that is off sale asks for none.
 */
export function depositsBeside(
  context: Pick<DecisionContext, "idAt" | "rules"> & SupplyTime,
  { catalogue, drafts }: { readonly catalogue: Goods; readonly drafts: ReadonlyArray<Draft> },
): ReadonlyArray<Draft> {
  const there = new Set(
    drafts.flatMap((draft) =>
      draft.kind === "order/deposit-added" ? (draft.body.with?.line ?? []) : [],
    ),
  );
  return drafts.flatMap((draft, at): ReadonlyArray<Draft> => {
    const line = context.idAt(at);
    if (draft.kind !== "order/line-added" || there.has(line)) return [];
    const product = catalogue.productsBySku.get(draft.body.sku);
    if (product === undefined || product.deposits.length === 0) return [];
    return depositsOf(catalogue, product).flatMap((deposit): ReadonlyArray<Draft> => {
      const body = depositLine(context, catalogue, { goods: draft.body, line, deposit });
      if (body === undefined) return [];
      return [{ kind: "order/deposit-added", streams: draft.streams, body }];
    });
  });
}

/** Undefined for an article that is off sale, or whose tax class there is not. */
function depositLine(
  context: Pick<DecisionContext, "rules"> & SupplyTime,
  catalogue: Goods,
  {
    goods,
    line,
    deposit: { article, count: each },
  }: { readonly goods: LineAdded; readonly line: EventId; readonly deposit: DepositOf },
): (LineAdded & { readonly with: { line: EventId; each: number } }) | undefined {
  const taxes = taxesOfClass(context, catalogue, article.taxClass);
  if (!article.active || taxes === undefined) return undefined;
  const { course, service, seat, quantity } = goods;
  return {
    sku: article.sku,
    name: article.name,
    kitchen: article.name,
    quantity: thousandths(quantity * each),
    unit: article.price,
    by: "each",
    taxes: Object.fromEntries(SERVICES.map((one) => [one, [...taxes[one]]])) as LineAdded["taxes"],
    rule: pricingRuleNumber(context.rules.pricing),
    station: "",
    course,
    held: false,
    service,
    seat,
    note: "",
    modifiers: [],
    with: { line, each },
  };
}

/** Adds to a decision the deposits of goods that became another line: more of them, others in their place, or put back. */
export function withDeposits(
  context: DecisionContext,
  catalogue: () => Goods,
  decision: Decision,
): Decision {
  if (!decision.ok || decision.value.every(({ kind }) => kind !== "order/line-added")) {
    return decision;
  }
  // What is paid in the same act was rung up with its deposits.
  if (decision.value.some(({ kind }) => kind === "receipt/issued")) return decision;
  const drafts = decision.value;
  const deposits = depositsBeside(context, { catalogue: catalogue(), drafts });
  return deposits.length === 0 ? decision : ok([...drafts, ...deposits]);
}

/**
 * Refuses empties beyond what the shop lets anybody take back for one order who sells: more takes the right to take
 * goods back. `more`: what is to come to those that are there; above zero.
 */
export function requireEmptiesRight(
  context: DecisionContext,
  order: OrderState | undefined,
  more: MinorUnits,
): Result<undefined, Refusal> {
  const limit = readSetting(context.view, "empties-limit");
  const there = order === undefined ? minor(0) : emptiesOn(order);
  return there + more <= limit ? ok(undefined) : requirePermission(context, "return");
}

/** Returns what the empties on an order come to; zero or above. */
function emptiesOn(order: OrderState): MinorUnits {
  const lines = orderBalance(order).lines.filter(
    ({ kind, voided }) => kind === LINE_KINDS.empties && !voided,
  );
  return minor(0 - sumMinor(lines, ({ live }) => live));
}

/** Returns the named lines without deposits whose goods are named too: these go where their goods go. */
export function withoutFollowers<Named extends { readonly line: EventId }>(
  { linesById }: OrderState,
  named: ReadonlyArray<Named>,
): ReadonlyArray<Named> {
  const lines = new Set(named.map(({ line }) => line));
  return named.filter(({ line }) => {
    const goods = linesById[line]?.added?.with?.line;
    return goods === undefined || !lines.has(goods);
  });
}
