/**
 * The parts that an order's bill is paid in, as its plan says.
 *
 * What a part comes to is worked out of the whole bill, paid or not, so that it is the same on every till
 * and in whatever order the parts are paid. A part that is paid is frozen; what the bill has changed by
 * since goes to the parts that are left. Each part is paid once: what another receipt covers of it was
 * paid twice.
 */

import { type LineBalance, type OrderBalance, orderBalance } from "../balance/order-balance.ts";
import { chargeItems } from "../balance/order-charges.ts";
import { borneTaxes } from "../balance/order-exempt.ts";
import { paidItemsOf } from "../balance/paid-items.ts";
import { lazy, oncePer } from "../base/lazy.ts";
import { type PartName, type SplitPart } from "../events/bill-events.ts";
import { type ReceiptItem } from "../events/order-events.ts";
import { type EventId } from "../identity.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits, subtractMinor, sumMinor, zeroMinor } from "../money/amounts.ts";
import { negated } from "../money/remaining-tax.ts";
import {
  lowestTerms,
  divideRounded,
  productOf,
  shareLeft,
  type HalfRule,
  toSafeNumber,
} from "../money/rounding.ts";
import {
  type BorneTax,
  createBillTaxes,
  onPrices,
  saysSomething,
  sumTaxes,
  taxBill,
  type TaxView,
} from "../money/tax.ts";
import { type OrderState, type ReceiptState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

export interface BillPart extends PartName {
  readonly plan: SplitPart;
  /** The receipt that the part was paid by; undefined until then. */
  readonly receipt: ReceiptState | undefined;
  /** The part's balance, as of an order that has nothing else on it; a paid part has nothing left. */
  readonly balance: OrderBalance;
  /** The part's total with taxes: what is left before deposits, or its receipt's total. */
  readonly total: MinorUnits;
}

/** Returns the parts in the order of the plan; none for an order with one bill. */
export const billParts = oncePer(workOutParts);

/** Undefined for a part that isn't in the plan, or is paid. */
export function unpaidPart(order: OrderState, id: string): BillPart | undefined {
  return billParts(order).find((part) => part.id === id && part.receipt === undefined);
}

/** Returns the amount that no part of the plan has, such as of lines that came after a plan by seats. */
export function remainderBesideParts(order: OrderState): MinorUnits {
  const open = billParts(order).filter(({ receipt }) => receipt === undefined);
  const inParts = sumMinor(open, ({ balance }) => balance.remaining);
  return subtractMinor(orderBalance(order).remaining, inParts);
}

function workOutParts(order: OrderState): ReadonlyArray<BillPart> {
  const planned = plannedParts(order);
  if (planned.length === 0) return [];
  const balance = orderBalance(order);
  const claims = partClaims(balance, planned);
  const taxes = taxesOfParts(balance, planned, claims);
  const dealDeposits = createDepositDeal(order, balance, planned);
  const before = partsPaidBefore(order, planned);
  const parts: BillPart[] = [];
  for (const [at, { plan, id, receipt }] of planned.entries()) {
    const own = { plan, id, no: before + at + 1, of: before + planned.length, receipt };
    if (receipt !== undefined) {
      const { total } = receipt.body;
      const nothing = { claims: [], taxes: [], depositsFor: () => [], leftBefore: () => WHOLE };
      parts.push({ ...own, total, balance: partBalance(balance, nothing) });
      continue;
    }
    const part = partBalance(balance, {
      claims: claims[at] ?? [],
      taxes: taxes[at] ?? [],
      depositsFor: (need) => dealDeposits(id, need),
      leftBefore: (line) => line.share ?? shareBefore(line, paidBefore(order, planned, line.id)),
    });
    parts.push({ ...own, total: part.remaining, balance: part });
  }
  return parts;
}

/** Returns how many parts of earlier plans were paid: parts are numbered over the bill. */
function partsPaidBefore({ receipts }: OrderState, planned: ReadonlyArray<PlannedPart>): number {
  const ofPlan = new Set(planned.map(({ id }) => id));
  const ids = receipts.flatMap(({ home, body: { part } }) => (home && part ? [part.id] : []));
  return new Set(ids.filter((id) => !ofPlan.has(id))).size;
}

/** Returns what receipts that are no parts of the plan cover of the line: its parts share what these left. */
function paidBefore(
  order: OrderState,
  planned: ReadonlyArray<PlannedPart>,
  line: EventId,
): ReadonlyArray<ReceiptItem> {
  const ofPlan = new Set(planned.map(({ receipt }) => receipt?.id));
  return paidItemsOf(order, line).filter(({ receipt }) => !ofPlan.has(receipt));
}

/** Undefined where nothing of the line was paid before, and where it was changed since. */
function shareBefore({ live }: LineBalance, items: ReadonlyArray<ReceiptItem>): Share | undefined {
  if (items.length === 0) return undefined;
  const left = live - sumMinor(items, ({ gross }) => gross);
  const said = shareLeft(items);
  const isSo = said !== undefined && Math.abs(left * said.den - live * said.num) <= said.den;
  return isSo ? said : undefined;
}

function plannedParts({ fields, receipts }: OrderState): ReadonlyArray<PlannedPart> {
  const write = fields.split?.open.at(-1);
  if (write === undefined) return [];
  return write.value.map((plan) => {
    const id = partId(write.id, plan);
    return { plan, id, receipt: receipts.find(({ body }) => body.part?.id === id) };
  });
}

/** Returns the part's id as events name it. */
export function partId(plan: EventId, { id }: Pick<SplitPart, "id">): string {
  return `${plan}/${id}`;
}

/**
 * Part by part the taxes of all parts up to it less those of the parts before it, in whatever order they
 * are paid: worked out of what is left, two tills apart would both take the same half cent. What that
 * differs by from what receipts state stands in the first part that is left.
 */
function taxesOfParts(
  balance: OrderBalance,
  planned: ReadonlyArray<PlannedPart>,
  claims: ReadonlyArray<ReadonlyArray<PartClaim>>,
): ReadonlyArray<ReadonlyArray<TaxView>> {
  const upTo = [beforeParts(balance, planned, claims)];
  for (const row of claims) {
    const upToLast = upTo.at(-1) ?? [];
    upTo.push(row.map(({ net }, at) => net + (upToLast[at] ?? 0)));
  }
  const taxesOn = createBillTaxes(billEntries(balance), balance.rule);
  const bills = upTo.map((amounts) => taxesOn(amounts.map(minor)));
  const taxes = planned.map((_, part) =>
    sumTaxes([...(bills[part + 1] ?? []), ...(bills[part] ?? []).map(negated)]),
  );
  const open = [...planned.keys()].filter((part) => planned[part]?.receipt === undefined);
  const [first] = open;
  const missing = isRestBeside(balance, open, claims)
    ? []
    : sumTaxes([
        ...balance.remainingTaxes,
        ...open.flatMap((part) => (taxes[part] ?? []).map(negated)),
      ]);
  return taxes.map((own, part) =>
    sumTaxes(part === first ? [...own, ...missing] : own).filter(saysSomething),
  );
}

/** Returns the amounts of each line on receipts that belong to no part of the plan. */
function beforeParts(
  balance: OrderBalance,
  planned: ReadonlyArray<PlannedPart>,
  claims: ReadonlyArray<ReadonlyArray<PartClaim>>,
): ReadonlyArray<number> {
  return billEntries(balance).map(({ standing }, at) => {
    const paid = sumMinor(planned.keys(), (part) =>
      planned[part]?.receipt === undefined ? 0 : (claims[part]?.[at]?.net ?? 0),
    );
    return Math.max(0, sumMinor(standing, ({ net }) => net) - paid);
  });
}

/** Whether something is in no part: then what its taxes come to is not the parts' to make up. */
function isRestBeside(
  balance: OrderBalance,
  open: ReadonlyArray<number>,
  claims: ReadonlyArray<ReadonlyArray<PartClaim>>,
): boolean {
  return billEntries(balance).some(({ remaining, remainingOff }, at) => {
    const inParts = sumMinor(open, (part) => claims[part]?.[at]?.net ?? 0);
    return remaining - remainingOff !== inParts;
  });
}

/**
 * Returns the share of the whole line, where others had a share of it before and this is a share of
 * what was left.
 */
function ofShare(left: LineBalance["share"], { num, den }: Share): Share {
  return left === undefined ? { num, den } : lowestTerms(left.num * num, left.den * den);
}

type Share = NonNullable<LineBalance["share"]>;

function partBalance(
  balance: OrderBalance,
  {
    claims,
    taxes,
    depositsFor: depositsOf,
    leftBefore,
  }: {
    readonly claims: ReadonlyArray<PartClaim>;
    readonly taxes: ReadonlyArray<TaxView>;
    readonly depositsFor: (need: MinorUnits) => Deposits;
    /** The share of a line that the plan deals; undefined for all of it. */
    readonly leftBefore: (line: LineBalance) => Share | undefined;
  },
): OrderBalance {
  // The lines are worked out lazily, since a caller that wants only the totals asks for none.
  const lines = lazy(() =>
    balance.lines.map((line, at): LineBalance => {
      const { net = zeroMinor, off = zeroMinor, num = 1, den = 1 } = claims[at] ?? {};
      return {
        ...line,
        remaining: minor(net + off),
        remainingOff: off,
        share: ofShare(leftBefore(line), { num, den }),
      };
    }),
  );
  const charges = balance.charges.map((charge, at) => {
    const remaining = claims[balance.lines.length + at]?.net ?? zeroMinor;
    return {
      ...charge,
      remaining,
      remainingBase: sumMinor(charge.lying, (line) => Math.max(0, claims[line]?.net ?? 0)),
    };
  });
  const goods = sumMinor(claims, ({ net }) => net);
  const remaining = minor(goods + onPrices(taxes));
  const deposits = depositsOf(remaining);
  const due = minor(Math.max(0, remaining - sumMinor(deposits, ({ amount }) => amount)));
  return {
    ...balance,
    get lines() {
      return lines();
    },
    charges,
    remainingTaxes: taxes,
    remaining,
    due,
    refundDue: zeroMinor,
    deposits,
  };
}

type Deposits = OrderBalance["deposits"];

/**
 * Deals the deposits to the parts in their order: a part takes those that name it, then as much as it
 * needs of what earlier parts left of those that name no part or one that is gone. Refunded money waits
 * for the receipt that uses it all.
 */
function createDepositDeal(
  order: OrderState,
  { deposits }: OrderBalance,
  planned: ReadonlyArray<PlannedPart>,
): (id: string, need: MinorUnits) => Deposits {
  const waiting = new Set(planned.flatMap((it) => (it.receipt === undefined ? [it.id] : [])));
  const named = deposits.map(({ payment }) => order.paymentsById[payment]?.started?.part);
  let left: Deposits = deposits.filter((_, at) => !waiting.has(named[at] ?? ""));
  return (id, need) => {
    const own = takeUpTo(
      need,
      deposits.filter((_, at) => named[at] === id),
    );
    const anyones = takeUpTo(need - sumMinor(own, ({ amount }) => amount), left);
    left = withoutTaken(left, anyones);
    return [...own, ...anyones];
  };
}

function withoutTaken(deposits: Deposits, taken: Deposits): Deposits {
  return deposits.map(({ payment, amount }) => {
    const takenOfPayment = taken.filter((it) => it.payment === payment);
    return {
      payment,
      amount: subtractMinor(
        amount,
        sumMinor(takenOfPayment, (it) => it.amount),
      ),
    };
  });
}

function takeUpTo(need: number, deposits: Deposits): Deposits {
  const sum = sumMinor(deposits, ({ amount }) => amount);
  let usable = Math.max(0, Math.min(need, sum));
  return deposits.flatMap(({ payment, amount }) => {
    const used = Math.min(usable, Math.max(0, amount));
    usable -= used;
    return used === 0 ? [] : [{ payment, amount: minor(used) }];
  });
}

/*
 * What each part of a bill has of each line: dealt by the plan over the whole of it, paid or not.
 *
 * What a paid part has covered more or less than its claim, because the bill changed since, goes to the
 * parts that are left.
 */

/** A part as its plan says, with its name, and the receipt that it was paid by. */
interface PlannedPart {
  readonly plan: SplitPart;
  readonly id: string;
  /** Undefined as long as it isn't paid. */
  readonly receipt: ReceiptState | undefined;
}

/** The claim of a part on one line. */
interface PartClaim {
  /** The amount after the order's discount. */
  readonly net: MinorUnits;
  /** The amount that the order's discount takes off. */
  readonly off: MinorUnits;
  /** Which share of the line that is, as people say it. */
  readonly num: number;
  readonly den: number;
}

/**
 * Returns the claims by part, then by line and charge: what the part's receipt covers, or what is
 * left to pay of it.
 */
function partClaims(
  balance: OrderBalance,
  planned: ReadonlyArray<PlannedPart>,
): ReadonlyArray<ReadonlyArray<PartClaim>> {
  const { rule } = balance;
  const { half } = rule;
  const lines = billEntries(balance);
  const parts = planned.map(({ plan }) => withDeposits(lines, withSeats(lines, plan)));
  const isPaid = planned.map(({ receipt }) => receipt !== undefined);
  const items = planned.map(({ receipt }) => {
    if (receipt === undefined) return [];
    return [...receipt.body.items, ...chargeItems(receipt.body.charges)];
  });
  const nets = wholeOf(lines, { items, remaining: remainingOf, of: (item) => item.net });
  const amounts = parts.map(({ amount }) => goodsFor({ lines, rule }, nets.whole, amount));
  const netDealt = deal({ lines: toDeal(lines, nets.whole), parts, amounts, half });
  const offs = wholeOf(lines, {
    items,
    remaining: (line) => line.remainingOff,
    of: (item) => item.off,
  });
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
  const linesOfSeats = lines.filter(({ seat }) => seats.includes(seat));
  const shares = linesOfSeats.map(({ id }) => ({ line: id, num: 1, den: 1 }));
  return { ...plan, lines: [...(plan.lines ?? []), ...shares] };
}

/** A part has as much of a deposit as of the goods that it came with. */
function withDeposits(entries: Entries, plan: SplitPart): SplitPart {
  const { lines = [] } = plan;
  if (lines.length === 0) return plan;
  const named = new Set(lines.map(({ line }) => line));
  const deposits = entries.flatMap(({ id, with: goods }) => {
    const share = goods === undefined ? undefined : lines.find(({ line }) => line === goods);
    return share === undefined || named.has(id) ? [] : [{ ...share, line: id }];
  });
  return deposits.length === 0 ? plan : { ...plan, lines: [...lines, ...deposits] };
}

type Entries = ReadonlyArray<BillEntry>;

/** Amounts by part, then by line. */
type Rows = ReadonlyArray<ReadonlyArray<MinorUnits>>;

function remainingOf({ remaining, remainingOff }: BillEntry): MinorUnits {
  return minor(remaining - remainingOff);
}

/** Returns the amount that is left of each line, and what parts have covered of it, together and by part. */
function wholeOf(
  lines: Entries,
  {
    items,
    remaining,
    of,
  }: {
    readonly items: ReadonlyArray<ReadonlyArray<ReceiptItem>>;
    readonly remaining: (line: BillEntry) => MinorUnits;
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
    minor(remaining(line) + sumMinor(covered, (row) => row[at] ?? 0)),
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

/**
 * Turns parts by amount into shares of lines, and shares the order's discount out alike, so that
 * the parts add up.
 */
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

/**
 * Gives paid parts the amounts that they covered; the other parts share what those had more or less
 * than their claim.
 */
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

type NamedShare = (
  plan: SplitPart,
  share: { readonly line: EventId; readonly net: number; readonly of: number },
) => Pick<PartClaim, "num" | "den">;

/** For print only: amounts decide. Cents of cents where the plan names no share of the line. */
function createSaying(parts: ReadonlyArray<SplitPart>): NamedShare {
  const hasAmounts = parts.some(({ amount }) => amount !== undefined);
  const shares = parts.reduce((sum, { all = 0 }) => sum + all, 0);
  const namedShares = parts.flatMap(({ lines = [] }) => lines);
  return (plan, { line, net, of }) => {
    const shareOfPlan = plan.lines?.find((share) => share.line === line);
    if (shareOfPlan !== undefined) return { num: shareOfPlan.num, den: shareOfPlan.den };
    if (plan.all !== undefined && !hasAmounts) {
      const left = shareLeft(namedShares.filter((share) => share.line === line));
      if (left !== undefined) return lowestTerms(left.num * plan.all, left.den * shares);
    }
    return net > 0 && of >= net ? { num: net, den: of } : WHOLE;
  };
}

/*
 * Dealing what lines cost to the parts of a bill, so that the parts add up to each line and to the whole.
 *
 * A share of a line is cut to whole cents. The odd cents go one each to the parts in turn, and the next
 * line goes on with the part after the one that had the last: even parts are then a cent apart at most,
 * the first ones with the odd cents, however many lines there are. By largest remainder per line the
 * first part would get the odd cent of every line. Source: docs/rules/arithmetic.md, R10; fixtures/vectors/splits.json.
 */

interface DealInput {
  /** The lines in the order of the bill; an amount is below zero for goods that come back. */
  readonly lines: ReadonlyArray<{ readonly id: string; readonly amount: MinorUnits }>;
  readonly parts: ReadonlyArray<SplitPart>;
  /** The worth in goods of each part by amount; other parts are not looked at. */
  readonly amounts: ReadonlyArray<MinorUnits>;
  readonly half: HalfRule;
}

/**
 * For each part what it has of each line, in the orders of both. What no part is to have, because none
 * takes all that is left, is in none. Parts that claim more of a line than there is share it.
 */
export function deal(input: DealInput): ReadonlyArray<ReadonlyArray<MinorUnits>> {
  const table = createTable(input);
  for (const line of input.lines.keys()) dealShares(input, table, line);
  dealAmounts(input, table);
  dealRest(input, table);
  return table.dealt.map((amounts) => amounts.map(minor));
}

interface Table {
  /** The amounts that were dealt, by part, then by line. */
  readonly dealt: ReadonlyArray<number[]>;
  readonly left: number[];
  readonly give: (part: number, line: number, amount: number) => void;
  /** Gives one cent of the line to each share whose turn it is, or takes it back. */
  readonly giveOdd: (shares: ReadonlyArray<number>, line: number, odd: number) => void;
  /** The first even share of each part: a part that takes several has as many turns. */
  readonly shareOfPart: ReadonlyArray<number>;
  readonly partOfShare: ReadonlyArray<number>;
}

function createTable({ lines, parts }: DealInput): Table {
  const dealt = parts.map(() => lines.map(() => 0));
  const left = lines.map(({ amount }): number => amount);
  const partOfShare = parts.flatMap(({ all = 1 }, part) => Array.from({ length: all }, () => part));
  const shareOfPart = parts.map((_, part) => partOfShare.indexOf(part));
  let turn = 0;

  function give(part: number, line: number, amount: number): void {
    const amounts = dealt[part];
    if (amounts === undefined) return;
    amounts[line] = (amounts[line] ?? 0) + amount;
    left[line] = (left[line] ?? 0) - amount;
  }

  function giveOdd(shares: ReadonlyArray<number>, line: number, odd: number): void {
    const waits = shares.map((share) => (share - turn + partOfShare.length) % partOfShare.length);
    const inTurn = shares
      .map((share, at) => ({ share, wait: waits[at] ?? 0 }))
      .toSorted((one, other) => one.wait - other.wait)
      .slice(0, Math.abs(odd));
    for (const { share } of inTurn) {
      give(partOfShare[share] ?? 0, line, Math.sign(odd));
      turn = (share + 1) % partOfShare.length;
    }
  }

  return { dealt, left, give, giveOdd, shareOfPart, partOfShare };
}

/** Shares that parts name of one line. */
function dealShares({ lines, parts, half }: DealInput, table: Table, line: number): void {
  const { id, amount } = lines[line] ?? { id: "", amount: zeroMinor };
  const shares = parts.flatMap(({ lines: named = [] }, part) =>
    named.filter((share) => share.line === id).map(({ num, den }) => ({ part, num, den })),
  );
  if (shares.length === 0) return;
  const whole = shares.reduce((product, { den }) => product * BigInt(den), 1n);
  const numerators = shares.map(({ num, den }) => (whole / BigInt(den)) * BigInt(num));
  const sum = numerators.reduce((total, numerator) => total + numerator, 0n);
  const over = sum > whole ? sum : whole;
  const taken = divideRounded(BigInt(amount) * sum, over, half);
  let given = 0;
  for (const [at, { part }] of shares.entries()) {
    const cut = toSafeNumber((BigInt(amount) * (numerators[at] ?? 0n)) / over);
    table.give(part, line, cut);
    given += cut;
  }
  const takers = shares.map(({ part }) => table.shareOfPart[part] ?? 0);
  table.giveOdd(takers, line, taken - given);
}

/** An amount is dealt over what lines have left; never more than that. Goods that come back bear none. */
function dealAmounts({ parts, amounts }: DealInput, table: Table): void {
  for (const [part, { amount }] of parts.entries()) {
    if (amount === undefined) continue;
    const weights = table.left.map((left) => Math.max(0, left));
    const most = sumMinor(weights, (weight) => weight);
    const wanted = minor(Math.min(most, amounts[part] ?? zeroMinor));
    for (const [line, share] of allocate(wanted, weights).entries()) table.give(part, line, share);
  }
}

function dealRest({ parts }: DealInput, table: Table): void {
  const shares = [...table.partOfShare.keys()].filter(
    (share) => parts[table.partOfShare[share] ?? 0]?.all !== undefined,
  );
  if (shares.length === 0) return;
  for (const [line, left] of table.left.entries()) {
    const whole = Math.trunc(left / shares.length);
    for (const share of shares) table.give(table.partOfShare[share] ?? 0, line, whole);
    table.giveOdd(shares, line, left - whole * shares.length);
  }
}

interface BillEntry {
  readonly id: EventId;
  /** Of a deposit: the goods that it came with. */
  readonly with?: EventId | undefined;
  readonly taxes: ReadonlyArray<BorneTax>;
  readonly remaining: MinorUnits;
  readonly remainingOff: MinorUnits;
  /** The amounts that receipts cover of the line. */
  readonly standing: ReadonlyArray<{ readonly net: MinorUnits }>;
  /** 0 for none: what is charged is for all seats. */
  readonly seat: number;
}

/** Returns the entries that a bill is split by: its lines, and after them the charges. */
function billEntries({
  lines,
  charges,
  exempt,
}: Pick<OrderBalance, "lines" | "charges" | "exempt">): ReadonlyArray<BillEntry> {
  return [
    ...lines.map((balance) => {
      const { id, remaining, remainingOff, standing, line } = balance;
      const seat = registerValue(line.fields.seat) ?? 0;
      const taxes = borneTaxes(balance, exempt);
      const goods = line.added?.with?.line;
      return { id, with: goods, taxes, remaining, remainingOff, standing, seat };
    }),
    ...charges.map(({ id, taxes, remaining, covered }) => ({
      id,
      taxes: borneTaxes({ taxes }, exempt),
      remaining,
      remainingOff: zeroMinor,
      standing: [{ net: covered }],
      seat: 0,
    })),
  ];
}
