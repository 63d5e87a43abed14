/**
 * What receipts made apart come to beyond the bill: goods that were paid twice, or taken off after they
 * were paid; an amount off the order that each of them granted.
 *
 * Receipts stay as issued. Of a line's items those stand that took most off, then those that came first,
 * up to what the line costs now; the rest of them is beyond. So the bill is the lowest that a guest was
 * asked for. An amount off the order is granted once: what standing items were granted beyond it is no
 * guest's to get back, lowers what was paid beyond, and was given away past that.
 */

import { type AttentionFact } from "./attention.ts";
import { type ReceiptItem } from "./events/order-events.ts";
import { type OrderState } from "./folds/order-state.ts";
import { isMoneyAlone } from "./goods-fate.ts";
import { type EventId } from "./identity.ts";
import { allocate } from "./money/allocate.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "./money/amounts.ts";
import { divideRounded, productOf } from "./money/rounding.ts";
import { paidTwice } from "./paid-parts.ts";

export type StandingItem = Pick<ReceiptItem, "at" | "gross" | "off" | "offWrite" | "net">;

/** The cover of one line by receipts. */
export interface Covered {
  readonly standing: ReadonlyArray<StandingItem>;
  /** The amount paid for the line beyond its price now; below zero for returned goods. */
  readonly beyond: MinorUnits;
}

/** `items` in the order of the receipts; `live` is what the line costs now, before the order's discount. */
export function coveredBy(items: ReadonlyArray<ReceiptItem>, live: MinorUnits): Covered {
  const standing: StandingItem[] = [];
  let left = Math.abs(live);
  for (const item of items.toSorted(byOff)) {
    const part = partOf(item, Math.min(left, Math.abs(item.gross)));
    if (part === undefined) continue;
    standing.push(part);
    left -= Math.abs(part.gross);
  }
  const paid = sumMinor(items, ({ net }) => net);
  return { standing, beyond: minor(paid - sumMinor(standing, ({ net }) => net)) };
}

/** The larger part off first; as they were among equals. */
function byOff(one: ReceiptItem, other: ReceiptItem): number {
  return Number(
    productOf(other.off, Math.abs(one.gross)) - productOf(one.off, Math.abs(other.gross)),
  );
}

/** Undefined where nothing of it stands. */
function partOf(item: ReceiptItem, size: number): StandingItem | undefined {
  if (size === Math.abs(item.gross)) return item;
  if (size === 0) return undefined;
  const gross = minor(item.gross < 0 ? 0 - size : size);
  const off = minor(divideRounded(productOf(item.off, size), Math.abs(item.gross), "up"));
  return { at: item.at, gross, off, net: minor(gross - off), offWrite: item.offWrite };
}

interface CoveredLine extends Covered {
  readonly id: EventId;
  readonly isReturn: boolean;
}

/** For each line its part of what standing items were granted beyond the amounts off the order. */
export function grantedBeyond(
  { amountsOff = {} }: OrderState,
  lines: ReadonlyArray<Pick<Covered, "standing">>,
): ReadonlyArray<MinorUnits> {
  const sums = lines.map((): number => 0);
  for (const [write, amount] of Object.entries(amountsOff)) {
    const offs = lines.map(({ standing }) =>
      sumMinor(
        standing.filter(({ offWrite }) => offWrite === write),
        ({ off }) => off,
      ),
    );
    const beyond = sumMinor(offs, (off) => off) - amount;
    if (beyond <= 0) continue;
    for (const [at, part] of allocate(minor(beyond), offs).entries()) {
      sums[at] = (sums[at] ?? 0) + part;
    }
  }
  return sums.map(minor);
}

type BeyondFact = AttentionFact & {
  readonly type: "line/over-covered" | "line/over-returned" | "order/over-granted";
};

/** Whether somebody has settled it or not. */
export function beyondFacts(
  order: OrderState,
  lines: ReadonlyArray<CoveredLine & { readonly grantedBeyond: MinorUnits }>,
): ReadonlyArray<BeyondFact> {
  const granted = sumMinor(lines, (line) => line.grantedBeyond);
  if (granted === 0 && lines.every(({ beyond }) => beyond === 0)) return [];
  const weights = lines.map(({ isReturn, beyond }) => (isReturn ? 0 : Math.max(0, beyond)));
  const paid = weights.reduce((sum, weight) => sum + weight, 0);
  const amounts = allocate(minor(Math.max(0, paid - granted)), weights);
  const ofLines = lines.map(({ id, isReturn, beyond }, at) =>
    isReturn
      ? beyondFact("line/over-returned", id, minor(0 - beyond))
      : beyondFact("line/over-covered", id, amounts[at]),
  );
  const subject = order.opened?.id ?? order.unopened;
  const away = minor(granted - paid);
  const givenAway = subject === undefined ? [] : [beyondFact("order/over-granted", subject, away)];
  return [...ofLines, ...givenAway].filter(({ amount }) => amount > 0);
}

/**
 * Returns the refunds of overpaid amounts, by line: refunds of no goods. A refund of a part of the
 * bill that was paid twice is not among them: one receipt had covered all of it once too often.
 */
export function givenBackBeyond(order: OrderState): ReadonlyMap<EventId, MinorUnits> {
  const sums = new Map<EventId, MinorUnits>();
  const twice = paidTwice(order);
  const refunds = order.refunds.filter(({ body }) => !twice.has(body.of));
  for (const item of refunds.flatMap(({ body }) => body.items)) {
    const { line, net } = item;
    if (isMoneyAlone(item)) sums.set(line, minor((sums.get(line) ?? 0) - net));
  }
  return sums;
}

function beyondFact(
  type: BeyondFact["type"],
  subject: EventId,
  amount: MinorUnits = zeroMinor,
): BeyondFact {
  return { type, subject, amount };
}
