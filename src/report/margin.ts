/**
 * What is left of what was sold: its takings without taxes, less what its lines took of the stock, at the cost
 * that is known now. The uses of a line are those of the moment when it was added, so no change of a recipe
 * moves them.
 */

import { orderBalance } from "../domain/balance/order-balance.ts";
import { type ReceiptItem, type RefundItem } from "../domain/events/order-events.ts";
import { moneyDayTag } from "../domain/folds/order-sums.ts";
import { type Measure, sumMeasures } from "../domain/goods/measure.ts";
import { type BusinessDay, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { goodsAmong } from "../domain/lines/line-kinds.ts";
import { measureOf } from "../domain/lines/line-measure.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { costOf, shareOf } from "../domain/stock/cost.ts";
import { createShares } from "./day-goods.ts";

/** What was sold of goods as they were called then. */
export interface SoldMargin {
  readonly sku: string;
  readonly name: string;
  readonly measure: Measure;
  /** As recorded, with the taxes that prices contain: as the report of products has it. */
  readonly amount: MinorUnits;
  /** Without them, worked out line by line. */
  readonly net: MinorUnits;
  /** What was used for it; undefined where it took nothing of the stock, or a cost is not known. */
  readonly cost: MinorUnits | undefined;
}

interface Sums {
  readonly sku: string;
  readonly name: string;
  measures: Measure[];
  amount: number;
  net: number;
  /** Of each article in millionths. */
  readonly uses: Map<string, number>;
  /** Some of it was sold without any. */
  isUncosted: boolean;
}

/** All of a rate. */
const WHOLE_RATE = 100_000;

/** Returns a row for each of the goods that were sold on these days. */
export function marginsOn(
  view: LedgerView,
  days: ReadonlyArray<BusinessDay>,
): ReadonlyArray<SoldMargin> {
  const bySold = new Map<string, Sums>();
  for (const day of days) addDay(view, day, bySold);
  return [...bySold.values()].map(({ uses, isUncosted, measures, ...sums }) => ({
    sku: sums.sku,
    name: sums.name,
    measure: sumMeasures(measures),
    amount: minor(sums.amount),
    net: minor(sums.net),
    cost: isUncosted ? undefined : costOfUses(view, uses),
  }));
}

function costOfUses(view: LedgerView, uses: ReadonlyMap<string, number>): MinorUnits | undefined {
  const costs = [...uses].map(([sku, quantity]) =>
    costOf(view.state("stock", sku), Math.round(quantity)),
  );
  return costs.includes(undefined) ? undefined : sumMinor(costs, (cost) => cost ?? minor(0));
}

function addDay(view: LedgerView, day: BusinessDay, bySold: Map<string, Sums>): void {
  const shares = createShares(view);
  for (const stream of view.tagged(moneyDayTag(day))) {
    const { receipts, refunds } = view.state("order", streamName(stream));
    for (const { id, body } of receipts.filter((it) => it.home && it.day === day)) {
      for (const item of goodsAmong(body.items)) {
        const quantity = shares(item).get(id) ?? 0;
        addItem(view, bySold, { ...item, quantity, used: quantity });
      }
    }
    for (const { id, body } of refunds.filter((it) => it.home && it.day === day)) {
      for (const item of goodsAmong(body.items)) {
        const quantity = shares(item).get(id) ?? 0;
        // What is thrown away was used, whoever paid for it in the end.
        addItem(view, bySold, { ...item, quantity, used: item.goods === "back" ? quantity : 0 });
      }
    }
  }
}

type Item = Pick<ReceiptItem | RefundItem, "birth" | "line" | "net"> & {
  readonly quantity: number;
  /** Of that what the stock was used for. */
  readonly used: number;
};

function addItem(view: LedgerView, bySold: Map<string, Sums>, item: Item): void {
  const lines = orderBalance(view.state("order", item.birth)).lines;
  const found = lines.find(({ id }) => id === item.line);
  const added = found?.line.added ?? null;
  const [sku, name] = [added?.sku ?? "", added?.name ?? ""];
  const measure = measureOf(added, item.quantity);
  const key = `${sku}\n${name}\n${measure.unit}`;
  const empty = { sku, name, measures: [], amount: 0, net: 0, uses: new Map(), isUncosted: false };
  const sums: Sums = bySold.get(key) ?? empty;
  bySold.set(key, sums);
  const included = (found?.taxes ?? []).filter((tax) => tax.included);
  const rate = included.reduce((sum, tax) => sum + tax.rate, 0);
  sums.measures.push(measure);
  sums.amount += item.net;
  sums.net += shareOf(item.net, WHOLE_RATE, WHOLE_RATE + rate);
  const uses = added !== null && "uses" in added ? (added.uses ?? []) : [];
  // What came back and was thrown away stays used.
  const isLost = added?.goods !== undefined && added.goods !== "back";
  sums.isUncosted ||= uses.length === 0 && !isLost;
  const whole = Math.abs(added?.quantity ?? 0);
  for (const use of whole === 0 ? [] : uses) {
    const quantity = (use.quantity * item.used) / whole;
    sums.uses.set(use.sku, (sums.uses.get(use.sku) ?? 0) + quantity);
  }
}
