/**
 * The sales by category as a Z records them. The category is that of the moment, so a Z stays the
 * same when goods move to another one.
 */

import { orderBalance } from "../balance/order-balance.ts";
import { type Contribution } from "../base/contribution.ts";
import { type StatedCharge } from "../events/charge-events.ts";
import { type ReceiptItem, type RefundItem } from "../events/order-events.ts";
import { counted } from "../figures/day-sums.ts";
import { exemptName, rateName } from "../figures/facts.ts";
import { type BusinessDay, type Origin } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { goodsAmong } from "../lines/line-kinds.ts";
import { type Tax } from "../money/tax.ts";
import { entryName } from "../prices/catalogue-view.ts";
import { fieldValue } from "../state/entry-state.ts";

/** The longest of the two texts in a figure's name, so that the whole fits. */
const TEXT_MAX = 90;

type Item = Pick<ReceiptItem | RefundItem, "birth" | "line" | "net" | "kind">;

/** Net as each item says it, with the taxes that prices contain; by the taxes that it bears, and category. */
export function goodsContributions(
  view: LedgerView,
  { items, isExempt, day, till }: IssuedOn & { readonly items: ReadonlyArray<Item> },
): ReadonlyArray<Contribution> {
  return goodsAmong(items).flatMap((item) => {
    const { taxes, category } = goodsOf(view, item);
    const of = { taxes: nameOf(taxes, isExempt), category: short(category) };
    return counted("goods", { till, day }, { ...of, amount: item.net });
  });
}

interface IssuedOn {
  readonly day: BusinessDay;
  readonly till: Origin;
  /** Whether nobody owed the taxes that these goods bear. */
  readonly isExempt: boolean;
}

/** Charges stand beside goods, each by its taxes and under its own name. */
export function chargeContributions({
  charges = [],
  isExempt,
  day,
  till,
}: IssuedOn & {
  readonly charges: ReadonlyArray<StatedCharge> | undefined;
}): ReadonlyArray<Contribution> {
  return charges.flatMap(({ taxes = [], name = "", amount }) => {
    const of = { taxes: nameOf(taxes, isExempt), category: short(name) };
    return counted("goods", { till, day }, { ...of, amount });
  });
}

function goodsOf(
  view: LedgerView,
  { birth, line }: Item,
): { readonly taxes: ReadonlyArray<Tax>; readonly category: string } {
  const found = orderBalance(view.state("order", birth)).lines.find(({ id }) => id === line);
  const sku = found?.line.added?.sku;
  if (found === undefined || sku === undefined) return { taxes: [], category: "" };
  return { taxes: found.taxes, category: categoryNameOf(view, sku) };
}

/** Returns the name of the product's category now; empty where it has none. */
export function categoryNameOf(view: LedgerView, sku: string): string {
  const id = fieldValue(view.glance("cat", entryName("product", sku)), "category");
  if (typeof id !== "string" || id === "") return "";
  const name = fieldValue(view.glance("cat", entryName("category", id)), "name");
  return typeof name === "string" ? name : id;
}

/** Returns the names of taxes by which books keep what bears them. */
export function nameOf(taxes: ReadonlyArray<Tax>, isExempt: boolean): string {
  const names = short(taxes.map(rateName).join(" + ")).replaceAll("/", "-");
  return isExempt && taxes.length > 0 ? exemptName(names) : names;
}

function short(text: string): string {
  return text.slice(0, TEXT_MAX).toWellFormed();
}
