/**
 * What each part of a bill has of each line: dealt by the plan over the whole of it, paid or not.
 *
 * What a paid part has covered more or less than its claim, because the bill changed since, goes to the
 * parts that are left.
 */

import { type SplitPart } from "../events/bill-events.ts";
import { type ReceiptItem } from "../events/order-events.ts";
import { type ReceiptState } from "../folds/order-state.ts";
import { type EventId } from "../identity.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { taxBill } from "../money/tax.ts";
import { type OrderBalance } from "../order-balance.ts";
import { chargeItems } from "../order-charges.ts";
import { type BillEntry, billEntries } from "./bill-entries.ts";
import { deal } from "./deal.ts";

/** A part as its plan says, with its name, and the receipt that it was paid by. */
export interface PlannedPart {
  readonly plan: SplitPart;
  readonly id: string;
  /** Undefined as long as it isn't paid. */
  readonly receipt: ReceiptState | undefined;
}

/** Of one line. */
export interface PartClaim {
  /** After the order's discount. */
  readonly net: MinorUnits;
  /** Of the order's discount. */
  readonly off: MinorUnits;
  /** Which share of the line that is, as people say it. */
  readonly num: number;
  readonly den: number;
}

/** By part, then by line and charge: what its receipt has covered, or what is left to pay of it. */
export function partClaims(
  balance: OrderBalance,
  planned: ReadonlyArray<PlannedPart>,
): ReadonlyArray<ReadonlyArray<PartClaim>> {
  const { rule } = balance;
  const { half } = rule;
  const lines = billEntries(balance);
  const parts = planned.map(({ plan }) => withSeats(lines, plan));
  const isPaid = planned.map(({ receipt }) => receipt !== undefined);
  const items = planned.map(({ receipt }) => {
    if (receipt === undefined) return [];
    return [...receipt.body.items, ...chargeItems(receipt.body.charges)];
  });
  const nets = wholeOf(lines, { items, rest: lineRest, of: (item) => item.net });
  const amounts = parts.map(({ amount }) => goodsFor({ lines, rule }, nets.whole, amount));
  const netDealt = deal({ lines: toDeal(lines, nets.whole), parts, amounts, half });
  const offs = wholeOf(lines, { items, rest: (line) => line.restOff, of: (item) => item.off });
  const offPlans = sharesOfAmounts(lines, { parts, nets: nets.whole, netDealt });
  const offDealt = deal({
    lines: toDeal(lines, offs.whole),
    parts: offPlans,
    amounts: [],
    half,
  });
  const netLeft = withoutPaid(netDealt, nets.covered, isPaid);
  const offLeft = withoutPaid(offDealt, offs.covered, isPaid);
  const saying = createSaying(parts);
  return parts.map((plan, part) =>
    lines.map(({ id }, at) => {
      const net = netLeft[part]?.[at] ?? zeroMinor;
      const off = offLeft[part]?.[at] ?? zeroMinor;
      const [ofNet, ofOff] = [nets.whole[at] ?? 0, offs.whole[at] ?? 0];
      // A cent can't be shared: who pays all of a line has a whole one, whatever its part of the bill is.
      const isAll = ofNet + ofOff !== 0 && net === ofNet && off === ofOff;
      const { num, den } = isAll ? WHOLE : saying(plan, { line: id, net, of: ofNet });
      return { net, off, num, den };
    }),
  );
}

/** Lines of its seats are its own, those that came after the plan too. */
function withSeats(lines: Entries, plan: SplitPart): SplitPart {
  const { seats } = plan;
  if (seats === undefined) return plan;
  const own = lines.filter(({ seat }) => seats.includes(seat));
  const shares = own.map(({ id }) => ({ line: id, num: 1, den: 1 }));
  return { ...plan, lines: [...(plan.lines ?? []), ...shares] };
}

type Entries = ReadonlyArray<BillEntry>;
/** By part, then by line. */
type Rows = ReadonlyArray<ReadonlyArray<MinorUnits>>;

function lineRest({ rest, restOff }: BillEntry): MinorUnits {
  return minor(rest - restOff);
}

/** What is left of each line and what parts have covered of it, together and by part. */
function wholeOf(
  lines: Entries,
  {
    items,
    rest,
    of,
  }: {
    readonly items: ReadonlyArray<ReadonlyArray<ReceiptItem>>;
    readonly rest: (line: BillEntry) => MinorUnits;
    readonly of: (item: ReceiptItem) => MinorUnits;
  },
): { readonly whole: ReadonlyArray<MinorUnits>; readonly covered: Rows } {
  const covered = items.map((own) =>
    lines.map(({ id }) =>
      sumMinor(
        own.filter((item) => item.line === id),
        of,
      ),
    ),
  );
  const whole = lines.map((line, at) =>
    minor(rest(line) + sumMinor(covered, (row) => row[at] ?? 0)),
  );
  return { whole, covered };
}

function toDeal(
  lines: Entries,
  amounts: ReadonlyArray<MinorUnits>,
): ReadonlyArray<{ readonly id: EventId; readonly amount: MinorUnits }> {
  return lines.map(({ id }, at) => ({ id, amount: amounts[at] ?? zeroMinor }));
}

/** An amount is said with all taxes; goods are dealt without those that prices don't include. */
function goodsFor(
  { lines, rule }: Pick<OrderBalance, "rule"> & { readonly lines: Entries },
  amounts: ReadonlyArray<MinorUnits>,
  wanted: MinorUnits | undefined,
): MinorUnits {
  if (wanted === undefined) return zeroMinor;
  const taxable = lines.map(({ taxes }, at) => ({ amount: amounts[at] ?? zeroMinor, taxes }));
  const goods = sumMinor(taxable, ({ amount }) => amount);
  const { total } = taxBill({ lines: taxable, ...rule });
  if (total === goods || total <= 0) return wanted;
  return minor(divideRounded(productOf(wanted, goods), total, rule.half));
}

/** Of the order's discount an amount has as much as of the goods: as shares of lines, so that it adds up. */
function sharesOfAmounts(
  lines: Entries,
  {
    parts,
    nets,
    netDealt,
  }: {
    readonly parts: ReadonlyArray<SplitPart>;
    readonly nets: ReadonlyArray<MinorUnits>;
    readonly netDealt: Rows;
  },
): ReadonlyArray<SplitPart> {
  return parts.map((plan, part) => {
    if (plan.amount === undefined) return plan;
    const shares = lines.flatMap(({ id }, at) => {
      const [num, den] = [netDealt[part]?.[at] ?? 0, nets[at] ?? 0];
      return num > 0 && den >= num ? [{ line: id, num, den }] : [];
    });
    return { id: plan.id, lines: shares };
  });
}

/** Of paid parts what they have covered; the others get what these had more or less than their claim. */
function withoutPaid(claims: Rows, covered: Rows, isPaid: ReadonlyArray<boolean>): Rows {
  const left = claims.map((row, part) => [
    ...(isPaid[part] === true ? (covered[part] ?? []) : row),
  ]);
  const open = [...left.keys()].filter((part) => isPaid[part] !== true);
  if (open.length === 0 || open.length === claims.length) return left;
  for (const at of (claims[0] ?? []).keys()) {
    const change = sumMinor(claims.keys(), (part) =>
      isPaid[part] === true ? (claims[part]?.[at] ?? 0) - (covered[part]?.[at] ?? 0) : 0,
    );
    if (change === 0) continue;
    const weights = open.map((part) => Math.abs(claims[part]?.[at] ?? 0));
    const isNothing = weights.every((weight) => weight === 0);
    const shares = allocate(
      change,
      isNothing ? open.map((_, index) => (index === 0 ? 1 : 0)) : weights,
    );
    for (const [index, part] of open.entries()) {
      const row = left[part];
      if (row !== undefined) row[at] = minor((row[at] ?? 0) + (shares[index] ?? 0));
    }
  }
  return left;
}

const WHOLE = { num: 1, den: 1 };

type ShareSaid = (
  plan: SplitPart,
  share: { readonly line: EventId; readonly net: number; readonly of: number },
) => Pick<PartClaim, "num" | "den">;

/** For print only: amounts decide. Cents of cents where the plan names no share of the line. */
function createSaying(parts: ReadonlyArray<SplitPart>): ShareSaid {
  const hasAmounts = parts.some(({ amount }) => amount !== undefined);
  const named = new Set(parts.flatMap(({ lines = [] }) => lines.map(({ line }) => line)));
  const shares = parts.reduce((sum, { all = 0 }) => sum + all, 0);
  return (plan, { line, net, of }) => {
    const own = plan.lines?.find((share) => share.line === line);
    if (own !== undefined) return { num: own.num, den: own.den };
    const isShared = hasAmounts || named.has(line);
    if (plan.all !== undefined && !isShared) return { num: plan.all, den: shares };
    return net > 0 && of >= net ? { num: net, den: of } : WHOLE;
  };
}
